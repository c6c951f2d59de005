/**
 * Formal preferences of a Senate election as the Australian Electoral Commission publishes them since
 * 2019: a column for each square above the line (`A:Liberal`), then one for each below it
 * (`A:SESELJA Zed`; `UG:` is ungrouped), a row for each paper. The file tells the groups by its first
 * line alone, so the preferences above the line can be put into candidates here, and the Act says which
 * of the two parts of a paper counts (senate-formality.ts): papers come out with the preferences that count.
 */
import { ok, type Result } from '@hustings/base';
import type { BallotFile, BallotFormat, FormatError, ReadOptions } from '../ballot-file.ts';
import { type Refused, refuse, refuseLineEnd } from '../format-error.ts';
import { PaperSink, refuseTooManyCandidates } from '../sink.ts';
import { type CsvRow, csvReader, type RowTaker } from './csv-rows.ts';
import { senatePreferences } from './senate-formality.ts';

const ABOUT = [
  'State',
  'Division',
  'Vote Collection Point Name',
  'Vote Collection Point ID',
  'Batch No',
  'Paper No',
] as const;
const UNGROUPED = 'UG';

class SenateTaker implements RowTaker {
  readonly #options: ReadOptions;
  readonly #sink = new PaperSink();
  readonly #groups: number[][] = [];
  #state: string | undefined;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  header(row: CsvRow): Refused | undefined {
    const headings = row.fields.map((field) => field.trim());
    if (headings.includes('Preferences'))
      return refuse('format/unsupported', row.place(headings.indexOf('Preferences')), {
        found: 'Preferences',
        expected:
          'a column for each square (2019 on): the file of 2016 does not name the candidates',
      });
    for (const [i, expected] of ABOUT.entries())
      if (headings[i] !== expected) {
        const found = headings[i];
        if (found === undefined) return refuseLineEnd(row.place(i), `a column "${expected}"`);
        return refuse('format/syntax', row.place(i), { found, expected: `a column "${expected}"` });
      }
    return this.#squares(row, headings);
  }

  row(row: CsvRow): Refused | undefined {
    const { fields } = row;
    const squares = ABOUT.length + this.#groups.length + this.#sink.candidates;
    if (fields.length > squares)
      return refuse('format/syntax', row.place(squares), {
        found: fields[squares] as string,
        expected: `the end of the line after ${squares} fields, as the first line has`,
      });
    if (fields.length <= ABOUT.length)
      return refuseLineEnd(row.place(fields.length), "the paper's preferences");
    const state = (fields[0] as string).trim();
    this.#state ??= state;
    if (state !== this.#state)
      return refuse('format/several-contests', row.place(0), {
        found: state,
        expected: `papers of ${this.#state} only`,
      });
    const numbers: number[] = [];
    for (let i = ABOUT.length; i < squares; i++) {
      const field = (fields[i] ?? '').trim();
      const number = numberIn(field);
      if (number === undefined)
        return refuse('format/syntax', row.place(i), {
          found: field,
          expected: 'a number, "/" or "*" (a tick or cross), or nothing',
        });
      numbers.push(number);
    }
    const preferences = senatePreferences(
      { groups: this.#groups, candidates: this.#sink.candidates },
      numbers.slice(0, this.#groups.length),
      numbers.slice(this.#groups.length),
    );
    if (preferences === undefined) this.#sink.addInvalid('informal (ss 268A, 269)', 1);
    else this.#sink.addMarks(preferences, preferences.length, 1);
    return undefined;
  }

  finish(): Result<BallotFile, FormatError> {
    return ok(
      this.#sink.finish({
        format: 'aec-senate',
        title: this.#state === undefined ? '' : `Senate, ${this.#state}`,
        seats: this.#options.seats,
      }),
    );
  }

  /** Squares above the line come first, a letter each; where a letter comes again, or UG, those below begin. */
  #squares(row: CsvRow, headings: readonly string[]): Refused | undefined {
    const groupOf = new Map<string, number>();
    let isBelow = false;
    for (let i = ABOUT.length; i < headings.length; i++) {
      const heading = headings[i] as string;
      const [, letters, name] = /^([A-Z]{1,3}):(.*)$/.exec(heading) ?? [];
      if (letters === undefined || name === undefined)
        return refuse('format/syntax', row.place(i), {
          found: heading,
          expected: 'a square: the letter of its group, a colon, and a name',
        });
      isBelow ||= letters === UNGROUPED || groupOf.has(letters);
      if (!isBelow) {
        groupOf.set(letters, this.#groups.length);
        this.#groups.push([]);
        continue;
      }
      const group = groupOf.get(letters);
      if (group === undefined && letters !== UNGROUPED)
        return refuse('format/syntax', row.place(i), {
          found: heading,
          expected: 'a candidate of a group with a square above the line, or ungrouped (UG)',
        });
      if (name.trim() === '')
        return refuse('format/syntax', row.place(i), {
          found: heading,
          expected: "a candidate's name after the colon",
        });
      const code = this.#sink.addCandidate(name.trim(), heading);
      if (code === undefined) return refuseTooManyCandidates(row.place(i), heading);
      if (group !== undefined) (this.#groups[group] as number[]).push(code);
    }
    const empty = [...groupOf].find(([, group]) => this.#groups[group]?.length === 0);
    if (empty !== undefined)
      return refuseLineEnd(row.place(headings.length), `a candidate of group ${empty[0]}`);
    if (this.#sink.candidates > 0) return undefined;
    return refuseLineEnd(row.place(headings.length), 'squares of candidates');
  }
}

/** 0 for an empty square. A tick or cross, which the AEC writes as `/` or `*`, is a 1 (ss 268A(2)(a), 269(1A)(a)). */
function numberIn(field: string): number | undefined {
  if (field === '') return 0;
  if (field === '/' || field === '*') return 1;
  return /^\d{1,9}$/.test(field) ? Number(field) : undefined;
}

export const aecSenate: BallotFormat = {
  name: 'aec-senate',
  title: 'Formal preferences of a Senate election, Australian Electoral Commission (CSV)',
  source:
    'https://results.aec.gov.au (Senate: formal preferences); Commonwealth Electoral Act 1918 ss 268A, 269, 272',
  endings: ['csv'],
  looksLike: (beginning) => {
    // Of many candidates the first line alone may be longer than the beginning.
    const headings = beginning
      .slice(0, 400)
      .split(',')
      .map((heading) => heading.trim());
    return ABOUT.every((column, i) => headings[i]?.replace(/^\ufeff/, '') === column)
      ? 'surely'
      : 'no';
  },
  reader: (options) => csvReader(new SenateTaker(options)),
};
