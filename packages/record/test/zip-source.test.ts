import { concat, sourceOf, unwrap, utf8 } from '@hustings/base';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { MemoryRecord, type RecordSource, zipRecord, zipSource } from '../src/index.ts';

const files: readonly (readonly [string, Uint8Array])[] = [
  ['checkpoint', utf8('a checkpoint\n')],
  ['tile/0/000', Uint8Array.from({ length: 300 }, (_, i) => i)],
  ['blob/00', new Uint8Array()],
];

async function contentsOf(record: RecordSource): Promise<Record<string, number[]>> {
  const out: Record<string, number[]> = {};
  for (const path of [...(await record.list())].toSorted()) {
    const bytes = await record.read(path);
    const file = await record.open?.(path);
    expect(bytes && [...bytes]).toEqual(file && [...(await file.read(0, file.size))]);
    if (bytes !== undefined) out[path] = [...bytes];
  }
  return out;
}

const open = (zip: Uint8Array) => zipSource(sourceOf(zip));
const expected = Object.fromEntries(
  files
    .map(([path, bytes]) => [path, [...bytes]] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1)),
);

test('a zip of ours, one zipped with its folder, one deflated, and one with a comment', async () => {
  const own = zipRecord(new MemoryRecord(files));
  const nested = zipSync({
    chair: { checkpoint: files[0]?.[1] ?? new Uint8Array() },
    ...Object.fromEntries(files.slice(1).map(([path, bytes]) => [`chair/${path}`, bytes])),
  });
  const deflated = zipSync(Object.fromEntries(files), { level: 9 });
  const comment = utf8('as downloaded');
  const commented = concat(own.with(own.length - 2, comment.length), comment);
  for (const zip of [own, nested, deflated, commented])
    expect(await contentsOf(unwrap(await open(zip)))).toEqual(expected);
  const record = unwrap(await open(own));
  expect(await record.read('blob/01')).toBeUndefined();
  expect(await record.open?.('blob/01')).toBeUndefined();
});

test('only the directory is read, and then the ranges that are asked for', async () => {
  const large = new Uint8Array(5_000_000).fill(7);
  const zip = zipRecord(new MemoryRecord([...files, ['blob/ff', large]]));
  let read = 0;
  const watched = {
    size: zip.length,
    read: async (from: number, to: number) => {
      read += to - from;
      return zip.slice(from, to);
    },
  };
  const record = unwrap(await zipSource(watched));
  const file = await record.open?.('blob/ff');
  expect([...((await file?.read(4_000_000, 4_000_003)) ?? [])]).toEqual([7, 7, 7]);
  expect(read).toBeLessThan(100_000);
});

describe('whatever the bytes are, there is an answer', () => {
  test('cut short anywhere, it is not readable or lacks files, and nothing throws', async () => {
    const zip = zipRecord(new MemoryRecord(files));
    for (let size = 0; size < zip.length; size++) {
      const cut = await open(zip.subarray(0, size));
      expect(cut.ok).toBe(false);
    }
  });

  test('with any byte changed, what is read is what was there, or something less or else', async () => {
    const zips = [
      zipRecord(new MemoryRecord(files)),
      zipSync(Object.fromEntries(files), { level: 9 }),
    ];
    for (const zip of zips)
      for (let at = 0; at < zip.length; at++)
        for (const bit of [1, 128]) {
          const changed = await open(zip.with(at, (zip[at] as number) ^ bit));
          if (!changed.ok) expect(changed.error.code).toMatch(/^record\/zip-/);
          else await contentsOf(changed.value);
        }
  });

  test('of random bytes after the marks of a zip', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(200), async (noise, at) => {
        const zip = zipRecord(new MemoryRecord(files));
        zip.set(noise.subarray(0, Math.max(0, zip.length - at)), Math.min(at, zip.length));
        const read = await open(zip);
        if (read.ok) await contentsOf(read.value);
      }),
    );
  });
});

test('two files that come to one name are refused', async () => {
  const nested = new MemoryRecord([
    ...files.map(([path, bytes]): [string, Uint8Array] => [`a/${path}`, bytes]),
    ['tile/0/000', utf8('another')],
  ]);
  expect(await open(zipRecord(nested))).toMatchObject({
    error: { code: 'record/zip-ambiguous' },
  });
});

test('a file that says it would fill the memory is not inflated, nor one beyond four gigabytes read', async () => {
  const zip = zipSync({ 'blob/00': new Uint8Array(1000) }, { level: 9 });
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const directory = zip.length - 22 - 46 - 'blob/00'.length;
  expect(view.getUint32(directory, true)).toBe(0x02014b50);
  for (const [claim, isRead] of [
    [1000, true],
    [0xfffffff0, false],
  ] as const) {
    view.setUint32(directory + 24, claim, true);
    expect((await open(zip)).ok).toBe(isRead);
  }
  view.setUint32(directory + 24, 999, true);
  expect(await unwrap(await open(zip)).read('blob/00')).toBeUndefined();
  view.setUint32(zip.length - 6, 0xffffffff, true);
  expect(await open(zip)).toMatchObject({ error: { message: expect.stringMatching(/four giga/) } });
});
