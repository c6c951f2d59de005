/**
 * The piles of a profile, each with a mark how far down its ranking it has come, in lists that cost no
 * more than a number for each pile. All papers of a pile are the same, so they always move together; a
 * pile is in one list at a time, and lies with the candidate just before its mark.
 */
import type { SequencePiles } from '../papers/sequence-piles.ts';

/** Piles one after the other; -1 is the end. */
export interface PileList {
  readonly head: number;
  readonly tail: number;
}

export const NO_PILES: PileList = { head: -1, tail: -1 };

/** What goes to one candidate. */
export interface Heap {
  readonly candidate: number;
  readonly papers: number;
  readonly piles: PileList;
}

/** Papers sorted by their next preference. */
export interface Sorted {
  /** Of those to whom papers go, in any order. */
  readonly heaps: readonly Heap[];
  readonly total: number;
  /** Papers that name nobody more who is in the count. */
  readonly spent: number;
}

export class PileBox {
  /** Papers in all piles. */
  readonly papers: number;
  readonly #piles: SequencePiles;
  readonly #at: Uint32Array;
  readonly #link: Int32Array;
  readonly #isIn: Uint8Array;
  // By candidate, used while sorting and left empty.
  readonly #papersTo: Float64Array;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;

  /** `isIn`: by candidate, 1 while papers may go there. The caller changes it. */
  constructor(piles: SequencePiles, isIn: Uint8Array) {
    this.#piles = piles;
    this.#at = new Uint32Array(piles.length);
    this.#link = new Int32Array(piles.length);
    this.#isIn = isIn;
    this.#papersTo = new Float64Array(isIn.length);
    this.#heads = new Int32Array(isIn.length);
    this.#tails = new Int32Array(isIn.length).fill(-1);
    let papers = 0;
    for (const count of piles.counts) papers += count;
    this.papers = papers;
  }

  /** All piles, put back at the top of their rankings. */
  restart(): PileList {
    const { length, starts } = this.#piles;
    this.#at.set(starts.subarray(0, length));
    for (let pile = 0; pile < length; pile++) this.#link[pile] = pile + 1;
    if (length === 0) return NO_PILES;
    this.#link[length - 1] = -1;
    return { head: 0, tail: length - 1 };
  }

  /** Two lists as one; neither is to be used any more. */
  join(a: PileList, b: PileList): PileList {
    if (a.head < 0) return b;
    this.#link[a.tail] = b.head;
    return { head: a.head, tail: b.tail };
  }

  /** Moves every pile on to its next candidate who is in. The lists are not to be used any more. */
  sort(lists: readonly PileList[]): Sorted {
    const { codes, starts, counts } = this.#piles;
    const isIn = this.#isIn;
    const at = this.#at;
    const link = this.#link;
    const papersTo = this.#papersTo;
    const heads = this.#heads;
    const tails = this.#tails;
    const to: number[] = [];
    let total = 0;
    let spent = 0;
    for (const { head } of lists)
      for (let pile = head; pile >= 0; ) {
        const following = link[pile] as number;
        const end = starts[pile + 1] as number;
        const size = counts[pile] as number;
        let place = at[pile] as number;
        while (place < end && isIn[codes[place] as number] === 0) place++;
        total += size;
        if (place === end) {
          at[pile] = end;
          spent += size;
        } else {
          at[pile] = place + 1;
          const candidate = codes[place] as number;
          const tail = tails[candidate] as number;
          if (tail < 0) {
            heads[candidate] = pile;
            to.push(candidate);
          } else link[tail] = pile;
          tails[candidate] = pile;
          link[pile] = -1;
          papersTo[candidate] = (papersTo[candidate] as number) + size;
        }
        pile = following;
      }
    const heaps = to.map((candidate) => {
      const piles = { head: heads[candidate] as number, tail: tails[candidate] as number };
      const papers = papersTo[candidate] as number;
      tails[candidate] = -1;
      papersTo[candidate] = 0;
      return { candidate, papers, piles };
    });
    return { heaps, total, spent };
  }
}
