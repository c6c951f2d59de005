import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { marginIrv } from '../../../src/formats/text/margin-irv/margin-irv.ts';
import { raire } from '../../../src/formats/text/raire/raire.ts';
import { pilesOf } from '../piles-of.ts';
import { fixture } from './fixture.ts';
import { readAll, whyNot } from './read-all.ts';

const piles = fixture('tennessee-piles.txt');
const contest = fixture('tennessee-contest.json');
const papers = [
  [[0, 1, 2, 3], 42],
  [[1, 2, 3, 0], 26],
  [[2], 15],
  [[3, 2], 17],
];

describe('margin-irv', () => {
  test('a file has ids for names, parties in a note, and piles', () => {
    const file = unwrap(readAll(marginIrv, `\n${piles}\n`, { seats: 1 }));
    expect(file.candidates.map(({ name }) => name)).toEqual(['901', '902', '903', '904']);
    expect(pilesOf(file.marks)).toEqual(papers);
    expect(file).toMatchObject({ blank: 3, seats: 1, notes: ['Parties: WEST,MID,EAST,EAST'] });
  });

  test.each([
    ['', 1, 1, '', 'the ids of the candidates'],
    ['1, 2', 1, 5, '', 'their parties'],
    ['1, 2\nA,B\n', 3, 1, '', 'a line "-+-+-"'],
    ['1, \n', 1, 4, '', 'the id of a candidate'],
    ['1 2\n', 1, 3, '2', '"," or the end of the line'],
    ['1, 1\n', 1, 4, '1', 'each candidate once'],
    ['1, 2\nA\n', 2, 1, 'A', 'a party for each of the 2 candidates'],
    ['1\nA\n(1)', 3, 1, '(1)', 'a line "-+-+-"'],
    [piles.replace('(901', '901'), 4, 1, '901,', '"(" and the candidates of a pile'],
    [piles.replace('(901,', '(901'), 4, 6, '902,', '"," or ")"'],
    [piles.replace('(901', '(905'), 4, 2, '905', 'a candidate of the first line'],
    [piles.replace('(901,', '(,'), 4, 2, ',', 'the id of a candidate or ")"'],
    [piles.replace(': 42', ''), 4, 22, '', '":" and the number of papers'],
    [piles.replace(': 42', ': x'), 4, 24, 'x', 'a number of papers, 0 or more'],
    [piles.replace(': 42', ': 42 .'), 4, 27, '.', 'the end of the line'],
    [
      piles.replace(': 42', ': 9007199254740991'),
      5,
      1,
      '26',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
  ])('says where it is wrong: %#', (text, line, column, found, expected) => {
    expect(whyNot(marginIrv, text)).toMatchObject({ line, column, found, expected });
  });

  test('there are at most 10,000 candidates', () => {
    const ids = Array.from({ length: 10_001 }, (_, i) => i).join(',');
    expect(whyNot(marginIrv, ids).code).toBe('format/too-many-candidates');
  });
});

describe('RAIRE', () => {
  test('a contest has the names, the title and the papers', () => {
    const file = unwrap(readAll(raire, contest, { seats: 1 }));
    expect(file.title).toBe('Capital of Tennessee');
    expect(file.candidates.map(({ id }) => id)).toEqual([
      'memphis',
      'nashville',
      'chattanooga',
      'knoxville',
    ]);
    expect(pilesOf(file.marks)).toEqual(papers);
    expect(file).toMatchObject({ blank: 3, seats: 1 });
  });

  test('names may be missing, or stand below the papers; other members are passed over', () => {
    const text =
      '{"votes":[{"n":1,"prefs":[1]}],"x":[{"y":{"z":[null,true,-1.5e3,"\\n"]}},[]],"num_candidates":2}';
    expect(unwrap(readAll(raire, text)).candidates.map(({ name }) => name)).toEqual(['0', '1']);
    const below = '{"votes":[],\n"metadata":{"candidates":["A","B"]}}\n\n';
    expect(unwrap(readAll(raire, below)).candidates.length).toBe(2);
  });

  test.each([
    ['', 1, 1, '', 'an object of JSON, "{"'],
    ['[]', 1, 1, '[]', 'an object of JSON, "{"'],
    ['{}', 1, 3, '', '"num_candidates" or the names of the candidates'],
    ['{} {}', 1, 4, '{}', 'the end of the file'],
    ['{', 1, 2, '', 'a name in quotes or "}"'],
    ['{,', 1, 2, ',', 'a name in quotes or "}"'],
    ['{"a"', 1, 5, '', '":"'],
    ['{"a" 1', 1, 6, '1', '":"'],
    ['{"a":', 1, 6, '', 'a value'],
    ['{"a":}', 1, 6, '}', 'a value'],
    ['{"a":01}', 1, 6, '01}', 'a value'],
    ['{"a":nul}', 1, 6, 'nul}', 'a value'],
    ['{"a":"\\x"}', 1, 6, '"\\x"}', 'a value'],
    ['{"a":"x', 1, 6, '"x', 'a value'],
    ['{"a":1', 1, 7, '', '"," or "}"'],
    ['{"a":1 "b"', 1, 8, '"b"', '"," or "}"'],
    ['{"a":1,}', 1, 8, '}', 'a name in quotes'],
    ['{"a":1,"a":2}', 1, 8, '"a":2}', '"a" once in an object'],
    ['{"a":[', 1, 7, '', 'a value or "]"'],
    ['{"a":[1,]', 1, 9, ']', 'a value'],
    ['{"a":[1}', 1, 8, '}', '"," or "]"'],
    [`{"a":${'['.repeat(40)}`, 1, 37, '[[[[[[[[[', 'at most 32 levels'],
    ['{"num_candidates":0}', 1, 19, '0', 'a number of candidates, from 1 to 10000'],
    ['{"metadata":{"contest":1}}', 1, 13, '1', 'the name of the contest'],
    ['{"metadata":{"candidates":[1]}}', 1, 13, '[1]', 'the names of candidates, up to 10000'],
    ['{"metadata":{"candidates":"A"}}', 1, 13, '"A"', 'the names of candidates, up to 10000'],
    ['{"metadata":[]}', 1, 16, '', '"num_candidates" or the names of the candidates'],
    // The outcome of an audit, which has no papers.
    ['{"num_candidates":2}', 1, 21, '', '"votes", the papers'],
    ['{"votes":[1]}', 1, 11, '1', 'papers with "n", how many they are, a whole number'],
    ['{"votes":[{"n":1.5}]}', 1, 11, '1.5', 'papers with "n", how many they are, a whole number'],
    ['{"votes":[{"n":1}]}', 1, 11, '{"n":1}', 'papers with "prefs", a list of candidates from 0'],
    [
      '{"votes":[{"n":1,"prefs":["0"]}]}',
      1,
      11,
      '["0"]',
      'papers with "prefs", a list of candidates from 0',
    ],
    [
      '{"votes":[{"n":1,"prefs":[-1]}]}',
      1,
      11,
      '[-1]',
      'papers with "prefs", a list of candidates from 0',
    ],
    [contest.replace('[3,2]', '[4,2]'), 4, 2, '4', 'preferences from 0 to 3'],
    [contest.replace(':4', ':5'), 2, 18, '5', '4, as there are names of candidates'],
    [
      contest.replace(':17', ':9007199254740991'),
      4,
      2,
      '9007199254740991',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
    [contest.trimEnd().slice(0, -1), 5, 72, '', '"," or "}"'],
  ])('says where it is wrong: %j', (text, line, column, found, expected) => {
    expect(whyNot(raire, text)).toMatchObject({ line, column, found, expected });
  });
});

test('a JSON object that says nothing of votes is no contest of RAIRE', () => {
  expect(raire.looksLike('{"metadata": {"candidates": []}}')).toBe('no');
  expect(raire.looksLike('{"num_candidates": 3}')).toBe('maybe');
  expect(raire.looksLike('[]')).toBe('no');
});
