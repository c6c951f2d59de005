import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileBytes, fileSource } from '../src/files/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hustings-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what is appended is read back in ranges, while it is written and afterwards', async () => {
  const path = join(folder, 'written');
  await writeFile(path, 'what was there before');
  const file = await FileBytes.create(path);
  expect(file.size).toBe(0);
  await file.append(Uint8Array.of(1, 2, 3));
  expect([...(await file.read(1, 3))]).toEqual([2, 3]);
  // Not waited for in between: they follow each other all the same.
  await Promise.all([file.append(Uint8Array.of(4)), file.append(Uint8Array.of(5, 6))]);
  expect(file.size).toBe(6);
  expect([...(await file.read(0, 6))]).toEqual([1, 2, 3, 4, 5, 6]);
  await file.close();

  const again = await FileBytes.open(path);
  expect(again.size).toBe(6);
  expect([...(await again.read(2, 5))]).toEqual([3, 4, 5]);
  await expect(again.append(Uint8Array.of(7))).rejects.toThrow();
  await again.close();

  const source = await fileSource(path);
  expect(source.size).toBe(6);
  expect([...(await source.read(0, 6))]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...(await source.read(6, 6))]).toEqual([]);
});

test('a file that is cut short, or gone, is told', async () => {
  const path = join(folder, 'cut');
  await writeFile(path, Uint8Array.of(1, 2, 3, 4));
  const source = await fileSource(path);
  await writeFile(path, Uint8Array.of(1, 2));
  await expect(source.read(1, 4)).rejects.toThrow(RangeError);
  await rm(path);
  await expect(source.read(0, 1)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(fileSource(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(FileBytes.open(path)).rejects.toMatchObject({ code: 'ENOENT' });
});
