/**
 * Milliseconds to put a million papers into piles, count them, and read them from a BLT file with
 * one line per paper. The papers are those of Minneapolis ward 9 (2013), drawn again with a fixed
 * seed. Nothing is asserted about time. Run this file with Node 24.
 */
import { readFileSync } from 'node:fs';
import { aggregate, countPoll, parseBlt } from '@hustings/count';

const PAPERS = 1_000_000;
const ROUNDS = 5;

/** Splitmix32: the same papers on every machine. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

function median(work: () => unknown): number {
  work();
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] as number;
}

const csv = new URL(
  '../packages/count/test/fixtures/minneapolis-2013/ward-9.ranks.csv',
  import.meta.url,
);
const lines = readFileSync(csv, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(','));
const isMark = (mark: string): boolean => mark !== 'undervote' && mark !== 'overvote';
const names = [...new Set(lines.flatMap(([, ...ranks]) => ranks.filter(isMark)))];
const box = lines.flatMap(([count, ...ranks]) =>
  Array<number[]>(Number(count)).fill(
    [...new Set(ranks.filter(isMark))].map((name) => names.indexOf(name)),
  ),
);
const draw = draws(2013);
const papers = Array.from(
  { length: PAPERS },
  () => box[Math.floor(draw() * box.length)] as number[],
);
const candidates = names.map((name, i) => ({ id: `c${i + 1}`, name }));
const profile = aggregate({ candidates, seats: 1, papers });
const blt = [
  `${names.length} 1`,
  ...papers.map((paper) => `1 ${paper.map((i) => i + 1).join(' ')} 0`.replace('  ', ' ')),
  '0',
  ...names,
  'resampled',
].join('\n');

console.log(`${PAPERS} papers, ${names.length} candidates, ${profile.piles.length} piles (ms)`);
const rows = {
  'aggregate papers': median(() => aggregate({ candidates, seats: 1, papers })),
  'count piles, alternative vote': median(() => countPoll('av', profile)),
  [`read BLT, ${(blt.length / 1e6).toFixed(1)} MB`]: median(() => parseBlt(blt)),
};
for (const [what, ms] of Object.entries(rows)) console.log(what.padEnd(32), ms.toFixed(1));
