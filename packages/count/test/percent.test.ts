import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PercentPolicy, percent, percentages, turnout } from '../src/index.ts';
import { holds } from './elections.ts';

const halfUp: PercentPolicy = { of: 'continuing', decimals: 1, rounding: 'half-up' };
const largest: PercentPolicy = { of: 'continuing', decimals: 1, rounding: 'largest-remainder' };

/**
 * Labour deputy leadership 2015, the three rounds with their printed percentages. Figures from the
 * article "Labour Party (UK) deputy leadership election, 2015" of Wikipedia.
 */
const deputy2015 = [
  [
    { watson: 160852, creasy: 78100, flint: 64425, eagle: 66013, bradshaw: 39080 },
    { watson: '39.4', creasy: '19.1', flint: '15.8', eagle: '16.2', bradshaw: '9.6' },
  ],
  [
    { watson: 170589, creasy: 86555, flint: 74581, eagle: 72517 },
    { watson: '42.2', creasy: '21.4', flint: '18.4', eagle: '17.9' },
  ],
  [
    { watson: 198962, creasy: 103746, flint: 89538 },
    { watson: '50.7', creasy: '26.4', flint: '22.8' },
  ],
] as const;

test.each(deputy2015)('Labour 2015 rounded every share on its own: %j', (votes, printed) => {
  expect(percentages(votes, halfUp, { valid: 0 })).toEqual({ ok: true, value: printed });
  const other = percentages(votes, largest, { valid: 0 });
  expect(other.ok && other.value).not.toEqual(printed);
});

test('Labour 2015 printed shares of votes still in the count, not of all valid papers', () => {
  const [final] = deputy2015[2];
  expect(percentages(final, { ...halfUp, of: 'valid' }, { valid: 408470 })).toMatchObject({
    value: { watson: '48.7' },
  });
});

/**
 * SPD membership vote 2019, first round: shares of all valid papers, 2,376 abstentions among them
 * (213,693 papers). Source: Neue Presse, "SPD: Diese zwei Duos gehen in die Stichwahl".
 */
test('the SPD of 2019 counted abstentions in the base', () => {
  const votes = {
    'geywitz-scholz': 48473,
    'esken-walter-borjans': 44967,
    'kampmann-roth': 34793,
    'scheer-lauterbach': 31271,
    'koepping-pistorius': 31230,
    'schwan-stegner': 20583,
  };
  expect(
    percentages(votes, { of: 'valid', decimals: 2, rounding: 'half-up' }, { valid: 213693 }),
  ).toEqual({
    ok: true,
    value: {
      'geywitz-scholz': '22.68',
      'esken-walter-borjans': '21.04',
      'kampmann-roth': '16.28',
      'scheer-lauterbach': '14.63',
      'koepping-pistorius': '14.61',
      'schwan-stegner': '9.63',
    },
  });
});

test('largest remainders make shares add up where rounding each does not', () => {
  const votes = { a: 4265, b: 3175, c: 2560 };
  expect(percentages(votes, halfUp, { valid: 0 })).toEqual({
    ok: true,
    value: { a: '42.7', b: '31.8', c: '25.6' },
  });
  expect(percentages(votes, largest, { valid: 0 })).toEqual({
    ok: true,
    value: { a: '42.7', b: '31.7', c: '25.6' },
  });
  // A remainder above a half can lose its unit: 2/3, 2/3 and 2/3 of a unit, and two to give.
  expect(percentages({ a: 17, b: 11, c: 2 }, { ...largest, decimals: 0 }, { valid: 0 })).toEqual({
    ok: true,
    value: { a: '57', b: '37', c: '6' },
  });
});

test('papers of the base with nobody listed take their part of the remainders', () => {
  const policy: PercentPolicy = { of: 'cast', decimals: 0, rounding: 'largest-remainder' };
  // Of 7 papers: 3, 3 and one spoilt are 42.86, 42.86 and 14.29 per cent.
  expect(percentages({ a: 3, b: 3 }, policy, { valid: 6, spoilt: 1 })).toEqual({
    ok: true,
    value: { a: '43', b: '43' },
  });
});

test('equal votes always show equal percentages, even if a unit is left over', () => {
  expect(percentages({ a: 1, b: 1, c: 1 }, largest, { valid: 0 })).toEqual({
    ok: true,
    value: { a: '33.3', b: '33.3', c: '33.3' },
  });
  // Equal remainders of unequal votes: the larger first.
  expect(
    percentages({ a: 1, b: 3 }, { ...largest, decimals: 0, of: 'valid' }, { valid: 8 }),
  ).toEqual({ ok: true, value: { a: '12', b: '38' } });
});

test('each base is what it says, and a missing figure is an error', () => {
  const votes = { a: 50 };
  const of = (base: PercentPolicy['of'], figures: Parameters<typeof percentages>[2]) =>
    percentages(votes, { ...halfUp, of: base }, figures);
  expect(of('continuing', { valid: 0 })).toMatchObject({ value: { a: '100.0' } });
  expect(of('valid', { valid: 80 })).toMatchObject({ value: { a: '62.5' } });
  expect(of('cast', { valid: 80, spoilt: 20 })).toMatchObject({ value: { a: '50.0' } });
  expect(of('electorate', { valid: 80, electorate: 400 })).toMatchObject({ value: { a: '12.5' } });
  expect(of('cast', { valid: 80 })).toMatchObject({ error: { code: 'count/figure-missing' } });
  expect(of('electorate', { valid: 80 })).toMatchObject({
    error: { code: 'count/figure-missing' },
  });
  expect(of('valid', { valid: 49 })).toMatchObject({ error: { code: 'count/base-too-small' } });
  expect(percentages({ a: 0 }, halfUp, { valid: 0 })).toEqual({ ok: true, value: { a: '0.0' } });
});

test.each([-1, 10, 0.5])('%d decimals are refused', (decimals) => {
  const error = { code: 'count/decimals-out-of-range' };
  expect(percentages({ a: 1 }, { ...halfUp, decimals }, { valid: 1 })).toMatchObject({ error });
  expect(
    turnout({ valid: 1, spoilt: 0, electorate: 1 }, { counts: 'cast', decimals }),
  ).toMatchObject({ error });
});

/** Labour leader 2016: 506,438 valid and 1,042 spoilt papers of 654,006 sent (LabourList, 24 September 2016). */
test('turnout is a policy: Labour 2016 counted spoilt papers', () => {
  const figures = { valid: 506438, spoilt: 1042, electorate: 654006 };
  expect(turnout(figures, { counts: 'cast', decimals: 2 })).toEqual({
    ok: true,
    value: {
      percent: '77.60',
      papers: 507480,
      electorate: 654006,
      basis: 'valid and spoilt papers, as a percentage of those entitled to vote',
    },
  });
  expect(turnout(figures, { counts: 'valid', decimals: 2 })).toMatchObject({
    value: {
      percent: '77.44',
      basis: 'valid papers, as a percentage of those entitled to vote',
    },
  });
  expect(
    turnout({ valid: 2, spoilt: 0, electorate: 1 }, { counts: 'cast', decimals: 1 }),
  ).toMatchObject({ error: { code: 'count/base-too-small' } });
});

test('a half is rounded upwards, exactly', () => {
  expect(percent(1, 8, 0)).toBe('13');
  expect(percent(1, 8, 2)).toBe('12.50');
  expect(percent(1005, 100000, 2)).toBe('1.01');
  expect(percent(1004999, 100000000, 2)).toBe('1.00');
  expect(percent(0, 0, 1)).toBe('0.0');
  expect(percent(9007199254740990, 9007199254740991, 9)).toBe('100.000000000');
});

test('largest remainders are within a unit of the exact share and add up to 100 or fall short by a tie', () => {
  let exact = 0;
  holds(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 3 }),
      (values, decimals) => {
        const votes = Object.fromEntries(values.map((n, i) => [`c${i}`, n]));
        const sum = values.reduce((a, b) => a + b, 0);
        const result = percentages(votes, { ...largest, decimals }, { valid: 0 });
        if (!result.ok) throw new Error(result.error.message);
        if (sum === 0) return;
        const units = Object.values(result.value).map((text) => Number(text.replace('.', '')));
        const whole = 100 * 10 ** decimals;
        for (const [i, n] of values.entries())
          expect(Math.abs((units[i] as number) * sum - n * whole)).toBeLessThan(sum);
        const total = units.reduce((a, b) => a + b, 0);
        expect(total).toBeLessThanOrEqual(whole);
        if (new Set(values).size === values.length) {
          expect(total).toBe(whole);
          exact++;
        }
      },
    ),
    1000,
  );
  expect(exact).toBeGreaterThan(100);
});
