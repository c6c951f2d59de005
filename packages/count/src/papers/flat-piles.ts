/** The piles of a profile as a view of flat arrays: a pile is made only when it is asked for. */
import type { Pile, Piles } from '../profile.ts';
import type { SequencePiles } from './sequence-piles.ts';

export class FlatPiles implements Piles {
  /** Codes are candidates by their place in the profile. Not copied. */
  readonly flat: SequencePiles;

  constructor(flat: SequencePiles) {
    this.flat = flat;
  }

  get length(): number {
    return this.flat.length;
  }

  at(index: number): Pile | undefined {
    const { codes, starts, counts, length } = this.flat;
    const i = index < 0 ? length + index : index;
    const count = counts[i];
    if (count === undefined) return undefined;
    return { ranking: Array.from(codes.subarray(starts[i], starts[i + 1])), count };
  }

  *[Symbol.iterator](): IterableIterator<Pile> {
    for (let i = 0; i < this.length; i++) yield this.at(i) as Pile;
  }

  map<T>(make: (pile: Pile, index: number) => T): T[] {
    return Array.from(this, make);
  }

  filter(wanted: (pile: Pile, index: number) => boolean): Pile[] {
    return [...this].filter(wanted);
  }

  some(wanted: (pile: Pile, index: number) => boolean): boolean {
    let i = 0;
    for (const pile of this) if (wanted(pile, i++)) return true;
    return false;
  }

  reduce<T>(add: (so: T, pile: Pile, index: number) => T, first: T): T {
    let so = first;
    let i = 0;
    for (const pile of this) so = add(so, pile, i++);
    return so;
  }

  /** In JSON they are a list. */
  toJSON(): Pile[] {
    return [...this];
  }
}
