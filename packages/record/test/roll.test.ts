import { unwrap } from '@hustings/base';
import { expect, test } from 'vitest';
import { freezeRoll, readRoll } from '../src/roll.ts';

const credential = (n: number) => new Uint8Array(32).fill(n);
const roll = () =>
  unwrap(
    freezeRoll([
      { id: 'members', credentials: [credential(9), credential(2), credential(5)] },
      { id: 'registered', credentials: [credential(7)] },
    ]),
  );

test('a frozen roll lists the credentials of each section in the order of their bytes', () => {
  expect([...roll().blob].filter((_, i) => i % 32 === 0)).toEqual([2, 5, 9, 7]);
});

test('a roll that is read back says who belongs to which section and has no fault', () => {
  const { sections, blob } = roll();
  const read = readRoll(sections, blob);
  expect(read.faults).toEqual([]);
  expect(read.roll.size).toBe(4);
  for (const [n, section] of [
    [2, 'members'],
    [9, 'members'],
    [7, 'registered'],
  ] as const) {
    const row = read.roll.rowOf(credential(n));
    expect(read.roll.sectionOf(row)).toBe(section);
    expect(read.roll.credential(row)).toEqual(credential(n));
  }
  expect(read.roll.rowOf(credential(1))).toBe(-1);
});

test('the same credentials give the same roots, in whatever order they came', () => {
  const other = unwrap(
    freezeRoll([
      { id: 'members', credentials: [credential(5), credential(9), credential(2)] },
      { id: 'registered', credentials: [credential(7)] },
    ]),
  );
  expect(other).toEqual(roll());
});

test('a credential cannot stand twice, within a section or in two', () => {
  for (const second of ['members', 'registered']) {
    const sections = [
      {
        id: 'members',
        credentials: [credential(1), ...(second === 'members' ? [credential(1)] : [])],
      },
      { id: 'registered', credentials: second === 'registered' ? [credential(1)] : [] },
    ];
    expect(freezeRoll(sections)).toMatchObject({
      ok: false,
      error: { code: 'roll/credential-twice' },
    });
  }
});

test('any one byte of the list that is changed is found', () => {
  const { sections, blob } = roll();
  for (let i = 0; i < blob.length; i++) {
    const changed = blob.slice();
    changed[i] = (changed[i] as number) ^ 1;
    expect(readRoll(sections, changed).faults.length).toBeGreaterThan(0);
  }
});

test('a list that is cut short or too long is found', () => {
  const { sections, blob } = roll();
  for (const list of [blob.slice(0, -1), blob.slice(0, 32), new Uint8Array(), new Uint8Array(160)])
    expect(readRoll(sections, list).faults.map((f) => f.code)).toContain('roll/size-differs');
});
