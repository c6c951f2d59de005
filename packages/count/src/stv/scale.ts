/** Papers with weights: their numbers are whole numbers of 1/`scale` of one vote. */
import { assert } from '@hustings/base';
import type { Profile } from '../profile.ts';

/** How many parts a vote has: 1, or a power of ten. */
export function scaleOf(profile: Profile & { readonly scale?: number }): number {
  return profile.scale ?? 1;
}

/** Decimal places of weights in general. */
export function decimalsOf(scale: number): number {
  const decimals = `${scale}`.length - 1;
  assert(10 ** decimals === scale, 'a scale is a power of ten');
  return decimals;
}

/** Decimal places that these weights have, without zeros at their ends. */
export function decimalsIn(counts: Float64Array, scale: number): number {
  let unit = 1;
  while (unit < scale && counts.every((count) => count % (10 * unit) === 0)) unit *= 10;
  return decimalsOf(scale / unit);
}
