import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from '../src/index.ts';
import { holds } from './elections.ts';

/** Labour leader 2016 by candidate and section, and spoilt papers (LabourList and Total Politics, 24 September 2016). */
const leader2016 = {
  'corbyn/members': 168216,
  'smith/members': 116960,
  'corbyn/registered': 84918,
  'smith/registered': 36599,
  'corbyn/affiliated': 60075,
  'smith/affiliated': 39670,
  spoilt: 1042,
};

test('the 2016 contest at 1:1000 is 507 papers exactly, one of them spoilt', () => {
  expect(apportion(leader2016, 507)).toEqual({
    ok: true,
    value: {
      'corbyn/members': 168,
      'smith/members': 117,
      'corbyn/registered': 85,
      'smith/registered': 36,
      'corbyn/affiliated': 60,
      'smith/affiliated': 40,
      spoilt: 1,
    },
  });
});

test('at full scale every cell is what it was', () => {
  expect(apportion(leader2016, 507480)).toEqual({ ok: true, value: leader2016 });
});

test('equal totals compete for a last place: an error that names them, and no guess', () => {
  expect(apportion({ c: 1, a: 1, b: 1 }, 4)).toEqual({
    ok: false,
    error: {
      code: 'count/apportion-tie',
      message: 'Equal totals compete for the last place, and nothing tells them apart.',
      tied: ['a', 'b', 'c'],
    },
  });
  expect(apportion({ a: 1, b: 1, c: 1 }, 3)).toMatchObject({ value: { a: 1, b: 1, c: 1 } });
  // 0.5 and 1.5 of 2: equal remainders, and the larger total is first.
  expect(apportion({ a: 1, b: 3 }, 2)).toMatchObject({ value: { a: 0, b: 2 } });
  expect(apportion({ b: 3, a: 1 }, 2)).toMatchObject({ value: { a: 0, b: 2 } });
  expect(apportion({ a: 0, b: 0 }, 2)).toMatchObject({
    error: { code: 'count/apportion-nothing' },
  });
});

test('whatever the totals, the places add up, and nobody is a whole place from the exact share', () => {
  let dealt = 0;
  holds(
    fc.property(
      fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 8 }),
      fc.nat({ max: 300 }),
      (values, places) => {
        const totals = Object.fromEntries(values.map((n, i) => [`c${i}`, n]));
        const result = apportion(totals, places);
        if (!result.ok) return;
        dealt++;
        const sum = values.reduce((a, b) => a + b, 0);
        const seats = Object.values(result.value);
        expect(seats.reduce((a, b) => a + b, 0)).toBe(places);
        for (const [i, n] of values.entries())
          expect(Math.abs((seats[i] as number) * sum - n * places)).toBeLessThan(sum);
      },
    ),
    1000,
  );
  expect(dealt).toBeGreaterThan(500);
});
