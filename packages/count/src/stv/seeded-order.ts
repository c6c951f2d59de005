/**
 * The order in which papers lie, where a rule draws some of them by lot: a shuffle from a seed that is
 * agreed and published before the count, so that anybody can draw the same papers again: Fisher and
 * Yates's from the end, with the numbers of split-mix.ts.
 */
import { flatProfile } from '../papers/flat-profile.ts';
import type { Profile } from '../profile.ts';
import { SplitMix } from './split-mix.ts';

/** Every paper as the index of its pile, shuffled. Piles come first in the order of the ids on them. */
export function shuffledPapers(profile: Profile, seed: string): Int32Array {
  const { codes, starts, counts, length } = flatProfile(profile);
  const ids = profile.candidates.map((c) => c.id);
  const keys = Array.from({ length }, (_, pile) =>
    Array.from(codes.subarray(starts[pile], starts[pile + 1]), (c) => ids[c]).join('\n'),
  );
  const order = keys.map((_, i) => i);
  order.sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  const papers = new Int32Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const pile of order) {
    const count = counts[pile] as number;
    papers.fill(pile, at, at + count);
    at += count;
  }
  const draw = new SplitMix(seed);
  for (let i = papers.length - 1; i > 0; i--) {
    const j = draw.below(i + 1);
    const kept = papers[i] as number;
    papers[i] = papers[j] as number;
    papers[j] = kept;
  }
  return papers;
}
