/**
 * The order in which papers lie, where a rule draws some of them by lot: a shuffle from a seed that is
 * agreed and published before the count, so that anybody can draw the same papers again: Fisher and
 * Yates's from the end, with the numbers of split-mix.ts.
 */
import { flatProfile } from '../papers/flat-profile.ts';
import { sortSequences } from '../papers/sequence-order.ts';
import type { Profile } from '../profile.ts';
import { SplitMix } from './split-mix.ts';

/** Every paper as the index of its pile, shuffled. Piles come first in the order of the ids on them. */
export function shuffledPapers(profile: Profile, seed: string): Int32Array {
  const { codes, starts, counts, length } = flatProfile(profile);
  const indexOf = new Map(profile.candidates.map((c, i) => [c.id, i]));
  const rank = new Uint16Array(indexOf.size);
  for (const [k, id] of [...indexOf.keys()].toSorted().entries())
    rank[indexOf.get(id) as number] = k;
  const order = Int32Array.from({ length }, (_, pile) => pile);
  sortSequences({ codes: codes.map((c) => rank[c] as number), starts }, order);
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
