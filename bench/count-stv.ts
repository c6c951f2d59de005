/**
 * The single transferable vote from file to result: milliseconds to read a BLT file with a line for each
 * paper, and to count it, medians of several runs. Beside it caritat (npm), which has Meek's method in
 * floating point: it is given the papers in piles, and its own time for the count alone is told, once,
 * as it is long. Nothing is asserted about time. Run this file with Node 24.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BallotFile, bltFormat, countBallots } from '@hustings/count';
import { inTemporaryFolder, machine, median, sharedFile, writePapers } from './inputs.ts';
import { senateOf44 } from './stv-inputs.ts';

const ROUNDS = 5;

function readBlt(path: string): BallotFile {
  const reader = bltFormat.reader({});
  const pushed = reader.push(readFileSync(path));
  if (!pushed.ok) throw new Error(pushed.error.message);
  const file = reader.end();
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
}

function count(rule: string, file: BallotFile, seats: number): readonly string[] {
  const counted = countBallots(rule, [{ id: 'papers', name: 'papers', file }], {
    seats,
    settings: rule === 'cambridge' || rule === 'dail' ? { seed: 'bench' } : {},
    lot: (_stage, tied) => tied.toSorted(),
  });
  if (!counted.ok) throw new Error(counted.error.message);
  const { outcome } = counted.value;
  return 'elected' in outcome ? (outcome.elected as readonly string[]) : [];
}

function time<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

/** What is used of the library, which has no types of its own. */
interface CaritatLibrary {
  readonly Ballot: new (ranking: readonly (string | undefined)[], papers?: number) => object;
  readonly Election: new (of: {
    readonly candidates: readonly string[];
  }) => { addBallot(ballot: object): void };
  readonly stv: { meek(election: object, how: { readonly seats: number }): readonly string[] };
}

/** caritat's Meek: milliseconds of the count alone, and who is elected. */
function caritat(
  file: BallotFile,
  seats: number,
): { readonly ms: number; readonly elected: string } {
  const library = createRequire(import.meta.url)('caritat') as CaritatLibrary;
  const names = file.candidates.map((c) => c.id);
  const election = new library.Election({ candidates: names });
  const { codes, starts, counts, length } = file.marks;
  for (let i = 0; i < length; i++) {
    const ranking = Array.from(codes.subarray(starts[i], starts[i + 1]), (c) => names[c]);
    if (ranking.length > 0) election.addBallot(new library.Ballot(ranking, counts[i]));
  }
  const { ms, value } = time(() => library.stv.meek(election, { seats }));
  return { ms, elected: [...value].toSorted().join(' ') };
}

function measure(what: string, path: string, seats: number, rules: readonly string[]): void {
  const file = readBlt(path);
  console.log(
    `\n${what}: ${file.marks.length} different rankings of ${file.candidates.length} candidates, ${seats} seats; milliseconds`,
  );
  console.log('\n| rule | read | count | file to result |\n| --- | --: | --: | --: |');
  let meek = 0;
  let elected = '';
  for (const rule of rules) {
    const runs = Array.from({ length: ROUNDS }, () => {
      const read = time(() => readBlt(path));
      const counted = time(() => count(rule, read.value, seats));
      return { read: read.ms, count: counted.ms, elected: counted.value };
    });
    const figures = [
      runs.map((r) => r.read),
      runs.map((r) => r.count),
      runs.map((r) => r.read + r.count),
    ].map((ms) => median(ms).toFixed(0));
    console.log(`| ${rule} | ${figures.join(' | ')} |`);
    if (rule !== 'meek-prf') continue;
    meek = median(runs.map((r) => r.count));
    elected = [...(runs[0]?.elected ?? [])].toSorted().join(' ');
  }
  const peer = caritat(file, seats);
  console.log(
    `\ncaritat, Meek in floating point, the count alone: ${peer.ms.toFixed(0)} ms, ${(peer.ms / meek).toFixed(0)} times meek-prf; ${peer.elected === elected ? 'the same' : 'others'} are elected`,
  );
}

console.log(machine());
await inTemporaryFolder((folder) => {
  const source = senateOf44();
  const path = join(folder, 'senate.blt');
  writePapers(path, source, 350_000);
  measure(`${source.what}, 350,000 papers`, path, 6, [
    'australian-senate',
    'scottish-stv',
    'ers97',
    'nsw-local-2021',
    'wigm',
    'meek-prf',
    'meek-nz',
    'meek-1987',
    'warren',
    'cambridge',
    'dail',
  ]);
});
const sydney = sharedFile('nsw-sydney-council-2021', 'Sydney.blt');
if (sydney === undefined)
  console.log('\nSydney council 2021: no folder ../shared (or HUSTINGS_SHARED)');
else
  measure('Sydney council 2021, 117,362 papers with a preference in piles', sydney, 9, [
    'nsw-local-2021',
    'meek-prf',
    'meek-nz',
  ]);
