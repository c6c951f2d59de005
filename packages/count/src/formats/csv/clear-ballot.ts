/**
 * Cast-vote records of ranked contests as Clear Ballot exports them: a row for each paper, a column for
 * each candidate at each rank, headed `Choice_6_1:contest:rank:rule:candidate:party`; 1 is a mark, 0 none,
 * nothing says that the contest is not on the paper. A file may hold several contests.
 */
import { ok, type Result } from '@hustings/base';
import { SKIPPED, TIED } from '../../papers/marks.ts';
import type { BallotFile, BallotFormat, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Refused, refuse, refuseLineEnd } from '../format-error.ts';
import { PaperSink, refuseTooManyCandidates } from '../sink.ts';
import { type CsvRow, csvReader, type RowTaker } from './csv-rows.ts';
import { checkWidth } from './rank-columns.ts';

/** A rank above this is none of a paper. */
const MOST_RANK = 999;

interface Choice {
  readonly column: number;
  readonly rank: number;
  readonly code: number;
}

class ClearBallotTaker implements RowTaker {
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  /** By rank. */
  #choices: readonly Choice[] = [];
  #contest = '';
  #columns = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  header(row: CsvRow): Refused | undefined {
    this.#columns = row.fields.length;
    const contests = new Set<string>();
    const choices: Choice[] = [];
    const seen = new Set<string>();
    for (const [column, field] of row.fields.entries()) {
      if (!field.startsWith('Choice_')) continue;
      const [, contest, digits, , name, party] = field.split(':').map((part) => part.trim());
      const rank = /^\d{1,3}$/.test(digits ?? '') ? Number(digits) : 0;
      const isWhole = party !== undefined && field.split(':').length === 6;
      if (!isWhole || contest === '' || name === '' || rank < 1)
        return refuse('format/syntax', row.place(column), {
          found: field,
          expected: `Choice_…:contest:rank from 1 to ${MOST_RANK}:rule:candidate:party`,
        });
      contests.add(contest as string);
      if (contest !== (this.#options.contest ?? contest)) continue;
      const code = this.#sink.codeFor(name as string);
      if (code === undefined) return refuseTooManyCandidates(row.place(column), name as string);
      if (seen.has(`${rank} ${code}`))
        return refuse('format/candidate-twice', row.place(column), {
          found: field,
          expected: 'one column for a candidate at a rank',
        });
      seen.add(`${rank} ${code}`);
      choices.push({ column, rank, code });
    }
    this.#choices = choices.toSorted((a, b) => a.rank - b.rank || a.code - b.code);
    return this.#oneOf([...contests], row);
  }

  row(row: CsvRow): Refused | undefined {
    const wrongWidth = checkWidth(row, this.#columns);
    if (wrongWidth !== undefined) return wrongWidth;
    const marks: number[] = [];
    let last = 0;
    let isOnPaper = false;
    for (const { column, rank, code } of this.#choices) {
      const field = (row.fields[column] as string).trim();
      if (field === '') continue;
      isOnPaper = true;
      if (field === '0') continue;
      if (field !== '1')
        return refuse('format/syntax', row.place(column), {
          found: field,
          expected: '1 for a mark, 0 for none, or nothing',
        });
      if (rank === last) marks.push(TIED);
      for (let skipped = last + 1; skipped < rank; skipped++) marks.push(SKIPPED);
      marks.push(code);
      last = rank;
    }
    // A row is one paper: there are never too many to count.
    if (isOnPaper) this.#sink.addMarks(marks, marks.length, 1);
    return undefined;
  }

  finish(): Result<BallotFile, FormatError> {
    const { seats } = this.#options;
    return ok(this.#sink.finish({ format: 'clear-ballot', title: this.#contest, seats }));
  }

  #oneOf(contests: readonly string[], row: CsvRow): Refused | undefined {
    const { contest: asked } = this.#options;
    const [first] = contests;
    if (first === undefined)
      return refuseLineEnd(row.place(this.#columns), 'columns "Choice_…" of a contest');
    this.#contest = asked ?? first;
    if (asked === undefined ? contests.length === 1 : contests.includes(asked)) return undefined;
    return refuse(
      asked === undefined ? 'format/several-contests' : 'format/unknown-contest',
      row.place(0),
      {
        found: asked ?? `${contests.length} contests`,
        expected: `one of these contests to be named: ${contests.join('; ')}`,
      },
    );
  }
}

export const clearBallot: BallotFormat = {
  name: 'clear-ballot',
  title: 'Cast-vote records of Clear Ballot (CSV)',
  source: 'https://github.com/BrightSpots/rcv (provider clearBallot)',
  endings: ['csv'],
  looksLike: (beginning) =>
    // The first line alone may be longer than the beginning.
    /^\ufeff?"?RowNumber"?,/.test(beginning) && /,"?BallotID"?,/.test(beginning) ? 'surely' : 'no',
  reader: (options) => csvReader(new ClearBallotTaker(options)),
};
