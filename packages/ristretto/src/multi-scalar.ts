/**
 * Σ scalars_i · points_i on public input, in time that depends on it.
 *
 * Few points: Straus with shared doublings (`mulAddUnsafe` of `@noble/curves`). Many: Pippenger's
 * buckets with signed digits (Bernstein, Doumen, Lange and Oosterwijk, INDOCRYPT 2012, §4), written
 * here because noble's own walks every window of a full-length scalar, and most of our scalars are
 * weights below 2^128: a zero digit costs nothing here.
 */
import { mulAddUnsafe } from '@noble/curves/abstract/curve.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { type EdwardsPoint, ZERO } from './edwards-codec.ts';
import { ORDER } from './scalar.ts';

/** Up to here shared doublings beat buckets; found by measurement (bench/ristretto.ts). */
const FEW = 160;
const HALF = ORDER >> 1n;

/** Returns Σ scalars_i · points_i. Public input. 0 ≤ scalar < ℓ; arrays of equal length. */
export function multiScalarVartime(
  scalars: readonly bigint[],
  points: readonly EdwardsPoint[],
): EdwardsPoint {
  // −s is shorter than s for the upper half of the scalars: (ℓ − s)·(−P) = s·P.
  const size: bigint[] = [];
  const signed: EdwardsPoint[] = [];
  let plain = ZERO;
  for (const [i, scalar] of scalars.entries()) {
    if (scalar === 0n) continue;
    const isUpper = scalar > HALF;
    const magnitude = isUpper ? ORDER - scalar : scalar;
    const point = points[i] as EdwardsPoint;
    const term = isUpper ? point.negate() : point;
    if (magnitude === 1n) {
      plain = plain.add(term);
      continue;
    }
    size.push(magnitude);
    signed.push(term);
  }
  if (size.length === 0) return plain;
  const sum =
    size.length <= FEW ? mulAddUnsafe(ed25519.Point, signed, size) : buckets(size, signed);
  return plain.add(sum);
}

function buckets(scalars: readonly bigint[], points: readonly EdwardsPoint[]): EdwardsPoint {
  const n = scalars.length;
  let bits = 0;
  for (const s of scalars) if (s >> BigInt(bits) > 0n) bits = s.toString(2).length;
  const width = bestWidth(n, bits);
  const rows = Math.ceil((bits + 1) / width);
  const digits = signedDigits(scalars, width, rows);
  const negated: (EdwardsPoint | undefined)[] = new Array(n);
  let sum = ZERO;
  for (let row = rows - 1; row >= 0; row--) {
    if (row !== rows - 1) for (let k = 0; k < width; k++) sum = sum.double();
    const bucket: (EdwardsPoint | undefined)[] = new Array(2 ** (width - 1)).fill(undefined);
    for (let i = 0; i < n; i++) {
      const digit = digits[row * n + i] as number;
      if (digit === 0) continue;
      let point = points[i] as EdwardsPoint;
      if (digit < 0) {
        const opposite = negated[i] ?? point.negate();
        negated[i] = opposite;
        point = opposite;
      }
      const at = Math.abs(digit) - 1;
      const held = bucket[at];
      bucket[at] = held === undefined ? point : held.add(point);
    }
    // Σ (k+1)·bucket_k as a sum of running sums from the top.
    let running: EdwardsPoint | undefined;
    for (let k = bucket.length - 1; k >= 0; k--) {
      const held = bucket[k];
      if (held !== undefined) running = running === undefined ? held : running.add(held);
      if (running !== undefined) sum = sum.add(running);
    }
  }
  return sum;
}

/** Digits in [−2^(width−1)+1, 2^(width−1)], row by row: row r of scalar i at r·n + i. */
function signedDigits(scalars: readonly bigint[], width: number, rows: number): Int16Array {
  const n = scalars.length;
  const out = new Int16Array(rows * n);
  const full = 2 ** width;
  const half = full / 2;
  const mask = BigInt(full - 1);
  const shift = BigInt(width);
  for (let i = 0; i < n; i++) {
    let rest = scalars[i] as bigint;
    for (let row = 0; rest > 0n; row++) {
      let digit = Number(rest & mask);
      rest >>= shift;
      if (digit > half) {
        digit -= full;
        rest += 1n;
      }
      out[row * n + i] = digit;
    }
  }
  return out;
}

/** The width with the fewest additions: n per row to fill the buckets, two per bucket to sum them. */
function bestWidth(n: number, bits: number): number {
  let best = 2;
  let least = Number.POSITIVE_INFINITY;
  for (let width = 2; width <= 14; width++) {
    const additions = Math.ceil((bits + 1) / width) * (n + 2 ** width);
    if (additions < least) {
      least = additions;
      best = width;
    }
  }
  return best;
}
