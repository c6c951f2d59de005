import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BallotFile } from '../../../src/formats/ballot-file.ts';
import { rankedCsv } from '../../../src/formats/csv/ranked-csv.ts';
import { PaperSink } from '../../../src/formats/sink.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../../src/papers/marks.ts';
import { holds } from '../../elections.ts';
import { sharedElections, skipNote } from '../../shared.ts';
import { pilesOf } from '../piles-of.ts';
import { contentOf, readAll, writeAll } from '../text/read-all.ts';

const fixture = (path: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/minneapolis-2013/${path}`, import.meta.url));

function read(text: string): unknown {
  const result = readAll(rankedCsv, text);
  if (!result.ok) return result.error.message;
  const { candidates, marks, blank, scale } = result.value;
  return { names: candidates.map((c) => c.name).join(' '), marks: pilesOf(marks), blank, scale };
}

describe('ranked CSV', () => {
  test('undervotes before a mark are skipped places, overvotes over-marked ones', () => {
    const text = 'count,rank1,rank2,rank3\n7,undervote,Ann,undervote\n2,overvote,Bob,Bob\n3,,,\n';
    expect(read(text)).toEqual({
      names: 'Ann Bob',
      marks: [
        [[OVERMARKED, 1, 1], 2],
        [[SKIPPED, 0], 7],
      ],
      blank: 3,
      scale: 1,
    });
  });

  test('without counts each row is a paper; columns about the paper are passed over', () => {
    expect(read('ballot_id,Precinct,Rank 1,Rank 2\n17,"P, 1",Ann,skipped\n18,P2,Ann,\n')).toEqual({
      names: 'Ann',
      marks: [[[0], 2]],
      blank: 0,
      scale: 1,
    });
  });

  test('counts may have decimals', () => {
    expect(read('rank1,count\nAnn,1.5\nBob,.25\n')).toMatchObject({
      scale: 100,
      marks: [
        [[0], 150],
        [[1], 25],
      ],
    });
  });

  test('the columns may come in any order, and rows may end with their last preference', () => {
    expect(read('Ward,rank1,rank3,rank2,count\n1,Ann,Cat,Bob,2\n')).toMatchObject({
      names: 'Ann Bob Cat',
      marks: [[[0, 1, 2], 2]],
    });
    expect(read('count,rank1,rank2\n1,Ann\n1,Bob,Ann\n4\n')).toMatchObject({
      blank: 4,
      marks: [
        [[0], 1],
        [[1, 0], 1],
      ],
    });
  });

  test('papers that the file calls invalid are counted apart', () => {
    for (const [column, yes, no] of [
      ['valid', 't', 'f'],
      ['invalid', 'False', 'True'],
    ]) {
      const result = readAll(rankedCsv, `${column},rank1\n${yes},Ann\n${no},Ann\n${no},\n`);
      if (!result.ok) throw new Error(result.error.message);
      expect(pilesOf(result.value.marks)).toEqual([[[0], 1]]);
      expect(result.value.invalid).toEqual([{ reason: 'invalid', papers: 2 }]);
    }
  });

  const column = 'a column "rank1", "rank2", … (each once), "count" or "valid"';
  test.each([
    [
      'count,rank1,rank3\n',
      'Line 1, column 18: found the end of the line, expected a column "rank2".',
    ],
    ['rank1,rank1\n', `Line 1, column 7: found "rank1", expected ${column}.`],
    ['rank1,weight\n', `Line 1, column 7: found "weight", expected ${column}.`],
    ['count,id\n', 'Line 1, column 9: found the end of the line, expected a column "rank1".'],
    [
      'count,rank1\nx,Ann\n',
      'Line 2, column 1: found "x", expected how many papers the row stands for.',
    ],
    [
      'count,rank1\n-1,Ann\n',
      'Line 2, column 1: found "-1", expected how many papers the row stands for.',
    ],
    [
      'rank1,count\nAnn\n',
      'Line 2, column 4: found the end of the line, expected at least 2 fields.',
    ],
    [
      'rank1,rank2\nAnn,Bob,Cat\n',
      'Line 2, column 9: found "Cat", expected the end of the line after 2 fields, as the first line has.',
    ],
    [
      'rank1,rank2\nAnn',
      'Line 2, column 4: found the end of the file, expected 2 fields or the end of the line.',
    ],
    [
      'valid,rank1\nperhaps,Ann\n',
      'Line 2, column 1: found "perhaps", expected "true" or "false".',
    ],
  ])('%j is refused', (text, message) => {
    expect(read(text)).toBe(message);
  });

  test('more papers than can be counted, and more candidates, are refused', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(read(`count,rank1\n${most},Ann\n1,Bob\n`)).toContain('Line 3, column 1');
    const names = Array.from({ length: 10_001 }, (_, i) => `c${i}\n`).join('');
    expect(read(`rank1\n${names}`)).toContain('expected at most 10000 candidates');
  });

  // Official: 2013 tabulation statements of the city. Its undervotes of the mayor's election hold papers
  // over-marked at every rank too, which these piles have apart.
  test.each([
    ['ward-5.ranks.csv', 3499, 123, 0],
    ['ward-13.ranks.csv', 10_460, 282, 0],
    ['boe.ranks.csv', 48_915, 31_186, 0],
  ])('Minneapolis %s: %i papers with marks, %i blank', (name, marked, blank) => {
    const result = readAll(rankedCsv, fixture(name), { size: 1000 });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.marks.counts.reduce((sum, count) => sum + count, 0)).toBe(marked);
    expect(result.value.blank).toBe(blank);
  });

  test('Minneapolis 2013, mayor: 80,101 papers, 79,415 of them with a candidate, as the city says', () => {
    const result = readAll(rankedCsv, gunzipSync(fixture('mayor.ranks.csv.gz')));
    if (!result.ok) throw new Error(result.error.message);
    const { marks, blank } = result.value;
    const piles = pilesOf(marks);
    expect(piles.reduce((sum, [, count]) => sum + count, blank)).toBe(80_101);
    const withCandidate = piles.filter(([codes]) => codes.some((code) => code < OVERMARKED));
    expect(withCandidate.reduce((sum, [, count]) => sum + count, 0)).toBe(79_415);
  });

  // Valid papers as the city gives them.
  test.skipIf(sharedElections === undefined).each([
    ['2019', 21_046, 0],
    ['2021', 21_814, 0],
    ['2023', 23_339, 173],
  ])(
    `Cambridge %s: %i valid papers, %i not (${sharedElections ? 'read' : skipNote})`,
    (year, valid, invalid) => {
      const path = `${sharedElections}/cambridge-council/${year}.csv.gz`;
      const result = readAll(rankedCsv, gunzipSync(readFileSync(path)));
      if (!result.ok) throw new Error(result.error.message);
      const { marks, blank } = result.value;
      expect(marks.counts.reduce((sum, count) => sum + count, blank)).toBe(valid);
      expect(result.value.invalid.reduce((sum, { papers }) => sum + papers, 0)).toBe(invalid);
    },
  );

  test('its header tells it', () => {
    expect(rankedCsv.looksLike('count,rank1,rank2\n1,')).toBe('surely');
    expect(rankedCsv.looksLike('count,rank2\n')).toBe('no');
    expect(rankedCsv.looksLike('Ann,Bob\n')).toBe('no');
    expect(rankedCsv.looksLike('')).toBe('no');
  });
});

describe('writing ranked CSV', () => {
  const made = (build: (sink: PaperSink) => void): BallotFile => {
    const sink = new PaperSink();
    build(sink);
    return sink.finish({ format: 'test' });
  };

  test('every candidate, mark, weight and blank paper is read again', () => {
    const names = ['Ann', 'Bob "the Rock", Jr', 'Žofie', '1'];
    const mark = fc.constantFrom(0, 1, 2, 3, SKIPPED, OVERMARKED);
    const pile = fc.tuple(
      fc.array(mark, { maxLength: 5 }),
      fc.record({
        units: fc.integer({ min: 1, max: 300 }),
        decimals: fc.integer({ min: 0, max: 2 }),
      }),
    );
    holds(
      fc.property(fc.array(pile, { maxLength: 6 }), (piles) => {
        const file = made((sink) => {
          for (const name of names) sink.addCandidate(name);
          for (const [marks, copies] of piles) sink.addMarks(marks, marks.length, copies);
        });
        const text = writeAll(rankedCsv, file);
        if (typeof text !== 'string') throw new Error(text.refused);
        const again = readAll(rankedCsv, text);
        if (!again.ok) throw new Error(again.error.message);
        expect(byName(again.value)).toEqual(byName(file));
      }),
      60,
    );
  });

  test.each<[string, (sink: PaperSink) => void, string]>([
    [
      'equal ranks',
      (sink) => {
        sink.addCandidate('Ann');
        sink.addCandidate('Bob');
        sink.addMarks([0, TIED, 1], 3, 1);
      },
      'papers with one candidate at each rank',
    ],
    [
      'scores',
      (sink) => {
        sink.addCandidate('Ann');
        sink.addScores([3], 1);
      },
      'papers with ranks only',
    ],
    [
      'a withdrawn candidate',
      (sink) => {
        sink.withdraw(sink.addCandidate('Ann') ?? 0);
      },
      'nothing of candidates who withdrew',
    ],
    [
      'two of one name',
      (sink) => {
        sink.addCandidate('Ann');
        sink.addCandidate('Ann');
      },
      'candidates by names that all differ',
    ],
    [
      'a name that is a word of the format',
      (sink) => {
        sink.addCandidate('Overvote');
      },
      'names that are not read as something else',
    ],
  ])('%s cannot be said', (_, build, expected) => {
    expect(writeAll(rankedCsv, made(build))).toEqual({
      refused: expect.stringContaining(expected),
    });
  });
});

/** What a file says, with names for codes, in an order of its own. */
function byName(file: BallotFile): unknown {
  const name = (code: number): string => file.candidates[code]?.name ?? `${code}`;
  const piles = pilesOf(file.marks).map(
    ([codes, count]) => `${count / file.scale} ${codes.map(name).join('>')}`,
  );
  const { blank, scale } = contentOf(file) as BallotFile;
  return {
    names: file.candidates.map((c) => c.name).toSorted(),
    piles: piles.toSorted(),
    blank: blank / scale,
  };
}
