/**
 * Sorts sequences of codes, shorter first where one begins the other: a radix sort from the first code
 * on (most significant digit first), and by insertion where few are left. Its work is about the codes
 * that tell the sequences apart.
 */
import type { Codes } from './sequence-piles.ts';

interface Sequences {
  readonly codes: Codes;
  /** Sequence `i` is the codes from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
}

const FEW = 24;

/** Puts the sequences of these numbers in order; mutates `which`. */
export function sortSequences(of: Sequences, which: Int32Array): void {
  const { codes, starts } = of;
  const { digits, most } = digitsOf(codes);
  const compare = (a: number, b: number, depth: number): number => {
    let [i, j] = [(starts[a] as number) + depth, (starts[b] as number) + depth];
    const [endA, endB] = [starts[a + 1] as number, starts[b + 1] as number];
    for (; i < endA && j < endB; i++, j++)
      if (codes[i] !== codes[j]) return (codes[i] as number) - (codes[j] as number);
    return endA - i - (endB - j);
  };
  /** Where sequences of each digit go; digit 0 is the end of a sequence. */
  const place = new Int32Array(most + 1);
  const moved = new Int32Array(which.length);
  const todo = [0, which.length, 0];
  while (todo.length > 0) {
    const depth = todo.pop() as number;
    const to = todo.pop() as number;
    const from = todo.pop() as number;
    const digitOf = (i: number): number => {
      const at = (starts[i] as number) + depth;
      return at < (starts[i + 1] as number) ? (digits[codes[at] as number] as number) : 0;
    };
    if (to - from <= FEW) {
      insert(which, from, to, (a, b) => compare(a, b, depth));
      continue;
    }
    if (to - from < most) {
      which.subarray(from, to).sort((a, b) => compare(a, b, depth));
      continue;
    }
    place.fill(0);
    for (let i = from; i < to; i++) {
      const digit = digitOf(which[i] as number);
      place[digit] = (place[digit] as number) + 1;
    }
    let next = from;
    for (let digit = 0; digit <= most; digit++) {
      const many = place[digit] as number;
      place[digit] = next;
      // Those that have ended are all the same.
      if (many > 1 && digit > 0) todo.push(next, next + many, depth + 1);
      next += many;
    }
    for (let i = from; i < to; i++) {
      const sequence = which[i] as number;
      const digit = digitOf(sequence);
      moved[place[digit] as number] = sequence;
      place[digit] = (place[digit] as number) + 1;
    }
    which.set(moved.subarray(from, to), from);
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

function insert(
  list: Int32Array,
  from: number,
  to: number,
  compare: (a: number, b: number) => number,
): void {
  for (let i = from + 1; i < to; i++) {
    const item = list[i] as number;
    let at = i;
    for (; at > from && compare(list[at - 1] as number, item) > 0; at--)
      list[at] = list[at - 1] as number;
    list[at] = item;
  }
}
