import { expect, test } from 'vitest';
import { aggregate, countPoll, type TieStep } from '../src/index.ts';
import { breakTie } from '../src/ties.ts';

const earlier = [
  { a: 5, b: 4, c: 4, d: 3 },
  { a: 6, b: 4, c: 5, d: 3 },
  { a: 6, b: 6, c: 6, d: 3 },
];

function exclude(ties: readonly TieStep[], tied = ['a', 'b', 'c']) {
  return breakTie({ purpose: 'exclusion', round: 4, tied, places: 1, earlier }, { ties });
}

test('backwards goes to the nearest earlier round in which any of the tied differ', () => {
  expect(exclude(['backwards'])).toEqual({
    ok: true,
    value: {
      purpose: 'exclusion',
      places: 1,
      tied: ['a', 'b', 'c'],
      steps: [{ step: 'backwards', round: 2, votes: { a: 6, b: 4, c: 5 }, left: ['b'] }],
      chosen: ['b'],
    },
  });
});

test('forwards begins with the first round, and goes on with those it leaves tied', () => {
  expect(exclude(['forwards'])).toMatchObject({
    value: {
      steps: [
        { step: 'forwards', round: 1, votes: { a: 5, b: 4, c: 4 }, left: ['b', 'c'] },
        { step: 'forwards', round: 2, votes: { b: 4, c: 5 }, left: ['b'] },
      ],
      chosen: ['b'],
    },
  });
});

test('the all-differ steps pass over rounds in which two of the tied are still level', () => {
  expect(exclude(['forwards-all'])).toMatchObject({
    value: { steps: [{ step: 'forwards-all', round: 2 }], chosen: ['b'] },
  });
  const level = [{ a: 2, b: 1, c: 1 }];
  expect(
    breakTie(
      { purpose: 'exclusion', round: 2, tied: ['c', 'b', 'a'], places: 1, earlier: level },
      { ties: ['backwards-all', 'backwards', 'lot'], lot: (_round, tied) => [...tied] },
    ),
  ).toMatchObject({
    value: {
      steps: [
        { step: 'backwards-all', round: null },
        { step: 'backwards', round: 1, votes: { a: 2, b: 1, c: 1 }, left: ['b', 'c'] },
        { step: 'lot', order: ['b', 'c'] },
      ],
      chosen: ['c'],
    },
  });
});

test('for a seat the most votes count, and several seats can be filled by one tie', () => {
  const rounds = [{ a: 1, b: 3, c: 2, d: 2 }];
  const tie = { purpose: 'seat', round: 2, tied: ['a', 'b', 'c', 'd'], earlier: rounds } as const;
  const ties: readonly TieStep[] = ['backwards', 'lot'];
  const lot = (_round: number, tied: readonly string[]) => tied.toReversed();
  expect(breakTie({ ...tie, places: 1 }, { ties })).toMatchObject({ value: { chosen: ['b'] } });
  expect(breakTie({ ...tie, places: 2 }, { ties, lot })).toMatchObject({
    value: {
      steps: [
        { step: 'backwards', round: 1, left: ['c', 'd'] },
        { step: 'lot', order: ['d', 'c'] },
      ],
      chosen: ['b', 'd'],
    },
  });
  expect(breakTie({ ...tie, places: 3 }, { ties })).toMatchObject({
    value: { steps: [{ step: 'backwards', round: 1 }], chosen: ['b', 'c', 'd'] },
  });
});

test('a ladder that ends says so and names who is left', () => {
  expect(
    breakTie(
      { purpose: 'seat', round: 2, tied: ['b', 'a'], places: 1, earlier: [{ a: 1, b: 1 }] },
      { ties: ['backwards', 'forwards-all'] },
    ),
  ).toMatchObject({
    ok: false,
    error: { code: 'count/tie-unbroken', round: 2, purpose: 'seat', tied: ['a', 'b'] },
  });
});

test('a tie in which everybody or nobody is chosen is a bug', () => {
  const tie = { purpose: 'seat', round: 1, tied: ['a', 'b'], earlier: [] } as const;
  expect(() => breakTie({ ...tie, places: 2 }, { ties: ['lot'] })).toThrow('broken invariant');
  expect(() => breakTie({ ...tie, places: 0 }, { ties: ['lot'] })).toThrow('broken invariant');
});

// --- in a count

const candidates = ['ann', 'bob', 'cy'].map((id) => ({ id, name: id }));
const level = aggregate({ candidates, seats: 1, papers: [[0], [0], [1], [2]] });
const even = aggregate({ candidates, seats: 1, papers: [[0], [1]] });

test('a count that needs a lot asks for it, and gives no result without', () => {
  const three = aggregate({ candidates, seats: 1, papers: [[0], [1], [2]] });
  expect(countPoll('av', three)).toEqual({
    ok: false,
    error: {
      code: 'count/tie-needs-lot',
      message: '3 candidates are level in round 1: a lot must be drawn to decide who is excluded.',
      round: 1,
      purpose: 'exclusion',
      tied: ['ann', 'bob', 'cy'],
    },
  });
  expect(countPoll('av', even)).toMatchObject({
    error: { code: 'count/tie-needs-lot', round: 2, purpose: 'seat', tied: ['ann', 'bob'] },
  });
  expect(countPoll('fptp', even)).toMatchObject({
    error: {
      code: 'count/tie-needs-lot',
      message: '2 candidates are level in round 1: a lot must be drawn to decide who is elected.',
      round: 1,
      tied: ['ann', 'bob'],
    },
  });
});

test('the lot is asked once per tie, with the round and the sorted ids of those still tied', () => {
  const asked: unknown[] = [];
  const result = countPoll('av', level, {
    lot: (round, tied) => {
      asked.push([round, tied]);
      return ['cy', 'bob'];
    },
  });
  expect(asked).toEqual([[1, ['bob', 'cy']]]);
  // The first drawn is most favoured, so the last is excluded.
  expect(result).toMatchObject({
    value: {
      rounds: [{ action: { kind: 'excluded', excluded: ['bob'] } }, { votes: { ann: 2, cy: 1 } }],
      elected: ['ann'],
    },
  });
});

test('the last two level are decided by the lot in favour of the first drawn', () => {
  for (const rule of ['av', 'fptp'])
    expect(countPoll(rule, even, { lot: () => ['bob', 'ann'] })).toMatchObject({
      value: { elected: ['bob'], margin: { votes: 0, over: ['ann'] } },
    });
});

test.each([[['ann']], [['ann', 'ann']], [['ann', 'cy']], [['ann', 'bob', 'cy']]])(
  'a lot %j that is no order of the tied is refused',
  (order) => {
    expect(countPoll('av', even, { lot: () => order })).toMatchObject({
      error: { code: 'count/lot-not-an-order', round: 2, purpose: 'seat' },
    });
  },
);
