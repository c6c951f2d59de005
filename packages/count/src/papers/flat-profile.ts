import type { Profile } from '../profile.ts';
import { FlatPiles } from './flat-piles.ts';
import { PileBuilder, type SequencePiles } from './sequence-piles.ts';

/**
 * The piles of a profile on flat arrays: codes are candidates by their place in the profile, and a
 * pile with no preference is there too (it names nobody). All engines count from this.
 */
export function flatProfile(profile: Profile): SequencePiles {
  if (profile.piles instanceof FlatPiles) return profile.piles.flat;
  const builder = new PileBuilder();
  for (const { ranking, count } of profile.piles) builder.add(ranking, ranking.length, count);
  return builder.finish();
}
