/** `hustings count` on files as they lie on a disk: packed, large, and its own reports. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeIo } from './fake-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'hustings-count-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BLT = `3 2
4 1 2 0
2 2 0
3 3=2 0
1 1 - 3 0
0
"Ann"
"Ben"
"Cat"
"Board 2026"
`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

async function count(...args: string[]) {
  const io = fakeIo({ cwd: folder });
  const code = await run(['count', ...args], io);
  return { code, ...io.said };
}

test('a packed file is counted as the file in it', async () => {
  const plain = await count(put('board.blt', BLT), '--rule', 'wigm');
  expect(plain.code).toBe(0);
  const gz = put('board.blt.gz', gzipSync(bytes(BLT)));
  const deflated = put('board.zip', zipSync({ 'in/board.blt': bytes(BLT) }));
  const stored = put('stored.zip', zipSync({ 'board.blt': bytes(BLT) }, { level: 0 }));
  for (const name of [gz, deflated, stored])
    expect(await count(name, '--rule', 'wigm')).toEqual(plain);
});

test.each([
  [
    'a gzip that is cut',
    gzipSync(bytes(BLT)).subarray(0, 60),
    'cannot be unpacked: unexpected end',
  ],
  ['two files in a zip', zipSync({ a: bytes(BLT), b: bytes(BLT) }), 'has 2 files in it'],
  ['a zip that is cut', zipSync({ a: bytes(BLT) }).subarray(0, 90), 'does not end as a zip does'],
  [
    'a zip of another method',
    zipSync({ a: bytes(BLT) }).with(8, 12),
    'packed in a way \\(12\\) that is not read here',
  ],
])('%s is refused, and says so', async (_, content, says) => {
  const { code, stdout, stderr } = await count(put('broken.bin', content), '--rule', 'av');
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(says));
});

test.each([
  ['wigm', []],
  ['minneapolis-irv', ['--seats', '1', '--margin', '--chart']],
  ['schulze', ['--set', 'unranked=no-opinion', '--lot', 'cat,ben,ann']],
  ['block-vote', ['--withdraw', 'cat']],
  ['scottish-stv', ['--ties', 'public-coin', '--coin', '7 12 31']],
  ['cambridge', ['--seed', 'drawn on 3 May']],
])('a report of %s with its papers is counted again to the same bytes', async (rule, options) => {
  const file = put('board.blt', BLT);
  const first = await count(file, '--rule', rule, '--json', '--papers', ...options);
  expect(first.stderr).toBe('');
  put('report.json', first.stdout);
  const again = await count('report.json');
  expect(again.code).toBe(0);
  expect(again.stdout).toBe(first.stdout);
});

test('a report that was changed is found out, with the line', async () => {
  const { stdout } = await count(put('board.blt', BLT), '--rule', 'wigm', '--json', '--papers');
  put('forged.json', stdout.replace('"4 1 2"', '"5 1 2"'));
  const again = await count('forged.json');
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/do not give this report; it differs from line \d+ on/);
  expect(JSON.parse(again.stdout)).toMatchObject({ valid: 8 });
  put('bare.json', (await count('board.blt', '--rule', 'wigm', '--json')).stdout);
  expect((await count('bare.json')).stderr).toMatch(/not a report of a count with its papers/);
});

test('the same ballots in another format give the same count', async () => {
  const file = put('plain.blt', BLT.replace('3=2', '3 2').replace('1 - 3', '1 3'));
  const plain = await count(file, '--rule', 'wigm', '--explain');
  for (const format of ['abif', 'cef', 'preflib', 'ranked-csv']) {
    const { code, stdout } = await count(file, '--to', format);
    expect(code, format).toBe(0);
    put(`board.${format}`, stdout);
    const again = await count(
      `board.${format}`,
      '--from',
      format,
      '--rule',
      'wigm',
      '--seats',
      '2',
      '--explain',
    );
    expect(again.stdout.replace(/^.*2026\n/, ''), format).toBe(
      plain.stdout.replace(/^.*2026\n/, ''),
    );
  }
});

test('a long count says on a terminal that it is under way, and nothing else', async () => {
  const lines = Array.from({ length: 24_024 }, (_, i) => {
    // As many different papers: places in an order that the number tells.
    const left = Array.from({ length: 9 }, (_2, c) => c + 1);
    const paper: number[] = [];
    for (let n = i; paper.length < 6; n = Math.floor(n / (left.length + 1)))
      paper.push(...left.splice(n % left.length, 1));
    return `1 ${paper.join(' ')} 0`;
  });
  const names = Array.from({ length: 9 }, (_, i) => `"C${i}"`);
  put('many.blt', `9 1\n${lines.join('\n')}\n0\n${names.join('\n')}\n"Many"\n`);
  for (const isTTY of [true, false]) {
    const io = fakeIo({ cwd: folder, isTTY });
    const code = await run(['count', 'many.blt', '--rule', 'fptp', '--lot', 'c0,c1,c2'], io);
    expect(code).toBe(0);
    expect(io.said.stderr).toBe(
      isTTY ? '\rcounting 24,024 different papers: First past the post …\u001b[K\r\u001b[K' : '',
    );
  }
});

test('the table of a long count fits a terminal of 80 columns', async () => {
  const n = 14;
  const lines = Array.from(
    { length: n },
    (_, i) =>
      `${40 + i * 7} ${i + 1} ${((i * 5) % n) + 1 === i + 1 ? ((i + 1) % n) + 1 : ((i * 5) % n) + 1} 0`,
  );
  const names = Array.from(
    { length: n },
    (_, i) => `"Candidate of a very long name, number ${i + 1}"`,
  );
  const file = put('long.blt', `${n} 4\n${lines.join('\n')}\n0\n${names.join('\n')}\n"Long"\n`);
  for (const rule of ['scottish-stv', 'schulze', 'approval', 'meek']) {
    const { code, stdout } = await count(file, '--rule', rule, '--lot', 'x');
    if (code !== 0) continue;
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  }
  const { stdout } = await count(file, '--rule', 'scottish-stv');
  expect(readFileSync(join(folder, 'long.blt'), 'utf8')).toContain('very long');
  expect(stdout).toMatch(/^✓ elected in this round {3}× excluded in this round$/m);
});
