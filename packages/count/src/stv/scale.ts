/** Papers with weights: their numbers are whole numbers of 1/`scale` of one vote. */
import { assert } from '@hustings/base';
import type { Profile } from '../profile.ts';

/** How many parts a vote has: 1, or a power of ten. */
export function scaleOf(profile: Profile & { readonly scale?: number }): number {
  return profile.scale ?? 1;
}

/** Decimal places of weights. */
export function decimalsOf(scale: number): number {
  const decimals = `${scale}`.length - 1;
  assert(10 ** decimals === scale, 'a scale is a power of ten');
  return decimals;
}
