import { compare, type Places, type Ratio, subtract, toText, ZERO } from './ratio.ts';
import type { StvMargin } from './stv-transcript.ts';

/** How far the last elected was, at the end, ahead of the best not elected. */
export function marginOfStv(
  votes: readonly Ratio[],
  elected: readonly number[],
  ids: readonly string[],
  places: Places,
): StvMargin {
  const last = elected.at(-1);
  const lastVotes = last === undefined ? ZERO : (votes[last] as Ratio);
  const others = votes.map((_, i) => i).filter((i) => !elected.includes(i));
  let best: Ratio = ZERO;
  for (const i of others) if (compare(votes[i] as Ratio, best) > 0) best = votes[i] as Ratio;
  const over = best.n === 0n ? [] : others.filter((i) => compare(votes[i] as Ratio, best) === 0);
  return {
    votes: toText(subtract(lastVotes, best), places),
    over: over.map((i) => ids[i] as string).toSorted(),
  };
}
