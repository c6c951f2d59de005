/**
 * The single transferable vote from file to result: milliseconds to read a BLT file with a line for each
 * paper, and to count it, median of several runs. Beside it caritat (npm), which has Meek's method in
 * floating point: it is given the papers in piles, and its own time for the count alone is told. Nothing
 * is asserted about time. Run this file with Node 24.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BallotFile, bltFormat, countBallots } from '@hustings/count';
import { bltOf, senatePapers } from './stv-inputs.ts';

const ROUNDS = 5;

interface Input {
  readonly title: string;
  readonly path: string;
  readonly rules: readonly string[];
}

function readBlt(path: string): BallotFile {
  const reader = bltFormat.reader({});
  const pushed = reader.push(readFileSync(path));
  if (!pushed.ok) throw new Error(pushed.error.message);
  const file = reader.end();
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
}

function count(rule: string, file: BallotFile): readonly string[] {
  const counted = countBallots(rule, [{ id: 'papers', name: 'papers', file }], {
    settings: rule === 'cambridge' || rule === 'dail' ? { seed: 'bench' } : {},
    lot: (_stage, tied) => tied.toSorted(),
  });
  if (!counted.ok) throw new Error(counted.error.message);
  const { outcome } = counted.value;
  return 'elected' in outcome ? (outcome.elected as readonly string[]) : [];
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] as number;
}

function time<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

/** caritat's Meek, once: milliseconds of the count alone, and who is elected. */
function caritat(file: BallotFile): { readonly ms: number; readonly elected: string } {
  const library = createRequire(import.meta.url)('caritat') as CaritatLibrary;
  const names = file.candidates.map((c) => c.id);
  const election = new library.Election({ candidates: names });
  const { codes, starts, counts, length } = file.marks;
  for (let i = 0; i < length; i++) {
    const ranking = Array.from(codes.subarray(starts[i], starts[i + 1]), (c) => names[c]);
    if (ranking.length > 0) election.addBallot(new library.Ballot(ranking, counts[i]));
  }
  const { ms, value } = time(() => library.stv.meek(election, { seats: file.seats ?? 1 }));
  return { ms, elected: [...value].toSorted().join(' ') };
}

/** What is used of the library, which has no types of its own. */
interface CaritatLibrary {
  readonly Ballot: new (ranking: readonly (string | undefined)[], papers?: number) => object;
  readonly Election: new (of: {
    readonly candidates: readonly string[];
  }) => { addBallot(ballot: object): void };
  readonly stv: { meek(election: object, how: { readonly seats: number }): readonly string[] };
}

function measure(input: Input): void {
  const first = readBlt(input.path);
  console.log(
    `\n${input.title}: ${first.marks.length} different rankings of ${first.candidates.length} candidates, ${first.seats} seats`,
  );
  console.log('\n| rule | read | count | file to result |\n|---|--:|--:|--:|');
  let meek = 0;
  let elected: readonly string[] = [];
  for (const rule of input.rules) {
    const runs = Array.from({ length: ROUNDS }, () => {
      const read = time(() => readBlt(input.path));
      const counted = time(() => count(rule, read.value));
      return { read: read.ms, count: counted.ms, elected: counted.value };
    });
    const [read, counting] = [median(runs.map((r) => r.read)), median(runs.map((r) => r.count))];
    const both = median(runs.map((r) => r.read + r.count));
    console.log(`| ${rule} | ${read.toFixed(0)} | ${counting.toFixed(0)} | ${both.toFixed(0)} |`);
    if (rule === 'meek-prf') [meek, elected] = [counting, runs[0]?.elected ?? []];
  }
  const peer = caritat(first);
  const same = peer.elected === elected.toSorted().join(' ');
  console.log(
    `\ncaritat 0.0.4, Meek in floating point, the count alone, once: ${peer.ms.toFixed(0)} ms, ${(peer.ms / meek).toFixed(0)} times meek-prf; ${same ? 'the same are elected' : 'others are elected'}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'hustings-bench-'));
try {
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown'}; milliseconds`);
  const path = join(folder, 'senate.blt');
  writeFileSync(path, bltOf(senatePapers(350_000), 6));
  measure({
    title: '350,000 papers re-sampled from the Senate 2019 (stv-inputs.ts)',
    path,
    rules: [
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
    ],
  });
  const { HUSTINGS_SHARED } = process.env;
  const shared = HUSTINGS_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url));
  const sydney = resolve(shared, 'elections/nsw-sydney-council-2021/Sydney.blt');
  if (existsSync(sydney))
    measure({
      title: 'Sydney council 2021, 117,362 papers with a preference, in piles',
      path: sydney,
      rules: ['nsw-local-2021', 'meek-prf', 'meek-nz'],
    });
  else console.log(`\nSydney council 2021 is not at ${sydney}`);
} finally {
  rmSync(folder, { recursive: true });
}
