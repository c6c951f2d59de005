/** What a block vote says of its own rule: the composition, group by group. */
import { expect, test } from 'vitest';
import {
  aggregate,
  countBlockVote,
  countStar,
  explainPoints,
  explainStar,
} from '../../src/index.ts';

const candidates = ['dee', 'cy', 'bob', 'ann'].map((id) => ({ id, name: id }));

test('a composition may have a least, a most, both or neither, and is told by name', () => {
  const profile = aggregate({
    candidates,
    seats: 2,
    papers: [
      [0, 3],
      [1, 2],
      [2, 3],
      [0, 1],
      [0, 2],
    ],
  });
  const result = countBlockVote(profile, {
    composition: [
      { name: 'south', members: ['dee'] },
      { name: 'north', members: ['ann', 'bob'], least: 1 },
      { name: 'east', members: ['ann', 'cy'], most: 1 },
      { name: 'any', members: ['bob', 'cy'], least: 0, most: 1 },
    ],
    lot: (_round, tied) => tied,
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.settings).toMatchObject({
    'composition.any': 'at least 0, at most 1',
    'composition.east': 'at most 1',
    'composition.north': 'at least 1',
    'composition.south': '',
  });
  // Bob and Cy are two of "any"; Dee and Cy have nobody of "north".
  expect(result.value.voided).toEqual([
    { reason: 'composition', group: 'any', papers: 1 },
    { reason: 'composition', group: 'north', papers: 1 },
  ]);
  expect(result.value.points).toEqual({ dee: 2, cy: 0, bob: 2, ann: 2 });
  expect(explainPoints(result.value)).toContain('ann 2; bob 2; dee 2; cy 0.');
});

test('STAR names level ones by id, in points and in ties', () => {
  const result = countStar(
    {
      candidates,
      seats: 1,
      most: 5,
      piles: [
        { scores: [5, 3, 4, 4], count: 1 },
        { scores: [2, 4, 3, 3], count: 1 },
      ],
    },
    { lot: (_round, tied) => tied.toReversed() },
  );
  if (!result.ok) throw new Error(result.error.message);
  const text = explainStar(result.value).join('\n');
  expect(text).toContain('Seat 1: ann 7; bob 7; cy 7; dee 7.');
  expect(text).toContain('Papers with the highest score: dee 1; ann 0; bob 0; cy 0.');
});
