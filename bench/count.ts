/**
 * The alternative vote from file to result: ours beside caritat and votes from npm, each in a process of
 * its own, in one run; then ten million papers, and the memory that they take. A BLT file has one line
 * for each paper. The papers are drawn again from real ones with fixed seeds (inputs.ts). Nothing is
 * asserted about time. Prints Markdown, as it stands in packages/count/README.md.
 *
 * Run: node scripts/run.mjs bench/count.ts
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured } from './count-one.ts';
import { inTemporaryFolder, irvSources, machine, type Source, writePapers } from './inputs.ts';

const RUNS = 6;
const PEERS = ['caritat', 'votes'];
/** They take minutes for more different papers. */
const MOST_PILES_FOR_PEERS = 200_000;

function measure(program: string, path: string, runs: number): Measured {
  const script = fileURLToPath(new URL('./count-one.ts', import.meta.url));
  const child = spawnSync(
    process.execPath,
    [...process.execArgv, script, program, path, `${runs}`],
    {
      encoding: 'utf8',
    },
  );
  if (child.status !== 0) throw new Error(`${program}: ${child.stderr}`);
  return JSON.parse(child.stdout) as Measured;
}

function row(cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

const whole = (n: number): string => n.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');

function compare(source: Source, path: string): void {
  const ours = measure('hustings', path, RUNS);
  const bytes = (statSync(path).size / 1e6).toFixed(0);
  const about = `${source.what}; ${whole(ours.piles)} different, ${bytes} MB`;
  const ms = (m: Measured): number => m.median ?? m.first;
  const tell = (m: Measured, name: string): void =>
    row([
      m === ours ? about : '″',
      name,
      whole(m.first),
      whole(m.processor),
      whole(ms(m)),
      `${(ms(m) / ms(ours)).toFixed(1)}`,
      whole(m.megabytes),
      m === ours ? '' : m.elected === ours.elected ? 'the same' : m.elected,
    ]);
  tell(ours, '**ours**');
  if (ours.piles <= MOST_PILES_FOR_PEERS)
    for (const peer of PEERS) tell(measure(peer, path, 4), peer);
}

await inTemporaryFolder((folder) => {
  const sources = irvSources();
  console.log(
    `\n${machine()}\n\n1,000,000 papers, 11 candidates, milliseconds from file to result\n`,
  );
  row(['papers', 'program', 'first run', 'of processor', 'median', 'times ours', 'MB', 'elected']);
  row(['---', '---', '--:', '--:', '--:', '--:', '--:', '---']);
  for (const [i, source] of sources.entries()) {
    const path = join(folder, `${i}.blt`);
    writePapers(path, source, 1_000_000);
    compare(source, path);
  }
  console.log('\n10,000,000 papers, one run\n');
  row(['papers', 'different', 'file, MB', 'seconds', 'of processor', 'most memory, MB']);
  row(['---', '--:', '--:', '--:', '--:', '--:']);
  for (const source of sources) {
    const path = join(folder, 'large.blt');
    writePapers(path, source, 10_000_000);
    const { piles, first, processor, megabytes } = measure('hustings', path, 1);
    row([
      source.what,
      whole(piles),
      whole(statSync(path).size / 1e6),
      (first / 1000).toFixed(1),
      (processor / 1000).toFixed(1),
      whole(megabytes),
    ]);
  }
});
