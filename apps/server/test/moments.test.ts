import { expect, test } from 'vitest';
import { localFromMoment, momentFromLocal, momentInWords } from '../src/words/moments.ts';

test('a moment names its day and its zone', () => {
  expect(momentInWords('2026-11-20T17:00:00.000Z', 'Europe/London')).toBe(
    'Friday 20 November 2026 at 17:00 GMT',
  );
  expect(momentInWords('2026-07-20T16:00:00.000Z', 'Europe/London')).toBe(
    'Monday 20 July 2026 at 17:00 BST',
  );
});

test('a local time is read in its zone, summer and winter', () => {
  expect(momentFromLocal('2026-07-20T17:00', 'Europe/London')).toBe('2026-07-20T16:00:00.000Z');
  expect(momentFromLocal('2026-12-20T17:00', 'Europe/London')).toBe('2026-12-20T17:00:00.000Z');
  expect(momentFromLocal('2026-01-01T00:30', 'Pacific/Auckland')).toBe('2025-12-31T11:30:00.000Z');
  expect(localFromMoment('2026-07-20T16:00:00.000Z', 'Europe/London')).toBe('2026-07-20T17:00');
});

test('the hour that is skipped and the hour that comes twice have one reading each', () => {
  // Clocks went forward on 29 March 2026 at 01:00 and back on 25 October at 02:00 BST.
  expect(momentFromLocal('2026-03-29T01:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z');
  expect(momentFromLocal('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z');
});

test('what is no date is none', () => {
  for (const text of ['', 'tomorrow', '2026-02-30T10:00', '2026-01-01', '2026-01-01T25:00'])
    expect(momentFromLocal(text, 'Europe/London')).toBeUndefined();
});
