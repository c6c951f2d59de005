import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { debian } from '../../../src/formats/text/debian/debian.ts';
import { TIED } from '../../../src/papers/marks.ts';
import { pilesOf } from '../piles-of.ts';
import { fixture } from './fixture.ts';
import { readAll, whyNot } from './read-all.ts';

const tally = fixture('tally.txt');

describe('Debian tally sheets', () => {
  test('options are above; ranks are an order of which the gaps say nothing', () => {
    const file = unwrap(readAll(debian, tally));
    expect(file.candidates.map(({ name }) => name)).toEqual([
      'Ann Archer',
      'Bill Baker',
      'None Of The Above',
    ]);
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1, 2], 2],
      [[0, TIED, 1, 2], 1],
      [[2, 0], 1],
    ]);
    expect(file).toMatchObject({ blank: 1, seats: undefined, title: '', notes: [] });
    expect(unwrap(readAll(debian, tally, { seats: 1 })).seats).toBe(1);
  });

  test('the names of voters may stand where the checksums do', () => {
    const named = '  Option 1: Yes\n  | Option 2: No\nV: 12\tann\nV: 21\tbob ( Bob B )\nV: --\n';
    expect(unwrap(readAll(debian, named)).blank).toBe(1);
  });

  test('blank lines below the votes say nothing; there are at most 10,000 options', () => {
    expect(unwrap(readAll(debian, `${tally}\n \n`)).blank).toBe(1);
    const options = Array.from({ length: 10_001 }, (_, i) => `Option ${i + 1}: x`).join('\n');
    expect(whyNot(debian, options).code).toBe('format/too-many-candidates');
  });

  test.each([
    ['', 1, 1, '', '"Option 1: " and a name'],
    ['Option 1: A\n', 2, 1, '', 'a vote, such as "V: 21-3"'],
    ['Option 2: A\n', 1, 1, 'Option 2', 'option 1'],
    ['Option 1: \n', 1, 11, '', 'the name of option 1'],
    ['V: 1 x\n', 1, 1, 'V:', '"Option 1: " and a name above the votes'],
    [
      tally.replace('V: 2-1', 'V: 2-'),
      13,
      4,
      '2-',
      'a rank from 1 to 9 or "-" for each of the 3 options',
    ],
    [
      tally.replace('V: 2-1', 'V: 2-10'),
      13,
      4,
      '2-10',
      'a rank from 1 to 9 or "-" for each of the 3 options',
    ],
    [
      tally.replace('V: 2-1', 'V: 2-a'),
      13,
      4,
      '2-a',
      'a rank from 1 to 9 or "-" for each of the 3 options',
    ],
    [tally.replace('V: 2-1', 'W: 2-1'), 13, 1, 'W:', 'a vote, such as "V: 21-3"'],
    [tally.slice(0, -5), 16, 10, '5'.repeat(28), 'a checksum of 32 signs, as on the first vote'],
    [tally.slice(0, -33), 16, 10, '', 'a checksum of 32 signs, as on the first vote'],
    [tally.slice(0, -37), 16, 4, '--', 'a rank from 1 to 9 or "-" for each of the 3 options'],
  ])('says where it is wrong: %#', (text, line, column, found, expected) => {
    expect(whyNot(debian, text)).toMatchObject({ line, column, found, expected });
  });
});
