/** A vote with its rounds: as a series of them, or as one table of candidates. */
import type { Ballot, Round } from '../published.ts';
import { readPapers, readSections, readTurnout } from './read-papers.ts';
import { readRound } from './read-round.ts';
import type { Figures, Node } from './tree.ts';

/** `root` holds the rounds; `whole` is the file where that is something else. */
export function readSeries(root: Node, rounds: Node | undefined, whole: Node = root): Ballot {
  const own = readPapers(root.at('ballots'));
  const direct = readPapers(root);
  const sections = readSections(root);
  const total = root.at('electorateTotal')?.figure() ?? direct.electorate;
  const [only] = sections;
  const text = root.at('declarationText') ?? root.down('published', 'declarationText');
  const method = whole.at('method');
  const said = [
    method?.at('type')?.text(),
    whole.at('kind')?.text(),
    whole.at('rulebook')?.text(),
  ].join(' ');
  const read = (rounds?.items() ?? []).map(readRound);
  return {
    name: [root.at('date')?.text(), root.at('body')?.text()].filter(Boolean).join(', '),
    path: rounds?.path ?? root.path,
    kind: kindOf(read, said),
    rounds: withWeightedPoints(root, withLooseShares(root, read)),
    sections,
    papers: {
      valid: own.valid,
      spoilt: own.spoilt ?? (sections.length === 1 ? only?.spoilt : undefined),
      abstentions: own.abstentions,
      returned:
        own.returned ?? direct.returned ?? (sections.length === 1 ? only?.returned : undefined),
      admitted: own.admitted,
      notAdmitted: own.notAdmitted,
      electorate: total ?? own.electorate ?? (sections.length === 1 ? only?.electorate : undefined),
      channels: direct.channels,
    },
    points: {
      total: method?.at('pointsTotal')?.figure(),
      perUnit: method?.at('pointsPerRiding')?.figure(),
      units: method?.at('ridings')?.figure(),
      toWin: method?.at('pointsToWin')?.figure(),
    },
    majority: /majority|> ?50/i.test(method?.at('winThreshold')?.text() ?? ''),
    turnout: readTurnout(root),
    declaration:
      text?.text() === undefined ? undefined : { path: text.path, text: text.text() ?? '' },
    sectionShares: (root.down('published', 'sectionShares')?.entries() ?? []).map(
      ([section, shares]) => ({ section, shares: shares.figures() }),
    ),
  };
}

/** A vote of one round whose candidates stand in one table. */
export function readSingle(node: Node): Ballot {
  const text = node.at('declarationText');
  const totals: Figures = node.at('candidates')?.figures() ?? new Map();
  const papers = readPapers(node);
  return {
    name: 'the ballot of the members',
    path: node.path,
    kind: 'polls',
    rounds: [{ ...readRound(node, 0), name: 'the result', totals, valid: papers.valid }],
    sections: [],
    papers,
    points: { total: undefined, perUnit: undefined, units: undefined, toWin: undefined },
    majority: totals.size === 2,
    turnout: readTurnout(node),
    declaration:
      text?.text() === undefined ? undefined : { path: text.path, text: text.text() ?? '' },
    sectionShares: [],
  };
}

function kindOf(rounds: readonly Round[], said: string): Ballot['kind'] {
  if (/card vote|delegation|yes-no/i.test(said) && rounds.length > 1) return 'questions';
  return /run-off|two-round|exhaustive|live|caucus/i.test(said) ? 'polls' : 'transfers';
}

/** Shares printed beside the rounds are those of the last round, or of the only one there is. */
function withLooseShares(root: Node, rounds: readonly Round[]): readonly Round[] {
  const figures = root.at('publishedPct')?.figures() ?? new Map();
  const last = rounds.at(-1);
  if (figures.size === 0 || last === undefined) return rounds;
  return [...rounds.slice(0, -1), { ...last, shares: [...last.shares, { of: 'totals', figures }] }];
}

/** `weightedPoints`: by round, candidate and section. */
function withWeightedPoints(root: Node, rounds: readonly Round[]): readonly Round[] {
  const printed = root.at('weightedPoints');
  if (printed === undefined) return rounds;
  return rounds.map((round, i) => {
    const table = printed.at(`${i + 1}`);
    if (table === undefined) return round;
    const sections = new Set(table.entries().flatMap(([, parts]) => [...parts.figures().keys()]));
    return {
      ...round,
      weightedBySection: new Map(
        [...sections].map((section) => [
          section,
          new Map(
            table.entries().flatMap(([candidate, parts]) => {
              const figure = parts.at(section)?.figure();
              return figure === undefined ? [] : [[candidate, figure] as const];
            }),
          ),
        ]),
      ),
    };
  });
}
