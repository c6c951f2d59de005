/** Papers with more candidates than a byte, a word or a program of this size holds. */
import { expect, test } from 'vitest';
import {
  aggregate,
  countApproval,
  countPoll,
  countStv,
  findStvRule,
  irvMargin,
  type Profile,
  type StvRule,
} from '../../src/index.ts';
import { readMarks, readRankings, readTiers } from '../../src/papers/interpret-marks.ts';
import { PLAIN_READING } from '../../src/papers/mark-reading.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';

const crowd = (n: number, papers: readonly (readonly number[])[], seats = 1): Profile =>
  aggregate({
    candidates: Array.from({ length: n }, (_, i) => ({ id: `c${i}`, name: `Candidate ${i}` })),
    seats,
    papers,
  });

test('three hundred candidates are counted as three are', () => {
  const papers = [[299, 0], [299, 1], [299], [0, 299], [0, 1], [256, 0]];
  expect(countPoll('av', crowd(300, papers))).toMatchObject({ value: { elected: ['c299'] } });
  expect(countApproval(crowd(300, [...papers, [299]]))).toMatchObject({
    value: { elected: ['c299'] },
  });
  const two = crowd(300, papers, 2);
  expect(
    countStv(findStvRule('wigm') as StvRule, { profile: two, lot: (_stage, tied) => tied }),
  ).toMatchObject({ value: { elected: ['c299', 'c0'] } });
  // The same as an array of piles that is no view of flat arrays.
  const plain = { ...crowd(300, papers), piles: papers.map((ranking) => ({ ranking, count: 1 })) };
  expect(countPoll('av', plain)).toEqual(countPoll('av', crowd(300, papers)));
});

test('marks are read where codes take two bytes', () => {
  const builder = new PileBuilder();
  builder.add([299, 299, 7], 3, 4);
  const marks = builder.finish();
  expect([...readRankings(marks, 300, PLAIN_READING).piles.codes]).toEqual([299, 7]);
  expect([...readMarks(marks, 300).piles.codes]).toEqual([7, 299]);
  expect(readTiers(marks, 300, PLAIN_READING).piles).toEqual([{ tiers: [[299], [7]], count: 4 }]);
});

test('the margin of a contest with very many is bounded by single assertions', () => {
  // A lead of 30 to 3 and below: everybody else goes out before, whatever else is on the papers.
  const papers = [
    ...Array<number[]>(30).fill([0]),
    ...Array<number[]>(3).fill([1]),
    ...Array.from({ length: 38 }, (_, i) => [i + 2, 0]),
  ];
  const result = irvMargin(crowd(40, papers), { lot: (_round, tied) => tied, effort: 60 });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.elected).toBe('c0');
  expect(result.value.atLeast).toBeLessThanOrEqual(result.value.atMost);
  expect(result.value.atMost).toBe(result.value.lastRound);
});

test('an order of more than eleven has no program of its own: the margin is then a bound', () => {
  // Twelve in a circle of level first preferences: no single assertion tells them apart.
  const papers = Array.from({ length: 12 }, (_, i) => [i, (i + 1) % 12, (i + 5) % 12]);
  const result = irvMargin(crowd(12, papers), { lot: (_round, tied) => tied, effort: 400 });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.atLeast).toBeLessThanOrEqual(result.value.atMost);
});
