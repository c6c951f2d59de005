import { toHex } from '@hustings/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowIndex, Rows } from '../src/rows.ts';

const width = 12;
/** Few distinct rows, many of which fall in one slot. */
const row = fc.tuple(fc.nat(3), fc.nat(3)).map(([first, slot]) => {
  const bytes = new Uint8Array(width).fill(first);
  bytes.fill(slot % 2, 8, 12);
  bytes[0] = slot;
  return bytes;
});

test('an index finds what a map finds, whatever was added and cut off', () => {
  const step = fc.oneof(row, fc.nat(60));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), row, (steps, other) => {
      const rows = new Rows(width, 7);
      const index = new RowIndex(rows);
      const all: Uint8Array[] = [];
      for (const one of steps) {
        if (typeof one === 'number') {
          all.length = Math.min(all.length, one);
          rows.cutTo(all.length);
          index.renew();
          continue;
        }
        const before = all.findLastIndex((r) => toHex(r) === toHex(one));
        const at = rows.push(one.subarray(0, 5), one.subarray(5));
        all.push(one);
        expect(index.add(at)).toBe(before);
      }
      expect(rows.length).toBe(all.length);
      for (const one of [...all, other])
        expect(index.find(one)).toBe(all.findLastIndex((r) => toHex(r) === toHex(one)));
      all.forEach((one, i) => {
        expect(rows.at(i)).toEqual(one);
        expect(rows.at(i, 2, 4)).toEqual(one.subarray(2, 4));
        expect(rows.is(i, one)).toBe(true);
        expect(rows.is(i, one.subarray(1))).toBe(false);
      });
    }),
  );
});

test('an index of many rows grows, and finds each', () => {
  const rows = new Rows(32);
  const index = new RowIndex(rows);
  const made = (n: number) => {
    const bytes = new Uint8Array(32);
    new DataView(bytes.buffer).setUint32(8, n * 2654435761);
    return bytes;
  };
  for (let n = 0; n < 5000; n++) index.add(rows.push(made(n)));
  for (let n = 0; n < 5000; n++) expect(index.find(made(n))).toBe(n);
  expect(index.find(made(5001))).toBe(-1);
});

test('an array is taken as rows without being copied, and a rest too short is none', () => {
  const bytes = Uint8Array.from({ length: 26 }, (_, i) => i);
  const rows = Rows.over(bytes, width);
  expect(rows.length).toBe(2);
  expect(rows.at(1).buffer).toBe(bytes.buffer);
  expect(rows.at(1)[0]).toBe(12);
  expect(() => rows.at(2)).toThrow();
  expect(Rows.over(new Uint8Array(3), width).length).toBe(0);
});

test('a row of the wrong length is a mistake of the caller', () => {
  expect(() => new Rows(width).push(new Uint8Array(11))).toThrow();
});
