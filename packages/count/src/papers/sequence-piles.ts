/**
 * Equal papers in piles, on flat arrays: pile `i` is the codes from `starts[i]` to `starts[i + 1]` and
 * `counts[i]` papers (or units of weight). What a code means is the owner's affair: a candidate in a
 * profile, a mark in a ballot file. Piles lie in one order, by their codes, whatever order the papers
 * came in.
 */
import { assert } from '@hustings/base';
import { release } from './release.ts';
import { sortSequences } from './sequence-order.ts';

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
/** How full the hash table gets. */
const FULL = 0.7;

/**
 * Puts sequences of codes below 65,536 into piles as they come; needs memory for the different ones
 * only, one byte a code as long as all are below 256. Adding costs one hash of the sequence.
 */
export class PileBuilder {
  /** The codes of all piles, one after the other; behind them, those of the sequence being added. */
  #codes: Codes;
  #used = 0;
  /** Where each pile begins, and where the next one will. */
  #starts = new Uint32Array(LEAST);
  /** Of 64 bits as soon as one of them needs more than 32. */
  #counts: Uint32Array | Float64Array = new Uint32Array(LEAST);
  #hashes = new Int32Array(LEAST);
  #length = 0;
  /** Open addressing: 1 + the pile, or 0. */
  #table = new Int32Array(4 * LEAST);
  /** So many piles the table is for. */
  #room = FULL * 4 * LEAST;

  /** `bytes` a code to begin with; codes above 255 make it two. */
  constructor(bytes: 1 | 2 = 1) {
    this.#codes = bytes === 1 ? new Uint8Array(LEAST) : new Uint16Array(LEAST);
  }

  /** Different sequences so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds `count` papers of the first `length` codes of `sequence`. */
  add(sequence: ArrayLike<number>, length: number, count: number): void {
    assert(Number.isSafeInteger(count) && count >= 0, 'a pile has a whole number of papers');
    const hash = this.#write(sequence, length);
    const table = this.#table;
    const mask = table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const pile = (table[slot] as number) - 1;
      if (pile < 0) {
        table[slot] = this.#length + 1;
        this.#append(length, count, hash);
        return;
      }
      if (this.#hashes[pile] === hash && this.#isWritten(pile, length)) {
        this.#set(pile, (this.#counts[pile] as number) + count);
        return;
      }
    }
  }

  /** Counts all so far in units `by` times smaller. */
  scale(by: number): void {
    for (let i = 0; i < this.#length; i++) this.#set(i, (this.#counts[i] as number) * by);
  }

  /** The piles with at least one paper, in order. The builder is not to be used afterwards. */
  finish(): SequencePiles {
    // What is not needed any more is given back before more is asked for.
    release(this.#table);
    release(this.#hashes);
    const order = this.#pilesWithPapers();
    sortSequences({ codes: this.#codes.subarray(0, this.#used), starts: this.#starts }, order);
    const { codes, starts } = this.#inOrder(order);
    release(this.#codes);
    release(this.#starts);
    const counts = new Float64Array(order.length);
    for (let k = 0; k < order.length; k++) {
      counts[k] = this.#counts[order[k] as number] as number;
      assert((counts[k] as number) <= Number.MAX_SAFE_INTEGER, 'a pile has fewer than 2^53 papers');
    }
    release(this.#counts);
    return { length: order.length, codes, starts, counts };
  }

  #inOrder(order: Int32Array): Pick<SequencePiles, 'codes' | 'starts'> {
    const [from, begins] = [this.#codes, this.#starts];
    const codes = sameKind(from, this.#used);
    const starts = new Uint32Array(order.length + 1);
    let at = 0;
    for (let k = 0; k < order.length; k++) {
      const pile = order[k] as number;
      const end = begins[pile + 1] as number;
      starts[k] = at;
      for (let i = begins[pile] as number; i < end; i++) codes[at++] = from[i] as number;
    }
    starts[order.length] = at;
    return { codes: codes.subarray(0, at), starts };
  }

  #pilesWithPapers(): Int32Array {
    const piles = new Int32Array(this.#length);
    let n = 0;
    for (let i = 0; i < this.#length; i++) if ((this.#counts[i] as number) > 0) piles[n++] = i;
    return piles.subarray(0, n);
  }

  /** Writes the sequence behind the piles; returns its hash. */
  #write(sequence: ArrayLike<number>, length: number): number {
    const end = this.#used + length;
    if (end > this.#codes.length)
      this.#codes = grown(this.#codes, sameKind(this.#codes, roomFor(end)));
    let codes = this.#codes;
    let hash = length;
    let or = 0;
    for (let i = 0, at = this.#used; i < length; i++, at++) {
      const code = sequence[i] as number;
      codes[at] = code;
      or |= code;
      hash = Math.imul(hash ^ code, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    if (or > 255 && codes.BYTES_PER_ELEMENT === 1) {
      codes = grown(codes.subarray(0, this.#used), new Uint16Array(codes.length));
      for (let i = 0; i < length; i++) codes[this.#used + i] = sequence[i] as number;
      this.#codes = codes;
    }
    return hash;
  }

  /** Whether the pile is what was just written. */
  #isWritten(pile: number, length: number): boolean {
    const codes = this.#codes;
    const from = this.#starts[pile] as number;
    if ((this.#starts[pile + 1] as number) - from !== length) return false;
    const written = this.#used;
    for (let i = 0; i < length; i++) if (codes[from + i] !== codes[written + i]) return false;
    return true;
  }

  /** What was just written becomes a pile. */
  #append(length: number, count: number, hash: number): void {
    const pile = this.#length++;
    if (pile + 1 === this.#starts.length) {
      const room = roomFor(pile + 2);
      this.#starts = grown(this.#starts, new Uint32Array(room));
      this.#hashes = grown(this.#hashes, new Int32Array(room));
      const Kind = this.#counts instanceof Uint32Array ? Uint32Array : Float64Array;
      this.#counts = grown<Uint32Array | Float64Array>(this.#counts, new Kind(room));
    }
    this.#hashes[pile] = hash;
    this.#set(pile, count);
    this.#used += length;
    this.#starts[pile + 1] = this.#used;
    if (this.#length > this.#room) this.#rehash();
  }

  #set(pile: number, count: number): void {
    if (count > 0xffffffff && this.#counts instanceof Uint32Array)
      this.#counts = grown(this.#counts, new Float64Array(this.#counts.length));
    this.#counts[pile] = count;
  }

  #rehash(): void {
    const table = new Int32Array(2 * this.#table.length);
    const mask = table.length - 1;
    for (let pile = 0; pile < this.#length; pile++) {
      let slot = (this.#hashes[pile] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = pile + 1;
    }
    release(this.#table);
    this.#table = table;
    this.#room = FULL * table.length;
  }
}

/** Twice as much, and a quarter more where that is a lot. */
function roomFor(length: number): number {
  return length < 1 << 22 ? 2 * length : Math.ceil(1.25 * length);
}

function sameKind(codes: Codes, length: number): Codes {
  return codes.BYTES_PER_ELEMENT === 1 ? new Uint8Array(length) : new Uint16Array(length);
}

function grown<T extends Codes | Uint32Array | Int32Array | Float64Array>(
  from: Codes | Uint32Array | Int32Array | Float64Array,
  to: T,
): T {
  to.set(from);
  release(from);
  return to;
}
