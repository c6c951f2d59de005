/** Chooses how a sum of products is computed, and lays out the memory for it. Public input. */
import { NAF_DIGITS } from './digit-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { LANE_POINT } from './fma-msm.ts';
import type { Kernel, WorkSpace } from './instance.ts';
import { NAF_TABLE } from './msm-code.ts';
import { EXTENDED, NIELS } from './point-code.ts';

const SIZE = 32;
/** Up to here shared doublings beat buckets; found by measurement (bench/ristretto.ts). */
const FEW = 64;
/** The same where the second kernel fills the buckets: it halves their cost. */
const FEW_FAST = 24;
/** Columns of shared doublings at a time: their tables and digits take 100 kB. */
const GROUP = 64;
/** What the sum over a row's buckets costs, in additions per bucket: two, and those of the slower kind. */
const PER_BUCKET = 2.6;

/**
 * total += Σ scalars_i·points_i, the points given as n encodings at `bytes`, with their hints or 0 at
 * `hints`. Returns the index of the first that is not canonical, or −1; then `total` is unchanged.
 */
export function sumOfProducts(
  kernel: Kernel,
  space: WorkSpace,
  work: {
    readonly total: number;
    readonly scalars: number;
    readonly bytes: number;
    readonly hints: number;
    readonly n: number;
  },
): number {
  const { run } = kernel;
  const { total, scalars, bytes, hints, n } = work;
  const sum = space.take(EXTENDED);
  if (n <= (kernel.fast === undefined ? FEW : FEW_FAST)) {
    const points = space.take(n * EXTENDED);
    const invalid = run.decodeExtended(bytes, n, points, hints);
    if (invalid >= 0) return invalid;
    const digits = space.take(n * NAF_DIGITS);
    run.nafDigits(digits, scalars, n);
    run.straus(sum, points, EXTENDED, digits, n, space.take(n * NAF_TABLE));
    run.addPoint(total, total, sum);
    return -1;
  }
  const bits = run.bitLength(scalars, n);
  const width = bestWidth(n, bits);
  const { fast } = kernel;
  // The second kernel takes two rows at a time.
  const rows = Math.ceil((bits + 1) / width / 2) * 2;
  const digits = space.take(rows * n * 2);
  run.windowDigits(digits, scalars, n, width, rows);
  if (fast !== undefined) {
    const points = space.take((n + 3) * LANE_NIELS);
    const invalid = firstInvalid(kernel, { bytes, hints, n }, points);
    if (invalid >= 0) return invalid;
    const buckets = space.take(2 * LANE_POINT * (2 ** (width - 1) + 1));
    const coordinates = space.take(256);
    fast.pippenger(coordinates, points, digits, n, width, rows, buckets);
    run.addPairSum(total, coordinates, width);
    return -1;
  }
  const points = space.take(n * NIELS);
  const invalid = run.decodeNiels(bytes, n, points, hints);
  if (invalid >= 0) return invalid;
  const buckets = space.take(EXTENDED << (width - 1));
  run.pippenger(total, points, digits, n, width, rows, buckets, space.take(1 << (width - 1)));
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

/** Returns the address of n extended points Σ_k scalars_k·points_{k,i}; `decode` lays down column k. */
export function combineSlice(
  kernel: Kernel,
  space: WorkSpace,
  columns: {
    readonly scalars: readonly Uint8Array[];
    readonly decode: (k: number, to: number, space: WorkSpace) => void;
    readonly n: number;
  },
): number {
  const { run } = kernel;
  const { scalars, n } = columns;
  const sums = space.take(n * EXTENDED);
  run.identities(sums, n);
  for (let from = 0; from < scalars.length; from += GROUP) {
    const group = scalars.slice(from, from + GROUP);
    const part = space.fork();
    const product = part.take(EXTENDED);
    const flat = part.take(group.length * SIZE);
    for (const [k, scalar] of group.entries()) kernel.write(flat + k * SIZE, scalar);
    const digits = part.take(group.length * NAF_DIGITS);
    run.nafDigits(digits, flat, group.length);
    const tables = part.take(group.length * NAF_TABLE);
    // Column after column at a fixed distance, wherever decoding one needs room of its own.
    const stride = n * EXTENDED;
    const all = part.take(group.length * stride);
    for (const k of group.keys()) columns.decode(from + k, all + k * stride, part.fork());
    for (let i = 0; i < n; i++) {
      run.straus(product, all + i * EXTENDED, stride, digits, group.length, tables);
      run.addPoint(sums + i * EXTENDED, sums + i * EXTENDED, product);
    }
  }
  return sums;
}

/** The width with the fewest additions: n per row to fill the buckets, two per bucket to sum them. */
function bestWidth(n: number, bits: number): number {
  let best = 2;
  let least = Number.POSITIVE_INFINITY;
  for (let width = 2; width <= 15; width++) {
    const additions = Math.ceil((bits + 1) / width) * (n + PER_BUCKET * 2 ** (width - 1));
    if (additions < least) {
      least = additions;
      best = width;
    }
  }
  return best;
}
