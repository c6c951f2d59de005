import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_SCORE } from '../../src/formats/ballot-file.ts';
import { PaperSink } from '../../src/formats/sink.ts';
import { readWeight, writeWeight } from '../../src/formats/weight.ts';
import { MOST_CANDIDATES, OVERMARKED, SKIPPED, TIED } from '../../src/papers/marks.ts';
import { holds } from '../elections.ts';
import { pilesOf } from './piles-of.ts';

const facts = { format: 'test' };

describe('the sink that readers of ballot files build with', () => {
  test('equal ranks are the same in any order, and skips after the last mark are nothing', () => {
    const sink = new PaperSink();
    for (const name of ['Ann', 'Bob', 'Cy']) sink.addCandidate(name);
    sink.addMarks([2, TIED, 0, SKIPPED, 1, SKIPPED], 6, 2);
    sink.addMarks([0, TIED, 2, SKIPPED, 1], 5, 3);
    sink.addMarks([OVERMARKED], 1, 1);
    sink.addMarks([SKIPPED, SKIPPED], 2, 4);
    const file = sink.finish(facts);
    expect(pilesOf(file.marks)).toEqual([
      [[0, TIED, 2, SKIPPED, 1], 5],
      [[OVERMARKED], 1],
    ]);
    expect(file.blank).toBe(4);
    expect(file.candidates.map((c) => c.id)).toEqual(['ann', 'bob', 'cy']);
  });

  test('a weight with decimals makes all counts so many times smaller units', () => {
    const sink = new PaperSink();
    sink.addCandidate('Ann');
    sink.addMarks([0], 1, 2);
    sink.addBlank(1);
    sink.addInvalid('torn', 3);
    sink.addMarks([0], 1, { units: 125, decimals: 2 });
    sink.addMarks([0], 1, { units: 5, decimals: 1 });
    const file = sink.finish(facts);
    expect(file.scale).toBe(100);
    expect(pilesOf(file.marks)).toEqual([[[0], 375]]);
    expect(file.blank).toBe(100);
    expect(file.invalid).toEqual([{ reason: 'torn', papers: 300 }]);
  });

  test('papers that are not valid are told by reason, in one order', () => {
    const sink = new PaperSink();
    for (const [reason, papers] of [
      ['torn', 1],
      ['signed', 2],
      ['torn', 3],
      ['burnt', 1],
      ['wet', 1],
    ] as const)
      sink.addInvalid(reason, papers);
    expect(sink.finish(facts).invalid).toEqual([
      { reason: 'burnt', papers: 1 },
      { reason: 'signed', papers: 2 },
      { reason: 'torn', papers: 4 },
      { reason: 'wet', papers: 1 },
    ]);
  });

  test('nothing is added where all papers together would be 2^53 units or more', () => {
    const sink = new PaperSink();
    sink.addCandidate('Ann');
    expect(sink.addMarks([0], 1, Number.MAX_SAFE_INTEGER - 1)).toBe(true);
    expect(sink.addMarks([0], 1, 2)).toBe(false);
    expect(sink.addScores([1], 2)).toBe(false);
    expect(sink.addInvalid('torn', 2)).toBe(false);
    expect(sink.addBlank({ units: 1, decimals: 1 })).toBe(false);
    expect(sink.addBlank(1)).toBe(true);
    expect(pilesOf(sink.finish(facts).marks)).toEqual([[[0], Number.MAX_SAFE_INTEGER - 1]]);
  });

  test('scores have a place for each candidate, those who come later in the file too', () => {
    const sink = new PaperSink();
    sink.addCandidate('Ann');
    sink.addScores([5], 1);
    sink.addScores([NO_SCORE], 2);
    sink.codeFor('Bob');
    sink.addMarksAndScores([1, 0], 2, [3, 4], 1);
    sink.addMarksAndScores([SKIPPED], 1, [3, 4], 1);
    sink.addMarks([0], 1, 7);
    const file = sink.finish(facts);
    expect(file.scores && pilesOf(file.scores)).toEqual([
      [[3, 4], 2],
      [[5, NO_SCORE], 1],
    ]);
    expect(pilesOf(file.marks)).toEqual([
      [[0], 7],
      [[1, 0], 1],
    ]);
    expect(file.blank).toBe(2);
  });

  test('a candidate is found by key, keeps the first code, and may withdraw', () => {
    const sink = new PaperSink();
    expect(sink.codeFor('A')).toBe(0);
    expect(sink.addCandidate('Ann', 'A')).toBe(1);
    expect(sink.codeFor('A')).toBe(0);
    expect(sink.codeOf('B')).toBeUndefined();
    sink.rename(0, 'Anna');
    sink.withdraw(1);
    expect(sink.nameOf(0)).toBe('Anna');
    expect(sink.finish(facts).candidates).toEqual([
      { id: 'anna', name: 'Anna' },
      { id: 'ann', name: 'Ann', withdrawn: true },
    ]);
  });

  test('there are at most 10,000 candidates', () => {
    const sink = new PaperSink();
    for (let i = 0; i < MOST_CANDIDATES; i++) sink.addCandidate(`${i}`);
    expect(sink.codeFor('one more')).toBeUndefined();
    expect(sink.codeFor('17')).toBe(17);
  });
});

describe('weights', () => {
  test('are decimals, read exactly', () => {
    expect(readWeight('27')).toEqual({ units: 27, decimals: 0 });
    expect(readWeight('27.00')).toEqual({ units: 27, decimals: 0 });
    expect(readWeight('1.50')).toEqual({ units: 15, decimals: 1 });
    expect(readWeight('.05')).toEqual({ units: 5, decimals: 2 });
    for (const text of [
      '',
      '.',
      '1.',
      '-1',
      '1e3',
      '1/3',
      '9007199254740992',
      '0.0000000000000001',
    ])
      expect(readWeight(text)).toBeUndefined();
  });

  test('are written as they are read', () => {
    holds(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 6 }), (units, decimals) => {
        const read = readWeight(writeWeight(units, 10 ** decimals));
        expect(read && read.units * 10 ** (decimals - read.decimals)).toBe(units);
      }),
      200,
    );
  });
});

test('rankings after papers with weights are in the same parts, and so are those that are not valid', () => {
  const sink = new PaperSink();
  const code = sink.addCandidate('Ann') as number;
  expect(sink.addMarks([code], 1, { units: 25, decimals: 2 })).toBe(true);
  expect(sink.addRanking([code], 1, 3)).toBe(true);
  expect(sink.addInvalid('torn', 2)).toBe(true);
  const quarter = sink.addMarks([code], 1, { units: 75, decimals: 2 });
  expect(quarter).toBe(true);
  expect(sink.finish({ format: 'test', seats: 1 })).toMatchObject({
    scale: 1,
    invalid: [{ reason: 'torn', papers: 2 }],
    marks: { counts: Float64Array.of(4) },
  });
});
