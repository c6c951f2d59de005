/** Settings that are rarely given, files of scores for rules that count marks, and refusals on the way. */
import { describe, expect, test } from 'vitest';
import { NO_SCORE } from '../../src/formats/ballot-file.ts';
import {
  type BallotBox,
  type Chosen,
  countBallots,
  countFile,
  countWith,
  type Election,
  readingSettings,
  weakPile,
} from '../../src/index.ts';
import { PLAIN_READING } from '../../src/papers/mark-reading.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';

const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }));

function box(
  piles: readonly (readonly [number, ...number[]])[],
  over: Partial<BallotBox['file']> & { readonly scored?: true } = {},
): BallotBox {
  const { scored, ...rest } = over;
  const builder = new PileBuilder();
  for (const [count, ...codes] of piles) builder.add(codes, codes.length, count);
  const [filled, empty] = [builder.finish(), new PileBuilder().finish()];
  return {
    id: 'papers',
    name: '',
    file: {
      format: 'test',
      title: '',
      candidates,
      seats: 1,
      marks: scored === true ? empty : filled,
      scores: scored === true ? filled : undefined,
      scale: 1,
      blank: 0,
      invalid: [],
      notes: [],
      ...rest,
    },
  };
}

const counted = (rule: string, boxes: readonly BallotBox[], settings: Chosen = {}, seats = 1) =>
  countBallots(rule, boxes, { settings, seats, lot: (_round, tied) => tied });

describe('files of scores', () => {
  const approvals = box(
    [
      [3, 1, 0, 1],
      [2, 0, NO_SCORE, 1],
      [1, 0, 0, 0],
    ],
    { scored: true },
  );

  test('a score is a mark where there are no marks, from one or from what is set', () => {
    expect(counted('approval', [approvals])).toMatchObject({
      value: { outcome: { points: { a: 3, b: 0, c: 5 }, elected: ['c'] } },
    });
    const scores = box([[3, 5, 0, 1]], { scored: true });
    expect(counted('approval', [scores], { 'marked-from': '2' })).toMatchObject({
      value: { outcome: { points: { a: 3, b: 0, c: 0 } } },
    });
    expect(counted('score', [scores])).toMatchObject({ value: { outcome: { elected: ['a'] } } });
  });

  test('a file without scores has none for a rule that counts them', () => {
    expect(counted('score', [box([[1, 0]])])).toMatchObject({
      error: { code: 'count/papers-not-for-this-rule' },
    });
  });
});

test('settings of marks and points: how many marks, the default option, the worth of places', () => {
  const papers = box([
    [4, 0, 1],
    [3, 1],
    [2, 2, 0, 1],
  ]);
  expect(counted('block-vote', [papers], { votes: '2', choose: 'exactly' })).toMatchObject({
    value: { outcome: { settings: { votes: '2', choose: 'exactly' }, papers: 4 } },
  });
  expect(counted('approval', [papers], { 'default-option': 'b', share: '1/2' })).toMatchObject({
    value: { outcome: { elected: ['b'] } },
  });
  expect(counted('dowdall', [papers], { worth: '2, 1/2, 0.25' })).toMatchObject({
    value: { outcome: { elected: ['a'] } },
  });
  expect(counted('dowdall', [papers], { worth: '2, x' })).toMatchObject({
    error: { code: 'count/weight-not-a-number' },
  });
});

test('a ranking that needs an order to be seated asks for it', () => {
  const level: Election = {
    kind: 'weak-rankings',
    profile: { candidates, seats: 1, piles: [weakPile([1, 1, 2])] },
  };
  const constraints = {
    categories: [
      { name: 'employer', groups: [{ name: 'one', least: 0, most: 1, members: ['a', 'b'] }] },
    ],
  };
  expect(countWith('schulze', level, { constraints })).toMatchObject({
    error: { code: 'count/tie-needs-lot' },
  });
  // A circle of three of the same strength: the ranking itself needs one.
  const circle: Election = {
    kind: 'weak-rankings',
    profile: {
      candidates,
      seats: 1,
      piles: [weakPile([1, 2, 3]), weakPile([3, 1, 2]), weakPile([2, 3, 1])],
    },
  };
  expect(countWith('ranked-pairs', circle, { constraints })).toMatchObject({
    error: { code: 'count/tie-needs-lot' },
  });
});

test('papers of several boxes that could not be read as they stand are added up by reason', () => {
  const one = box([
    [2, 0, 0, 1],
    [1, 1],
  ]);
  const two = {
    ...box([
      [3, 2, 2],
      [1, 0],
    ]),
    id: 'other',
    name: 'Other',
  };
  const result = counted('electoral-college', [one, two]);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.account.changed).toEqual([{ reason: 'repeated', papers: 5 }]);
});

test('weights in parts of a vote are counted, in those parts, by the rules for them', () => {
  const parts = box(
    [
      [15, 0],
      [10, 1],
    ],
    { scale: 10 },
  );
  expect(counted('wigm', [parts])).toMatchObject({
    value: { outcome: { valid: 25, elected: ['a'] } },
  });
});

test('a reading with a number of places has it as what the setting is by default', () => {
  const settings = readingSettings({
    papers: 'rankings',
    reading: { ...PLAIN_READING, mostRanks: 3, leastRanks: 2 },
  });
  expect(settings.find((s) => s.name === 'most-ranks')).toMatchObject({ fallback: '3' });
  expect(settings.find((s) => s.name === 'least-ranks')).toMatchObject({ fallback: '2' });
});

test('which contest of a file is said with the file', () => {
  expect(
    countFile('3 1\n1 1 0\n0\n"A"\n"B"\n"C"\n"T"\n', { rule: 'av', contest: 'mayor' }),
  ).toMatchObject({ ok: true });
});
