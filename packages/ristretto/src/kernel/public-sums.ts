/** Chooses how a sum of products is computed, and lays out the memory for it. Public input. */
import { NAF_DIGITS } from './digit-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { LANE_POINT } from './fma-msm.ts';
import type { Kernel, WorkSpace } from './instance.ts';
import { NAF_TABLE } from './msm-code.ts';
import { ORDER } from './order-limbs.ts';
import { EXTENDED, NIELS } from './point-code.ts';

const SIZE = 32;
/** Up to here shared doublings beat rows of digits; found by measurement (bench/ristretto.ts). */
const FEW = 112;
/** The same where the second kernel takes the rows: by one bit of the scalars. */
const FEW_FAST = 0.08;
/** What a magnitude of a row costs, in additions of a point: one, of the slower kind. Measured. */
const PER_BUCKET = 1.3;

/** Where the parts of a sum of n products lie. */
interface SumWork extends Strings {
  readonly total: number;
  readonly scalars: number;
}

/**
 * total += Σ scalars_i·points_i, the points given as n encodings at `bytes`, with their hints or 0 at
 * `hints`. Returns the index of the first that is not canonical, or −1; then `total` is unchanged.
 */
export function sumOfProducts(kernel: Kernel, space: WorkSpace, work: SumWork): number {
  const { run } = kernel;
  const { total, scalars, bytes, hints, n } = work;
  const sum = space.take(EXTENDED);
  const bits = run.bitLength(scalars, n);
  if (n <= (kernel.fast === undefined ? FEW : FEW_FAST * bits)) {
    const points = space.take(n * EXTENDED);
    const invalid = run.decodeExtended(bytes, n, points, hints);
    if (invalid >= 0) return invalid;
    const digits = space.take(n * NAF_DIGITS);
    run.nafDigits(digits, scalars, n);
    run.straus(sum, points, EXTENDED, digits, n, space.take(n * NAF_TABLE));
    run.addPoint(total, total, sum);
    return -1;
  }
  return sumBySorting(kernel, space, work, bits);
}

/** The same by rows of sorted digits: for many points. Overwrites the scalars. */
function sumBySorting(kernel: Kernel, space: WorkSpace, work: SumWork, bits: number): number {
  const { run, fast } = kernel;
  const { total, scalars, n } = work;
  const points = space.take((n + 3) * (fast === undefined ? NIELS : LANE_NIELS));
  const invalid =
    fast === undefined
      ? run.decodeNiels(work.bytes, n, points, work.hints)
      : firstInvalid(kernel, work, points);
  if (invalid >= 0) return invalid;
  const widths = rowWidths(bits, n, fast !== undefined);
  const places = 2 ** (Math.max(...widths) - 1) + 2;
  const biases = space.put(biasesOf(widths));
  run.biasScalars(scalars, n, biases);
  let bit = widths.reduce((sum, width) => sum + width, 0);
  if (fast === undefined) {
    const order = space.take(4 * n);
    const ends = space.take(4 * places);
    const sum = space.take(EXTENDED);
    run.identities(sum, 1);
    for (const width of widths) {
      bit -= width;
      run.sortDigits(order, ends, scalars, n, bit, width);
      run.addRow(sum, points, order, ends, width);
    }
    run.addPoint(total, total, sum);
    return -1;
  }
  // Lane 1 has the upper half of the rows, lane 0 the lower half, of the same widths.
  const orders = space.take(8 * n);
  const ends = space.take(8 * places);
  const sums = space.take(2 * LANE_POINT * places);
  const upper = widths.slice(0, widths.length / 2);
  const halfBits = bit / 2;
  fast.beginSum();
  for (const width of upper) {
    bit -= width;
    const highEnds = ends + 4 * (2 ** (width - 1) + 2);
    const low = run.sortDigits(orders, ends, scalars, n, bit - halfBits, width);
    const high = run.sortDigits(orders + 4 * n, highEnds, scalars, n, bit, width);
    fast.addRows(points, orders, n, ends, sums, width, Math.max(low, high));
  }
  const coordinates = space.take(256);
  fast.endSum(coordinates);
  run.addPairSum(total, coordinates, halfBits);
  return -1;
}

/** Encodings in memory that come in fours (`putFours`), and so do their hints; `hints` is 0 without any. */
export interface Strings {
  readonly bytes: number;
  readonly hints: number;
  readonly n: number;
}

/**
 * Index of the first of n strings that is no canonical encoding, or −1. Where `points` is given and the
 * second kernel there, decodes to its Niels points.
 */
export function firstInvalid(kernel: Kernel, strings: Strings, points?: number): number {
  const { run, fast } = kernel;
  const { bytes, hints, n } = strings;
  if (fast === undefined) return run.decodeCheck(bytes, n, hints, 0);
  const stride = points === undefined ? 0 : 2 * LANE_NIELS;
  // Without a place of their own, all are decoded to the same one, after the strings.
  const to = points ?? bytes + (n + 3) * SIZE;
  const four = fast.decodeNiels(bytes, n, to, stride, hints);
  if (four < 0) return -1;
  return four + run.decodeCheck(bytes + four * SIZE, 4, 0, 0);
}

/** The same, and lays the hints of all before that one at `hints`. */
export function writeHints(kernel: Kernel, { bytes, hints, n }: Strings): number {
  const { run, fast } = kernel;
  if (fast === undefined) return run.decodeCheck(bytes, n, 0, hints);
  const four = fast.decodeHints(bytes, n, hints);
  return four < 0 ? -1 : four + run.decodeCheck(bytes + four * SIZE, 4, 0, 0);
}

/**
 * Widths of the rows of digits, highest first, for n scalars below 2^bits: as many rows as make the
 * fewest additions, of one width or two neighbouring ones. In pairs, the upper half is as the lower half.
 */
export function rowWidths(bits: number, n: number, inPairs: boolean): readonly number[] {
  // Digits reach from 1 − 2^(w − 1) to 2^(w − 1): one bit more than the scalars have.
  const all = inPairs ? Math.ceil((bits + 1) / 2) : bits + 1;
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let rows = Math.ceil(all / 15); rows <= Math.ceil(all / 2); rows++) {
    const wide = all % rows;
    const width = Math.floor(all / rows);
    const widths = Array.from({ length: rows }, (_, i) => width + (i < wide ? 1 : 0));
    const cost = widths.reduce((sum, w) => sum + n + PER_BUCKET * 2 ** (w - 1), 0);
    if (cost < least) {
      least = cost;
      best = widths;
    }
  }
  return inPairs ? [...best, ...best] : best;
}

/** What `biasScalars` adds: in every row the magnitude of its most negative digit; and that plus ℓ + 1. */
function biasesOf(widths: readonly number[]): Uint8Array {
  const bias = widths.reduce(
    (sum, width) => (sum << BigInt(width)) + 2n ** BigInt(width - 1) - 1n,
    0n,
  );
  const out = new Uint8Array(2 * SIZE);
  for (let i = 0; i < SIZE; i++) {
    out[i] = Number((bias >> BigInt(8 * i)) & 255n);
    out[SIZE + i] = Number(((bias + ORDER + 1n) >> BigInt(8 * i)) & 255n);
  }
  return out;
}
