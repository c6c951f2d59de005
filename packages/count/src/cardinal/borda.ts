/**
 * Borda: places on the paper are worth points, and the most points are elected. With n candidates who
 * stand, the first place is worth n-1 (`one-less`), n (`candidates`), or as many as the paper ranks
 * (`ranked`, the modified count), each next place one less. Candidates ranked equal share the points of
 * the places they take. Those not ranked share those of the places left (`share`), or get nothing.
 */
import { err, type Result } from '@hustings/base';
import { assertWeak, type WeakProfile } from '../condorcet/weak-profile.ts';
import type { CountError } from '../errors.ts';
import type { OrderOptions } from '../ties.ts';
import { refusalOf, resultOf, Voids } from './most-points.ts';
import type { PointsResult } from './points-transcript.ts';

export interface BordaOptions extends OrderOptions {
  /** By default `one-less`. */
  readonly first?: 'one-less' | 'candidates' | 'ranked';
  /** By default `share`; always `nothing` where the first place is worth what the paper ranks. */
  readonly unranked?: 'share' | 'nothing';
}

export function countBorda(
  profile: WeakProfile,
  options: BordaOptions = {},
): Result<PointsResult, CountError> {
  assertWeak(profile);
  const refused = refusalOf(profile);
  if (refused !== undefined) return err(refused);
  const first = options.first ?? 'one-less';
  const unranked = first === 'ranked' ? 'nothing' : (options.unranked ?? 'share');
  const standing = new Set(profile.candidates.flatMap((c, i) => (c.withdrawn === true ? [] : [i])));
  const n = standing.size;
  const voids = new Voids();
  const sums = profile.candidates.map(() => 0);
  let papers = 0;
  for (const { tiers, count } of profile.piles) {
    const left = new Set(standing);
    const places: (readonly number[])[] = [];
    for (const tier of tiers) {
      const here = tier.filter((i) => left.delete(i));
      if (here.length > 0) places.push(here);
    }
    if (places.length === 0) {
      voids.add('blank', count);
      continue;
    }
    papers += count;
    let worth = first === 'ranked' ? n - left.size : first === 'candidates' ? n : n - 1;
    if (unranked === 'share' && left.size > 0) places.push([...left]);
    for (const tier of places) {
      // Twice the mean of worth, worth - 1, …: halves are whole.
      const each = 2 * worth - (tier.length - 1);
      for (const i of tier) sums[i] = (sums[i] as number) + each * count;
      worth -= tier.length;
    }
  }
  const points = Object.fromEntries(
    profile.candidates.flatMap((c, i) => (c.withdrawn === true ? [] : [[c.id, sums[i] as number]])),
  );
  return resultOf(
    profile,
    {
      rule: 'borda',
      settings: { first, unranked },
      papers,
      voided: voids.all(),
      points,
      scale: 2,
    },
    options,
  );
}
