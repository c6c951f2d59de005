/** First past the post (spec/count.md §3). */
import {
  type Counted,
  exactly,
  marginOf,
  type Profile,
  type TieSources,
  votesOf,
} from './profile.ts';
import { ratio } from './ratio.ts';
import { breakTie } from './ties.ts';

export function countFirstPastThePost(
  { candidates, papers, seats }: Profile,
  ties: string,
  sources: TieSources,
): Counted {
  const standing = candidates.filter((c) => !c.withdrawn).map((c) => c.id);
  const { votes, exhausted } = votesOf(papers, new Set(standing));
  if (papers.length === exhausted)
    return { kind: 'impossible', message: 'No paper is with anybody.' };
  const of = (id: string): number => votes.get(id) as number;
  const ranked = standing.toSorted((a, b) => of(b) - of(a) || (a < b ? -1 : 1));
  const edge = ranked[seats - 1];
  let elected = ranked.slice(0, seats);
  let tie: unknown;
  const next = ranked[seats];
  if (edge !== undefined && next !== undefined && of(edge) === of(next)) {
    const above = ranked.filter((id) => of(id) > of(edge));
    const tied = ranked.filter((id) => of(id) === of(edge)).sort();
    const places = seats - above.length;
    const ladder = ties.split(' ').filter((s) => s !== '');
    const broken = breakTie({ purpose: 'seat', places, tied, round: 1 }, ladder, [], sources);
    if (broken.kind !== 'broken') return broken;
    elected = [...above, ...broken.chosen];
    tie = broken.record;
  }
  const action = { kind: 'elected', elected, because: 'most-votes', ...(tie ? { tie } : {}) };
  const margin = marginOf(votes, elected);
  return {
    kind: 'counted',
    elected,
    first: exactly(votes),
    final: exactly(votes),
    margin: ratio(margin.votes),
    transcript: {
      format: 'hustings/count/1',
      rule: 'first-past-the-post',
      settings: { ties },
      seats,
      candidates,
      papers: papers.length,
      rounds: [{ round: 1, votes: Object.fromEntries(votes), exhausted, needed: null, action }],
      elected,
      margin,
      exhausted,
    },
  };
}
