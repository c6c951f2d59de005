/** Exact numbers: decimals as they are written in rule books, and fractions of whole numbers. */

/** n/d with d > 0; not reduced. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Exact = { n: 0n, d: 1n };

export function whole(n: number): Exact {
  return { n: BigInt(n), d: 1n };
}

export function fraction(share: {
  readonly numerator: number;
  readonly denominator: number;
}): Exact {
  return { n: BigInt(share.numerator), d: BigInt(share.denominator) };
}

/** Of a decimal in the one spelling that entries use, "12.5", or of a fraction, "37/3". */
export function decimal(text: string): Exact {
  const [n, d] = text.split('/');
  if (d !== undefined) return reduced({ n: BigInt(n ?? '0'), d: BigInt(d) });
  const [before = '0', after = ''] = text.split('.');
  return { n: BigInt(before + after), d: 10n ** BigInt(after.length) };
}

export function add(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return reduced({ n: a.n + b.n, d: a.d });
  return reduced({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Exact, b: Exact): Exact {
  return reduced({ n: a.n * b.n, d: a.d * b.d });
}

/** Below zero when a < b. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function reduced({ n, d }: Exact): Exact {
  const g = divisor(n < 0n ? -n : n, d);
  return g <= 1n ? { n, d } : { n: n / g, d: d / g };
}

function divisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The sum of two decimals, as a decimal without trailing zeros. */
export function addDecimals(a: string, b: string): string {
  const scale = Math.max(decimalsOf(a), decimalsOf(b));
  const sum = scaled(a, scale) + scaled(b, scale);
  const digits = String(sum).padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const after = digits.slice(cut).replace(/0+$/, '');
  return after === '' ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${after}`;
}

function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function scaled(text: string, scale: number): bigint {
  const [before = '0', after = ''] = text.split('.');
  return BigInt(before + after.padEnd(scale, '0'));
}
