/**
 * The votes of a contest file, each as one proceeding: a contest with all its ballots, or motions of
 * one day. The figures are read by @hustings/audit; here they are only put in the order of events.
 */

import {
  type ConfidenceVote,
  type Figure,
  type Figures,
  type Node,
  type PrintedBallot,
  type PrintedPapers,
  type PrintedRound,
  type Published,
  readPublished,
  readTree,
} from '@hustings/audit';
import { err, ok, type Result } from '@hustings/base';

export interface PrintedContest {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
  readonly office: string;
  readonly book: string | undefined;
  readonly root: Node;
  readonly published: Published;
  readonly parts: readonly PrintedPart[];
}

export interface PrintedPart {
  readonly name: string;
  /** Day of the result. */
  readonly date: string | undefined;
  readonly kind: 'contest' | 'motions';
  /** What the figures of this part hang on. */
  readonly node: Node;
  readonly series: readonly PrintedSeries[];
  /** Everyone on a paper, in the order of the print. */
  readonly candidates: readonly string[];
  /** Who is said to have been elected where no round says it. */
  readonly elected: string | undefined;
  /** The whole file is about this part. */
  readonly isWhole: boolean;
}

/** Rounds that belong together: a count of transfers, or votes one after the other. */
export interface PrintedSeries {
  readonly ballot: PrintedBallot;
  readonly days: readonly (string | undefined)[];
}

export interface HistoryFault {
  readonly code: string;
  readonly message: string;
}

export function readContest(text: string): Result<PrintedContest, HistoryFault> {
  const tree = readTree(text);
  if (!tree.ok) return tree;
  const root = tree.value();
  const published = readPublished(root);
  const parts = partsOf(root, published);
  if (parts.length === 0)
    return err({
      code: 'replay/no-votes',
      message: 'The file has no votes: neither rounds nor a result, ballots, contests or votes.',
    });
  return ok({
    id: root.at('id')?.text() ?? 'contest',
    title: published.title,
    organisation: root.at('organisation')?.text() ?? 'An organisation',
    office: root.at('office')?.text() ?? '',
    book: root.at('rulebook')?.text(),
    root,
    published,
    parts,
  });
}

function partsOf(root: Node, published: Published): readonly PrintedPart[] {
  const { ballots } = published;
  const contests = root.at('contests')?.items() ?? [];
  const date = root.at('date')?.text();
  const apart = ballots.filter((b) => contests.some((c) => isUnder(b.path, c.path)));
  const main = ballots.filter((b) => !apart.includes(b));
  const parts: PrintedPart[] = [];
  if (main.length > 0 || root.at('membersBallot') !== undefined) {
    const members = root.at('membersBallot');
    parts.push({
      name: published.title,
      date,
      kind: isMotion(root) ? 'motions' : 'contest',
      node: root,
      // Members of parliament vote before the members do.
      series: main
        .filter((b) => b.rounds.length > 0)
        .map((ballot) => ({ ballot, days: ballot.rounds.map((r) => dayOf(root, r)) })),
      candidates: candidatesOf(root, main),
      elected: members?.at('elected')?.text(),
      isWhole: true,
    });
  }
  const pairs = published.pairs;
  const seats = published.seats;
  if (parts.length === 0 && (pairs !== undefined || seats !== undefined))
    parts.push({
      name: published.title,
      date,
      kind: 'contest',
      node: root,
      series: seats === undefined ? [] : [{ ballot: seatBallot(published), days: [undefined] }],
      candidates: pairs?.candidates ?? seats?.rows.map((r) => r.name) ?? [],
      elected: pairs?.winners[0],
      isWhole: true,
    });
  for (const node of contests) {
    const ballot = apart.find((b) => isUnder(b.path, node.path));
    if (ballot === undefined) continue;
    const own = withSharesAlone(node, ballot);
    const day = node.at('date')?.text();
    parts.push({
      name: `${published.title}, ${[day, node.at('body')?.text()].filter(Boolean).join(', ')}`,
      date: day,
      kind: isMotion(root) ? 'motions' : 'contest',
      node,
      series:
        own.rounds.length === 0 ? [] : [{ ballot: own, days: own.rounds.map(() => undefined) }],
      candidates: candidatesOf(node, [own]),
      elected: undefined,
      isWhole: false,
    });
  }
  for (const [i, vote] of published.confidence.entries()) {
    const node = root.at('votes')?.items()[i] ?? root;
    parts.push({
      name: vote.name,
      date: node.at('date')?.text() ?? date,
      kind: 'motions',
      node,
      series: [{ ballot: confidenceBallot(vote), days: [node.at('date')?.text()] }],
      candidates: ['for', 'against'],
      elected: undefined,
      isWhole: false,
    });
  }
  return parts;
}

/** A yes-or-no question, by what the file says of itself or by what stands on its paper. */
function isMotion(root: Node): boolean {
  const said = `${root.at('kind')?.text() ?? ''} ${root.down('method', 'type')?.text() ?? ''}`;
  const on = root.at('candidates')?.texts() ?? [];
  return /motion|no-confidence|yes-no|referendum/i.test(said) || on.join() === 'for,against';
}

function candidatesOf(node: Node, ballots: readonly PrintedBallot[]): readonly string[] {
  const listed = node.at('candidates')?.texts() ?? [];
  const named = ballots.flatMap((b) => b.rounds.flatMap(namesIn));
  return [...new Set([...listed, ...named])];
}

function isUnder(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

/** Everyone whom a round names, with a figure or without. */
export function namesIn(round: PrintedRound): readonly string[] {
  const bySection = [...round.bySection.values()].flatMap((votes) => [...votes.keys()]);
  return [...new Set([...round.totals.keys(), ...round.missing, ...bySection])];
}

/** A day printed beside a round. */
function dayOf(root: Node, round: PrintedRound): string | undefined {
  return nodeAt(root, round.path)?.at('date')?.text();
}

export function nodeAt(root: Node, path: string): Node | undefined {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<Node | undefined>(
    (node, key) =>
      /^\d+$/.test(key) ? (node?.items()[Number(key)] ?? node?.at(key)) : node?.at(key),
    root,
  );
}

const NO_FIGURES: Figures = new Map();
const NO_PAPERS: PrintedPapers = {
  valid: undefined,
  spoilt: undefined,
  abstentions: undefined,
  returned: undefined,
  admitted: undefined,
  notAdmitted: undefined,
  electorate: undefined,
  channels: [],
};

function bareRound(path: string, totals: Figures): PrintedRound {
  return {
    path,
    name: 'the result',
    unit: 'votes',
    totals,
    missing: [],
    bySection: new Map(),
    heads: NO_FIGURES,
    valid: undefined,
    others: [],
    spoilt: undefined,
    shares: [],
    weighted: NO_FIGURES,
    weightedBySection: new Map(),
    eliminated: [],
    elected: [],
    explained: true,
  };
}

function bareBallot(name: string, path: string, round: PrintedRound): PrintedBallot {
  return {
    name,
    path,
    kind: 'polls',
    rounds: [round],
    sections: [],
    papers: NO_PAPERS,
    points: { total: undefined, perUnit: undefined, units: undefined, toWin: undefined },
    majority: false,
    turnout: [],
    declaration: undefined,
    sectionShares: [],
  };
}

/** A vote of confidence as the motion that the leader should go. */
function confidenceBallot(vote: ConfidenceVote): PrintedBallot {
  const pair = (no: Figure | undefined, yes: Figure | undefined): Figures =>
    new Map([
      ...(no === undefined ? [] : [['for', no] as const]),
      ...(yes === undefined ? [] : [['against', yes] as const]),
    ]);
  const [yes, no] = vote.shares;
  const shares = pair(no, yes);
  const round = bareRound(vote.path, pair(vote.noConfidence, vote.confidence));
  return {
    ...bareBallot(vote.name, vote.path, {
      ...round,
      shares: shares.size === 0 ? [] : [{ of: 'totals', figures: shares }],
    }),
    papers: {
      ...NO_PAPERS,
      spoilt: vote.spoilt,
      returned: vote.total,
      electorate: vote.electorate,
    },
  };
}

/** A list of those elected and not, by votes, as a count of one round. */
function seatBallot(published: Published): PrintedBallot {
  const rows = published.seats?.rows ?? [];
  const round = bareRound('/result', new Map(rows.map((r) => [r.name, r.votes])));
  const [ballot] = published.ballots;
  return {
    ...bareBallot('the result', '/result', {
      ...round,
      elected: rows.filter((r) => r.isElected).map((r) => r.name),
    }),
    sections: ballot?.sections ?? [],
  };
}

/** A vote of which nothing but shares was printed has them as its one round. */
function withSharesAlone(node: Node, ballot: PrintedBallot): PrintedBallot {
  const shares = node.at('pct')?.figures() ?? NO_FIGURES;
  if (ballot.rounds.length > 0 || shares.size === 0) return ballot;
  return { ...ballot, rounds: [{ ...bareRound(`${node.path}/pct`, shares), unit: 'percent' }] };
}
