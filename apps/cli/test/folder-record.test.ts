import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderRecord } from '../src/files/folder-record.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hustings-folder-'));
  await mkdir(join(folder, 'blob'));
  await writeFile(join(folder, 'blob', 'ab'), Uint8Array.of(1, 2, 3, 4));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file of a record is read whole and in ranges; what is not a file is not there', async () => {
  const record = folderRecord(folder);
  expect(await record.list()).toEqual(['blob/ab']);
  expect([...((await record.read('blob/ab')) ?? [])]).toEqual([1, 2, 3, 4]);
  const file = await record.open?.('blob/ab');
  expect(file?.size).toBe(4);
  expect([...((await file?.read(1, 3)) ?? [])]).toEqual([2, 3]);
  for (const path of ['blob/cd', 'blob', 'blob/ab/c']) {
    expect(await record.read(path)).toBeUndefined();
    expect(await record.open?.(path)).toBeUndefined();
  }
});
