import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, formatTime, isTime } from '../src/index.ts';
import { addSpan, dateIn } from '../src/times.ts';

const LONDON = 'Europe/London';

describe('times in the book’s zone', () => {
  test('a deadline is shown as people write it', () => {
    expect(formatTime(LONDON, '2016-07-20T16:00:00.000Z')).toBe(
      '20 July 2016, 17:00 (Europe/London)',
    );
    expect(formatTime(LONDON, '2026-01-05T09:05:00.000Z')).toBe(
      '5 January 2026, 09:05 (Europe/London)',
    );
    expect(formatTime('Asia/Kolkata', '2026-01-05T18:30:00.000Z')).toBe(
      '6 January 2026, 00:00 (Asia/Kolkata)',
    );
  });

  test('seconds and milliseconds are shown where there are some', () => {
    expect(formatTime(LONDON, '2016-07-20T16:00:00.001Z')).toContain('17:00:00.001');
    expect(formatTime(LONDON, '2016-07-20T16:00:30.000Z')).toContain('17:00:30 ');
    expect(formatTime(LONDON, '1960-01-01T00:00:00.250Z')).toContain('00:00:00.250');
  });

  test('dates', () => {
    expect(formatDate('2016-01-12')).toBe('12 January 2016');
    expect(dateIn(LONDON, '2016-07-20T23:30:00.000Z')).toBe('2016-07-21');
    expect(dateIn(LONDON, '2016-12-20T23:30:00.000Z')).toBe('2016-12-20');
  });

  test('days keep the time of day when the clocks change; hours do not', () => {
    // The clocks went forward on 29 March 2026.
    const before = '2026-03-28T12:00:00.000Z';
    expect(addSpan(LONDON, before, { count: 2, unit: 'days' })).toBe('2026-03-30T11:00:00.000Z');
    expect(addSpan(LONDON, before, { count: 48, unit: 'hours' })).toBe('2026-03-30T12:00:00.000Z');
  });

  test('a month from the 31st is the last of the next', () => {
    expect(addSpan(LONDON, '2026-01-31T09:00:00.000Z', { count: 1, unit: 'months' })).toBe(
      '2026-02-28T09:00:00.000Z',
    );
    expect(addSpan(LONDON, '2023-11-30T09:00:00.123Z', { count: 12, unit: 'months' })).toBe(
      '2024-11-30T09:00:00.123Z',
    );
    expect(addSpan(LONDON, '2026-11-15T09:00:00.000Z', { count: 3, unit: 'months' })).toBe(
      '2027-02-15T09:00:00.000Z',
    );
  });

  test('a longer span never ends earlier, in any zone, and what comes out is a time', () => {
    const zones = [LONDON, 'America/St_Johns', 'Pacific/Chatham', 'UTC', 'America/Sao_Paulo'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('1970-01-01'), max: new Date('9990-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('hours' as const, 'days' as const, 'months' as const),
        (zone, from, count, unit) => {
          const time = from.toISOString();
          const shorter = addSpan(zone, time, { count, unit });
          const longer = addSpan(zone, time, { count: count + 1, unit });
          expect(isTime(shorter)).toBe(true);
          expect(shorter > time).toBe(true);
          expect(longer >= shorter).toBe(true);
        },
      ),
    );
  });
});

describe('the spelling of times', () => {
  test.each([
    ['2016-07-20T16:00:00.000Z', true],
    ['2016-02-29T16:00:00.000Z', true],
    ['2015-02-29T16:00:00.000Z', false],
    ['2016-07-20T24:00:00.000Z', false],
    ['2016-07-20T16:00:00Z', false],
    ['2016-07-20T16:00:00.000+00:00', false],
    ['+016-07-20T16:00:00.000Z', false],
    ['', false],
  ])('%s', (text, expected) => {
    expect(isTime(text)).toBe(expected);
  });
});
