/** A record's way through the command line: replayed, verified, told, tampered with. */
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryRecord, zipRecord } from '@hustings/record';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeIo } from './fake-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'hustings-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function hustings(...args: readonly string[]) {
  const io = fakeIo({ cwd: folder });
  const code = await run(args, io);
  return { code, ...io.said };
}

function filesOf(record: string): readonly string[] {
  return readdirSync(join(folder, record), { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, record, path)).isFile())
    .toSorted();
}

function copyOf(name: string): string {
  cpSync(join(folder, 'labour'), join(folder, name), { recursive: true });
  return join(folder, name);
}

let made: Awaited<ReturnType<typeof hustings>>;
beforeAll(async () => {
  made = await hustings('replay', 'labour-2016', '--scale', '20000', '--out', 'labour', '--json');
}, 300_000);

describe('hustings replay', () => {
  test('writes a whole record, and says what it is and where the time went', () => {
    expect(made).toMatchObject({ code: 0 });
    const answer = JSON.parse(made.stdout);
    expect(answer).toMatchObject({ proceeding: 'labour-2016-scale-20000', out: 'labour' });
    expect(answer.ballots).toBeGreaterThan(216);
    expect(answer.declared.join('\n')).toContain('I declare elected: Jeremy Corbyn.');
    expect(Object.keys(answer.seconds)).toContain('mixing');
    expect(filesOf('labour')).toContain('checkpoint');
    // Nothing beside it: the draft has become it.
    expect(readdirSync(folder)).toEqual(['labour']);
  });

  test('does not write over what is there', async () => {
    const before = filesOf('labour');
    const refused = await hustings('replay', 'labour-2016', '--out', 'labour');
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain('error: "labour" is not empty');
    expect(refused.stderr).toContain('--force');
    expect(filesOf('labour')).toEqual(before);
    writeFileSync(join(folder, 'note.txt'), '');
    expect(
      (await hustings('replay', 'labour-2016', '--out', 'note.txt', '--force')).stderr,
    ).toContain('"note.txt" is a file');
  });

  test('says which contests there are, and what is missing', async () => {
    expect(await hustings('replay', 'labuor-2016', '--out', 'x')).toMatchObject({ code: 2 });
    expect((await hustings('replay', 'labuor-2016', '--out', 'x')).stderr).toContain(
      'did you mean labour-2016?',
    );
    expect((await hustings('replay', 'tory-2022', '--out', 'x')).stderr).toContain(
      'those that can be replayed: labour-2016',
    );
    expect((await hustings('replay', 'labour-2016')).stderr).toContain('--out is missing');
    expect((await hustings('replay', 'labour-2016', '--out', 'x', '--scale', '0')).code).toBe(2);
  });

  test('leaves nothing behind when it is stopped', async () => {
    const place = join(folder, 'stopped');
    mkdirSync(place);
    const main = join(import.meta.dirname, '../src/main.ts');
    const child = spawn(
      process.execPath,
      [main, 'replay', 'labour-2016', '--scale', '100', '--out', 'record'],
      {
        cwd: place,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    child.stderr.once('data', () => child.kill('SIGINT'));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('hustings verify', () => {
  test('finds nothing in an honest record, and says what it checked', async () => {
    const { code, stdout } = await hustings('verify', 'labour');
    expect(stdout).toContain('Nothing was found: the record holds together.');
    expect(stdout).toMatch(/Checked: .*ballots, .*mixes, /);
    expect(stdout).toContain('\n  For: 172. Against: 40.\n');
    expect(code).toBe(0);
  });

  test('--second has the other program verify it, which says what it did not check', async () => {
    const { code, stdout } = await hustings('verify', 'labour', '--second');
    expect(stdout).toContain('Nothing is wrong in what was checked.');
    expect(stdout).toContain('this verifier has no referee');
    expect(code).toBe(0);
    const both = await hustings('verify', 'labour', '--second', '--log-key', 'x');
    expect(both.code).toBe(2);
  });

  test('reads a zip as well as a folder, and answers programs', async () => {
    const zip = zipRecord(
      new MemoryRecord(
        filesOf('labour').map((path) => [
          path,
          new Uint8Array(readFileSync(join(folder, 'labour', path))),
        ]),
      ),
    );
    writeFileSync(join(folder, 'labour.zip'), zip);
    const { code, stdout } = await hustings('verify', 'labour.zip', '--json', '--workers', '1');
    const report = JSON.parse(stdout);
    expect(report.findings).toEqual([]);
    expect(report.checked.ballots).toBe(JSON.parse(made.stdout).ballots);
    expect(code).toBe(0);

    writeFileSync(join(folder, 'cut.zip'), zip.subarray(0, zip.length / 2));
    const cut = await hustings('verify', 'cut.zip', '--json');
    expect(JSON.parse(cut.stdout).findings).toMatchObject([
      { code: 'record/zip-unreadable', place: 'cut.zip' },
    ]);
    expect(cut.code).toBe(1);
  });

  test('finds one changed byte, at its place', async () => {
    const record = copyOf('changed');
    const [blob] = readdirSync(join(record, 'blob')) as [string];
    const bytes = readFileSync(join(record, 'blob', blob));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(record, 'blob', blob), bytes);
    const { code, stdout } = await hustings('verify', 'changed', '--json');
    expect(code).toBe(1);
    const places = JSON.parse(stdout).findings.map((finding: { place: string }) => finding.place);
    expect(places).toContain(`blob/${blob}`);
    expect((await hustings('verify', 'changed')).stdout).toMatch(/^\d+ findings?:\n\n {2}blob\//m);
  });

  test('finds a file that is not of the record, and one that is missing', async () => {
    const record = copyOf('untidy');
    writeFileSync(join(record, 'notes.txt'), 'mine');
    rmSync(join(record, 'tile/entries/000'));
    const { code, stdout } = await hustings('verify', 'untidy', '--json');
    expect(code).toBe(1);
    const found = JSON.parse(stdout).findings.map((f: { code: string; place: string }) => [
      f.code,
      f.place,
    ]);
    expect(found).toContainEqual(['record/stray-file', 'notes.txt']);
    expect(found).toContainEqual(['log/bundle-missing', 'tile/entries/000']);
  });

  test('does not take just any folder for a record', async () => {
    mkdirSync(join(folder, 'empty'));
    const { code, stderr } = await hustings('verify', 'empty');
    expect(code).toBe(3);
    expect(stderr).toContain('error: there is no record in "empty"');
    expect((await hustings('verify', 'nowhere')).code).toBe(3);
  });
});

describe('hustings show', () => {
  test('tells every entry in words, and ballots as runs', async () => {
    const { code, stdout, stderr } = await hustings('show', 'labour');
    expect(code).toBe(0);
    expect(stdout).toContain('The Labour Party opened “');
    expect(stdout).toMatch(/\d+–\d+ {2}.*\n {4}216 ballots cast\./);
    expect(stdout).toContain('ruled by 18 votes to 14');
    expect(stderr).toContain('whether it holds is for hustings verify');
  });

  test('gives programs one entry per line', async () => {
    const { stdout } = await hustings('show', 'labour', '--json');
    const entries = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.length).toBe(JSON.parse(made.stdout).entries);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i));
    expect(entries.filter((entry) => 'ballot' in entry).length).toBe(
      JSON.parse(made.stdout).ballots,
    );
  });

  test('tells as far as it can read, and says that there is more amiss', async () => {
    const record = copyOf('headless');
    rmSync(join(record, 'checkpoint'));
    const { code, stderr } = await hustings('show', 'headless');
    expect(code).toBe(1);
    expect(stderr).toContain('the record has no checkpoint that can be read');
  });
});
