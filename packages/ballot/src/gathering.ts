/**
 * Rows of a long list in another order, in bounded memory: a window of the result is filled while the
 * list is read from its beginning to its end. So whoever watches the reading of the file learns
 * nothing of the order; the places written in memory do depend on it.
 */
import type { ByteSource } from '@hustings/base';
import { CHUNK, inOrder } from './slices.ts';

/** Bytes of the window: a list of two million elements is read once. */
const WINDOW = 2 ** 26;

/** The order that undoes this one. */
export function inverseOf(order: Uint32Array): Uint32Array {
  const out = new Uint32Array(order.length);
  for (const [i, j] of order.entries()) out[j] = i;
  return out;
}

/**
 * Gives rows `from` up to `to` of the list whose row i is row order[i] of `source`, `inverse` undoing
 * the order. They are asked for in slices of `step` rows, one after the other.
 */
export function gatherer(
  source: ByteSource,
  inverse: Uint32Array,
  row: number,
  step: number,
  windowBytes: number = WINDOW,
): (from: number, to: number) => Promise<Uint8Array> {
  const window = step * Math.max(1, Math.floor(windowBytes / (step * row)));
  let start = -1;
  let filled: Promise<Uint8Array> = Promise.resolve(new Uint8Array());
  return async (from, to) => {
    const first = from - (from % window);
    if (first !== start) {
      start = first;
      filled = fill(source, inverse, row, first, Math.min(first + window, inverse.length));
    }
    return (await filled).subarray((from - first) * row, (to - first) * row);
  };
}

async function fill(
  source: ByteSource,
  inverse: Uint32Array,
  row: number,
  from: number,
  to: number,
): Promise<Uint8Array> {
  const out = new Uint8Array((to - from) * row);
  const rows = Math.max(1, Math.floor(CHUNK / row));
  await inOrder(
    inverse.length,
    rows,
    (first, last) => source.read(first * row, last * row),
    (bytes, first, last) => {
      for (let j = first, at = 0; j < last; j++, at += row) {
        const i = inverse[j] as number;
        if (i >= from && i < to) out.set(bytes.subarray(at, at + row), (i - from) * row);
      }
    },
  );
  return out;
}
