/**
 * The piles of a profile on flat arrays, each with a mark how far down its ranking it has come. All
 * papers of a pile are the same, so they always move together; a count of them costs no more than one.
 */
import type { Pile, Profile } from '../profile.ts';

export class PileBox {
  /** Papers in each pile. */
  readonly size: Float64Array;
  readonly #ranks: Int32Array;
  readonly #start: Int32Array;
  readonly #at: Int32Array;
  readonly #isIn: Uint8Array;

  /** `isIn`: by candidate, 1 while papers may go there. The caller changes it. */
  constructor(profile: Profile, isIn: Uint8Array) {
    const { piles } = profile;
    let length = 0;
    for (const pile of piles) length += pile.ranking.length;
    this.size = new Float64Array(piles.length);
    this.#ranks = new Int32Array(length);
    this.#start = new Int32Array(piles.length + 1);
    let at = 0;
    for (let i = 0; i < piles.length; i++) {
      const { ranking, count } = piles.at(i) as Pile;
      this.size[i] = count;
      this.#start[i] = at;
      for (const candidate of ranking) this.#ranks[at++] = candidate;
    }
    this.#start[piles.length] = at;
    this.#at = this.#start.slice(0, -1);
    this.#isIn = isIn;
  }

  get piles(): number {
    return this.size.length;
  }

  /** Moves a pile on to its next candidate who is in; -1 where it names no more. */
  next(pile: number): number {
    const end = this.#start[pile + 1] as number;
    let at = this.#at[pile] as number;
    while (at < end && this.#isIn[this.#ranks[at] as number] === 0) at++;
    this.#at[pile] = at;
    return at < end ? (this.#ranks[at] as number) : -1;
  }

  /** Puts every pile back at the top of its ranking. */
  restart(): void {
    this.#at.set(this.#start.subarray(0, -1));
  }
}
