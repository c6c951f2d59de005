/**
 * Sorts sequences of codes, shorter first where one begins the other: from the first code on (most
 * significant digit first), as many digits at a time as a number holds beside the number of its
 * sequence, so that numbers are sorted and not sequences; by insertion where few are left.
 */
import { release } from './release.ts';
import type { Codes } from './sequence-piles.ts';

interface Sequences {
  readonly codes: Codes;
  /** Sequence `i` is the codes from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
}

const FEW = 16;
/** Whole numbers below 2⁵³ are exact. */
const BITS = 53;

/** Puts the sequences of these numbers in order; no two of them are the same. Mutates `which`. */
export function sortSequences(of: Sequences, which: Int32Array): void {
  const { codes, starts } = of;
  const { digits, most } = digitsOf(codes);
  const base = most + 1;
  const room = 2 ** (32 - Math.clz32(starts.length));
  const atOnce = Math.floor((BITS - Math.log2(room)) / Math.log2(base));
  const todo: number[] = [];
  /** Sorts a range in which so many codes are the same, at once or later. */
  const sort = (from: number, to: number, depth: number): void => {
    if (to - from <= FEW) insert(of, which, { from, to, depth });
    else todo.push(from, to, depth);
  };
  sort(0, which.length, 0);
  while (todo.length > 0) {
    const depth = todo.pop() as number;
    const to = todo.pop() as number;
    const from = todo.pop() as number;
    const keys = new Float64Array(to - from);
    for (let i = from; i < to; i++) {
      const sequence = which[i] as number;
      const start = (starts[sequence] as number) + depth;
      const end = Math.min(start + atOnce, starts[sequence + 1] as number);
      let key = 0;
      for (let at = start; at < end; at++)
        key = key * base + (digits[codes[at] as number] as number);
      // 0 stands behind the end.
      for (let at = Math.max(start, end); at < start + atOnce; at++) key *= base;
      keys[i - from] = key * room + sequence;
    }
    keys.sort();
    let first = from;
    let before = -1;
    for (let i = from; i < to; i++) {
      const key = keys[i - from] as number;
      const begins = Math.floor(key / room);
      which[i] = key - begins * room;
      if (begins === before) continue;
      sort(first, i, depth + atOnce);
      [first, before] = [i, begins];
    }
    sort(first, to, depth + atOnce);
    release(keys);
  }
}

/** The codes that occur, numbered from 1 in their order. */
function digitsOf(codes: Codes): { readonly digits: Uint16Array; readonly most: number } {
  const digits = new Uint16Array(256 ** codes.BYTES_PER_ELEMENT);
  for (let i = 0; i < codes.length; i++) digits[codes[i] as number] = 1;
  let most = 0;
  for (let code = 0; code < digits.length; code++) if (digits[code] === 1) digits[code] = ++most;
  return { digits, most };
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** So many codes are the same in all of them. */
  readonly depth: number;
}

function insert(of: Sequences, which: Int32Array, { from, to, depth }: Range): void {
  for (let i = from + 1; i < to; i++) {
    const sequence = which[i] as number;
    let at = i;
    for (; at > from && isBefore(of, sequence, which[at - 1] as number, depth); at--)
      which[at] = which[at - 1] as number;
    which[at] = sequence;
  }
}

function isBefore({ codes, starts }: Sequences, a: number, b: number, depth: number): boolean {
  const [endA, endB] = [starts[a + 1] as number, starts[b + 1] as number];
  let i = (starts[a] as number) + depth;
  let j = (starts[b] as number) + depth;
  for (; i < endA && j < endB; i++, j++)
    if (codes[i] !== codes[j]) return (codes[i] as number) < (codes[j] as number);
  return j < endB;
}
