/**
 * Papers with weights in parts of a vote (`scale`), as whole numbers of the largest part that measures
 * them all: 1.5 and 2 votes are 3 and 4 halves. Rules that only add up papers and compare sums count
 * these as they count papers, and who is elected is the same; the figures are then in such parts, and
 * whoever shows them says so. Rules that name a number of papers (a quorum, points for a small unit)
 * need whole votes.
 */
import { assert } from '@hustings/base';
import { aggregatePiles, type Profile } from './profile.ts';

export interface WholeUnits {
  /** Without `scale`: its counts are numbers of parts. */
  readonly profile: Profile;
  /** How many parts make one vote; 1 where all weights are whole. */
  readonly parts: number;
}

export function wholeUnits(profile: Profile): WholeUnits {
  const { scale = 1, ...rest } = profile;
  assert(Number.isSafeInteger(scale) && scale > 0, 'a scale is a whole number');
  let common = scale;
  for (const { count } of profile.piles) common = gcd(common, count);
  if (common === 1) return { profile: rest, parts: scale };
  const piles = profile.piles.map(({ ranking, count }) => ({ ranking, count: count / common }));
  return { profile: aggregatePiles({ ...rest, piles }), parts: scale / common };
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
