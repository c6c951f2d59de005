/**
 * Field elements modulo p = 2^255 − 19 in nine signed limbs of 29 bits: x = Σ limb_i·2^(29i).
 * Nine limbs hold 261 bits, and 2^261 ≡ 64·19 = 1216 (mod p), so what overflows the top comes back
 * at the bottom times 1216. Limbs are centred on zero, which leaves room to multiply sums and
 * differences without carrying them first; how much room, the intervals tell (interval.ts).
 *
 * No branch and no address here depends on a value: multiplications, additions, shifts and masks only.
 */
import {
  constant,
  type Interval,
  keep,
  lowBits,
  minus,
  plus,
  type Ranged,
  shiftRight,
  sum,
  times,
} from './interval.ts';
import type { Body } from './module.ts';

export const LIMBS = 9;
export const BITS = 29;
/** Bits of the topmost limb of a number below 2^255. */
export const TOP_BITS = 23;

const FOLD = constant(1216n);
const NINETEEN = constant(19n);
const HALF = constant(2n ** 28n);

/** One range per limb. */
export type Bound = readonly Interval[];

/** What every product and every carried element satisfies; the second limb takes the last carry. */
export const TIGHT: Bound = Array.from({ length: LIMBS }, (_, i) => {
  const most = 2n ** 28n + (i === 1 ? 2n ** 16n : 0n);
  return { lo: -most, hi: most };
});

/** Returns the limbs of a·b, within TIGHT; throws when the columns could overflow. */
export function multiply(body: Body, a: readonly Ranged[], b: readonly Ranged[]): Ranged[] {
  return reduce(body, (k) => {
    const terms: Ranged[] = [];
    for (const [i, ai] of a.entries()) {
      const bj = b[k - i];
      if (bj !== undefined) terms.push(times(ai, bj));
    }
    return sum(terms);
  });
}

/** Returns the limbs of a². Mixed products come twice, so one factor of each is doubled first. */
export function square(body: Body, a: readonly Ranged[]): Ranged[] {
  const doubled = a.map((ai) => keep(body, plus(ai, ai)));
  return reduce(body, (k) => {
    const terms: Ranged[] = [];
    for (const [i, ai] of a.entries()) {
      const j = k - i;
      const aj = a[j];
      if (aj === undefined || j < i) continue;
      terms.push(i === j ? times(ai, ai) : times(doubled[i] as Ranged, aj));
    }
    return sum(terms);
  });
}

/**
 * Columns 0..16 of a product to nine limbs. The high columns are split in two without waiting for
 * each other's carries, folded by 1216 into the low ones, and those are carried.
 */
function reduce(body: Body, column: (k: number) => Ranged): Ranged[] {
  const high = Array.from({ length: LIMBS - 1 }, (_, m) => keep(body, column(LIMBS + m)));
  const low = Array.from({ length: LIMBS }, (_, k) => {
    const parts: Ranged[] = [];
    const here = high[k];
    const below = high[k - 1];
    if (here !== undefined) parts.push(lowBits(here, BITS));
    if (below !== undefined) parts.push(shiftRight(below, BITS));
    return plus(column(k), times(sum(parts), FOLD));
  });
  return carry(body, low);
}

/** Carries limbs of any size that fits to limbs within TIGHT. */
export function carry(body: Body, limbs: readonly Ranged[]): Ranged[] {
  const out: Ranged[] = [];
  let over: Ranged | undefined;
  for (const limb of limbs) {
    const biased = plus(limb, HALF);
    const x = keep(body, over === undefined ? biased : plus(biased, over));
    out.push(minus(lowBits(x, BITS), HALF));
    over = shiftRight(x, BITS);
  }
  const [first, second] = out as [Ranged, Ranged];
  const x = keep(body, plus(plus(first, HALF), times(over as Ranged, FOLD)));
  out[0] = minus(lowBits(x, BITS), HALF);
  out[1] = plus(second, shiftRight(x, BITS));
  return out;
}

/**
 * Returns the limbs of the one representative in 0..p − 1, none negative.
 *
 * First a multiple of 64p = 2^261 − 1216 makes every limb positive; then what lies above bit 255
 * is folded (2^255 ≡ 19); the result v is below 2p, so ⌊(v + 19) / 2^255⌋ tells whether v ≥ p.
 */
export function freeze(body: Body, limbs: readonly Ranged[]): Ranged[] {
  const least = limbs.reduce((m, { lo }) => (lo < m ? lo : m), 0n);
  const step = 2n ** BigInt(BITS) - 1n;
  const multiple = (-least + step - 1216n) / (step - 1215n);
  const positive = limbs.map((limb, i) =>
    plus(limb, constant(multiple * (i === 0 ? step - 1215n : step))),
  );
  if (positive.some(({ lo }) => lo < 0n)) throw new RangeError('a limb could stay negative');
  const once = foldTop(body, ripple(body, positive));
  const v = ripple(body, once);
  // v < 2^255 + 19·(what was folded) < 2p.
  let over: Ranged = NINETEEN;
  for (const [i, limb] of v.entries())
    over = shiftRight(plus(limb, over), i === LIMBS - 1 ? TOP_BITS : BITS);
  const isTooLarge = keep(body, over);
  const [lowest, ...rest] = v as [Ranged, ...Ranged[]];
  const out = ripple(body, [plus(lowest, times(isTooLarge, NINETEEN)), ...rest]);
  return out.map((limb, i) => keep(body, lowBits(limb, i === LIMBS - 1 ? TOP_BITS : BITS)));
}

/** Carries upwards without centring; the topmost limb keeps all that arrives. */
function ripple(body: Body, limbs: readonly Ranged[]): Ranged[] {
  const out: Ranged[] = [];
  let over: Ranged | undefined;
  for (const limb of limbs) {
    const x = keep(body, over === undefined ? limb : plus(limb, over));
    out.push(out.length === LIMBS - 1 ? x : lowBits(x, BITS));
    over = shiftRight(x, BITS);
  }
  return out;
}

function foldTop(body: Body, limbs: readonly Ranged[]): Ranged[] {
  const top = limbs[LIMBS - 1] as Ranged;
  const above = keep(body, shiftRight(top, TOP_BITS));
  if (above.hi >= 2n ** 40n) throw new RangeError('the fold might not end below 2p');
  return limbs.map((limb, i) => {
    if (i === 0) return plus(limb, times(above, NINETEEN));
    return i === LIMBS - 1 ? lowBits(limb, TOP_BITS) : limb;
  });
}
