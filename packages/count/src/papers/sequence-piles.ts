/**
 * Equal papers in piles, on flat arrays: pile `i` is the codes from `starts[i]` to `starts[i + 1]` and
 * `counts[i]` papers (or units of weight). What a code means is the owner's affair: a candidate in a
 * profile, a mark in a ballot file. Piles lie in one order, by their codes, whatever order the papers
 * came in.
 */
import { assert } from '@hustings/base';

export type Codes = Uint8Array | Uint16Array;

export interface SequencePiles {
  readonly length: number;
  readonly codes: Codes;
  /** `length + 1` of them. */
  readonly starts: Uint32Array;
  /** Whole numbers below 2⁵³. */
  readonly counts: Float64Array;
}

const LEAST = 1024;

/**
 * Puts sequences into piles as they come; needs memory for the different ones only. Codes must be
 * below 256 (`bytes: 1`) or 65,536. Adding costs one hash of the sequence.
 */
export class PileBuilder {
  #codes: Codes;
  #used = 0;
  #starts = new Uint32Array(LEAST);
  #counts = new Float64Array(LEAST);
  #length = 0;
  /** Open addressing: 1 + the pile, or 0. */
  #table = new Int32Array(4 * LEAST);
  #hashes = new Int32Array(LEAST);

  constructor(bytes: 1 | 2) {
    this.#codes = bytes === 1 ? new Uint8Array(LEAST) : new Uint16Array(LEAST);
  }

  /** Different sequences so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds `count` papers of the first `length` codes of `sequence`. */
  add(sequence: ArrayLike<number>, length: number, count: number): void {
    assert(Number.isSafeInteger(count) && count >= 0, 'a pile has a whole number of papers');
    let hash = length;
    for (let i = 0; i < length; i++)
      hash = Math.imul(hash ^ (sequence[i] as number), 0x9e3779b1) ^ (hash >>> 15);
    hash ^= hash >>> 16;
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const pile = (this.#table[slot] as number) - 1;
      if (pile < 0) break;
      if (this.#hashes[pile] === hash && this.#isAt(pile, sequence, length)) {
        this.#counts[pile] = (this.#counts[pile] as number) + count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#table[slot] = this.#append(sequence, length, count, hash) + 1;
    if (this.#length * 2 > this.#table.length) this.#rehash();
  }

  /** Counts all so far in units `by` times smaller. */
  scale(by: number): void {
    for (let i = 0; i < this.#length; i++) this.#counts[i] = (this.#counts[i] as number) * by;
  }

  /** The piles with at least one paper, in order. The builder is not to be used afterwards. */
  finish(): SequencePiles {
    const order: number[] = [];
    for (let i = 0; i < this.#length; i++) if ((this.#counts[i] as number) > 0) order.push(i);
    order.sort((a, b) => this.#compare(a, b));
    const starts = new Uint32Array(order.length + 1);
    const counts = new Float64Array(order.length);
    const codes = this.#codes.slice(0, this.#used);
    let at = 0;
    for (const [k, pile] of order.entries()) {
      const from = this.#starts[pile] as number;
      const to = this.#end(pile);
      codes.set(this.#codes.subarray(from, to), at);
      starts[k] = at;
      counts[k] = this.#counts[pile] as number;
      assert(Number.isSafeInteger(counts[k]), 'a pile holds fewer than 2^53 papers');
      at += to - from;
    }
    starts[order.length] = at;
    return { length: order.length, codes: codes.subarray(0, at), starts, counts };
  }

  #end(pile: number): number {
    return pile + 1 < this.#length ? (this.#starts[pile + 1] as number) : this.#used;
  }

  #isAt(pile: number, sequence: ArrayLike<number>, length: number): boolean {
    const from = this.#starts[pile] as number;
    if (this.#end(pile) - from !== length) return false;
    for (let i = 0; i < length; i++) if (this.#codes[from + i] !== sequence[i]) return false;
    return true;
  }

  #append(sequence: ArrayLike<number>, length: number, count: number, hash: number): number {
    const pile = this.#length++;
    if (pile === this.#starts.length) {
      this.#starts = grown(this.#starts, new Uint32Array(2 * pile));
      this.#hashes = grown(this.#hashes, new Int32Array(2 * pile));
      this.#counts = grown(this.#counts, new Float64Array(2 * pile));
    }
    if (this.#used + length > this.#codes.length) {
      const size = 2 * this.#codes.length + length;
      const Kind = this.#codes instanceof Uint8Array ? Uint8Array : Uint16Array;
      this.#codes = grown<Codes>(this.#codes, new Kind(size));
    }
    for (let i = 0; i < length; i++) this.#codes[this.#used + i] = sequence[i] as number;
    this.#starts[pile] = this.#used;
    this.#hashes[pile] = hash;
    this.#counts[pile] = count;
    this.#used += length;
    return pile;
  }

  #rehash(): void {
    const table = new Int32Array(2 * this.#table.length);
    const mask = table.length - 1;
    for (let pile = 0; pile < this.#length; pile++) {
      let slot = (this.#hashes[pile] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = pile + 1;
    }
    this.#table = table;
  }

  #compare(a: number, b: number): number {
    const [fromA, fromB] = [this.#starts[a] as number, this.#starts[b] as number];
    const [lengthA, lengthB] = [this.#end(a) - fromA, this.#end(b) - fromB];
    const length = Math.min(lengthA, lengthB);
    for (let i = 0; i < length; i++) {
      const difference = (this.#codes[fromA + i] as number) - (this.#codes[fromB + i] as number);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }
}

function grown<T extends Codes | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
