import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clearBallot } from '../../../src/formats/csv/clear-ballot.ts';
import { SKIPPED, TIED } from '../../../src/papers/marks.ts';
import { sharedElections, skipNote } from '../../shared.ts';
import { pilesOf } from '../piles-of.ts';
import { readAll } from '../text/read-all.ts';

const HEAD =
  'RowNumber,BallotID,Choice_2_1:Mayor:2:Vote For 1:Ann:NON,Choice_1_1:Mayor:1:Vote For 1:Ann:NON,Choice_3_1:Mayor:1:Vote For 1:Bob:NON';

function read(text: string, contest?: string): unknown {
  const result = readAll(clearBallot, text, contest === undefined ? {} : { contest });
  if (!result.ok) return result.error.message;
  const { candidates, marks, blank, title } = result.value;
  return { names: candidates.map((c) => c.name).join(' '), marks: pilesOf(marks), blank, title };
}

describe('Clear Ballot', () => {
  test('columns of candidates at ranks make papers; empty fields say that the contest is not there', () => {
    expect(read(`${HEAD}\n1,a,0,1,1\n2,b,1,0,0\n3,c,0,0,0\n4,d,,,\n5,e,1,1,0\n`)).toEqual({
      title: 'Mayor',
      names: 'Ann Bob',
      marks: [
        [[0, 0], 1],
        [[0, TIED, 1], 1],
        [[SKIPPED, 0], 1],
      ],
      blank: 1,
    });
  });

  test('one of several contests is read where it is named', () => {
    const two = `${HEAD},Choice_9_1:Clerk:1:Vote For 1:Cat:NON\n1,a,0,1,0,1\n`;
    expect(read(two, 'Clerk')).toMatchObject({ title: 'Clerk', names: 'Cat', marks: [[[0], 1]] });
    expect(read(two)).toBe(
      'Line 1, column 1: found "2 contests", expected one of these contests to be named: Mayor; Clerk.',
    );
    expect(read(two, 'x')).toBe(
      'Line 1, column 1: found "x", expected one of these contests to be named: Mayor; Clerk.',
    );
  });

  const choice = 'Choice_…:contest:rank from 1 to 999:rule:candidate:party';
  test.each([
    [
      'RowNumber,BallotID\n',
      'Line 1, column 19: found the end of the line, expected columns "Choice_…" of a contest.',
    ],
    ['Choice_1:M:0:r:A:p\n', `Line 1, column 1: found "Choice_1:M:0:r:A:p", expected ${choice}.`],
    ['Choice_1\n', `Line 1, column 1: found "Choice_1", expected ${choice}.`],
    [
      'Choice_1:M:1:r:A:p:q\n',
      `Line 1, column 1: found "Choice_1:M:1:r:A:p:q", expected ${choice}.`,
    ],
    [
      'Choice_1:M:1:r:A:p,Choice_2:M:1:r:A:p\n',
      'Line 1, column 20: found "Choice_2:M:1:r:A:p", expected one column for a candidate at a rank.',
    ],
    [
      `${HEAD}\n1,a,0,2,0\n`,
      'Line 2, column 7: found "2", expected 1 for a mark, 0 for none, or nothing.',
    ],
    [
      `${HEAD}\n1,a,0\n`,
      'Line 2, column 6: found the end of the line, expected 5 fields, as the first line has.',
    ],
  ])('%j is refused', (text, message) => {
    expect(read(text)).toBe(message);
  });

  test('too many candidates are refused', () => {
    const head = Array.from({ length: 10_001 }, (_, i) => `Choice_1:M:1:r:c${i}:p`).join(',');
    expect(read(head)).toContain('expected at most 10000 candidates');
  });

  // Peer: RCTab's expected report: 178 ballots, 93 without a ranking.
  test("RCTab's example of Portland's auditor: 178 papers, 93 of them blank, 4 over-marked at the first rank", () => {
    const path = new URL(
      '../../fixtures/rctab/clear_ballot_with_inline_comma_cvr.csv',
      import.meta.url,
    );
    const result = readAll(clearBallot, readFileSync(path), { size: 100 });
    if (!result.ok) throw new Error(result.error.message);
    const { marks, blank, title } = result.value;
    const piles = pilesOf(marks);
    expect(title).toBe('City of Portland, Auditor');
    expect(blank).toBe(93);
    expect(piles.reduce((sum, [, count]) => sum + count, blank)).toBe(178);
    const overmarked = piles.filter(([codes]) => codes[1] === TIED);
    expect(overmarked.reduce((sum, [, count]) => sum + count, 0)).toBe(4);
    expect(clearBallot.looksLike(readFileSync(path, 'utf8').slice(0, 400))).toBe('surely');
    expect(clearBallot.looksLike('id,Ann\n1,2\n')).toBe('no');
    expect(clearBallot.looksLike('')).toBe('no');
  });

  test.skipIf(sharedElections === undefined)(
    `Kansas primary: the first choices of RCTab's expected report (${sharedElections ? 'read' : skipNote})`,
    () => {
      const name = 'clear_ballot_kansas_primary';
      const path = `${sharedElections}/rctab-testdata/${name}/${name}.cvr.csv`;
      const result = readAll(clearBallot, readFileSync(path));
      if (!result.ok) throw new Error(result.error.message);
      const first: Record<string, number> = {};
      for (const [codes, count] of pilesOf(result.value.marks)) {
        const by = result.value.candidates[codes[0] as number]?.name ?? '';
        first[by] = (first[by] ?? 0) + count;
      }
      expect(first).toEqual({
        'Amy Klobuchar': 20,
        'Michael Bennet': 5,
        'John Delaney': 5,
        'Tulsi Gabbard': 5,
        'Kamala Harris': 5,
        'Julian Castro': 4,
        'Joe Biden': 3,
        'Pete Buttigieg': 2,
        'Cory Booker': 1,
      });
    },
  );
});
