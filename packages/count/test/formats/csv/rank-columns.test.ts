import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { approvalCsv } from '../../../src/formats/csv/approval-csv.ts';
import { civs } from '../../../src/formats/csv/civs.ts';
import { elekto } from '../../../src/formats/csv/elekto.ts';
import { rctabCsv } from '../../../src/formats/csv/rctab-csv.ts';
import { SKIPPED, TIED } from '../../../src/papers/marks.ts';
import { sharedElections, skipNote } from '../../shared.ts';
import { pilesOf } from '../piles-of.ts';
import { readAll } from '../text/read-all.ts';

const fixture = (path: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

function read(format: typeof elekto, text: string): unknown {
  const result = readAll(format, text, { seats: 2 });
  if (!result.ok) return result.error.message;
  const { candidates, marks, blank, seats } = result.value;
  return { names: candidates.map((c) => c.name).join(' '), marks: pilesOf(marks), blank, seats };
}

describe('Elekto', () => {
  test('ranks order the candidates; equal ranks are equal, a rank of nobody says nothing', () => {
    expect(read(elekto, 'ann,bob,cat\n1,3,3\n2,No opinion,1\n1,3,3\n')).toEqual({
      names: 'ann bob cat',
      marks: [
        [[0, 1, TIED, 2], 2],
        [[2, 0], 1],
      ],
      blank: 0,
      seats: 2,
    });
  });

  test('a paper without an opinion is blank', () => {
    expect(read(elekto, 'ann,bob\nNo opinion,no opinion\n')).toMatchObject({ marks: [], blank: 1 });
  });

  test.each([
    [
      'ann,bob\n1,x\n',
      'Line 2, column 3: found "x", expected a rank from 1 to 2 or "No opinion", for bob.',
    ],
    [
      'ann,bob\n1,\n',
      'Line 2, column 3: found nothing, expected a rank from 1 to 2 or "No opinion", for bob.',
    ],
    [
      'ann,bob\n0,3\n',
      'Line 2, column 1: found "0", expected a rank from 1 to 2 or "No opinion", for ann.',
    ],
    [
      'ann,bob\n1\n',
      'Line 2, column 2: found the end of the line, expected 2 fields, as the first line has.',
    ],
    [
      'ann,bob\n1,2,3\n',
      'Line 2, column 5: found "3", expected the end of the line after 2 fields, as the first line has.',
    ],
    ['ann,\n1,2\n', "Line 1, column 5: found nothing, expected a candidate's name."],
    [
      'ann,ann\n1,2\n',
      'Line 1, column 5: found "ann", expected a column for each candidate, once.',
    ],
    ['', 'Line 1, column 1: found the end of the file, expected a line that names the columns.'],
  ])('%j is refused', (text, message) => {
    expect(read(elekto, text)).toBe(message);
  });

  test('too many candidates are refused', () => {
    const names = Array.from({ length: 10_001 }, (_, i) => `c${i}`).join(',');
    expect(read(elekto, names)).toContain('expected at most 10000 candidates');
  });

  test.each([
    ['steering-2021', 256],
    ['steering-2023', 209],
    ['steering-2024', 233],
    ['steering-2025', 210],
    ['code-of-conduct-2023', 7],
    ['code-of-conduct-2025', 6],
    ['steering-2019', 377],
    ['steering-2020', 312],
  ])('Kubernetes %s has as many ballots as its result says votes were cast: %i', (name, voters) => {
    const result = readAll(elekto, fixture(`kubernetes-steering/${name}.csv`));
    if (!result.ok) throw new Error(result.error.message);
    const { marks, blank } = result.value;
    expect(marks.counts.reduce((sum, count) => sum + count, blank)).toBe(voters);
    const published = new TextDecoder().decode(fixture(`kubernetes-steering/${name}.results.md`));
    const [, cast] = /votes cast: *(\d+)/i.exec(published) ?? [];
    if (cast !== undefined) expect(Number(cast)).toBe(voters);
  });
});

describe('CIVS', () => {
  test('a dash is no opinion', () => {
    expect(read(civs, 'Ann,Bob,Cat\n3,-,3\n1,2,3\n')).toMatchObject({
      marks: [
        [[0, 1, 2], 1],
        [[0, TIED, 2], 1],
      ],
    });
  });
});

describe("RCTab's generic CSV", () => {
  test('columns about the paper are passed over, and a rank of nobody is a skipped place', () => {
    expect(read(rctabCsv, 'Response ID,precinct_id,Ann,Bob,Cat\n7,p,1,3,\n8,p,2,2,\n')).toEqual({
      names: 'Ann Bob Cat',
      marks: [
        [[0, SKIPPED, 1], 1],
        [[SKIPPED, 0, TIED, 1], 1],
      ],
      blank: 0,
      seats: 2,
    });
  });

  test('a column of ids under an unknown heading is refused, not counted', () => {
    expect(read(rctabCsv, 'Person,Ann,Bob\nR_17,1,2\n')).toBe(
      'Line 2, column 1: found "R_17", expected a rank from 1 to 3 or nothing, for Person.',
    );
    expect(read(rctabCsv, 'id,batch\n1,2\n')).toBe(
      'Line 1, column 9: found the end of the line, expected a column for each candidate.',
    );
  });

  test("RCTab's own example has the first round of its expected report", () => {
    const result = readAll(rctabCsv, fixture('rctab/generic_csv_test_cvr.csv'));
    if (!result.ok) throw new Error(result.error.message);
    const { candidates, marks, blank } = result.value;
    const first = new Map<string, number>();
    for (const [codes, count] of pilesOf(marks)) {
      const name = candidates[codes[0] as number]?.name ?? '';
      first.set(name, (first.get(name) ?? 0) + count);
    }
    expect(blank).toBe(0);
    expect(Object.fromEntries(first)).toEqual({
      Cucumber: 8,
      Lettuce: 5,
      Cauliflower: 4,
      Broccoli: 3,
      'Write-In': 6,
    });
  });
});

describe('CSV of marks', () => {
  test('all marks of a paper stand at one place', () => {
    expect(read(approvalCsv, 'Ann,Bob,Cat\n1,0,1\n0,1,\n0,0,0\n')).toEqual({
      names: 'Ann Bob Cat',
      marks: [
        [[0, TIED, 2], 1],
        [[1], 1],
      ],
      blank: 1,
      seats: 2,
    });
  });

  test.each([
    ['Ann,Bob\n1,2\n', 'Line 2, column 3: found "2", expected 1 where Bob is marked, else 0.'],
    [
      'Ann,Bob\n1\n',
      'Line 2, column 2: found the end of the line, expected 2 fields, as the first line has.',
    ],
    [
      'id\n1\n',
      'Line 1, column 3: found the end of the line, expected a column for each candidate.',
    ],
    ['Ann,Ann\n', 'Line 1, column 5: found "Ann", expected a column for each candidate, once.'],
  ])('%j is refused', (text, message) => {
    expect(read(approvalCsv, text)).toBe(message);
  });

  test.skipIf(sharedElections === undefined)(
    `Westminster 2015: 12,684 papers of three marks at most (${sharedElections ? 'read' : skipNote})`,
    () => {
      const path = `${sharedElections}/westminster-co-2015-block/Westminster_Adams.csv`;
      const result = readAll(approvalCsv, readFileSync(path), { size: 4096 });
      if (!result.ok) throw new Error(result.error.message);
      const piles = pilesOf(result.value.marks);
      expect(piles.reduce((sum, [, count]) => sum + count, result.value.blank)).toBe(12_684);
      expect(Math.max(...piles.map(([codes]) => (codes.length + 1) / 2))).toBe(3);
    },
  );
});

describe('which of them a file is', () => {
  test.each([
    ['ann,bob\n1,No opinion\n', 'surely', 'no', 'no', 'no'],
    ['ann,bob\n1,-\n', 'no', 'surely', 'no', 'no'],
    ['ann,bob\n1,2\n', 'maybe', 'no', 'no', 'no'],
    ['ann,bob\n1,\n', 'no', 'no', 'maybe', 'maybe'],
    ['id,ann,bob\nx,1,\n', 'no', 'no', 'surely', 'maybe'],
    ['ann,bob\n1,0\n', 'no', 'no', 'no', 'surely'],
    ['ann,bob\n', 'no', 'no', 'no', 'no'],
    ['', 'no', 'no', 'no', 'no'],
    ['"ann, a",bob\n\n1,"No opinion"\n', 'surely', 'no', 'no', 'no'],
    [`ann,bob\n${'1,2\n'.repeat(60)}`, 'maybe', 'no', 'no', 'no'],
    ['{"a":1,\n"b":2,\n', 'no', 'no', 'no', 'no'],
  ])('%j: Elekto %s, CIVS %s, RCTab %s, marks %s', (text, ...looks) => {
    expect([elekto, civs, rctabCsv, approvalCsv].map((f) => f.looksLike(text))).toEqual(looks);
  });
});
