/**
 * CSV with a column for each candidate and a row for each paper: 1 where the candidate is marked, 0 or
 * nothing where not, as election offices publish block votes and approval ballots. All marks of a
 * paper stand at one place.
 */
import { ok, type Result } from '@hustings/base';
import { TIED } from '../../papers/marks.ts';
import type { BallotFile, BallotFormat, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Refused, refuse, refuseLineEnd } from '../format-error.ts';
import { PaperSink } from '../sink.ts';
import { type CsvRow, csvReader, firstRows, type RowTaker } from './csv-rows.ts';
import { aboutPaperColumns, addCandidates, checkWidth } from './rank-columns.ts';

class ApprovalTaker implements RowTaker {
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  #first = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  header(row: CsvRow): Refused | undefined {
    this.#first = aboutPaperColumns(row.fields.map((field) => field.trim()));
    if (this.#first === row.fields.length)
      return refuseLineEnd(row.place(this.#first), 'a column for each candidate');
    return addCandidates(row, this.#first, this.#sink);
  }

  row(row: CsvRow): Refused | undefined {
    const candidates = this.#sink.candidates;
    const wrongWidth = checkWidth(row, this.#first + candidates);
    if (wrongWidth !== undefined) return wrongWidth;
    const marks: number[] = [];
    for (let code = 0; code < candidates; code++) {
      const field = (row.fields[this.#first + code] as string).trim();
      if (field === '1') {
        if (marks.length > 0) marks.push(TIED);
        marks.push(code);
      } else if (field !== '0' && field !== '')
        return refuse('format/syntax', row.place(this.#first + code), {
          found: field,
          expected: `1 where ${this.#sink.nameOf(code)} is marked, else 0`,
        });
    }
    // A row is one paper: there are never too many to count.
    this.#sink.addMarks(marks, marks.length, 1);
    return undefined;
  }

  finish(): Result<BallotFile, FormatError> {
    return ok(
      this.#sink.finish({
        format: 'approval-csv',
        seats: this.#options.seats,
        isUnordered: true,
      }),
    );
  }
}

export const approvalCsv: BallotFormat = {
  name: 'approval-csv',
  title: 'CSV of marks: 1 or 0 for each candidate',
  source: 'spec/ballot-formats.md',
  endings: ['csv'],
  looksLike: (beginning) => {
    const [headings, ...rows] = firstRows(beginning, 40);
    if (headings === undefined || rows.length === 0) return 'no';
    const fields = rows.flatMap((row) => row.slice(aboutPaperColumns(headings)));
    if (!fields.every((field) => field === '0' || field === '1' || field === '')) return 'no';
    // A rank is never 0.
    return fields.includes('0') ? 'surely' : 'maybe';
  },
  reader: (options) => csvReader(new ApprovalTaker(options)),
};
