/**
 * Decoding hints (`Group.decodeHints`) of points that meet several sums: the generators in every mix, the
 * output of a mix again as the next one's input and in every share of the decryption. With them
 * decoding costs a tenth; they are held in memory, 32 bytes a point. Nothing depends on them but speed: a
 * wrong hint is found out and the point decoded without.
 */
import type { Group } from '@hustings/ristretto';
import type { SealedList } from './sealed-list.ts';

/** Hints of all A and of all B of a list. */
export interface ListHints {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

const ofLists: WeakMap<SealedList, ListHints> = new WeakMap();

export function hintsOf(list: SealedList): ListHints | undefined {
  return ofLists.get(list);
}

/** Keeps them as long as somebody keeps the list. */
export function keepHints(list: SealedList, hints: ListHints): void {
  ofLists.set(list, hints);
}

/** Of H_1, H_2, … as far as anybody has asked: they are the same with every backend. */
let ofGenerators: Uint8Array = new Uint8Array();

/** Hints of H_1..H_n, from the generators themselves; what is missing is made. */
export async function generatorHints(group: Group, generators: Uint8Array): Promise<Uint8Array> {
  const known = ofGenerators;
  if (known.length >= generators.length) return known.subarray(0, generators.length);
  const { hints } = await group.decodeHints(generators.subarray(known.length));
  const all = new Uint8Array(generators.length);
  all.set(known);
  all.set(hints, known.length);
  if (all.length > ofGenerators.length) ofGenerators = all;
  return all;
}
