/** Random ballot files: plain orders that every format can say, and files with everything that there is. */
import * as fc from 'fast-check';
import { type BallotFile, NO_SCORE } from '../../../src/formats/ballot-file.ts';
import { PaperSink } from '../../../src/formats/sink.ts';
import { OVERMARKED, SKIPPED, TIED } from '../../../src/papers/marks.ts';

const plainNames = ['Ann', 'Bob B. Baker', "Cy O'Casey", 'Doña García', '蘇業', 'f-6', '7', 'V: 1'];
const oddNames = [
  ...plainNames,
  'Smith, John',
  'A=B',
  'x > y',
  '[z]',
  '"q" \\',
  '#9',
  'a;b',
  '/EMPTY/',
  '',
];

const copies = fc.constantFrom(1, 1, 2, 3, 40, 1_000_000);

/** Orders with equal ranks, each candidate at most once; candidates with plain names. */
export const plainFiles: fc.Arbitrary<BallotFile> = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom(...plainNames), { minLength: 1 }),
    papers: fc.array(
      fc.record({ order: fc.array(fc.nat(7)), ties: fc.array(fc.boolean()), copies }),
      { maxLength: 8 },
    ),
    seats: fc.integer({ min: 1, max: 9 }),
    title: fc.constantFrom('', 'Our vote', 'Élection 2026'),
    blank: fc.nat(3),
  })
  .map(({ names, papers, seats, title, blank }) => {
    const sink = new PaperSink();
    for (const name of names) sink.addCandidate(name);
    for (const paper of papers) {
      const marks: number[] = [];
      const order = [...new Set(paper.order.map((n) => n % names.length))];
      for (const [i, code] of order.entries()) {
        if (i > 0 && paper.ties[i] === true) marks.push(TIED);
        marks.push(code);
      }
      sink.addMarks(marks, marks.length, paper.copies);
    }
    sink.addBlank(blank);
    return sink.finish({ format: '', title, seats });
  });

/** Anything that a ballot file can hold. */
export const anyFiles: fc.Arbitrary<BallotFile> = fc
  .record({
    names: fc.array(fc.constantFrom(...oddNames), { minLength: 1, maxLength: 5 }),
    papers: fc.array(
      fc.record({
        marks: fc.array(
          fc.oneof({ weight: 9, arbitrary: fc.nat(7) }, fc.constantFrom(SKIPPED, OVERMARKED)),
          { maxLength: 4 },
        ),
        ties: fc.array(fc.boolean()),
        scores: fc.option(fc.array(fc.constantFrom(0, 1, 5, 400, NO_SCORE), { maxLength: 5 })),
        copies,
        decimals: fc.constantFrom(0, 0, 0, 0, 0, 2),
      }),
      { maxLength: 4 },
    ),
    withdrawn: fc.constantFrom(false, false, false, true),
    seats: fc.option(fc.integer({ min: 1, max: 9 })),
    title: fc.constantFrom('', 'Our vote', 'a "b" \\ #c'),
    notes: fc.array(fc.constantFrom('by us', 'DESCRIPTION: x', '# no', 'TITLE: no', '')),
  })
  .map((from) => {
    const sink = new PaperSink();
    const n = from.names.length;
    for (const name of from.names) sink.addCandidate(name);
    if (from.withdrawn) sink.withdraw(0);
    for (const paper of from.papers) {
      const marks: number[] = [];
      for (const [i, mark] of paper.marks.entries()) {
        const code = mark >= OVERMARKED ? mark : mark % n;
        const isPlain = code < n && (marks.at(-1) ?? n) < n;
        if (isPlain && paper.ties[i] === true) marks.push(TIED);
        marks.push(code);
      }
      const weight = { units: paper.copies, decimals: paper.decimals };
      if (paper.scores === null) sink.addMarks(marks, marks.length, weight);
      else sink.addMarksAndScores(marks, marks.length, paper.scores.slice(0, n), weight);
    }
    return sink.finish({
      format: '',
      title: from.title,
      seats: from.seats ?? undefined,
      notes: from.notes,
    });
  });
