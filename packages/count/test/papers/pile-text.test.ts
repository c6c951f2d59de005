import { expect, test } from 'vitest';
import { NO_SCORE } from '../../src/formats/ballot-file.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../src/papers/marks.ts';
import {
  pilesFromText,
  pilesToText,
  scoresFromText,
  scoresToText,
} from '../../src/papers/pile-text.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';

test('marks are lines of numbers, with what stands between them, and are read back as they were', () => {
  const builder = new PileBuilder();
  builder.add([2, 0, TIED, 1, SKIPPED, 3], 6, 40);
  builder.add([OVERMARKED, 3], 2, 2);
  builder.add([], 0, 7);
  const piles = builder.finish();
  const text = ['7', '40 3 1=2 - 4', '2 ? 4'];
  expect(pilesToText(piles)).toEqual(text);
  expect(pilesToText(pilesFromText(text, 4) ?? piles)).toEqual(text);
  expect(pilesFromText(text, 3)).toBeUndefined();
});

test('scores are lines in the order of the candidates, and are read back as they were', () => {
  const builder = new PileBuilder();
  builder.add([5, NO_SCORE, 0], 3, 12);
  const text = ['12 5 - 0'];
  expect(scoresToText(builder.finish())).toEqual(text);
  const read = scoresFromText(text, 3);
  expect(read === undefined ? read : [...read.codes]).toEqual([5, NO_SCORE, 0]);
});

test.each([
  '',
  '0 1',
  '1.5 1',
  '9007199254740993 1',
  '3 0',
  '3 x',
  '3 1=',
  '3 1==2',
  '3  1',
  '3 5',
])('a line "%s" is no pile of four candidates', (line) => {
  expect(pilesFromText([line], 4)).toBeUndefined();
});

test.each(['3 1 2', '3 1 2 65535', '3 1 2 x', '3 1 2 3 4', 'x 1 2 3'])(
  'a line "%s" gives no scores of three candidates',
  (line) => {
    expect(scoresFromText([line], 3)).toBeUndefined();
  },
);
