/**
 * Preferences of a district as the NSW Electoral Commission publishes them: tab-separated, a row for
 * each mark, with the paper it is on; informal papers are there with the marks that they have, or none.
 * `PrefMarking` is what stands on the paper, `PrefCounted` what it counted as. A number is kept as
 * marked. A tick or cross counts as 1 where `PrefCounted` says so, and otherwise says nothing; whether
 * a paper is formal is the Commission's word.
 */
import { ok, type Result } from '@hustings/base';
import { SKIPPED, TIED } from '../../papers/marks.ts';
import type { BallotFile, BallotFormat, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Place, type Refused, refuse, refuseLineEnd } from '../format-error.ts';
import { PaperSink, refuseTooManyCandidates } from '../sink.ts';
import { type CsvRow, csvReader, firstRows, type RowTaker } from './csv-rows.ts';
import { checkWidth } from './rank-columns.ts';

const COLUMNS = [
  'District',
  'PollingPlaceName',
  'BPNumber',
  'Formality',
  'CandidateName',
  'PrefMarking',
  'PrefCounted',
] as const;

/** Numbers above this are not places of a paper. */
const MOST_PLACE = 999;

interface Paper {
  readonly number: string;
  readonly isFormal: boolean;
  /** Place and candidate of each preference. */
  readonly marks: { readonly place: number; readonly code: number }[];
}

class NswecTaker implements RowTaker {
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  #at: readonly number[] = [];
  #width = 0;
  #district: string | undefined;
  #pollingPlace: string | undefined;
  /** Polling places before the one at hand, and the papers seen in that. */
  readonly #placesDone = new Set<string>();
  readonly #papersSeen = new Set<string>();
  #paper: Paper | undefined;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  header(row: CsvRow): Refused | undefined {
    const headings = row.fields.map((field) => field.trim());
    this.#width = headings.length;
    this.#at = COLUMNS.map((column) => headings.indexOf(column));
    const missing = COLUMNS.find((_, i) => this.#at[i] === -1);
    if (missing === undefined) return undefined;
    return refuseLineEnd(row.place(headings.length), `a column "${missing}"`);
  }

  row(row: CsvRow): Refused | undefined {
    const wrongWidth = checkWidth(row, this.#width);
    if (wrongWidth !== undefined) return wrongWidth;
    const [district, pollingPlace, number, formality] = [0, 1, 2, 3].map((i) =>
      this.#field(row, i),
    );
    if (this.#options.contest !== undefined && district !== this.#options.contest) return undefined;
    this.#district ??= district;
    if (district !== this.#district)
      return refuse('format/several-contests', this.#place(row, 0), {
        found: district as string,
        expected: `the district ${this.#district} only, or to be told which one to read`,
      });
    const isFormal = formality === 'Formal';
    if (!isFormal && formality !== 'Informal')
      return refuse('format/syntax', this.#place(row, 3), {
        found: formality as string,
        expected: '"Formal" or "Informal"',
      });
    const paper = this.#paper;
    if (paper === undefined || pollingPlace !== this.#pollingPlace || number !== paper.number) {
      const refused = this.#nextPaper(row, pollingPlace as string, number as string, isFormal);
      if (refused !== undefined) return refused;
    } else if (paper.isFormal !== isFormal)
      return refuse('format/syntax', this.#place(row, 3), {
        found: formality,
        expected: 'what the row before says of the same paper',
      });
    return this.#mark(row);
  }

  finish(): Result<BallotFile, FormatError> {
    this.#keep();
    return ok(
      this.#sink.finish({
        format: 'nswec',
        title: this.#district ?? '',
        seats: this.#options.seats,
      }),
    );
  }

  #nextPaper(
    row: CsvRow,
    pollingPlace: string,
    number: string,
    isFormal: boolean,
  ): Refused | undefined {
    this.#keep();
    if (pollingPlace !== this.#pollingPlace) {
      if (this.#pollingPlace !== undefined) this.#placesDone.add(this.#pollingPlace);
      this.#papersSeen.clear();
      if (this.#placesDone.has(pollingPlace))
        return refuse('format/paper-twice', this.#place(row, 1), {
          found: pollingPlace,
          expected: 'all papers of a polling place one after the other',
        });
      this.#pollingPlace = pollingPlace;
    }
    if (this.#papersSeen.has(number))
      return refuse('format/paper-twice', this.#place(row, 2), {
        found: number,
        expected: 'all marks of a paper one after the other',
      });
    this.#papersSeen.add(number);
    this.#paper = { number, isFormal, marks: [] };
    return undefined;
  }

  #mark(row: CsvRow): Refused | undefined {
    const [name, marked, counted] = [4, 5, 6].map((i) => this.#field(row, i)) as [
      string,
      string,
      string,
    ];
    if (name === '') {
      if (this.#paper?.isFormal !== true && marked === '') return undefined;
      return refuse('format/syntax', this.#place(row, 4), {
        found: '',
        expected: "a candidate's name",
      });
    }
    const code = this.#sink.codeFor(name);
    if (code === undefined) return refuseTooManyCandidates(this.#place(row, 4), name);
    const number = /^\d+$/.test(marked) ? marked : counted;
    if (number === '') return undefined;
    const place = Number(number);
    if (!/^\d+$/.test(number) || place < 1 || place > MOST_PLACE) {
      // What an informal paper says makes no difference.
      if (this.#paper?.isFormal !== true) return undefined;
      return refuse('format/syntax', this.#place(row, number === marked ? 5 : 6), {
        found: number,
        expected: `a preference from 1 to ${MOST_PLACE}`,
      });
    }
    this.#paper?.marks.push({ place, code });
    return undefined;
  }

  /** Adds the paper at hand; of one row each, there are never too many to count. */
  #keep(): void {
    if (this.#paper === undefined) return;
    if (!this.#paper.isFormal) {
      this.#sink.addInvalid('informal', 1);
      return;
    }
    const inOrder = this.#paper.marks.toSorted((a, b) => a.place - b.place);
    const marks: number[] = [];
    let last = 0;
    for (const { place, code } of inOrder) {
      if (place === last) marks.push(TIED);
      for (let skipped = last + 1; skipped < place; skipped++) marks.push(SKIPPED);
      marks.push(code);
      last = place;
    }
    this.#sink.addMarks(marks, marks.length, 1);
  }

  #field(row: CsvRow, column: number): string {
    return (row.fields[this.#at[column] as number] as string).trim();
  }

  #place(row: CsvRow, column: number): Place {
    return row.place(this.#at[column] as number);
  }
}

export const nswec: BallotFormat = {
  name: 'nswec',
  title: 'Preferences of a district, NSW Electoral Commission (tab-separated)',
  source: 'https://pastvtr.elections.nsw.gov.au (Pref Data)',
  endings: ['txt', 'tsv'],
  looksLike: (beginning) => {
    const [headings] = firstRows(beginning, 1, '\t');
    return headings !== undefined && COLUMNS.every((column) => headings.includes(column))
      ? 'surely'
      : 'no';
  },
  reader: (options) => csvReader(new NswecTaker(options), '\t'),
};
