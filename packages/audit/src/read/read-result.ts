/** From the tree of a file to what was published; spec/published-result.md names the members. */
import type {
  Ballot,
  ConfidenceVote,
  Nominations,
  OtherPrint,
  Pairs,
  Published,
  SeatList,
} from '../published.ts';
import { readSeries, readSingle } from './read-ballot.ts';
import { readPapers } from './read-papers.ts';
import type { Node } from './tree.ts';

export function readPublished(root: Node): Published {
  return {
    title: root.at('title')?.text() ?? root.at('id')?.text() ?? 'A published result',
    ballots: ballots(root),
    nominations: nominations(root),
    confidence: confidenceVotes(root),
    pairs: pairs(root),
    seats: seatList(root),
    timetable: (root.at('timetable')?.entries() ?? []).flatMap(([name, node]) => {
      const window = node.items();
      if (window.length === 2)
        return window.flatMap((end, i) => {
          const text = end.text();
          return text === undefined
            ? []
            : [{ name: `${name}${i === 0 ? 'Opens' : 'Closes'}`, path: end.path, text }];
        });
      const text = node.text();
      return text === undefined || !/^\d{4}-\d\d-\d\d/.test(text)
        ? []
        : [{ name, path: node.path, text }];
    }),
    alsoPrinted: otherPrints(root),
  };
}

function ballots(root: Node): readonly Ballot[] {
  const out: Ballot[] = [];
  const main = root.at('rounds');
  if (main !== undefined) out.push(readSeries(root, main));
  const members = root.at('membersBallot');
  const representatives = root.at('mpRounds');
  if (representatives !== undefined)
    out.push({
      ...readSeries(root, representatives),
      name: 'the ballots of the members of parliament',
      kind: 'polls',
      majority: false,
      papers: { ...readPapers(undefined), electorate: root.at('mpElectorate')?.figure() },
    });
  if (members?.at('candidates') !== undefined) out.push(readSingle(members));
  for (const contest of root.at('contests')?.items() ?? [])
    out.push(readSeries(contest, contest.at('rounds'), root));
  return out;
}

function nominations(root: Node): readonly Nominations[] {
  const node = root.at('nominations');
  if (node === undefined) return [];
  return [
    {
      bodySize: node.at('bodySize')?.figure(),
      percent: node.at('thresholdPct')?.figure(),
      threshold: node.at('thresholdCount')?.figure(),
      candidates: node.at('candidates')?.figures() ?? new Map(),
      stood: root.at('candidates')?.texts() ?? [],
    },
  ];
}

function confidenceVotes(root: Node): readonly ConfidenceVote[] {
  return (root.at('votes')?.items() ?? []).map((vote) => ({
    name: `${vote.at('leader')?.text() ?? 'the leader'}, ${vote.at('date')?.text() ?? 'undated'}`,
    path: vote.path,
    confidence: vote.at('confidence')?.figure(),
    noConfidence: vote.at('noConfidence')?.figure(),
    total: vote.at('total')?.figure(),
    spoilt: vote.at('spoilt')?.figure(),
    electorate: vote.at('electorate')?.figure(),
    shares: (vote.at('publishedPct')?.items() ?? []).flatMap((share) => share.figure() ?? []),
    outcome: vote.at('outcome')?.text(),
  }));
}

function pairs(root: Node): Pairs | undefined {
  const table = root.at('pairwise');
  const orders = root.at('ballotOrders');
  if (table === undefined && orders === undefined) return undefined;
  return {
    path: table?.path ?? '/ballotOrders',
    orders: (orders?.items() ?? []).flatMap((pile) => {
      const count = pile.at('count')?.figure();
      return count === undefined ? [] : [{ order: pile.at('order')?.texts() ?? [], count }];
    }),
    pairs: (table?.entries() ?? []).flatMap(([winner, row]) =>
      [...row.figures()].map(([loser, figure]) => ({ winner, loser, figure })),
    ),
    candidates: root.at('candidates')?.texts() ?? [],
    winners: root.at('condorcetWinner')?.texts() ?? [],
    valid: root.down('ballots', 'valid')?.figure(),
  };
}

function seatList(root: Node): SeatList | undefined {
  const rows = (root.at('result')?.items() ?? []).flatMap((row) => {
    const votes = row.at('votes')?.figure();
    const name = row.at('name')?.text();
    return votes === undefined || name === undefined
      ? []
      : [{ name, path: row.path, votes, isElected: row.at('elected')?.flag() === true }];
  });
  if (rows.length === 0) return undefined;
  return {
    seats: root.down('method', 'seats')?.figure(),
    standing: root.at('candidatesStanding')?.figure(),
    rows,
  };
}

function otherPrints(root: Node): readonly OtherPrint[] {
  return (root.at('alsoPrinted')?.items() ?? []).map((print) => ({
    source: print.at('source')?.text() ?? 'another print',
    path: print.path,
    figures: (print.at('figures')?.entries() ?? []).flatMap(([path, node]) => {
      const figure = node.figure();
      return figure === undefined ? [] : [{ path, text: figure.text }];
    }),
  }));
}
