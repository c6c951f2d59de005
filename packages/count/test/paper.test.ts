import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { optionCount, type PaperForm, paperLength, readPaper, writePaper } from '../src/index.ts';
import { holds } from './elections.ts';

const ranked: PaperForm = { kind: 'ranked', candidates: 4, most: 3 };
const choice: PaperForm = { kind: 'choice', candidates: 4 };
const motion: PaperForm = { kind: 'motion', abstain: false };
const withAbstain: PaperForm = { kind: 'motion', abstain: true };
const full: PaperForm = { kind: 'ranked', candidates: 3, most: 3, least: 2 };
const block: PaperForm = { kind: 'marks', candidates: 4, most: 2 };
const approval: PaperForm = { kind: 'marks', candidates: 4, most: 4 };
const composed: PaperForm = {
  kind: 'marks',
  candidates: 4,
  most: 3,
  least: 2,
  groups: [
    { name: 'women', members: [1, 2], least: 1 },
    { name: 'newcomers', members: [4], most: 0 },
  ],
};
const scores: PaperForm = { kind: 'scores', candidates: 4, highest: 5 };

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('a paper is one byte per preference, and a choice or a motion one byte', () => {
  expect(paperLength(ranked)).toBe(3);
  expect(paperLength(choice)).toBe(1);
  expect(paperLength(motion)).toBe(1);
  expect(writePaper(ranked, [2, 0])).toEqual(bytes(3, 1, 0));
});

test('a paper of marks or scores is one byte per candidate', () => {
  expect(paperLength(block)).toBe(4);
  expect(paperLength(scores)).toBe(4);
  expect(writePaper(block, [1, 3])).toEqual(bytes(0, 1, 0, 1));
  expect(writePaper(scores, [5, 0, 0, 2])).toEqual(bytes(5, 0, 0, 2));
});

test('a paper has as many options as its form says', () => {
  expect([ranked, choice, motion, withAbstain, block, scores].map(optionCount)).toEqual([
    4, 4, 2, 3, 4, 4,
  ]);
});

test.each([
  [ranked, bytes(3, 1, 0), [2, 0]],
  [ranked, bytes(3, 1, 0, 0, 0), [2, 0]],
  [choice, bytes(4), [3]],
  [motion, bytes(2), [1]],
  [withAbstain, bytes(3), [2]],
  [full, bytes(2, 1, 0), [1, 0]],
  [block, bytes(0, 1, 0, 1), [1, 3]],
  [block, bytes(0, 0, 1, 0, 0), [2]],
  [approval, bytes(1, 1, 1, 1), [0, 1, 2, 3]],
  [composed, bytes(1, 0, 1, 0), [0, 2]],
  [scores, bytes(0, 5, 0, 1), [0, 5, 0, 1]],
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
  [full, bytes(2, 0, 0), 'too-few-options'],
  [block, bytes(1, 1), 'not-canonical'],
  [block, bytes(1, 1, 0, 0, 1), 'not-canonical'],
  [block, bytes(1, 2, 0, 0), 'not-a-mark'],
  [block, bytes(0, 0, 0, 0), 'blank'],
  [block, bytes(1, 1, 1, 0), 'too-many-options'],
  [composed, bytes(0, 0, 0, 0), 'blank'],
  [composed, bytes(1, 0, 0, 0), 'too-few-options'],
  [composed, bytes(1, 1, 1, 1), 'too-many-options'],
  [composed, bytes(0, 0, 1, 1), 'wrong-composition'],
  [composed, bytes(1, 1, 0, 1), 'wrong-composition'],
  [scores, bytes(0, 6, 0, 0), 'score-out-of-range'],
  [scores, bytes(0, 0, 0, 0), 'blank'],
])('%j calls %j spoilt: %s', (form, plain, reason) => {
  expect(readPaper(form, plain)).toEqual({ ok: false, error: reason });
});

test('whatever the bytes, they are a paper that writes back to them or they are spoilt', () => {
  let papers = 0;
  holds(
    fc.property(
      fc.constantFrom(ranked, choice, motion, withAbstain, full, block, approval, composed, scores),
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
