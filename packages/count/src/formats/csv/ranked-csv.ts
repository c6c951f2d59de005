/**
 * CSV with a column for each rank: `count,rank1,rank2,…`, where a field is the candidate who has that
 * rank, `undervote` (or nothing) for none and `overvote` for more than one, as US contests are published
 * once the papers are put in piles. Without a column `count` each row is one paper.
 */
import { ok, type Result } from '@hustings/base';
import type { BallotFile, BallotFormat, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Refused, refuse, refuseLineEnd } from '../format-error.ts';
import { PaperSink, refuseTooManyCandidates, refuseTooManyPapers } from '../sink.ts';
import { readWeight, type Weight } from '../weight.ts';
import { type CsvRow, csvReader, firstRows, type RowTaker } from './csv-rows.ts';
import { checkWidth, isAboutPaper } from './rank-columns.ts';
import { writeRankedCsv } from './ranked-csv-write.ts';
import { wordOf } from './ranked-words.ts';

const RANK = /^(?:rank|choice|preference)[ _]?([1-9]\d{0,4})$/i;
const ONE: Weight = { units: 1, decimals: 0 };

class RankedTaker implements RowTaker {
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  #count: number | undefined;
  readonly #ranks: number[] = [];
  #columns = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  header(row: CsvRow): Refused | undefined {
    this.#columns = row.fields.length;
    for (const [i, field] of row.fields.entries()) {
      const heading = field.trim();
      const rank = RANK.exec(heading)?.[1];
      const next = this.#ranks.length + 1;
      if (rank === `${next}`) this.#ranks.push(i);
      else if (/^count$/i.test(heading) && this.#count === undefined) this.#count = i;
      else if (!isAboutPaper(heading))
        return refuse('format/syntax', row.place(i), {
          found: heading,
          expected: `a column "rank${next}"${this.#count === undefined ? ' or "count"' : ''}`,
        });
    }
    if (this.#ranks.length > 0) return undefined;
    return refuseLineEnd(row.place(this.#columns), 'a column "rank1"');
  }

  row(row: CsvRow): Refused | undefined {
    const wrongWidth = checkWidth(row, this.#columns);
    if (wrongWidth !== undefined) return wrongWidth;
    const marks: number[] = [];
    for (const i of this.#ranks) {
      const field = (row.fields[i] as string).trim();
      const mark = wordOf(field) ?? this.#sink.codeFor(field);
      if (mark === undefined) return refuseTooManyCandidates(row.place(i), field);
      marks.push(mark);
    }
    const count = this.#count;
    const copies = count === undefined ? ONE : readWeight((row.fields[count] as string).trim());
    if (count !== undefined && copies === undefined)
      return refuse('format/syntax', row.place(count), {
        found: row.fields[count] as string,
        expected: 'how many papers the row stands for',
      });
    if (this.#sink.addMarks(marks, marks.length, copies ?? ONE)) return undefined;
    return refuseTooManyPapers(row.place(count ?? 0), row.fields[count ?? 0] as string);
  }

  finish(): Result<BallotFile, FormatError> {
    return ok(this.#sink.finish({ format: 'ranked-csv', seats: this.#options.seats }));
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
    const ranks = headings.filter((heading) => RANK.test(heading));
    return ranks[0] !== undefined && RANK.exec(ranks[0])?.[1] === '1' ? 'surely' : 'no';
  },
  reader: (options) => csvReader(new RankedTaker(options)),
  write: writeRankedCsv,
};
