/**
 * CSV with a column for each candidate and a row for each paper, which says the candidate's rank: as
 * CIVS, Elekto and RCTab's generic CSV have it. They differ in what stands for "not ranked" and in
 * whether a rank that nobody has is a skipped place (RCTab) or says nothing (the Condorcet services,
 * where ranks only order).
 */
import { ok, type Result } from '@hustings/base';
import { SKIPPED, TIED } from '../../papers/marks.ts';
import type { BallotFile, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Refused, refuse, refuseLineEnd } from '../format-error.ts';
import { PaperSink, refuseTooManyCandidates } from '../sink.ts';
import type { CsvRow, RowTaker } from './csv-rows.ts';

export interface RankColumns {
  readonly format: string;
  /** Which fields, trimmed and in lower case, say that a candidate was not ranked. */
  readonly notRanked: readonly string[];
  /** In words, after "a rank from 1 to 5 or …". */
  readonly notRankedInWords: string;
  readonly skips: 'kept' | 'closed';
  /** Index of the first candidate's column. */
  readonly firstColumn: (headings: readonly string[]) => number;
}

export class RankColumnsTaker implements RowTaker {
  readonly #kind: RankColumns;
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  readonly #notRanked: ReadonlySet<string>;
  #first = 0;
  /** Candidates of the paper at hand by their rank. */
  #atRank: number[][] = [];

  constructor(kind: RankColumns, options: ReadOptions) {
    this.#kind = kind;
    this.#options = options;
    this.#notRanked = new Set(kind.notRanked);
  }

  header(row: CsvRow): Refused | undefined {
    const headings = row.fields.map((field) => field.trim());
    this.#first = this.#kind.firstColumn(headings);
    if (this.#first >= headings.length)
      return refuseLineEnd(row.place(headings.length), 'a column for each candidate');
    const refused = addCandidates(row, this.#first, this.#sink);
    if (refused !== undefined) return refused;
    this.#atRank = Array.from({ length: this.#sink.candidates + 1 }, () => []);
    return undefined;
  }

  row(row: CsvRow): Refused | undefined {
    const { fields } = row;
    const candidates = this.#sink.candidates;
    const wrongWidth = checkWidth(row, this.#first + candidates);
    if (wrongWidth !== undefined) return wrongWidth;
    for (const group of this.#atRank) group.length = 0;
    for (let code = 0; code < candidates; code++) {
      const field = fields[this.#first + code] as string;
      const rank = rankOf(field);
      if (rank >= 1 && rank <= candidates) (this.#atRank[rank] as number[]).push(code);
      else if (!this.#notRanked.has(field.trim().toLowerCase()))
        return refuse('format/syntax', row.place(this.#first + code), {
          found: field,
          expected: `a rank from 1 to ${candidates} or ${this.#kind.notRankedInWords}, for ${this.#sink.nameOf(code)}`,
        });
    }
    const marks = this.#marks();
    // A row is one paper: there are never too many to count.
    this.#sink.addMarks(marks, marks.length, 1);
    return undefined;
  }

  finish(): Result<BallotFile, FormatError> {
    return ok(this.#sink.finish({ format: this.#kind.format, seats: this.#options.seats }));
  }

  #marks(): readonly number[] {
    const marks: number[] = [];
    for (let rank = 1; rank < this.#atRank.length; rank++) {
      const group = this.#atRank[rank] as readonly number[];
      if (group.length === 0 && this.#kind.skips === 'kept') marks.push(SKIPPED);
      for (const [k, code] of group.entries()) {
        if (k > 0) marks.push(TIED);
        marks.push(code);
      }
    }
    return marks;
  }
}

/** The rank that a field says in digits, or -1. */
function rankOf(field: string): number {
  const digits = field.trim();
  return /^[0-9]{1,5}$/.test(digits) ? Number(digits) : -1;
}

/** Adds a candidate for each heading from `first` on; names are not empty and all different. */
export function addCandidates(row: CsvRow, first: number, sink: PaperSink): Refused | undefined {
  for (let i = first; i < row.fields.length; i++) {
    const name = (row.fields[i] as string).trim();
    if (name === '')
      return refuse('format/syntax', row.place(i), { found: '', expected: "a candidate's name" });
    if (sink.codeOf(name) !== undefined)
      return refuse('format/candidate-twice', row.place(i), {
        found: name,
        expected: 'a column for each candidate, once',
      });
    if (sink.addCandidate(name) === undefined) return refuseTooManyCandidates(row.place(i), name);
  }
  return undefined;
}

/** A row has as many fields as there are columns. */
export function checkWidth(row: CsvRow, columns: number): Refused | undefined {
  const found = row.fields.length;
  if (found === columns) return undefined;
  if (found < columns)
    return refuseLineEnd(row.place(found), `${columns} fields, as the first line has`);
  return refuse('format/syntax', row.place(columns), {
    found: row.fields[columns] as string,
    expected: `the end of the line after ${columns} fields, as the first line has`,
  });
}

/**
 * Headings of columns that say whose or where a paper is, not what is on it. Any other heading is
 * taken for a candidate, so that one too few here ends in an error at that column, not in a wrong count.
 */
export function isAboutPaper(heading: string): boolean {
  return ABOUT_PAPER.has(heading.toLowerCase().replace(/[\s_-]+/g, ''));
}

const ABOUT_PAPER: ReadonlySet<string> = new Set([
  '',
  'ballot',
  'ballotid',
  'ballotnumber',
  'ballotstyle',
  'batch',
  'batchid',
  'castvoterecord',
  'cvr',
  'cvrid',
  'cvrnumber',
  'id',
  'precinct',
  'precinctid',
  'recordid',
  'responseid',
  'rownumber',
  'tabulator',
  'voterid',
]);

/** How many columns at the left say nothing of candidates. */
export function aboutPaperColumns(headings: readonly string[]): number {
  const first = headings.findIndex((heading) => !isAboutPaper(heading));
  return first < 0 ? headings.length : first;
}
