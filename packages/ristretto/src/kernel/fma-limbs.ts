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
import type { Body } from './module.ts';
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
  const most = 2n ** 50n + (i === 0 ? 2n ** 16n : 0n);
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

/** Columns 0..9 of a·b, not yet folded. */
export function productColumns(
  body: Body,
  constant: Constant64,
  terms: readonly (readonly [i: number, j: number, a: Float, b: Float])[],
): Column[] {
  const columns: Column[] = [];
  let carried: Column | undefined;
  // Column by column, so that few values wait in registers at a time: a tenth faster than row by row.
  for (let k = 0; k < 2 * PAIR_LIMBS - 1; k++) {
    const lows: Column[] = carried === undefined ? [] : [carried];
    const highs: Column[] = [];
    for (const [i, j, a, b] of terms) {
      if (i + j !== k) continue;
      const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
      const lo = corners.reduce((x, y) => (y < x ? y : x));
      const hi = corners.reduce((x, y) => (y > x ? y : x));
      if (lo < -LARGEST_PRODUCT || hi > LARGEST_PRODUCT)
        throw new RangeError(`a product in ${lo}..${hi} leaves the exact range`);
      const high = body.local('v128', multiplyAdd(a.value, b.value, constant(C_BITS)));
      // (C + D) − high is a multiple of 2^51 below 2^104, so exact.
      const rest = v128.sub(constant(C_BITS + 3n), high);
      const low = multiplyAdd(a.value, b.value, rest);
      lows.push({ value: low, lo: -HALF, hi: HALF, offset: D_BITS });
      const [from, to] = [(lo >> 51n) - 1n, (hi >> 51n) + 1n];
      highs.push({ value: high, lo: from, hi: to, offset: C_BITS });
    }
    columns.push(sumOfColumns(body, lows));
    carried = sumOfColumns(body, highs);
  }
  return [...columns, carried as Column];
}

function sumOfColumns(body: Body, terms: readonly Column[]): Column {
  const sum = terms.reduce(addColumns);
  return { ...sum, value: body.local('v128', sum.value) };
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

/** Ten columns to five: 2^255 ≡ 19, and 19 = 16 + 2 + 1. */
export function foldColumns(body: Body, columns: readonly Column[]): Column[] {
  return Array.from({ length: PAIR_LIMBS }, (_, k) => {
    const low = columns[k] as Column;
    const high = columns[k + PAIR_LIMBS] as Column;
    const twice = shiftLeftInt(high.value, 1);
    const sixteen = shiftLeftInt(high.value, 4);
    const nineteen = v128.addInt(v128.addInt(high.value, twice), sixteen);
    return {
      value: body.local('v128', v128.addInt(low.value, nineteen)),
      lo: low.lo + 19n * high.lo,
      hi: low.hi + 19n * high.hi,
      offset: low.offset + 19n * high.offset,
    };
  });
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
  const low: V128[] = [];
  let over: V128 | undefined;
  let mostOver = 0n;
  for (const column of columns) {
    const most = column.hi + HALF + bias + mostOver;
    if (most >= 2n ** 63n) throw new RangeError('a column overflows');
    const shift = bias + HALF - column.offset - (over === undefined ? 0n : overBias);
    const based = v128.addInt(column.value, constant(BigInt.asUintN(64, shift)));
    const x = body.local('v128', over === undefined ? based : v128.addInt(based, over));
    low.push(v128.and(x, constant(MASK)));
    over = shiftRightUnsigned(x, PAIR_BITS);
    mostOver = most >> 51n;
  }
  // The last carry, 0..mostOver with the bias, comes back times 19 on the lowest limb.
  const last = body.local('v128', over as V128);
  const nineteen = v128.addInt(v128.addInt(last, shiftLeftInt(last, 1)), shiftLeftInt(last, 4));
  return low.map((limb, i) => {
    if (i > 0)
      // limb + 2^52 as a floating-point number, less 2^52 and half a limb: centred on zero.
      return {
        value: v128.sub(v128.or(limb, constant(UNIT_BITS)), constant(UNIT_BITS + HALF)),
        lo: -HALF,
        hi: HALF - 1n,
      };
    const slack = 19n * overBias;
    const raised = v128.addInt(v128.addInt(limb, nineteen), constant(UNIT_BITS));
    const hi = 19n * mostOver - slack + HALF;
    if (19n * mostOver + 2n * HALF >= 2n ** 52n) throw new RangeError('the last carry is too long');
    return {
      value: v128.sub(raised, constant(UNIT_BITS + HALF + slack)),
      lo: -HALF - slack,
      hi,
    };
  });
}
