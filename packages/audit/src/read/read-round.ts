/** One round or poll as printed. */
import type { Round, Unit } from '../published.ts';
import type { Figures, Node } from './tree.ts';

const EMPTY: Figures = new Map();

/** Members of a round that are numbers but no candidates. */
const NOT_CANDIDATES = new Set([
  'round',
  'valid',
  'spoilt',
  'rejected',
  'returned',
  'electorate',
  'abstentions',
  'abstain',
  'nonTransferable',
  'exhausted',
  'turnoutPct',
]);

export function readRound(node: Node, index: number): Round {
  const totals = node.at('totals')?.figures() ?? bare(node);
  const figure = (name: string) => node.at(name)?.figure();
  const heads = node.at('votes')?.figures() ?? EMPTY;
  const unit = unitOf(node.at('unit')?.text());
  const bySection = new Map(
    (node.at('bySection')?.entries() ?? []).map(([id, part]) => [id, part.figures()]),
  );
  const [only] = [...bySection.values()];
  return {
    path: node.path,
    name: node.at('label')?.text() ?? `round ${figure('round')?.text ?? index + 1}`,
    unit,
    totals: totals.size === 0 && only !== undefined && bySection.size === 1 ? only : totals,
    bySection,
    missing: (node.at('totals')?.entries() ?? []).flatMap(([name, part]) =>
      part.isNull() ? [name] : [],
    ),
    heads,
    valid: figure('valid'),
    others: [
      ...['nonTransferable', 'abstentions', 'abstain', 'exhausted'].flatMap(
        (name) => figure(name) ?? [],
      ),
      ...(node.at('votes')?.entries() ?? []).flatMap(([name, part]) =>
        name.startsWith('_') ? (part.figure() ?? []) : [],
      ),
    ],
    spoilt: figure('spoilt') ?? figure('rejected'),
    shares: [
      ...tables(node, ['publishedPct', 'pct'], 'totals'),
      ...tables(node, ['votesPct'], 'heads'),
    ],
    weighted: node.at('weightedShares')?.figures() ?? EMPTY,
    weightedBySection: new Map(),
    eliminated: node.at('eliminated')?.texts() ?? [],
    elected: electedOf(node),
    explained: /withdr|survive|at least|needed|re-run|rerun|tie/i.test(
      `${node.at('notes')?.text() ?? ''} ${node.at('note')?.text() ?? ''} ${node.at('prov')?.text() ?? ''}`,
    ),
  };
}

function electedOf(node: Node): readonly string[] {
  const one = node.at('elected')?.text();
  return one === undefined ? (node.at('elected')?.texts() ?? []) : [one];
}

function tables(node: Node, names: readonly string[], of: 'totals' | 'heads') {
  return names.flatMap((name) => {
    const figures = node.at(name)?.figures() ?? EMPTY;
    return figures.size === 0 ? [] : [{ of, figures }];
  });
}

/** A round written as nothing but candidates and their votes. */
function bare(node: Node): Figures {
  return new Map([...node.figures()].filter(([name]) => !NOT_CANDIDATES.has(name)));
}

function unitOf(text: string | undefined): Unit {
  if (text === undefined || text === 'votes') return 'votes';
  return text === 'points' ? 'points' : 'percent';
}
