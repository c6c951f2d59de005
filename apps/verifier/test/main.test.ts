/** The program in the terminal: exit codes, a folder, a zip, and what it says to a mistake. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type MemoryRecord, zipRecord } from '@hustings/record';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordOf, societyWithOpenPoll } from '../../../packages/record/test/society.ts';
import { main } from '../src/main.ts';

let folder: string;
let record: MemoryRecord;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-verifier-'));
  record = await recordOf(await societyWithOpenPoll(1));
  for (const [path, bytes] of record.files) {
    await mkdir(dirname(join(folder, 'record', path)), { recursive: true });
    await writeFile(join(folder, 'record', path), bytes);
  }
  await writeFile(join(folder, 'record.zip'), zipRecord(record));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  let said = '';
  const code = await main(args, (text) => {
    said += text;
  });
  return { code, said };
}

test('a record in a folder and in a zip, as far as it has come: 0', async () => {
  for (const name of ['record', 'record.zip']) {
    const { code, said } = await run(join(folder, name), '--sample', '1');
    expect(said).toContain('Nothing is wrong in what was checked.');
    expect(said).toContain('the record of society-2026, a log of');
    expect(code).toBe(0);
  }
});

test('a record with a file too many: 1, and which', async () => {
  await writeFile(join(folder, 'record/notes.txt'), 'by hand');
  const { code, said } = await run(join(folder, 'record'));
  expect(said).toContain(
    'WRONG        notes.txt: A record of this size has no such file. (record/stray-file)',
  );
  expect(said).toContain('1 thing is wrong.');
  expect(code).toBe(1);
});

test('nothing there, no zip, or a mistake in the command: 2', async () => {
  await writeFile(join(folder, 'text.zip'), 'no zip');
  expect((await run(join(folder, 'nowhere'))).code).toBe(2);
  expect((await run(join(folder, 'text.zip'))).said).toContain('This is no zip');
  for (const args of [[], ['a', 'b'], ['a', '--sample', 'some'], ['a', '--all']]) {
    const { code, said } = await run(...args);
    expect(code).toBe(2);
    expect(said).toContain('Usage: ');
  }
});
