import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { cef } from '../../../src/formats/text/cef/cef.ts';
import { TIED } from '../../../src/papers/marks.ts';
import { pilesOf } from '../piles-of.ts';
import { fixture } from './fixture.ts';
import { contentOf, readAll, whyNot, writeAll } from './read-all.ts';

const tennessee = fixture('tennessee.cvotes');
const read = (text: string) => unwrap(readAll(cef, text));

describe('the Condorcet Election Format', () => {
  test('a file has its candidates, seats and votes with tags, weights and numbers', () => {
    const file = read(tennessee);
    expect(file.candidates.map(({ name }) => name)).toEqual([
      'Memphis',
      'Nashville',
      'Chattanooga',
      'Knoxville',
    ]);
    expect(file).toMatchObject({ title: '', seats: 1, scale: 1, blank: 3, scores: undefined });
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1, 2, 3], 42],
      [[1, 2, 3, 0], 26],
      [[2, 3, 1, 0], 15],
      [[3, 2, 0, TIED, 1], 17],
    ]);
    expect(file.notes).toEqual(['Capital of Tennessee']);
  });

  test('a weight counts only where the file allows it', () => {
    expect(pilesOf(read('A ^7*2').marks)).toEqual([[[0], 2]]);
    expect(pilesOf(read('#/weight allowed: TRUE\nA^7 * 2').marks)).toEqual([[[0], 14]]);
  });

  test('blanks around a name of the list say nothing', () => {
    const { candidates } = read('#/Candidates:   A \t ;\tB b  ');
    expect(candidates.map(({ name }) => name)).toEqual(['A', 'B b']);
  });

  test('without a list the candidates are those on the votes', () => {
    const file = read('B > A = Élise\n/EMPTY/ * 2\n');
    expect(file.candidates.map(({ id, name }) => `${id} ${name}`)).toEqual([
      'b B',
      'a A',
      'elise Élise',
    ]);
    expect(file.blank).toBe(2);
    expect(unwrap(readAll(cef, 'A', { seats: 2 })).seats).toBe(2);
  });

  test('candidates who are not on the list are passed over, and a note says so', () => {
    const file = read('#/Candidates: A;B;C\nA > X = B > Y > C * 3\nX ^2 * 2\nY = C = B\n');
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1, 2], 3],
      [[1, TIED, 2], 1],
    ]);
    expect(file.blank).toBe(2);
    expect(file.notes).toEqual([
      'Passed over, as not on the list of candidates: X (5 papers)',
      'Passed over, as not on the list of candidates: Y (4 papers)',
    ]);
    const many = Array.from({ length: 52 }, (_, i) => `X${i}`).join('\n');
    expect(read(`#/Candidates: A\n${many}`).notes.at(-1)).toBe(
      'Passed over, as not on the list of candidates: others (2 papers)',
    );
  });

  test('other parameters and comments above the votes are notes', () => {
    const file = read(
      '#/Implicit Ranking: false\n#/Voting Methods: Schulze\n#/Title: Our vote\n# by us\n\n# and\nA # why\n# later\n',
    );
    expect(file.notes).toEqual([
      'Implicit Ranking: false',
      'Voting Methods: Schulze',
      'by us',
      'and',
    ]);
    expect(file.title).toBe('Our vote');
  });

  test('what is read is written again', () => {
    for (const text of [
      tennessee,
      '#/Implicit Ranking: false\nB > A = C\n/EMPTY_RANKING/',
      '#/Title: Us\n#/Candidates: A ; B\n',
    ]) {
      const file = read(text);
      expect(contentOf(read(String(writeAll(cef, file))))).toEqual(contentOf(file));
    }
    expect(String(writeAll(cef, read(tennessee)))).toContain(
      '\nKnoxville > Chattanooga > Memphis = Nashville * 17\n',
    );
    expect(String(writeAll(cef, { ...read('A'), title: 'No. #1' }))).toContain('# No. #1\n');
  });

  test.each([
    ['A > > B', 1, 5, '>', 'a candidate'],
    ['A > ', 1, 5, '', 'a candidate'],
    ['A = = B', 1, 5, '=', 'a candidate'],
    ['A < B', 1, 3, '<', '">", "=" or the end of the line; no name has "<"'],
    ['A > /EMPTY/', 1, 5, '/EMPTY/', '">", "=" or the end of the line; no name has "/"'],
    ['A > B > A', 1, 9, 'A', 'each candidate at most once'],
    ['t || A * 8 ^7', 1, 12, '^7', 'the weight before the number of votes, "^7 * 42"'],
    ['A * x', 1, 5, 'x', 'a number of votes, 1 or more'],
    ['A * 0', 1, 5, '0', 'a number of votes, 1 or more'],
    ['A ^1.5', 1, 4, '1.5', 'a weight, 1 or more'],
    ['A * 3 B', 1, 7, 'B', 'the end of the line'],
    ['* 3', 1, 1, '*', 'a candidate'],
    ['t || ', 1, 6, '', 'a candidate'],
    ['A || B || C', 1, 8, '||', '">", "=" or the end of the line; no name has "|"'],
    [
      'A\n#/Number of Seats: 3',
      2,
      1,
      '#/Number',
      'votes; all parameters stand above the first vote',
    ],
    [' #/Number of Seats: 3', 1, 1, '#/Number', 'a parameter at the beginning of the line'],
    ['#/Seats', 1, 3, 'Seats', 'the name of a parameter and at once ":", as in "#/Candidates:"'],
    [
      '#/Implicit Ranking : true',
      1,
      3,
      'Implicit',
      'the name of a parameter and at once ":", as in "#/Candidates:"',
    ],
    ['#/Implicit Ranking: yes', 1, 21, 'yes', '"true" or "false"'],
    ['#/Weight allowed:', 1, 18, '', '"true" or "false"'],
    ['#/Number of Seats: 0', 1, 20, '0', 'the number of seats, 1 or more'],
    ['#/Number of Seats: 3 x', 1, 22, 'x', 'the end of the line'],
    ['#/Number of Seats: 3\n#/Number of seats: 4', 2, 3, 'Number of seats', 'each parameter once'],
    ['#/Candidates: A;B # two', 1, 19, '#', 'the end of the line; a parameter has no comment'],
    ['#/Candidates: A;;B', 1, 17, ';B', 'the name of a candidate'],
    ['#/Candidates: A;', 1, 17, '', 'the name of a candidate'],
    ['#/Candidates:', 1, 14, '', 'the name of a candidate'],
    ['#/Candidates: A;B;A', 1, 19, 'A', 'each candidate once'],
    ['#/Candidates: A; B, C', 1, 19, ',', 'a name without ","'],
    [
      'A * 9007199254740991\nB',
      2,
      1,
      '1',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
    [
      '#/Weight allowed: true\nA ^9007199254740991 * 9007199254740991',
      2,
      1,
      '8.112963841460666e+31',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
  ])('says where it is wrong: %j', (text, line, column, found, expected) => {
    expect(whyNot(cef, text)).toMatchObject({ line, column, found, expected });
  });

  test('there are at most 10,000 candidates', () => {
    const names = Array.from({ length: 10_001 }, (_, i) => `c${i}`);
    expect(whyNot(cef, `#/Candidates: ${names.join(';')}`).code).toBe('format/too-many-candidates');
    expect(whyNot(cef, names.join('\n'))).toMatchObject({
      code: 'format/too-many-candidates',
      line: 10_001,
    });
  });

  test('what it has no words for is not written', () => {
    const file = read('A > B');
    const refusal = (names: string[]) =>
      writeAll(cef, { ...file, candidates: names.map((name) => ({ id: name, name })) });
    expect(refusal(['Ann, Dr', 'B'])).toMatchObject({
      refused: expect.stringContaining('"Ann, Dr"'),
    });
    expect(refusal(['', 'B'])).toMatchObject({ refused: expect.stringContaining('nothing') });
    expect(refusal(['B', 'B'])).toMatchObject({
      refused: expect.stringContaining('each different'),
    });
    expect(writeAll(cef, { ...file, scores: file.marks })).toMatchObject({
      refused: expect.stringContaining('scores'),
    });
  });
});
