import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PaperForm, paperLength, readPaper, writePaper } from '../src/index.ts';
import { holds } from './elections.ts';

const ranked: PaperForm = { kind: 'ranked', candidates: 4, most: 3 };
const choice: PaperForm = { kind: 'choice', candidates: 4 };
const motion: PaperForm = { kind: 'motion', abstain: false };
const withAbstain: PaperForm = { kind: 'motion', abstain: true };

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('a paper is one byte per preference, and a choice or a motion one byte', () => {
  expect(paperLength(ranked)).toBe(3);
  expect(paperLength(choice)).toBe(1);
  expect(paperLength(motion)).toBe(1);
  expect(writePaper(ranked, [2, 0])).toEqual(bytes(3, 1, 0));
});

test.each([
  [ranked, bytes(3, 1, 0), [2, 0]],
  [ranked, bytes(3, 1, 0, 0, 0), [2, 0]],
  [choice, bytes(4), [3]],
  [motion, bytes(2), [1]],
  [withAbstain, bytes(3), [2]],
])('%j reads %j as %j', (form, plain, paper) => {
  expect(readPaper(form, plain)).toEqual({ ok: true, value: paper });
});

test.each([
  [ranked, bytes(1, 2), 'not-canonical'],
  [ranked, bytes(1, 2, 0, 7), 'not-canonical'],
  [ranked, bytes(0, 0, 0), 'blank'],
  [ranked, bytes(5, 0, 0), 'unknown-option'],
  [ranked, bytes(2, 2, 0), 'option-twice'],
  [ranked, bytes(2, 0, 1), 'gap-in-ranking'],
  [choice, bytes(5), 'unknown-option'],
  [motion, bytes(3), 'unknown-option'],
  [motion, bytes(0), 'blank'],
])('%j calls %j spoilt: %s', (form, plain, reason) => {
  expect(readPaper(form, plain)).toEqual({ ok: false, error: reason });
});

test('whatever the bytes, they are a paper that writes back to them or they are spoilt', () => {
  let papers = 0;
  holds(
    fc.property(
      fc.constantFrom(ranked, choice, motion, withAbstain),
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 5 }),
      (form, values) => {
        const plain = Uint8Array.from(values);
        const read = readPaper(form, plain);
        if (!read.ok) return;
        papers++;
        expect(writePaper(form, read.value)).toEqual(plain.slice(0, paperLength(form)));
        expect(plain.slice(paperLength(form)).every((b) => b === 0)).toBe(true);
      },
    ),
    2000,
  );
  expect(papers).toBeGreaterThan(50);
});
