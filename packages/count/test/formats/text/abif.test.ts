import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { NO_SCORE } from '../../../src/formats/ballot-file.ts';
import { abif } from '../../../src/formats/text/abif/abif.ts';
import { TIED } from '../../../src/papers/marks.ts';
import { pilesOf } from '../piles-of.ts';
import { fixture } from './fixture.ts';
import { contentOf, readAll, whyNot, writeAll } from './read-all.ts';

const tennessee = fixture('tennessee.abif');
const read = (text: string) => unwrap(readAll(abif, text));
const names = (text: string) => read(text).candidates.map(({ name }) => name);

describe('ABIF', () => {
  test('a file with ranks and scores has both', () => {
    const file = read(tennessee);
    expect(file).toMatchObject({ title: 'Capital of Tennessee', seats: 1, scale: 1, blank: 0 });
    expect(file.candidates).toEqual([
      { id: 'memphis-tn', name: 'Memphis, TN' },
      { id: 'nashville-tn', name: 'Nashville, TN' },
      { id: 'chattanooga-tn', name: 'Chattanooga, TN' },
      { id: 'knoxville-tn', name: 'Knoxville, TN' },
    ]);
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1, 2, 3], 42],
      [[1, 2, 3, 0], 26],
      [[2, 3, 1, 0], 15],
      [[3, 2, 1, 0], 17],
    ]);
    expect(file.scores && pilesOf(file.scores)[0]).toEqual([[45, 240, 296, 400], 17]);
    expect(file.notes).toEqual(['An example of papers with ranks and scores']);
  });

  test('equal ranks, blank papers, spaces, quotes, brackets and comments at the end are read', () => {
    const file = read('\f 3 :\u00a0A > "B b" = [C c]  # why\n 2:\n1:C>A#\n\n0:A\n');
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1, TIED, 2], 3],
      [[3, 0], 1],
    ]);
    expect(file.blank).toBe(2);
    expect(file.candidates.map(({ name }) => name)).toEqual(['A', 'B b', 'C c', 'C']);
    expect(file.scores).toBeUndefined();
  });

  test('commas between scores say no order; commas between candidates are equal ranks', () => {
    const file = read('5: A/3, B/5, C\n2: B/1\n1: A,C\n');
    expect(file.scores && pilesOf(file.scores)).toEqual([
      [[3, 5, NO_SCORE], 5],
      [[NO_SCORE, 1, NO_SCORE], 2],
    ]);
    expect(pilesOf(file.marks)).toEqual([[[0, TIED, 2], 1]]);
  });

  test('one candidate with a score is ranked first where other papers of the file have an order', () => {
    const file = read('5:A/3>B/1\n2:B/1\n1:B/1\n');
    expect(pilesOf(file.marks)).toEqual([
      [[0, 1], 5],
      [[1], 3],
    ]);
    expect(file.scores && pilesOf(file.scores)).toEqual([
      [[3, 1], 5],
      [[NO_SCORE, 1], 3],
    ]);
  });

  test('ranks and scores that contradict each other stand as they are', () => {
    const file = read('1:A/1>B/2');
    expect(pilesOf(file.marks)).toEqual([[[0, 1], 1]]);
    expect(file.scores && pilesOf(file.scores)).toEqual([[[1, 2], 1]]);
  });

  test('a candidate twice on a paper stands twice, and is left to the rule', () => {
    expect(pilesOf(read('1:A>B>A').marks)).toEqual([[[0, 1, 0], 1]]);
  });

  test('candidates are declared above or below, by "=", by brackets, or by a name on the paper', () => {
    expect(names('1:A>B\n=A:[Ann]\n=B: Bob # the second\n')).toEqual(['Ann', 'Bob']);
    expect(names('A : [Ann]\n1:A\n')).toEqual(['Ann']);
    expect(names('=A:"Ann \\"[x]\\""\n1:A\n')).toEqual(['Ann "[x]"']);
    expect(names('=A:[Ann]\n1:A>[蘇業]\n')).toEqual(['Ann', '蘇業']);
    expect(names('=[A a]:[Ann]\n1:[A a]\n')).toEqual(['Ann']);
  });

  test('a declared name in brackets is that candidate', () => {
    expect(pilesOf(read('1:[Ann]>B\n=A:[Ann]\n=B:[Bob]\n1:A>B').marks)).toEqual([[[0, 1], 2]]);
  });

  test('metadata are notes, but for the title, the seats and the number of papers', () => {
    const file = read(
      'ABIF 1.0\n{version: 0.1}\n{"a b": "c, {d}", \'e\': \'f\', g: null}\n{}\n{ballotcount: 3}\n{seats:2} # x\n3:A: {"precinct": 51} # y\n',
    );
    expect(file.notes).toEqual(['version: 0.1', 'a b: c, {d}', 'e: f', 'g: null']);
    expect(file.seats).toBe(2);
    expect(unwrap(readAll(abif, '1:A', { seats: 4 })).seats).toBe(4);
  });

  test('there are at most 10,000 candidates, on papers or declared', () => {
    const many = Array.from({ length: 10_001 }, (_, i) => `c${i}`);
    expect(whyNot(abif, `1:${many.join('>')}`).code).toBe('format/too-many-candidates');
    const declared = many.map((key) => `=${key}:[${key}]`).join('\n');
    expect(whyNot(abif, declared)).toMatchObject({
      code: 'format/too-many-candidates',
      line: 10_001,
    });
  });

  test('metadata and comments below the first papers are passed over', () => {
    const file = read('{title: A}\n{title: B}\n1:A/2: {"x": 1}\n{x: y}\n{z: ""}\n# done\n');
    expect(file).toMatchObject({ title: 'A', notes: ['title: B'] });
    expect(file.scores && pilesOf(file.scores)).toEqual([[[2], 1]]);
    expect(read('{z: ""}').notes).toEqual([]);
  });

  test('an empty file has no candidates', () => {
    expect(read('')).toMatchObject({ candidates: [], blank: 0 });
  });

  test('what is read is written again', () => {
    for (const text of [
      tennessee,
      '3:A>B=C\n2:\n1:C>A>C\n',
      '5:A/3,B/5,C\n2:B/1\n',
      '5:A/3=B/3\n3:A/2>B/1\n2:B/1\n4:B>A\n',
      '=A:[Ann]\n=B:"[Ann]"\n=C:[3rd, Mrs]\n1:A>B>C\n# later\n',
    ]) {
      const file = read(text);
      const written = String(writeAll(abif, file));
      expect(contentOf(read(written))).toEqual(contentOf(file));
    }
  });

  test('keys are made from the ids, each different', () => {
    const written = String(writeAll(abif, read('1:[A-1]>[A 1]>[2]')));
    expect(written).toContain('=a_1_1:[A-1]\n=a_1_2:[A 1]\n=c2:[2]\n');
    const twin = read('1:A>B');
    const ids = ['x', 'x!'].map((id) => ({ id, name: id }));
    expect(String(writeAll(abif, { ...twin, candidates: ids }))).toContain('=x:[x]\n=x_:[x!]\n');
    const same = ['x', 'x'].map((id) => ({ id, name: id }));
    expect(String(writeAll(abif, { ...twin, candidates: same }))).toContain('=x_2:[x]\n');
  });

  test.each([
    ['27:A>\n', 1, 6, '', 'a candidate'],
    ['27:A>>B\n', 1, 6, '>B', 'a candidate'],
    ['27:A B\n', 1, 6, 'B', '">", "=", "," or the end of the line'],
    ['27:[A>B\n', 1, 4, '[A>B', 'a "]" after the name, and no other bracket before it'],
    ['27:[ ]\n', 1, 4, '[', 'a name within the brackets'],
    ['27:"A>B\n', 1, 4, '"A>B', 'text in quotes, as JSON has it, with a closing quote'],
    ['27:"\\x"\n', 1, 4, '"\\x"', 'text in quotes, as JSON has it, with a closing quote'],
    ['27 A>B\n', 1, 4, 'A>B', '":" after the number of papers'],
    ['2.5:A>B\n', 1, 1, '2.5', 'a number of papers, 0 or more'],
    ['1:A/x\n', 1, 5, 'x', 'a score, from 0 to 65534'],
    ['1:A/65535\n', 1, 5, '65535', 'a score, from 0 to 65534'],
    ['1:A/5>B/3>A/4\n', 1, 11, 'A', 'one score for each candidate'],
    ['1:A*1,B*2\n', 1, 4, '*1,B*2', 'no shares of a vote; they are not supported'],
    ['1:A: precinct\n', 1, 6, 'precinct', 'more data of the line, within "{" and "}"'],
    [
      '=A:[Ann]\n9:A>Bo',
      2,
      5,
      'Bo',
      'a candidate who is declared, as others are ("=key:[Name]"), or a name in brackets',
    ],
    [
      '=A:[Ann]\n=A:[Bob]\n',
      2,
      2,
      'A',
      'a key and a name that do not stand for two candidates already',
    ],
    [
      '=A:[Ann]\n=B:[Ann]\n1:[Ann]\n',
      3,
      3,
      'Ann',
      'the key of one candidate; several have this name',
    ],
    [
      '=A:[Ann]\n1:[Ann]\n=B:[Ann]\n',
      3,
      2,
      'B',
      'a key and a name that do not stand for two candidates already',
    ],
    [
      '1:A>[Ann]\n=A:[Ann]\n',
      2,
      2,
      'A',
      'a key and a name that do not stand for two candidates already',
    ],
    ['=A\n', 1, 3, '', '":" and the name'],
    ['=:[Ann]\n', 1, 2, ':[Ann]', 'the key of a candidate'],
    ['=A:\n', 1, 4, '', 'the name of the candidate'],
    ['=A:[]\n', 1, 4, '[]', 'a name within the brackets'],
    ['=A:[Ann] x\n', 1, 10, 'x', 'the end of the line'],
    [
      'Ann>Bob\n',
      1,
      1,
      'Ann>Bob',
      'papers ("27:A>B"), a candidate ("=A:[Name]"), metadata ("{title: …}") or a comment ("# …")',
    ],
    [
      '[Ann]: A\n',
      1,
      1,
      '[Ann]:',
      'papers ("27:A>B"), a candidate ("=A:[Name]"), metadata ("{title: …}") or a comment ("# …")',
    ],
    ['{title}\n', 1, 7, '}', '":" and a value'],
    ['{title:}\n', 1, 8, '}', 'a value'],
    ['{:x}\n', 1, 2, ':x}', 'a key'],
    ['{title: "x\n', 1, 9, '"x', 'text in quotes, as JSON has it, with a closing quote'],
    ['{title: x\n', 1, 10, '', '"}"'],
    ["{title: 'x}\n", 1, 9, "'x}", 'a value'],
    ['{title: x} y\n', 1, 12, 'y', 'the end of the line'],
    ['{seats: 0}\n', 1, 9, '0', 'a whole number, 1 or more'],
    ['{ballotcount: 3}\n2:A\n', 3, 1, '2 papers', '3 papers, as line 1 says'],
    [
      '9007199254740991:A\n1:A\n',
      2,
      1,
      '1',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
    [
      '9007199254740991:A/1\n1:A/1\n',
      2,
      1,
      '1',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
    [
      '9007199254740991:A/1\n1:A\n',
      3,
      1,
      '9007199254740991',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
    [
      '9007199254740991:A/1,B/2\n1:A/1,B/1\n',
      2,
      1,
      '1',
      'fewer than 2^53 papers in all, counted in units of the smallest weight',
    ],
  ])('says where it is wrong: %j', (text, line, column, found, expected) => {
    expect(whyNot(abif, text)).toMatchObject({ line, column, found, expected });
  });

  test('what it has no words for is not written', () => {
    const file = read('1:A/1>B/2');
    expect(writeAll(abif, file)).toEqual({
      refused:
        'This file cannot be written as ABIF: it has "ranks and scores", and the format knows both on one paper only where the ranks follow from the scores.',
    });
    const nameless = { ...file, candidates: [{ id: 'a', name: '' }] };
    expect(writeAll(abif, nameless)).toEqual({
      refused:
        'This file cannot be written as ABIF: it has nothing, and the format knows candidates who have a name.',
    });
    const gone = { ...file, candidates: [{ id: 'a', name: 'Ann', withdrawn: true as const }] };
    expect(writeAll(abif, gone)).toMatchObject({ refused: expect.stringContaining('withdrawn') });
    const more = read('2:A/1>B/0\n1:B/1>A/0');
    const fewer = { ...more, marks: read('1:A>B').marks };
    expect(writeAll(abif, fewer)).toMatchObject({ refused: expect.stringContaining('both') });
    expect(writeAll(abif, { ...more, marks: read('9:A>B').marks })).toMatchObject({
      refused: expect.stringContaining('both'),
    });
  });
});
