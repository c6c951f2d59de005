/** The supplementary vote (spec/count-other.md §4): the first two of round 1, and two preferences a paper. */
import {
  type Counted,
  exactly,
  marginOf,
  type Profile,
  type TieSources,
  votesOf,
} from './profile.ts';
import { ratio } from './ratio.ts';
import { breakTie, earlierRounds } from './ties.ts';

export function countSupplementaryVote(
  { candidates, papers, seats }: Profile,
  ties: string,
  sources: TieSources,
): Counted {
  if (seats !== 1) return { kind: 'impossible', message: 'The supplementary vote fills one seat.' };
  const standing = candidates.filter((c) => !c.withdrawn).map((c) => c.id);
  const first = votesOf(papers, new Set(standing));
  if (papers.length === first.exhausted)
    return { kind: 'impossible', message: 'No paper is with anybody.' };
  const ladder = ties.split(' ').filter((s) => s !== '');
  const of = (id: string): number => first.votes.get(id) as number;
  const ranked = [...first.votes.keys()].sort().toSorted((a, b) => of(b) - of(a));
  const [leader, second] = ranked as [string, string | undefined];
  const needed = Math.floor((papers.length - first.exhausted) / 2) + 1;
  const head = {
    round: 1,
    votes: Object.fromEntries(first.votes),
    exhausted: first.exhausted,
    needed,
  };
  const told = (rounds: readonly unknown[], last: typeof first, elected: string): Counted => {
    const margin = marginOf(last.votes, [elected]);
    return {
      kind: 'counted',
      elected: [elected],
      first: exactly(first.votes),
      final: exactly(last.votes),
      margin: ratio(margin.votes),
      rounds: rounds.length,
      transcript: {
        format: 'hustings/count/1',
        rule: 'supplementary-vote',
        settings: { ties },
        seats,
        candidates,
        papers: papers.length,
        rounds,
        elected: [elected],
        margin,
        exhausted: last.exhausted,
      },
    };
  };
  if (of(leader) >= needed) {
    const action = { kind: 'elected', elected: [leader], because: 'majority' };
    return told([{ ...head, action }], first, leader);
  }
  // Those level with the second stay too.
  const stay = new Set(ranked.filter((id) => of(id) >= of(second ?? leader)));
  const excluded = ranked.filter((id) => !stay.has(id)).sort();
  // Where nobody falls out the first round is the last.
  const isDecidedAtOnce = excluded.length === 0;
  const round = isDecidedAtOnce ? 1 : 2;
  const two = papers.map((paper) => {
    const own = paper.filter((id) => standing.includes(id));
    return own.slice(0, 2);
  });
  const last = votesOf(two, stay);
  const transfers = excluded.map((from) => {
    const own = two.filter((paper) => paper[0] === from);
    const after = votesOf(own, stay);
    const to = Object.fromEntries([...after.votes].filter(([, v]) => v > 0));
    return { from, papers: own.length, to, exhausted: after.exhausted };
  });
  const action = { kind: 'excluded', excluded, because: 'not-of-first-two', transfers };
  const votes = (id: string): number => last.votes.get(id) as number;
  const most = Math.max(...last.votes.values());
  const tied = [...stay].filter((id) => votes(id) === most).sort();
  let winner = tied[0] as string;
  let tie: unknown;
  if (tied.length > 1) {
    const asked = { purpose: 'seat' as const, places: 1, tied, round };
    const earlier = earlierRounds(isDecidedAtOnce ? [] : [first.votes]);
    const broken = breakTie(asked, ladder, earlier, sources);
    if (broken.kind !== 'broken') return broken;
    winner = broken.chosen[0] as string;
    tie = broken.record;
  }
  const final = {
    round,
    votes: Object.fromEntries(last.votes),
    exhausted: last.exhausted,
    needed: null,
    action: {
      kind: 'elected',
      elected: [winner],
      because: 'most-votes',
      ...(tie === undefined ? {} : { tie }),
    },
  };
  return told(isDecidedAtOnce ? [final] : [{ ...head, action }, final], last, winner);
}
