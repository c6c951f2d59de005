/**
 * Field elements modulo p = 2^255 − 19 in five limbs of 51 bits, each limb an integer held by a
 * floating-point number, two elements side by side in the lanes of a vector. Public input only:
 * processors promise less about the time of floating-point instructions.
 *
 * The exact product of two limbs comes from two fused multiply-adds (after N. Emmart, "Faster modular
 * exponentiation using double precision floating point arithmetic on the GPU", ARITH 2018): with
 * C = 1.5·2^103, high = fma(a, b, C) is C plus a·b rounded to a multiple of 2^51, and
 * low = fma(a, b, (C + D) − high) is D = 1.5·2^52 plus the rest, exactly. The bits of both, read as
 * integers, are a constant plus ⌊a·b/2^51⌉ and the rest: so columns are summed as integers modulo
 * 2^64 and the constants taken off once at the end. All this holds while |a·b| ≤ 2^102.
 *
 * As in limbs.ts every range is derived, and generation throws where one of these conditions fails.
 */
import type { V128 } from './expression.ts';
import type { Interval } from './interval.ts';
import type { Bound } from './limbs.ts';
import type { Body, Local } from './module.ts';
import { multiplyAdd, shiftLeftInt, shiftRightUnsigned, v128 } from './vector.ts';

export const PAIR_LIMBS = 5;
export const PAIR_BITS = 51;

const MASK = 2n ** 51n - 1n;
/** Bits of 1.5·2^103, of 1.5·2^52 and of 2^52 as floating-point numbers. */
const C_BITS = 0x4668000000000000n;
export const D_BITS = 0x4338000000000000n;
const UNIT_BITS = 0x4330000000000000n;
/** Half a limb: added before the carries and taken off after them, it centres limbs on zero. */
const HALF = 2n ** 50n;
const LARGEST_PRODUCT = 2n ** 102n;

/** What every product satisfies; the last carry may leave the lowest limb a little over. */
export const PAIR_TIGHT: Bound = Array.from({ length: PAIR_LIMBS }, (_, i) => {
  const most = 2n ** 50n + 2n ** (i === 0 ? 16n : 12n);
  return { lo: -most, hi: most };
});

/** An integer in a floating-point lane. */
export interface Float extends Interval {
  readonly value: V128;
}

/** A sum of integers modulo 2^64: the lane holds the true value plus `offset`. */
export interface Column extends Interval {
  readonly value: V128;
  readonly offset: bigint;
}

/** Gives the address-free expression of a 64-bit constant in both lanes. */
export type Constant64 = (bits: bigint) => V128;

export function keepFloat(body: Body, a: Float): Float {
  return { ...a, value: body.local('v128', a.value) };
}

export function addFloats(a: Float, b: Float): Float {
  return exact({ value: v128.add(a.value, b.value), lo: a.lo + b.lo, hi: a.hi + b.hi });
}

export function subFloats(a: Float, b: Float): Float {
  return exact({ value: v128.sub(a.value, b.value), lo: a.lo - b.hi, hi: a.hi - b.lo });
}

/** Integers beyond 2^53 would be rounded. */
function exact(a: Float): Float {
  if (a.lo < -(2n ** 53n) || a.hi > 2n ** 53n) throw new RangeError('a sum would be rounded');
  return a;
}

/**
 * The five columns of a sum of products of limbs, folded: 2^255 ≡ 19. Column after column, the upper ones
 * first, so that no more than two of them grow at a time and few values have to be kept.
 */
export function productColumns(
  body: Body,
  constant: Constant64,
  terms: readonly (readonly [i: number, j: number, a: Float, b: Float])[],
): Column[] {
  const out = Array.from({ length: PAIR_LIMBS }, () => body.local('v128'));
  const high = body.local('v128');
  // Where there are many products, these two are worth a register each; squarings have none to spare.
  const [c, cd] = [C_BITS, C_BITS + 3n].map((bits) =>
    terms.length === PAIR_LIMBS ** 2 ? body.local('v128', constant(bits)) : constant(bits),
  ) as readonly V128[] as readonly [V128, V128];
  // What column k + 1 has got while column k was formed.
  const [here, next] = [body.local('v128'), body.local('v128')];
  const folded: Column[] = [];

  /** Adds the products of column k to `low`, and what of them belongs to the column above to `above`. */
  function form(k: number, low: Local<'v128'>, before: Column | undefined, above: Local<'v128'>) {
    let [sum, over]: (Column | undefined)[] = [before, undefined];
    for (const [i, j, a, b] of terms) {
      if (i + j !== k) continue;
      const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
      const lo = corners.reduce((x, y) => (y < x ? y : x));
      const hi = corners.reduce((x, y) => (y > x ? y : x));
      if (lo < -LARGEST_PRODUCT || hi > LARGEST_PRODUCT)
        throw new RangeError(`a product in ${lo}..${hi} leaves the exact range`);
      body.set(high, multiplyAdd(a.value, b.value, c));
      // (C + D) − high is a multiple of 2^51 below 2^104, so exact.
      const rest = v128.sub(cd, high);
      const value = multiplyAdd(a.value, b.value, rest);
      sum = kept(low, sum, { value, lo: -HALF, hi: HALF, offset: D_BITS });
      const [from, to] = [(lo >> 51n) - 1n, (hi >> 51n) + 1n];
      over = kept(above, over, { value: high, lo: from, hi: to, offset: C_BITS });
    }
    return [sum, over] as const;
  }

  /** The sum in a local variable of its own. */
  function kept(local: Local<'v128'>, sum: Column | undefined, term: Column): Column {
    const total = sum === undefined ? term : addColumns(sum, term);
    body.set(local, total.value);
    return { ...total, value: local };
  }

  const top = 2 * PAIR_LIMBS - 2;
  const last = out[PAIR_LIMBS - 1] as Local<'v128'>;
  // Column 4 is put aside while those above it are folded.
  let [held, over] = form(PAIR_LIMBS - 1, last, undefined, next);
  for (let k = PAIR_LIMBS; k <= top + 1; k++) {
    body.set(here, (over as Column).value);
    const [column, above] = form(k, here, { ...(over as Column), value: here }, next);
    const whole = column as Column;
    const fold = timesNineteen(whole);
    if (k <= top) {
      const place = out[k - PAIR_LIMBS] as Local<'v128'>;
      body.set(place, fold.value);
      folded.push({ ...fold, value: place });
    } else {
      held = kept(last, held, fold);
    }
    over = above;
  }
  over = undefined;
  for (let k = 0; k < PAIR_LIMBS - 1; k++) {
    const place = out[k] as Local<'v128'>;
    const before = folded[k] as Column;
    const start = over === undefined ? before : kept(place, before, over);
    const [column, above] = form(k, place, start, k % 2 === 0 ? next : here);
    folded[k] = column as Column;
    over = above;
  }
  return [...folded, kept(last, held, over as Column)];
}

function timesNineteen(a: Column): Column {
  const sum = v128.addInt(v128.addInt(a.value, shiftLeftInt(a.value, 1)), shiftLeftInt(a.value, 4));
  return { value: sum, lo: 19n * a.lo, hi: 19n * a.hi, offset: 19n * a.offset };
}

export function addColumns(a: Column, b: Column): Column {
  return {
    value: v128.addInt(a.value, b.value),
    lo: a.lo + b.lo,
    hi: a.hi + b.hi,
    offset: a.offset + b.offset,
  };
}

export function subColumns(a: Column, b: Column): Column {
  return {
    value: v128.subInt(a.value, b.value),
    lo: a.lo - b.hi,
    hi: a.hi - b.lo,
    offset: a.offset - b.offset,
  };
}

/** An integer in a floating-point lane as a column; its own magnitude must leave room for D. */
export function columnOf(constant: Constant64, a: Float): Column {
  if (a.lo < -(2n ** 51n) || a.hi > 2n ** 51n) throw new RangeError('a limb is too long');
  return { value: v128.add(a.value, constant(D_BITS)), lo: a.lo, hi: a.hi, offset: D_BITS };
}

/** Carries five columns to limbs within PAIR_TIGHT. */
export function carryColumns(
  body: Body,
  constant: Constant64,
  columns: readonly Column[],
): Float[] {
  // A multiple of 2^51 that makes every column positive, so that an unsigned shift will do: most
  // processors have no signed one for 64-bit lanes.
  const least = columns.reduce((m, { lo }) => (lo < m ? lo : m), 0n);
  let bias = 2n ** 52n;
  while (bias < -least + 2n ** 20n) bias *= 2n;
  const overBias = bias >> 51n;
  // Every column gives its carry to the next without waiting for the one before: the limbs may be longer
  // by one such carry, and the processor works on all five at once.
  // A register each instead of five loads.
  const [mask, unit] = [MASK, UNIT_BITS].map((bits) =>
    body.local('v128', constant(bits)),
  ) as readonly V128[] as readonly [V128, V128];
  const parts = columns.map((column) => {
    const most = column.hi + HALF + bias;
    if (most >= 2n ** 63n) throw new RangeError('a column overflows');
    const shift = constant(BigInt.asUintN(64, bias + HALF - column.offset));
    const x = body.local('v128', v128.addInt(column.value, shift));
    const over = body.local('v128', shiftRightUnsigned(x, PAIR_BITS));
    return { low: v128.and(x, mask), over, most: most >> 51n };
  });
  return parts.map(({ low }, i) => {
    const before = parts[(i + PAIR_LIMBS - 1) % PAIR_LIMBS] as (typeof parts)[number];
    // The last carry comes back times 19 on the lowest limb.
    const [factor, over] = i > 0 ? [1n, before.over] : [19n, timesNineteenOf(before.over)];
    if (factor * before.most + 2n * HALF >= 2n ** 52n) throw new RangeError('a carry is too long');
    // limb + 2^52 as a floating-point number, less 2^52 and half a limb: centred on zero.
    const raised = v128.addInt(v128.or(low, unit), over);
    const slack = factor * overBias;
    return {
      value: v128.sub(raised, constant(UNIT_BITS + HALF + slack)),
      lo: -HALF - slack,
      hi: HALF - 1n + factor * before.most - slack,
    };
  });
}

function timesNineteenOf(a: V128): V128 {
  return v128.addInt(v128.addInt(a, shiftLeftInt(a, 1)), shiftLeftInt(a, 4));
}
