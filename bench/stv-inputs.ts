/**
 * Papers for the benchmarks of the single transferable vote, made of real ones: those of the Senate
 * elections of 2019 in the Australian Capital Territory (17 candidates) and the Northern Territory (18),
 * which are in the repository with their licences. A paper of the result is one of the first, one of the
 * second and one more of the first (its first nine candidates), drawn by their numbers and riffled
 * together: 44 candidates, mostly different rankings, each in its parts as electors wrote it. It is as
 * long as the longest of the three parts and a half. Not an election that was ever held.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Candidate, parseBlt } from '@hustings/count';

/** Splitmix32: the same papers on every machine. */
export function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

interface Box {
  readonly rankings: readonly (readonly number[])[];
  /** Papers up to and with each ranking. */
  readonly upTo: Float64Array;
}

function boxOf(election: string): Box {
  const file = new URL(
    `../packages/count/test/fixtures/${election}/expanded.blt.gz`,
    import.meta.url,
  );
  const blt = parseBlt(gunzipSync(readFileSync(file)).toString());
  if (!blt.ok) throw new Error(blt.error.message);
  const piles = [...blt.value.profile.piles];
  const upTo = Float64Array.from(piles, (pile) => pile.count);
  for (let i = 1; i < upTo.length; i++) upTo[i] = (upTo[i] as number) + (upTo[i - 1] as number);
  return { rankings: piles.map((pile) => pile.ranking), upTo };
}

function drawn(box: Box, draw: () => number): readonly number[] {
  const { upTo, rankings } = box;
  const paper = draw() * (upTo.at(-1) as number);
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paper < (upTo[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return rankings[low] as readonly number[];
}

export const SENATE_CANDIDATES: readonly Candidate[] = Array.from({ length: 44 }, (_, i) => ({
  id: `c${i + 1}`,
  name: `Candidate ${i + 1}`,
}));

/** So many papers of 44 candidates, best first, each drawn anew. */
export function senatePapers(papers: number, seed = 2019): readonly (readonly number[])[] {
  const draw = draws(seed);
  const act = boxOf('aus-senate-2019-act');
  const nt = boxOf('aus-senate-2019-nt');
  return Array.from({ length: papers }, () => {
    const parts = [
      drawn(act, draw),
      drawn(nt, draw).map((c) => c + 17),
      drawn(act, draw).flatMap((c) => (c < 9 ? [c + 35] : [])),
    ];
    const length = Math.ceil(1.5 * Math.max(...parts.map((part) => part.length)));
    const at = [0, 0, 0];
    const paper: number[] = [];
    while (paper.length < length) {
      const left = parts.map((part, p) => Math.max(0, part.length - (at[p] as number)));
      const all = left.reduce((a, b) => a + b, 0);
      if (all === 0) break;
      const pick = draw() * all;
      const [first, second] = left as [number, number, number];
      const p = pick < first ? 0 : pick < first + second ? 1 : 2;
      paper.push((parts[p] as readonly number[])[at[p] as number] as number);
      at[p] = (at[p] as number) + 1;
    }
    return paper;
  });
}

/** The papers as a BLT file, a line for each. */
export function bltOf(papers: readonly (readonly number[])[], seats: number): string {
  return [
    `${SENATE_CANDIDATES.length} ${seats}`,
    ...papers.map((paper) => `1 ${paper.map((c) => c + 1).join(' ')} 0`.replace('  ', ' ')),
    '0',
    ...SENATE_CANDIDATES.map((c) => `"${c.name}"`),
    '"re-sampled"',
    '',
  ].join('\n');
}
