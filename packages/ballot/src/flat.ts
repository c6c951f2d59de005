/**
 * Flat lists of 32-byte elements, and linear equations over them. Small helpers that every proof of
 * this package shares; nothing here is secret unless the caller says so.
 */
import { assert, concat, equal } from '@hustings/base';
import { decodeScalar, encodeScalars, type Group, IDENTITY, SIZE } from '@hustings/ristretto';

/** A view of element i. */
export function at(flat: Uint8Array, i: number): Uint8Array {
  return flat.subarray(i * SIZE, (i + 1) * SIZE);
}

/** A view of elements `from` up to `to`. */
export function between(flat: Uint8Array, from: number, to: number): Uint8Array {
  return flat.subarray(from * SIZE, to * SIZE);
}

/** Rows of `width` elements in another order: row i of the result is row order[i]. */
export function gather(flat: Uint8Array, order: Uint32Array, width: number): Uint8Array {
  const row = width * SIZE;
  const out = new Uint8Array(order.length * row);
  for (let i = 0; i < order.length; i++) {
    const j = order[i] as number;
    out.set(flat.subarray(j * row, (j + 1) * row), i * row);
  }
  return out;
}

/** Column k of rows of `width` elements; the list itself when there is only one column. */
export function column(flat: Uint8Array, k: number, width: number): Uint8Array {
  if (width === 1) return flat;
  const rows = flat.length / SIZE / width;
  const out = new Uint8Array(rows * SIZE);
  for (let i = 0; i < rows; i++) out.set(at(flat, i * width + k), i * SIZE);
  return out;
}

export function isIdentity(point: Uint8Array): boolean {
  return equal(point, IDENTITY);
}

/** Whether the neutral element is among the points. */
export function hasIdentity(points: Uint8Array): boolean {
  for (let i = 0; i < points.length / SIZE; i++) if (isIdentity(at(points, i))) return true;
  return false;
}

/** Above this a top byte says without more that a scalar is not below ℓ, under it that it is. */
const TOP_OF_ORDER = 0x10;

/** Whether all of a flat list of public scalars are below ℓ. */
export function areBelowOrder(scalars: Uint8Array): boolean {
  for (let i = 0; i < scalars.length / SIZE; i++) {
    const top = scalars[i * SIZE + SIZE - 1] as number;
    if (top >= TOP_OF_ORDER && decodeScalar(scalars, i) === undefined) return false;
  }
  return true;
}

/**
 * Σ scalars_i · points_i, or `undefined` when some point is not a canonical encoding: for foreign
 * points, which are then decoded once and not twice. Public input.
 */
export async function sumVartime(
  group: Group,
  scalars: Uint8Array,
  points: Uint8Array,
  hints?: Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    return await group.msmVartime(scalars, points, hints);
  } catch (error) {
    // The contract of msmVartime: it throws on an invalid encoding. Anything else is a bug or a lost worker.
    if ((await group.firstInvalid(points)) >= 0) return undefined;
    throw error;
  }
}

/** One product of a linear equation, public. */
export interface Term {
  readonly scalar: bigint;
  readonly point: Uint8Array;
}

/** Whether Σ scalar·point is the neutral element; `false` too when a point is not a canonical encoding. */
export async function vanishes(group: Group, terms: readonly Term[]): Promise<boolean> {
  assert(
    terms.every(({ point }) => point.length === SIZE),
    'a term is one point',
  );
  const sum = await sumVartime(
    group,
    encodeScalars(terms.map(({ scalar }) => scalar)),
    concat(...terms.map(({ point }) => point)),
  );
  return sum !== undefined && isIdentity(sum);
}
