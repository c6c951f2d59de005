/**
 * Arithmetic modulo ℓ in bulk, over flat arrays of scalars (32 bytes each, little-endian, below ℓ).
 * A backend on WebAssembly keeps it in constant time; the one on BigInt (`bigScalars`) does not, see
 * SECURITY.md. Every function throws a RangeError on a scalar that is not below ℓ, and a TypeError on
 * lengths that do not fit: foreign bytes go through `decodeScalars` first.
 */
import { encodeScalar, ORDER, SIZE, scalarAt, writeScalar } from './scalar.ts';

export interface ScalarField {
  /** out_i = a_i·b_i (+ plus_i). Of `b` and `plus`, one scalar alone stands for as many as `a` has. */
  mulAdd(a: Uint8Array, b: Uint8Array, plus?: Uint8Array): Promise<Uint8Array>;
  /** Σ_i a_i·b_i, one scalar; `b` as in `mulAdd`. */
  inner(a: Uint8Array, b: Uint8Array): Promise<Uint8Array>;
  /**
   * out_i = factor_i·out_{i−1} (+ plus_i), with out_{−1} = start: running products, and the R_i of
   * PROTOCOL §8. Of `plus`, one scalar alone stands for as many as there are factors.
   */
  chain(start: Uint8Array, factors: Uint8Array, plus?: Uint8Array): Promise<Uint8Array>;
}

export const ZERO: Uint8Array = encodeScalar(0n);
export const ONE: Uint8Array = encodeScalar(1n);
export const MINUS_ONE: Uint8Array = encodeScalar(ORDER - 1n);

/** How many scalars there are, and how far apart those of the other lists lie: 32 bytes, or none. */
export function strides(n: number, ...lists: readonly Uint8Array[]): readonly number[] {
  return lists.map((list) => {
    if (list.length === n * SIZE) return SIZE;
    if (list.length === SIZE) return 0;
    throw new TypeError(`expected one scalar or ${n} of them, got ${list.length} bytes`);
  });
}

export function countScalars(flat: Uint8Array): number {
  if (flat.length % SIZE !== 0)
    throw new TypeError(`expected whole scalars of ${SIZE} bytes, got ${flat.length} bytes`);
  return flat.length / SIZE;
}

/** On BigInt: the measure for the others, and what runs where there is no WebAssembly. */
export const bigScalars: ScalarField = {
  async mulAdd(a, b, plus = ZERO) {
    const n = countScalars(a);
    const [bStride, plusStride] = strides(n, b, plus);
    return listed(
      n,
      (i) =>
        scalarAt(a, i) * scalarAt(b, bStride === 0 ? 0 : i) +
        scalarAt(plus, plusStride === 0 ? 0 : i),
    );
  },

  async inner(a, b) {
    const n = countScalars(a);
    const [bStride] = strides(n, b);
    let sum = 0n;
    for (let i = 0; i < n; i++)
      sum = (sum + scalarAt(a, i) * scalarAt(b, bStride === 0 ? 0 : i)) % ORDER;
    return encodeScalar(sum);
  },

  async chain(start, factors, plus = ZERO) {
    const n = countScalars(factors);
    const [plusStride] = strides(n, plus);
    let last = scalarAt(start, 0);
    return listed(n, (i) => {
      last = (last * scalarAt(factors, i) + scalarAt(plus, plusStride === 0 ? 0 : i)) % ORDER;
      return last;
    });
  },
};

function listed(n: number, value: (i: number) => bigint): Uint8Array {
  const out = new Uint8Array(n * SIZE);
  const view = new DataView(out.buffer);
  for (let i = 0; i < n; i++) writeScalar(view, i * SIZE, value(i) % ORDER);
  return out;
}
