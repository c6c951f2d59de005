import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nswec } from '../../../src/formats/csv/nswec.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../../src/papers/marks.ts';
import { pilesOf } from '../piles-of.ts';
import { readAll } from '../text/read-all.ts';

const HEAD =
  'District\tPollingPlaceName\tBPNumber\tFormality\tCandidateName\tPrefMarking\tPrefCounted';

function read(rows: readonly string[], contest?: string): unknown {
  const text = [HEAD, ...rows.map((row) => row.replaceAll(',', '\t'))].join('\r\n');
  const result = readAll(nswec, text, contest === undefined ? {} : { contest });
  if (!result.ok) return result.error.message;
  const { candidates, marks, blank, invalid, title } = result.value;
  return {
    names: candidates.map((c) => c.name).join(' '),
    marks: pilesOf(marks),
    blank,
    invalid,
    title,
  };
}

describe('preferences of the NSW Electoral Commission', () => {
  test('rows of a paper make its marks, as they stand: with gaps and with numbers given twice', () => {
    expect(
      read([
        'Kiama,Hall,1,Formal,ANN,2,2',
        'Kiama,Hall,1,Formal,BOB,1,1',
        'Kiama,Hall,2,Formal,ANN,1,1',
        'Kiama,Hall,2,Formal,BOB,3,',
        'Kiama,Hall,2,Formal,CAT,3,',
        'Kiama,Absent,2,Formal,CAT,1,1',
      ]),
    ).toEqual({
      title: 'Kiama',
      names: 'ANN BOB CAT',
      marks: [
        [[0, SKIPPED, 1, TIED, 2], 1],
        [[1, 0], 1],
        [[2], 1],
      ],
      blank: 0,
      invalid: [],
    });
  });

  test('a tick counts where the Commission counted it, a cross beside a 1 says nothing', () => {
    expect(
      read([
        'Kiama,Hall,1,Formal,ANN,/,1',
        'Kiama,Hall,2,Formal,BOB,1,1',
        'Kiama,Hall,2,Formal,ANN,x,',
      ]),
    ).toMatchObject({
      marks: [
        [[0], 1],
        [[1], 1],
      ],
    });
  });

  test('informal papers are counted apart, whatever stands on them', () => {
    expect(
      read([
        'Kiama,Hall,INF_1,Informal,ANN,x,',
        'Kiama,Hall,INF_1,Informal,BOB,99999,',
        'Kiama,Hall,INF_2,Informal,ANN,0,',
        'Kiama,Hall,BLANK_1,Informal,,,',
      ]),
    ).toMatchObject({ marks: [], blank: 0, invalid: [{ reason: 'informal', papers: 3 }] });
  });

  test('one district of several is read where it is named', () => {
    const rows = ['Kiama,Hall,1,Formal,ANN,1,1', 'Ryde,Hall,1,Formal,BOB,1,1'];
    expect(read(rows, 'Ryde')).toMatchObject({ title: 'Ryde', names: 'BOB', marks: [[[0], 1]] });
    expect(read(rows)).toBe(
      'Line 3, column 1: found "Ryde", expected the district Kiama only, or to be told which one to read.',
    );
  });

  test.each<[string[], string]>([
    [
      ['Kiama,Hall,1,Valid,ANN,1,1'],
      'Line 2, column 14: found "Valid", expected "Formal" or "Informal".',
    ],
    [
      ['Kiama,Hall,1,Formal,,1,1'],
      "Line 2, column 21: found nothing, expected a candidate's name.",
    ],
    [
      ['Kiama,Hall,1,Formal,ANN,0,1'],
      'Line 2, column 25: found "0", expected a preference from 1 to 999.',
    ],
    [
      ['Kiama,Hall,1,Formal,ANN,x,y'],
      'Line 2, column 27: found "y", expected a preference from 1 to 999.',
    ],
    [
      ['Kiama,Hall,1,Formal,ANN'],
      'Line 2, column 24: found the end of the line, expected 7 fields, as the first line has.',
    ],
    [
      ['Kiama,Hall,1,Formal,ANN,1,1', 'Kiama,Hall,1,Informal,BOB,2,2'],
      'Line 3, column 14: found "Informal", expected what the row before says of the same paper.',
    ],
    [
      ['Kiama,Hall,1,Formal,ANN,1,1', 'Kiama,Hall,2,Formal,ANN,1,1', 'Kiama,Hall,1,Formal,BOB,2,2'],
      'Line 4, column 12: found "1", expected all marks of a paper one after the other.',
    ],
    [
      ['Kiama,Hall,1,Formal,ANN,1,1', 'Kiama,Gym,1,Formal,ANN,1,1', 'Kiama,Hall,2,Formal,BOB,1,1'],
      'Line 4, column 7: found "Hall", expected all papers of a polling place one after the other.',
    ],
  ])('%j is refused', (rows, message) => {
    expect(read(rows)).toBe(message);
  });

  test('a column that is missing, and too many candidates, are refused', () => {
    const result = readAll(nswec, HEAD.replace('\tFormality', ''));
    expect(result.ok || result.error.message).toContain('expected a column "Formality"');
    const rows = Array.from({ length: 10_001 }, (_, i) => `K,H,${i},Formal,c${i},1,1`);
    expect(read(rows)).toContain('expected at most 10000 candidates');
    expect(read([])).toMatchObject({ title: '', marks: [] });
  });

  test('a sample of Kiama 2023: numbers up to a gap or repetition are what the Commission counted', () => {
    const bytes = readFileSync(
      new URL('../../fixtures/nswec/kiama-2023-sample.txt', import.meta.url),
    );
    const result = readAll(nswec, bytes, { size: 321 });
    if (!result.ok) throw new Error(result.error.message);
    const { marks, candidates, invalid } = result.value;
    expect(invalid).toEqual([{ reason: 'informal', papers: expect.any(Number) }]);
    const own = pilesOf(marks).flatMap(([codes, count]) =>
      Array<string>(count).fill(
        counted(codes)
          .map((code) => candidates[code]?.name)
          .join('>'),
      ),
    );
    const papers = new Map<string, string[]>();
    for (const line of bytes.toString().trim().split('\r\n').slice(1)) {
      const [, place, number, formality, name, , preference] = line.split('\t') as string[];
      if (formality !== 'Formal') continue;
      const paper = papers.get(`${place} ${number}`) ?? [];
      papers.set(`${place} ${number}`, paper);
      if (preference !== '') paper[Number(preference) - 1] = name as string;
    }
    expect(own.toSorted()).toEqual([...papers.values()].map((paper) => paper.join('>')).toSorted());
  });

  test('its header tells it', () => {
    expect(nswec.looksLike(`${HEAD}\n`)).toBe('surely');
    expect(nswec.looksLike(HEAD.replaceAll('\t', ','))).toBe('no');
  });
});

/** Codes up to the first place that is empty or not one candidate's. */
function counted(codes: readonly number[]): readonly number[] {
  const end = codes.findIndex((code, i) => code >= OVERMARKED || codes[i + 1] === TIED);
  return end < 0 ? codes : codes.slice(0, end);
}
