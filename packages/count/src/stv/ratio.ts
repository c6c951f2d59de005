/**
 * Exact numbers for values of papers and votes: a fraction of two bigints. Where a statute rounds, the
 * denominator is a power of ten, and adding and comparing are those of integers; a fraction is reduced
 * only where two denominators do not divide each other. There is no float and no hidden rounding.
 */
import { assert } from '@hustings/base';

export interface Ratio {
  readonly n: bigint;
  /** More than 0. Not always reduced: `equal` and `compare` look at the number, not at its form. */
  readonly d: bigint;
}

/** How figures are kept: to so many decimal places, or as they are. */
export type Places = number | 'exact';

export const ZERO: Ratio = { n: 0n, d: 1n };
export const ONE: Ratio = { n: 1n, d: 1n };

export function whole(n: number): Ratio {
  assert(Number.isSafeInteger(n), 'a number of papers is a safe integer');
  return { n: BigInt(n), d: 1n };
}

const POWERS: readonly bigint[] = Array.from({ length: 40 }, (_, i) => 10n ** BigInt(i));

/** 10 to the `places`. */
export function powerOfTen(places: number): bigint {
  return POWERS[places] ?? 10n ** BigInt(places);
}

export function ratio(n: bigint, d: bigint): Ratio {
  assert(d > 0n, 'a denominator is more than 0');
  return { n, d };
}

export function add(a: Ratio, b: Ratio): Ratio {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return reduced(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function negate(a: Ratio): Ratio {
  return { n: -a.n, d: a.d };
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, negate(b));
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, d: 1n };
  return reduced(a.n * b.n, a.d * b.d);
}

/** `a` of each of so many papers. */
export function times(a: Ratio, papers: number): Ratio {
  return { n: a.n * BigInt(papers), d: a.d };
}

export function divide(a: Ratio, b: Ratio): Ratio {
  assert(b.n > 0n, 'a divisor is more than 0');
  return reduced(a.n * b.d, a.d * b.n);
}

/** Less than 0, 0 or more than 0, as `a` is less than, equal to or more than `b`. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equal(a: Ratio, b: Ratio): boolean {
  return compare(a, b) === 0;
}

export function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function greater(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function isMore(a: Ratio, b: Ratio): boolean {
  return compare(a, b) > 0;
}

export function isLess(a: Ratio, b: Ratio): boolean {
  return compare(a, b) < 0;
}

export function least(a: Ratio, b: Ratio): Ratio {
  return isMore(a, b) ? b : a;
}

export function sum(all: Iterable<Ratio>): Ratio {
  let total = ZERO;
  for (const one of all) total = add(total, one);
  return total;
}

/** The nearest number with so many decimal places that is not more than `a`; `a` itself where exact. */
export function floorTo(a: Ratio, places: Places): Ratio {
  if (places === 'exact') return a;
  const d = powerOfTen(places);
  return { n: floorDivide(a.n * d, a.d), d };
}

/** The nearest number with so many decimal places that is not less than `a`. */
export function ceilTo(a: Ratio, places: number): Ratio {
  const d = powerOfTen(places);
  return { n: -floorDivide(-a.n * d, a.d), d };
}

function floorDivide(n: bigint, d: bigint): bigint {
  const q = n / d;
  return n % d < 0n ? q - 1n : q;
}

/** `12.30000` with so many places; where exact, `12` or `37/3`. A number that has more places is a bug. */
export function toText(a: Ratio, places: Places): string {
  if (places === 'exact') {
    const { n, d } = reduced(a.n, a.d);
    return d === 1n ? `${n}` : `${n}/${d}`;
  }
  const unit = powerOfTen(places);
  assert(
    a.d === unit || (a.n * unit) % a.d === 0n,
    'a figure has no more decimal places than its rule keeps',
  );
  const all = a.d === unit ? a.n : (a.n * unit) / a.d;
  if (places === 0) return `${all}`;
  const digits = `${all < 0n ? -all : all}`.padStart(places + 1, '0');
  return `${all < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Reads what `toText` writes. Anything else is a bug of ours: transcripts are read, not files. */
export function fromText(text: string): Ratio {
  const [, sign, int, decimals, under] =
    /^(-?)(\d+)(?:\.(\d+)|\/([1-9]\d*))?$/.exec(text) ?? ([] as (string | undefined)[]);
  assert(int !== undefined, 'a figure is a decimal number or a fraction');
  const n = BigInt(`${int}${decimals ?? ''}`);
  const d = under === undefined ? powerOfTen(decimals?.length ?? 0) : BigInt(under);
  return { n: sign === '-' ? -n : n, d };
}

function reduced(n: bigint, d: bigint): Ratio {
  let a = n < 0n ? -n : n;
  let b = d;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 1n ? { n, d } : { n: n / a, d: d / a };
}
