/**
 * CSV with a column for each rank: `count,rank1,rank2,…`, where a field is the candidate who has that
 * rank, `undervote` (or nothing) for none and `overvote` for more than one, as US contests are published
 * once the papers are put in piles. Without a column `count` each row is one paper. The columns may come in
 * any order, `valid` or `invalid` may be one of them, and a row may end with its last preference.
 */
import { ok, type Result } from '@hustings/base';
import type { BallotFile, BallotFormat, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd, refuseLineEnd } from '../format-error.ts';
import { PaperSink, refuseTooManyCandidates, refuseTooManyPapers } from '../sink.ts';
import { readWeight, type Weight } from '../weight.ts';
import { type CsvRow, csvReader, firstRows, type RowTaker } from './csv-rows.ts';
import { checkWidth, isAboutPaper } from './rank-columns.ts';
import { writeRankedCsv } from './ranked-csv-write.ts';
import { wordOf } from './ranked-words.ts';

const RANK = /^(?:rank|choice|preference)[ _]?([1-9]\d{0,4})$/i;
const ONE: Weight = { units: 1, decimals: 0 };

/** Columns beside those of `isAboutPaper` that say nothing to a count. */
const ALSO_ABOUT_PAPER: ReadonlySet<string> = new Set(['pile', 'ward', 'wardprecinct']);
const YES: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', '1']);
const NO: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', '0']);

class RankedTaker implements RowTaker {
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  #count: number | undefined;
  /** Column that says whether a paper is valid, and the words for a paper that is. */
  #valid: { readonly column: number; readonly words: ReadonlySet<string> } | undefined;
  readonly #ranks: number[] = [];
  #columns = 0;
  #isLastShort = false;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  header(row: CsvRow): Refused | undefined {
    this.#columns = row.fields.length;
    for (const [i, field] of row.fields.entries()) {
      const heading = field.trim().toLowerCase();
      const rank = RANK.exec(heading)?.[1];
      if (rank !== undefined && this.#ranks[Number(rank) - 1] === undefined)
        this.#ranks[Number(rank) - 1] = i;
      else if (heading === 'count' && this.#count === undefined) this.#count = i;
      else if ((heading === 'valid' || heading === 'invalid') && this.#valid === undefined)
        this.#valid = { column: i, words: heading === 'valid' ? YES : NO };
      else if (!isAboutPaper(heading) && !ALSO_ABOUT_PAPER.has(heading))
        return refuse('format/syntax', row.place(i), {
          found: field.trim(),
          expected: 'a column "rank1", "rank2", … (each once), "count" or "valid"',
        });
    }
    if (this.#ranks.length === 0)
      return refuseLineEnd(row.place(this.#columns), 'a column "rank1"');
    for (let i = 0; i < this.#ranks.length; i++)
      if (this.#ranks[i] === undefined)
        return refuseLineEnd(row.place(this.#columns), `a column "rank${i + 1}"`);
    return undefined;
  }

  row(row: CsvRow): Refused | undefined {
    const { fields } = row;
    // Only ranks may be missing at the end.
    const least = Math.max(this.#count ?? 0, this.#valid?.column ?? 0) + 1;
    if (fields.length < least)
      return refuseLineEnd(row.place(fields.length), `at least ${least} fields`);
    const tooLong = checkWidth(row, Math.min(fields.length, this.#columns));
    if (tooLong !== undefined) return tooLong;
    this.#isLastShort = fields.length < this.#columns;
    const marks: number[] = [];
    for (const i of this.#ranks) {
      const field = (fields[i] ?? '').trim();
      const mark = wordOf(field) ?? this.#sink.codeFor(field);
      if (mark === undefined) return refuseTooManyCandidates(row.place(i), field);
      marks.push(mark);
    }
    return this.#add(row, marks);
  }

  finish(end: Place): Result<BallotFile, FormatError> {
    // A last line without an end may be one that was cut off.
    if (this.#isLastShort && end.column > 1)
      return refuseFileEnd(end, `${this.#columns} fields or the end of the line`);
    return ok(this.#sink.finish({ format: 'ranked-csv', seats: this.#options.seats }));
  }

  #add(row: CsvRow, marks: readonly number[]): Refused | undefined {
    const copies = this.#copiesOf(row);
    if (copies === undefined)
      return refuse('format/syntax', row.place(this.#countColumn), {
        found: row.fields[this.#countColumn] as string,
        expected: 'how many papers the row stands for',
      });
    let isValid = true;
    if (this.#valid !== undefined) {
      const { column, words } = this.#valid;
      const word = (row.fields[column] as string).trim().toLowerCase();
      if (!YES.has(word) && !NO.has(word))
        return refuse('format/syntax', row.place(column), {
          found: word,
          expected: '"true" or "false"',
        });
      isValid = words.has(word);
    }
    const isAdded = isValid
      ? this.#sink.addMarks(marks, marks.length, copies)
      : this.#sink.addInvalid('invalid', copies);
    if (isAdded) return undefined;
    return refuseTooManyPapers(
      row.place(this.#countColumn),
      row.fields[this.#countColumn] as string,
    );
  }

  /** Of a row whose count is in question, so that there is one. */
  get #countColumn(): number {
    return this.#count as number;
  }

  #copiesOf(row: CsvRow): Weight | undefined {
    if (this.#count === undefined) return ONE;
    return readWeight((row.fields[this.#count] as string).trim());
  }
}

export const rankedCsv: BallotFormat = {
  name: 'ranked-csv',
  title: 'CSV of ranks: count, rank1, rank2, …',
  source: 'spec/ballot-formats.md',
  endings: ['csv'],
  looksLike: (beginning) => {
    const [headings] = firstRows(beginning, 1);
    if (headings === undefined) return 'no';
    return headings.some((heading) => RANK.exec(heading)?.[1] === '1') ? 'surely' : 'no';
  },
  reader: (options) => csvReader(new RankedTaker(options)),
  write: writeRankedCsv,
};
