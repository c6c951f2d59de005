/**
 * Prints the golden table: case, rule, official or peer, elections, cells compared, cells equal.
 *
 *   node packages/count/test/golden/run.ts              everything that is there
 *   node packages/count/test/golden/run.ts TEXT …       cases whose name has TEXT in it
 *   node packages/count/test/golden/run.ts --in FOLDER  elections of the same kinds in another folder
 *   node packages/count/test/golden/run.ts --readme     writes the table into the README of the package
 *
 * In another folder a file is of a case when its name, and that of the expected figures beside it, are
 * as in that case: `x.blt` and `x.official.json`, say. The exit code is 1 where a cell differs that is
 * not known to, or nothing was compared.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { goldenCases } from './cases.ts';
import type { CaseSummary } from './run-case.ts';
import { folderOf, summaryOf } from './run-case.ts';
import { rowOf, tableHead, tableLine } from './table.ts';

const intoReadme = process.argv.includes('--readme');
const args = process.argv.slice(2).filter((arg) => arg !== '--readme');
const at = args.indexOf('--in');
const elsewhere = at === -1 ? undefined : resolve(args[at + 1] ?? '.');
const wanted = at === -1 ? args : args.toSpliced(at, 2);
const table: string[] = [];
const write = (line: string): void => void process.stdout.write(`${line}\n`);
const row = (line: string): void => {
  table.push(line);
  write(line);
};

for (const line of tableHead) row(line);
const summaries: CaseSummary[] = [];
for (const golden of goldenCases) {
  if (wanted.length > 0 && !wanted.some((text) => golden.name.includes(text))) continue;
  if (elsewhere !== undefined && golden.expected === undefined) continue;
  const folder = elsewhere ?? folderOf(golden);
  if (folder === undefined) {
    write(tableLine([golden.name, '', golden.grade, 'not there', '', '', '']));
    continue;
  }
  const summary = summaryOf(golden, folder);
  if (elsewhere !== undefined && summary.elections === 0 && summary.wrong.length === 0) continue;
  summaries.push(summary);
  row(rowOf(summary));
}
for (const grade of ['official', 'peer'] as const) {
  const those = summaries.filter((s) => s.golden.grade === grade);
  const sum = (of: (s: CaseSummary) => number): number => those.reduce((n, s) => n + of(s), 0);
  row(
    tableLine([
      'all',
      '',
      grade,
      '',
      sum((s) => s.elections),
      sum((s) => s.cells),
      sum((s) => s.equal),
    ]),
  );
}
if (intoReadme) {
  const readme = new URL('../../README.md', import.meta.url);
  const text = readFileSync(readme, 'utf8');
  const [from, to] = ['<!-- golden -->\n', '\n<!-- /golden -->'].map((mark) => text.indexOf(mark));
  if (from === undefined || to === undefined || from < 0 || to < from)
    throw new Error('the README has no place for the table');
  writeFileSync(
    readme,
    `${text.slice(0, from)}<!-- golden -->\n${table.join('\n')}${text.slice(to)}`,
  );
}
write('');
for (const { golden, known, wrong } of summaries) {
  if (golden.note !== undefined) write(`${golden.name}: ${golden.note}.`);
  for (const line of known) write(`known to differ: ${golden.name}: ${line}`);
  if (golden.without !== undefined)
    write(`${golden.name}: passed over: ${golden.without.files}: ${golden.without.because}.`);
  for (const line of wrong) write(`DIFFERS: ${golden.name}: ${line}`);
}
const isRight = summaries.length > 0 && summaries.every((s) => s.wrong.length === 0 && s.cells > 0);
process.exitCode = isRight ? 0 : 1;
