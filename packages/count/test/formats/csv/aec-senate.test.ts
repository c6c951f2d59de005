import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aecSenate } from '../../../src/formats/csv/aec-senate.ts';
import { countedSquares, senatePreferences } from '../../../src/formats/csv/senate-formality.ts';
import { holds } from '../../elections.ts';
import { sharedElections, skipNote } from '../../shared.ts';
import { pilesOf } from '../piles-of.ts';
import { readAll } from '../text/read-all.ts';

const ABOUT =
  'State,Division,Vote Collection Point Name, Vote Collection Point ID, Batch No, Paper No';
const SQUARES = 'A:Reds,B:,A:ANN A,A:BOB B,B:CAT C,B:DAN D,B:EVE E,B:FAY F,UG:GUS G';
const fixture = (path: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

function read(rows: readonly string[], squares = SQUARES): unknown {
  const text = [`${ABOUT},${squares}`, ...rows.map((row) => `ACT,Bean,Hall,1,1,1,${row}`)].join(
    '\r\n',
  );
  const result = readAll(aecSenate, text, { seats: 2 });
  if (!result.ok) return result.error.message;
  const { marks, invalid, title, seats } = result.value;
  return { marks: pilesOf(marks), invalid, title, seats };
}

describe('formality of Senate papers (Commonwealth Electoral Act 1918)', () => {
  test('numbers from a repeated one on are disregarded, and numbers above a missing one', () => {
    // The examples of ss 268A and 269.
    expect(countedSquares([1, 2, 3, 3, 4, 5, 6])).toEqual([0, 1]);
    expect(countedSquares([1, 1, 2, 3])).toEqual([]);
    expect(countedSquares([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14])).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  test('six below the line, or all squares where there are fewer; one above the line is enough', () => {
    const paper = {
      groups: [
        [0, 1, 2],
        [3, 4, 5, 6],
      ],
      candidates: 7,
    };
    expect(senatePreferences(paper, [0, 0], [6, 5, 4, 3, 2, 1, 0])).toEqual([5, 4, 3, 2, 1, 0]);
    expect(senatePreferences(paper, [0, 0], [0, 5, 4, 3, 2, 1, 0])).toBeUndefined();
    expect(senatePreferences(paper, [0, 1], [0, 0, 0, 0, 0, 0, 0])).toEqual([3, 4, 5, 6]);
    expect(senatePreferences(paper, [1, 1], [0, 0, 0, 0, 0, 0, 0])).toBeUndefined();
    const small = { groups: [[0], [1]], candidates: 3 };
    expect(senatePreferences(small, [0, 0], [3, 1, 2])).toEqual([1, 2, 0]);
    expect(senatePreferences(small, [0, 0], [0, 1, 2])).toBeUndefined();
  });

  test('a paper formal both ways counts as marked below the line', () => {
    const paper = {
      groups: [
        [0, 1, 2],
        [3, 4, 5],
      ],
      candidates: 6,
    };
    expect(senatePreferences(paper, [2, 1], [1, 2, 3, 4, 5, 6])).toEqual([0, 1, 2, 3, 4, 5]);
    // Informal below, so that above counts.
    expect(senatePreferences(paper, [2, 1], [1, 2, 3, 4, 5, 5])).toEqual([3, 4, 5, 0, 1, 2]);
  });

  test('counted squares hold each number from 1 on exactly once, and nothing could follow', () => {
    holds(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 8 }), (numbers) => {
        const counted = countedSquares(numbers);
        const times = (n: number): number => numbers.filter((one) => one === n).length;
        expect(counted.map((square) => numbers[square])).toEqual(counted.map((_, i) => i + 1));
        for (const i of counted.keys()) expect(times(i + 1)).toBe(1);
        expect(times(counted.length + 1)).not.toBe(1);
      }),
      100,
    );
  });
});

describe('formal preferences of the AEC', () => {
  test('squares above the line stand for their groups; ticks and crosses are a 1', () => {
    expect(read(['2,1', ',,6,5,4,3,2,1', '/,', ',*,,,,,,,7', '1,,1,1'])).toEqual({
      title: 'Senate, ACT',
      seats: 2,
      marks: [
        [[0, 1], 2],
        [[2, 3, 4, 5], 1],
        [[2, 3, 4, 5, 0, 1], 1],
        [[5, 4, 3, 2, 1, 0], 1],
      ],
      invalid: [],
    });
    expect(read(['1,1', '2,3'])).toMatchObject({
      marks: [],
      invalid: [{ reason: 'informal (ss 268A, 269)', papers: 2 }],
    });
  });

  test('a file without papers has no state', () => {
    expect(read([])).toMatchObject({ title: '', marks: [] });
  });

  test('candidates who are all ungrouped have no square above the line', () => {
    expect(read(['2,1'], 'UG:ANN A,UG:BOB B')).toMatchObject({ marks: [[[1, 0], 1]] });
  });

  test.each<[string[], string | undefined, string]>([
    [
      ['x'],
      undefined,
      'Line 2, column 21: found "x", expected a number, "/" or "*" (a tick or cross), or nothing.',
    ],
    [
      ['1,2,3,4,5,6,7,8,9,1'],
      undefined,
      'Line 2, column 39: found "1", expected the end of the line after 15 fields, as the first line has.',
    ],
    [
      [],
      'Ann',
      'Line 1, column 89: found "Ann", expected a square: the letter of its group, a colon, and a name.',
    ],
    [
      [],
      'A:Reds,A:ANN,C:CAT',
      'Line 1, column 102: found "C:CAT", expected a candidate of a group with a square above the line, or ungrouped (UG).',
    ],
    [
      [],
      'A:Reds,A: ',
      `Line 1, column 96: found "A:", expected a candidate's name after the colon.`,
    ],
    [
      [],
      'A:Reds,B:Blues,A:ANN',
      'Line 1, column 109: found the end of the line, expected a candidate of group B.',
    ],
    [
      [],
      'A:Reds',
      'Line 1, column 95: found the end of the line, expected a candidate of group A.',
    ],
  ])('%j below %j is refused', (rows, squares, message) => {
    expect(read(rows, squares)).toBe(message);
  });

  test('another header is refused; of the file of 2016 it is said why', () => {
    const message = (text: string): string => {
      const result = readAll(aecSenate, text);
      return result.ok ? 'read' : result.error.message;
    };
    expect(message('State,Division')).toContain('expected a column "Vote Collection Point Name"');
    expect(message('State,Seat')).toBe(
      'Line 1, column 7: found "Seat", expected a column "Division".',
    );
    expect(message(ABOUT)).toContain('the end of the line, expected squares of candidates');
    expect(message('ElectorateNm,VoteCollectionPointNm,Preferences\n')).toContain(
      'the file of 2016 does not name the candidates',
    );
    expect(message(`${ABOUT},UG:A\nACT,B,C,1,1,1,1\nNT,B,C,1,1,1,1\n`)).toBe(
      'Line 3, column 1: found "NT", expected papers of ACT only.',
    );
    expect(message(`${ABOUT},UG:A\nACT,B,C,1,1,1\n`)).toContain("expected the paper's preferences");
  });

  test('too many candidates are refused', () => {
    const squares = Array.from({ length: 10_001 }, (_, i) => `UG:C${i}`).join(',');
    expect(read([], squares)).toContain('expected at most 10000 candidates');
  });

  test('a sample of the ACT 2019: 201 papers of 17 candidates', () => {
    const result = readAll(aecSenate, fixture('aec-senate/act-2019-sample.csv'), { size: 777 });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.candidates).toHaveLength(17);
    expect(result.value.candidates[0]?.name).toBe('SESELJA Zed');
    expect(result.value.marks.counts.reduce((sum, count) => sum + count, 0)).toBe(201);
    expect(
      aecSenate.looksLike(
        new TextDecoder().decode(fixture('aec-senate/act-2019-sample.csv')).slice(0, 4000),
      ),
    ).toBe('surely');
    expect(aecSenate.looksLike('State,Division\n')).toBe('no');
  });

  // Official: formal papers of the distribution of preferences, 2019. The piles are compared with those
  // that another program expanded from the same file.
  test.skipIf(sharedElections === undefined).each([
    ['act', 270_231],
    ['nt', 105_027],
  ])(
    `%s 2019: all %i formal papers, expanded as others do (${sharedElections ? 'read' : skipNote})`,
    (state, formal) => {
      const folder = `${sharedElections}/aus-senate-2019-${state}`;
      const path = `${folder}/aec-senate-formalpreferences-24310-${state.toUpperCase()}.csv.gz`;
      expect(existsSync(path)).toBe(true);
      const result = readAll(aecSenate, gunzipSync(readFileSync(path)), { size: 1 << 16 });
      if (!result.ok) throw new Error(result.error.message);
      const { marks, invalid } = result.value;
      expect(invalid).toEqual([]);
      expect(marks.counts.reduce((sum, count) => sum + count, 0)).toBe(formal);
      const expanded = new Map<string, number>();
      for (const line of gunzipSync(readFileSync(`${folder}/expanded.blt.gz`))
        .toString()
        .split('\n')
        .slice(1)) {
        const [count, ...codes] = line.trim().split(' ').map(Number);
        if (codes.at(-1) !== 0 || count === undefined) break;
        expanded.set(
          codes
            .slice(0, -1)
            .map((code) => code - 1)
            .join(' '),
          count,
        );
      }
      const own = new Map(pilesOf(marks).map(([codes, count]) => [codes.join(' '), count]));
      expect(own.size).toBe(expanded.size);
      let different = 0;
      for (const [codes, count] of own) if (expanded.get(codes) !== count) different++;
      expect(different).toBe(0);
    },
  );
});
