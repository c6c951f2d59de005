import type { SequencePiles } from '../../src/papers/sequence-piles.ts';

/** Piles as lists that can be compared: codes, and how many. */
export function pilesOf(piles: SequencePiles): [number[], number][] {
  return Array.from({ length: piles.length }, (_, i) => [
    [...piles.codes.subarray(piles.starts[i], piles.starts[i + 1])],
    piles.counts[i] as number,
  ]);
}
