import { expect, test } from 'vitest';
import { type ByteSource, MemoryBytes, partOf, sourceOf } from '../src/index.ts';

const bytes = Uint8Array.from({ length: 10 }, (_, i) => i);

async function readAll(source: ByteSource): Promise<number[]> {
  return [...(await source.read(0, source.size))];
}

test('an array, a part of it, and a part of that part are read in ranges', async () => {
  const whole = sourceOf(bytes);
  expect(whole.size).toBe(10);
  expect([...(await whole.read(3, 5))]).toEqual([3, 4]);
  const part = partOf(whole, 2, 9);
  expect(await readAll(part)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(await readAll(partOf(part, 6, 7))).toEqual([8]);
  expect(await readAll(partOf(part, 7, 7))).toEqual([]);
  expect(() => partOf(part, 0, 8)).toThrow();
  expect(() => partOf(part, 3, 2)).toThrow();
});

test.each([0, 3, 10, 20])(
  'a store that expects %i bytes holds what was appended',
  async (expected) => {
    const store = new MemoryBytes(expected);
    expect(await readAll(store)).toEqual([]);
    const some = bytes.slice(0, 4);
    await store.append(some);
    some.fill(255);
    expect(await readAll(store)).toEqual([0, 1, 2, 3]);
    await store.append(bytes.subarray(4));
    expect(store.size).toBe(10);
    expect([...store.bytes]).toEqual([...bytes]);
    expect([...(await store.read(8, 10))]).toEqual([8, 9]);
    await expect(store.read(8, 11)).rejects.toThrow();
  },
);
