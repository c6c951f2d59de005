/** Exact numbers: whole ones over whole ones, reduced, the lower one above 0. */

export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export function ratio(n: bigint | number, d: bigint | number = 1n): Ratio {
  let [a, b] = [BigInt(n), BigInt(d)];
  if (b < 0n) [a, b] = [-a, -b];
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? { n: 0n, d: 1n } : { n: a / x, d: b / x };
}

export const ZERO: Ratio = ratio(0);

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n);
export const sum = (list: readonly Ratio[]): Ratio => list.reduce(add, ZERO);

/** Below 0, 0, or above, as a is less, equal or more. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The largest whole number not above. */
export function floor({ n, d }: Ratio): bigint {
  const whole = n / d;
  return n < 0n && whole * d !== n ? whole - 1n : whole;
}

/** Without what stands after so many decimal places; of none that are cut, the number itself. */
export function cut(value: Ratio, places: number | 'exact'): Ratio {
  if (places === 'exact') return value;
  const unit = 10n ** BigInt(places);
  return ratio(floor(multiply(value, ratio(unit))), unit);
}

/** With exactly so many places, of a number that has no more; `37/3` or `4` where nothing is rounded. */
export function written(value: Ratio, places: number | 'exact'): string {
  if (places === 'exact') return value.d === 1n ? String(value.n) : `${value.n}/${value.d}`;
  const units = floor(multiply(value, ratio(10n ** BigInt(places))));
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  return places === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Rounded to so many places, a half upwards. */
export function rounded(value: Ratio, places: number): string {
  const unit = 10n ** BigInt(places);
  const half = ratio(1, 2n * unit);
  return written(cut(add(value, half), places), places);
}
