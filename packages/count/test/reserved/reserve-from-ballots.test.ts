/** Reserved seats from ballot files, by rules that rank everybody. */
import { utf8 } from '@hustings/base';
import { expect, test } from 'vitest';
import {
  type BallotBox,
  findFormat,
  type ReportGiven,
  reserveFromBallots,
} from '../../src/index.ts';

function boxOf(text: string): BallotBox {
  const format = findFormat('blt');
  if (!format.ok) throw new Error(format.error.message);
  const reader = format.value.reader({});
  const pushed = reader.push(utf8(text));
  const file = pushed.ok ? reader.end() : pushed;
  if (!file.ok) throw new Error(file.error.message);
  return { id: 'board', name: 'board', file: file.value };
}

/** Marks: Cy 6, Bob 5, Ann 4, Dee 3, Eve 1. */
const board = [
  boxOf(
    '5 3\n3 3 2 1 0\n1 3 2 4 0\n1 3 2 1 0\n1 3 4 5 0\n1 4 0\n0\n"Ann"\n"Bob"\n"Cy"\n"Dee"\n"Eve"\n"Board"\n',
  ),
];
const women = { name: 'women', members: ['dee', 'eve'], places: 1 };

const seats = (rule: string, given: ReportGiven = {}, groups = [women]) =>
  reserveFromBallots(rule, board, given, { groups, order: 'reserved-first' });

test('the ranking of the count is what the places are filled from', () => {
  const result = seats('approval');
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.filled.elected).toEqual(['dee', 'cy', 'bob']);
  expect(result.value.filled.passedOver).toEqual([{ candidate: 'ann', by: ['dee'] }]);
  expect(result.value.explanation[0]).toContain('Approval');
  expect(result.value.explanation).toContain('1. a place for women: Dee.');
  for (const rule of ['block-vote', 'borda', 'dowdall', 'schulze', 'fptp']) {
    const found = seats(rule, { lot: ['dee', 'eve', 'ann', 'bob', 'cy'] });
    if (!found.ok) throw new Error(found.error.message);
    expect([rule, found.value.filled.places[0]]).toEqual([
      rule,
      { group: 'women', candidate: 'dee' },
    ]);
  }
  const open = reserveFromBallots('approval', board, {}, { groups: [women], order: 'open-first' });
  expect(open).toMatchObject({ value: { filled: { elected: ['cy', 'bob', 'dee'] } } });
});

test('what the election is given counts: seats, who withdrew, settings, a public coin', () => {
  expect(seats('approval', { seats: 2, withdrawn: ['dee'] })).toMatchObject({
    value: { filled: { elected: ['eve', 'cy'], seats: 2 } },
  });
  const coin = seats('approval', {
    settings: { ties: 'public-coin' },
    publicCoin: '6 of 49',
    publishedOrder: ['ann'],
  });
  expect(coin).toMatchObject({ value: { filled: { settings: { ties: 'public-coin' } } } });
});

test('what cannot be filled is an error', () => {
  const code = (result: ReturnType<typeof seats>): string =>
    result.ok ? 'filled' : result.error.code;
  expect(code(seats('dice'))).toBe('count/unknown-rule');
  expect(code(seats('scottish-stv'))).toBe('count/no-ranking');
  expect(code(seats('alternative-vote', { seats: 1 }))).toBe('count/no-ranking');
  expect(code(seats('approval', {}, [{ ...women, members: ['zoe'] }]))).toBe(
    'count/candidate-unknown',
  );
  expect(code(seats('approval', {}, [{ ...women, places: 9 }]))).toBe(
    'count/constraints-impossible',
  );
});
