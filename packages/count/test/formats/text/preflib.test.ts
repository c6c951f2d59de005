import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { NO_SCORE } from '../../../src/formats/ballot-file.ts';
import { preflib } from '../../../src/formats/text/preflib/preflib.ts';
import { TIED } from '../../../src/papers/marks.ts';
import { pilesOf } from '../piles-of.ts';
import { fixture } from './fixture.ts';
import { contentOf, readAll, whyNot, writeAll } from './read-all.ts';

const soc = fixture('tennessee.soc');
const cat = fixture('tennessee.cat');
const old = fixture('tennessee-old.toi');

describe('PrefLib', () => {
  test('a file of orders has its title, its alternatives and its papers', () => {
    const file = unwrap(readAll(preflib, soc));
    expect(file.title).toBe('Capital of Tennessee');
    expect(file.candidates.map(({ id, name }) => `${id} ${name}`)).toEqual([
      'memphis Memphis',
      'nashville Nashville',
      'chattanooga Chattanooga',
      'knoxville Knoxville',
    ]);
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1, 2, 3], 42],
      [[1, 2, 3, 0], 26],
      [[2, 3, 1, 0], 15],
      [[3, 2, 1, 0], 17],
    ]);
    expect(file.notes).toContain('DESCRIPTION: An example');
    expect(file.notes).toContain('MODIFICATION TYPE: synthetic');
    expect(file).toMatchObject({ seats: undefined, scores: undefined, scale: 1, blank: 0 });
  });

  test('the old style has the names, the totals and commas; equal ranks are in braces', () => {
    const file = unwrap(readAll(preflib, old, { seats: 2 }));
    expect(file.candidates.map(({ name }) => name)[0]).toBe('Memphis, TN');
    expect(file.seats).toBe(2);
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1], 42],
      [[1, 2, TIED, 3, 0], 26],
      [[2], 15],
      [[3, 2, 0, TIED, 1], 17],
    ]);
  });

  test('a category is a score, 0 for the last, and who is in none has no score', () => {
    const file = unwrap(readAll(preflib, cat));
    expect(file.marks.length).toBe(0);
    expect(file.scores && pilesOf(file.scores)).toEqual([
      [[0, NO_SCORE, 2, 2], 17],
      [[2, 1, 0, 0], 42],
      [[NO_SCORE, 2, 2, 1], 26],
    ]);
    expect(file.blank).toBe(15);
    expect(file.notes).toContain('CATEGORY NAME 2: Perhaps');
  });

  test('one category alone is a score of 1 for those in it', () => {
    const one = cat
      .replace('CATEGORIES: 3', 'CATEGORIES: 1')
      .replace('1,2,{3,4}', '1')
      .replace('{2,3},4,{}', '{2,3}')
      .replace('{3,4},{},{1}', '{4,3}')
      .replace('{},{},{}', '{}');
    const file = unwrap(readAll(preflib, one));
    const none = NO_SCORE;
    expect(file.scores && pilesOf(file.scores)).toEqual([
      [[1, none, none, none], 42],
      [[none, 1, 1, none], 26],
      [[none, none, 1, 1], 17],
    ]);
    const again = unwrap(readAll(preflib, String(writeAll(preflib, file))));
    expect(again.scores).toEqual(file.scores);
  });

  test('without a type a file has orders, with equal ranks and blank papers', () => {
    const text = soc
      .replace(/# DATA TYPE.*\n/, '')
      .replace('26: 2,3,4,1', '26: ')
      .replace('17: 4,3', '17: {4, 3}');
    const file = unwrap(readAll(preflib, text));
    expect(file.blank).toBe(26);
    expect(pilesOf(file.marks)[2]).toEqual([[2, TIED, 3, 1, 0], 17]);
    expect(unwrap(readAll(preflib, cat.replace(/# DATA TYPE.*\n/, ''))).scores).toBeDefined();
  });

  test('what is read is written again: the narrowest type, most papers first', () => {
    for (const text of [soc, cat, old]) {
      const file = unwrap(readAll(preflib, text));
      const written = String(writeAll(preflib, file));
      expect(contentOf(unwrap(readAll(preflib, written)))).toEqual(contentOf(file));
    }
    const written = String(writeAll(preflib, unwrap(readAll(preflib, soc, { seats: 3 }))));
    expect(written.split('\n').slice(-5)).toEqual(soc.split('\n').slice(-5));
    expect(written).toContain('# DATA TYPE: soc\n');
    const tied = unwrap(
      readAll(preflib, soc.replace(': soc', ': toc').replace('4,3,2,1', '{4,3},2,1')),
    );
    expect(String(writeAll(preflib, tied))).toContain('# DATA TYPE: toc\n');
    expect(written).toContain('# NUMBER SEATS: 3\n');
    expect(unwrap(readAll(preflib, written)).seats).toBe(3);
    expect(String(writeAll(preflib, unwrap(readAll(preflib, old))))).toContain(
      '# DATA TYPE: toi\n',
    );
  });

  test('names of categories that the file does not have are made from the scores', () => {
    const file = { ...unwrap(readAll(preflib, cat)), notes: [] };
    expect(String(writeAll(preflib, file))).toContain('# CATEGORY NAME 1: Score 2\n');
  });

  test.each([
    // [the file, line, column, found, expected]
    ['', 1, 1, '', 'the header of a PrefLib file'],
    ['4\n1,A\n', 3, 1, '', 'the name of alternative 2'],
    ['x\n', 1, 1, 'x', 'the number of alternatives, from 1 to 10000'],
    ['2 3\n', 1, 3, '3', 'the end of the line'],
    ['2\n2,B\n', 2, 1, '2', 'the number and name of alternative 1, from 1 to 1'],
    ['1\n1 A\n', 2, 3, 'A', '"," and the name of alternative 1'],
    ['1\n1,\n', 2, 3, '', 'the name of alternative 1'],
    ['1\n1,A\n', 3, 1, '', 'the numbers of voters, votes and different orders'],
    ['1\n1,A\n5;5;1\n', 3, 2, ';5;1', '","'],
    ['1\n1,A\n5,x,1\n', 3, 3, 'x', 'the number of votes, 0 or more'],
    ['1\n1,A\n5,5,1,2\n', 3, 6, ',2', 'the end of the line'],
    ['1\n1,A\n5,5,1\n4,1\n', 5, 1, '4 papers', '5 papers, as line 3 says'],
    [soc.replace('42: 1', '43: 1'), 20, 1, '101 papers', '100 papers, as line 11 says'],
    [soc.replace('15: 3,4,2,1\n', ''), 20, 1, '85 papers', '100 papers, as line 11 says'],
    [
      soc.replace('ORDERS: 4', 'ORDERS: 5'),
      21,
      1,
      '4 lines of preferences',
      '5 lines of preferences, as line 12 says',
    ],
    [soc.replace('2,3,4,1', '2,3,5,1'), 18, 9, '5', "an alternative's number, from 1 to 4"],
    [
      soc.replace('2,3,4,1', '2,3,4'),
      18,
      10,
      '',
      'alternative 1 too, as orders of the type soc are complete',
    ],
    [
      soc.replace('2,3,4,1', '2,{3,4},1'),
      18,
      7,
      '{3,4},1',
      'no equal ranks, as the file is of the type soc',
    ],
    [soc.replace('2,3,4,1', '2,3,4,'), 18, 11, '', "an alternative's number, from 1 to 4"],
    [soc.replace('2,3,4,1', '2 3'), 18, 7, '3', '"," or the end of the line'],
    [soc.replace('2,3,4,1', '2,{}'), 18, 7, '{}', 'an alternative; an order has no empty place'],
    [soc.replace('2,3,4,1', '2,{3;4}'), 18, 9, ';4}', '"," or "}"'],
    [soc.replace('26: 2', '26; 2'), 18, 3, ';', '":" after the number of papers'],
    [soc.replace('26: 2', '2.6: 2'), 18, 1, '2.6', 'a number of papers, 1 or more'],
    [soc.replace('26: 2', '0: 2'), 18, 1, '0', 'a number of papers, 1 or more'],
    [
      soc.replace(': soc', ': wmd'),
      4,
      14,
      'wmd',
      'preferences of one of the types soc, soi, toc, toi, cat',
    ],
    [
      soc.replace(/# NUMBER VOTERS.*\n/, ''),
      16,
      1,
      '',
      'a line "# NUMBER VOTERS: …" above the preferences',
    ],
    [soc.replace('VOTERS: 100', 'VOTERS: many'), 11, 18, 'many', 'the number of voters, 0 or more'],
    [
      soc.replace('ALTERNATIVES: 4', 'ALTERNATIVES: 0'),
      10,
      24,
      '0',
      'the number of alternatives, from 1 to 10000',
    ],
    [
      soc.replace('ALTERNATIVES: 4', 'ALTERNATIVES: 3'),
      16,
      1,
      'ALTERNATIVE NAME 4',
      'names of the alternatives 1 to 3 only',
    ],
    [
      soc.replace('ALTERNATIVES: 4', 'ALTERNATIVES: 5'),
      17,
      1,
      '',
      'the name of alternative 5, "# ALTERNATIVE NAME 5: …"',
    ],
    [
      soc.replace('2: Nashville', '1: Nashville'),
      14,
      1,
      'ALTERNATIVE NAME 1',
      'each field of the header once',
    ],
    [
      soc.slice(0, soc.indexOf('# ALTERNATIVE NAME 3')),
      15,
      1,
      '',
      'the name of alternative 3, "# ALTERNATIVE NAME 3: …"',
    ],
    [
      `\n${soc}`.replace('ORDERS: 4', 'ORDERS: four'),
      13,
      25,
      'four',
      'the number of unique orders, 0 or more',
    ],
    [
      soc.replace('# DATA', '# NUMBER SEATS: 0\n# DATA'),
      4,
      17,
      '0',
      'the number of seats, 1 or more',
    ],
    [soc.slice(0, soc.indexOf('42: 1')), 17, 1, '0 papers', '100 papers, as line 11 says'],
    [cat.replace('1,2,{3,4}', '1,{2,3,4}'), 15, 14, '', 'all 3 categories, "{}" for an empty one'],
    [cat.replace('1,2,{3,4}', '1,2,3,4'), 15, 11, '4', 'the end of the line after 3 categories'],
    [cat.replace('1,2,{3,4}', '1,2,{1,4}'), 15, 9, '1', 'each alternative in one category'],
    [
      cat.replace(/# NUMBER CATEGORIES.*\n/, ''),
      14,
      1,
      '',
      'a line "# NUMBER CATEGORIES: …" above the preferences',
    ],
  ])('says where it is wrong: %#', (text, line, column, found, expected) => {
    expect(whyNot(preflib, text)).toMatchObject({ line, column, found, expected });
  });

  test('what it has no words for is not written', () => {
    const file = unwrap(readAll(preflib, soc));
    const scored = unwrap(readAll(preflib, cat));
    const named = (name: string) => file.candidates.map((c, i) => (i === 0 ? { ...c, name } : c));
    const refusal = (change: object) =>
      (writeAll(preflib, { ...file, ...change }) as { refused: string }).refused;
    expect(refusal({ scores: scored.scores })).toContain('ranks and scores');
    expect(refusal({ scale: 100 })).toContain('weights in parts of 100');
    expect(refusal({ candidates: named(' ') })).toContain('alternatives that have a name');
    expect(
      (
        writeAll(preflib, {
          ...scored,
          scores: {
            length: 1,
            codes: new Uint16Array([1000]),
            starts: new Uint32Array([0, 1]),
            counts: new Float64Array([1]),
          },
        }) as { refused: string }
      ).refused,
    ).toContain('up to 1000 categories');
  });
});
