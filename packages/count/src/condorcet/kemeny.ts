/**
 * Kemeny and Young: the ranking with which the papers agree most often, pair by pair. Found by the best
 * ranking of every group of candidates, so it is for few candidates only.
 */
import { at, type Pairs } from './pairs.ts';

export const KEMENY_MOST = 12;

export interface KemenyOutcome {
  readonly agreement: number;
  /** How many rankings agree as often. */
  readonly rankings: number;
  /** Who can come next in a best ranking, after those placed (a best ranking starts with them). */
  readonly next: (placed: readonly number[]) => readonly number[];
}

export function kemeny(pairs: Pairs, among: readonly number[]): KemenyOutcome {
  const n = among.length;
  const size = 2 ** n;
  // Of each group, as bits: the agreement of its best ranking, and how many there are.
  const best = new Float64Array(size);
  const ways = new Float64Array(size).fill(0);
  ways[0] = 1;
  const first = (k: number, rest: number): number => {
    let agreement = best[rest] as number;
    for (let j = 0; j < n; j++)
      if (((rest >> j) & 1) === 1) agreement += at(pairs, among[k] as number, among[j] as number);
    return agreement;
  };
  const inside = (group: number): readonly number[] =>
    [...Array(n).keys()].filter((k) => ((group >> k) & 1) === 1);
  for (let group = 1; group < size; group++) {
    let most = -1;
    let count = 0;
    for (const k of inside(group)) {
      const rest = group & ~(1 << k);
      const agreement = first(k, rest);
      if (agreement > most) [most, count] = [agreement, 0];
      if (agreement === most) count += ways[rest] as number;
    }
    best[group] = most;
    ways[group] = count;
  }
  return {
    agreement: best[size - 1] as number,
    rankings: ways[size - 1] as number,
    next: (placed) => {
      const group = placed.reduce((bits, c) => bits & ~(1 << among.indexOf(c)), size - 1);
      return inside(group)
        .filter((k) => first(k, group & ~(1 << k)) === best[group])
        .map((k) => among[k] as number);
    },
  };
}
