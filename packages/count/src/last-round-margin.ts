import type { Votes } from './profile.ts';
import type { Margin } from './transcript.ts';

/** How far the elected candidate with fewest votes is ahead of the best who was not elected. */
export function marginOf(votes: Votes, elected: readonly string[]): Margin {
  const of = (id: string): number => votes[id] as number;
  const last = Math.min(...elected.map(of));
  const others = Object.keys(votes).filter((id) => !elected.includes(id));
  if (others.length === 0) return { votes: last, over: [] };
  const best = Math.max(...others.map(of));
  return { votes: last - best, over: others.filter((id) => of(id) === best).toSorted() };
}
