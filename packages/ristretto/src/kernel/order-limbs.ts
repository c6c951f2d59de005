/**
 * Scalars modulo ℓ in nine limbs of 29 bits, none negative, and their product by Montgomery's method
 * (Math. Comp. 44, 1985) with R = 2^261. ℓ = 2^252 + a number of 125 bits, so of its nine limbs only
 * six are not zero, and the reduction costs less than the product.
 *
 * No branch and no address depends on a value: scalars are nonces, responses and shares.
 */
import { type I32, i64 } from './expression.ts';
import {
  constant,
  keep,
  lowBits,
  minus,
  plus,
  type Ranged,
  ranged,
  shiftRight,
  sum,
  times,
} from './interval.ts';
import { BITS, LIMBS } from './limbs.ts';
import type { Body } from './module.ts';

export const ORDER: bigint = 2n ** 252n + 27742317777372353535851937790883648493n;
/** R and the powers of it that bring numbers into Montgomery's form and back. */
export const R: bigint = 2n ** BigInt(BITS * LIMBS) % ORDER;
export const R_SQUARED: bigint = (R * R) % ORDER;

const MASK = 2n ** BigInt(BITS) - 1n;
const ORDER_LIMBS: readonly bigint[] = Array.from(
  { length: LIMBS },
  (_, i) => (ORDER >> BigInt(BITS * i)) & MASK,
);
/** −1/ℓ modulo 2^29. */
const MINUS_INVERSE = inverseModTwoPower();
/** The top limb of a number below 2ℓ, which is below 2^254. */
const TOP = { lo: 0n, hi: 2n ** 22n - 1n };

/** Limbs of any number below 2^256, as they are loaded. */
export const LOADED: readonly { readonly lo: bigint; readonly hi: bigint }[] = Array.from(
  { length: LIMBS },
  (_, i) => ({ lo: 0n, hi: i === LIMBS - 1 ? 2n ** 24n - 1n : MASK }),
);

/** Returns a·b/R, below ℓ, for a·b < ℓ·R: for any a and b below 2^256 that is a ≤ ℓ or b ≤ ℓ. */
export function montgomery(body: Body, a: readonly Ranged[], b: readonly Ranged[]): Ranged[] {
  const quotients: Ranged[] = [];
  const out: Ranged[] = [];
  let over: Ranged | undefined;
  for (let k = 0; k < 2 * LIMBS - 1; k++) {
    const terms: Ranged[] = over === undefined ? [] : [over];
    for (const [i, ai] of a.entries()) {
      const bj = b[k - i];
      if (bj !== undefined) terms.push(times(ai, bj));
    }
    for (const [i, q] of quotients.entries()) {
      const limb = ORDER_LIMBS[k - i];
      if (limb !== undefined && limb !== 0n) terms.push(times(q, constant(limb)));
    }
    const column = keep(body, sum(terms));
    if (k < LIMBS) {
      const q = keep(body, lowBits(times(lowBits(column, BITS), constant(MINUS_INVERSE)), BITS));
      quotients.push(q);
      // The lowest bits become zero.
      const whole = plus(column, times(q, constant(ORDER_LIMBS[0] as bigint)));
      over = keep(body, shiftRight(whole, BITS));
    } else {
      out.push(keep(body, lowBits(column, BITS)));
      over = keep(body, shiftRight(column, BITS));
    }
  }
  // (a·b + q·ℓ)/R < ℓ + ℓ, so that the top limb is what the whole number says, not what columns could.
  out.push(ranged((over as Ranged).value, TOP));
  return subtractOrder(body, out);
}

/** Returns a + b, below ℓ, for a and b below ℓ. */
export function addBelow(body: Body, a: readonly Ranged[], b: readonly Ranged[]): Ranged[] {
  const out: Ranged[] = [];
  let over: Ranged | undefined;
  for (const [i, ai] of a.entries()) {
    const limb = plus(ai, b[i] as Ranged);
    const x = keep(body, over === undefined ? limb : plus(limb, over));
    out.push(i === LIMBS - 1 ? ranged(x.value, TOP) : keep(body, lowBits(x, BITS)));
    over = shiftRight(x, BITS);
  }
  return subtractOrder(body, out);
}

/** Returns a − ℓ where a is not below ℓ, else a; for a below 2ℓ. */
function subtractOrder(body: Body, a: readonly Ranged[]): Ranged[] {
  const less: Ranged[] = [];
  let over: Ranged | undefined;
  for (const [i, limb] of a.entries()) {
    const difference = minus(limb, constant(ORDER_LIMBS[i] as bigint));
    const x = keep(body, over === undefined ? difference : plus(difference, over));
    less.push(keep(body, lowBits(x, BITS)));
    over = shiftRight(x, BITS);
  }
  // −1 where a < ℓ, else 0.
  const mask = body.local('i64', (over as Ranged).value);
  return a.map((limb, i) => {
    const other = less[i] as Ranged;
    const chosen = i64.xor(other.value, i64.and(i64.xor(limb.value, other.value), mask));
    const hi = i === LIMBS - 1 ? TOP.hi : MASK;
    return keep(body, ranged(chosen, { lo: 0n, hi }));
  });
}

/** The limbs of a number in 32 bytes, little-endian. */
export function limbsAt(body: Body, bytes: I32): Ranged[] {
  return LOADED.map(({ hi }, i) => {
    const at = Math.min((BITS * i) >> 3, 24);
    const shifted = i64.shrUnsigned(i64.load(bytes, at), i64.const(BITS * i - 8 * at));
    return keep(body, ranged(i64.and(shifted, i64.const(hi)), { lo: 0n, hi }));
  });
}

/** Newton's iteration: each step doubles the bits that are right. */
function inverseModTwoPower(): bigint {
  const modulus = MASK + 1n;
  let x = 1n;
  for (let i = 0; i < 6; i++) x = (x * (2n - ORDER * x)) & MASK;
  return (modulus - (x & MASK)) & MASK;
}
