/**
 * 64-bit integers of which the generator knows the range: every sum, product and shift derives the
 * range of its result from those of its operands, and generation stops where a result might not fit
 * in a signed 64-bit integer. What WebAssembly computes modulo 2^64 is then the true integer.
 */
import { type I64, i64 } from './expression.ts';
import type { Body } from './module.ts';

/** lo ≤ value ≤ hi. */
export interface Interval {
  readonly lo: bigint;
  readonly hi: bigint;
}

export interface Ranged extends Interval {
  readonly value: I64;
}

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** Throws unless lo..hi fits in a signed 64-bit integer. */
function within(value: I64, lo: bigint, hi: bigint): Ranged {
  if (lo > hi) throw new RangeError(`empty range ${lo}..${hi}`);
  if (lo < MIN || hi > MAX) throw new RangeError(`range ${lo}..${hi} overflows 64 bits`);
  return { value, lo, hi };
}

export function ranged(value: I64, { lo, hi }: Interval): Ranged {
  return within(value, lo, hi);
}

export function constant(n: bigint): Ranged {
  return within(i64.const(n), n, n);
}

export function plus(a: Ranged, b: Ranged): Ranged {
  return within(i64.add(a.value, b.value), a.lo + b.lo, a.hi + b.hi);
}

export function minus(a: Ranged, b: Ranged): Ranged {
  return within(i64.sub(a.value, b.value), a.lo - b.hi, a.hi - b.lo);
}

export function times(a: Ranged, b: Ranged): Ranged {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  return within(i64.mul(a.value, b.value), smallest(corners), largest(corners));
}

/** ⌊a / 2^bits⌋, the sign kept. */
export function shiftRight(a: Ranged, bits: number): Ranged {
  const by = BigInt(bits);
  return within(i64.shr(a.value, i64.const(bits)), a.lo >> by, a.hi >> by);
}

/** a mod 2^bits, in 0..2^bits − 1 also for negative a. */
export function lowBits(a: Ranged, bits: number): Ranged {
  const mask = 2n ** BigInt(bits) - 1n;
  return within(i64.and(a.value, i64.const(mask)), 0n, mask);
}

/** Σ of the terms, in order. */
export function sum(terms: readonly Ranged[]): Ranged {
  const [first, ...rest] = terms;
  if (first === undefined) throw new TypeError('"terms" expected at least one');
  return rest.reduce(plus, first);
}

/** Puts the value in a new local variable, so that it is computed once however often it is read. */
export function keep(body: Body, a: Ranged): Ranged {
  return { ...a, value: body.local('i64', a.value) };
}

export function isWithin(inner: Interval, outer: Interval): boolean {
  return inner.lo >= outer.lo && inner.hi <= outer.hi;
}

function smallest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a));
}

function largest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}
