import { add, ceilTo, divide, floorTo, powerOfTen, type Ratio, whole } from './ratio.ts';
import type { QuotaSwitches } from './switches.ts';

/** The quota of so many votes for so many seats. */
export function quotaOf(votes: Ratio, seats: number, how: QuotaSwitches): Ratio {
  const share = divide(votes, whole(how.share === 'droop' ? seats + 1 : seats));
  if (how.places === 'exact' || how.rounding === 'none') return share;
  if (how.rounding === 'up') return ceilTo(share, how.places);
  return add(floorTo(share, how.places), { n: 1n, d: powerOfTen(how.places) });
}
