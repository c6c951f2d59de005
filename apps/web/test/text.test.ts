import { describe, expect, test } from 'vitest';
import { change, count, size } from '../src/text/figures.ts';
import { longDay, moment, time } from '../src/text/moments.ts';

describe('times', () => {
  test('are shown in the zone of the contest, with its name', () => {
    expect(moment('2016-07-20T16:00:00.000Z', 'Europe/London')).toBe('20 July 2016, 17:00 BST');
    expect(moment('2016-01-12T23:30:00.000Z', 'Europe/London')).toBe('12 January 2016, 23:30 GMT');
    expect(longDay('2016-07-20T23:30:00.000Z', 'Europe/London')).toBe('Thursday 21 July 2016');
  });

  test('noon is called so, midnight is not mistaken for it', () => {
    expect(moment('2016-09-21T11:00:00.000Z', 'Europe/London')).toBe(
      '21 September 2016, 12 noon BST',
    );
    expect(time('2026-11-22T00:00:00.000Z', 'Europe/London')).toBe('00:00 GMT');
    expect(time('2026-11-22T14:03:22.000Z', 'Europe/London', true)).toBe('14:03:22 GMT');
  });
});

describe('figures', () => {
  test('are written as British readers write them', () => {
    expect(count(507480)).toBe('507,480');
    expect(change(39)).toBe('+39');
    expect(change(-72)).toBe('−72');
    expect(change(0)).toBe('–');
    expect(size(1_482_113)).toBe('1.48 MB');
    expect(size(999)).toBe('999 bytes');
  });
});
