/**
 * What stands above the preferences of a PrefLib file: lines `# KEY: value`, or in the old style the
 * number of alternatives, their names, and a line of three totals.
 */
import { ok, type Result } from '@hustings/base';
import { MOST_CANDIDATES } from '../../../papers/marks.ts';
import type { FormatError } from '../../ballot-file.ts';
import { type Place, type Refused, refuse } from '../../format-error.ts';
import { Cursor, numberWanted } from '../cursor.ts';

export const DATA_TYPES = ['soc', 'soi', 'toc', 'toi', 'cat'] as const;
export type DataType = (typeof DATA_TYPES)[number];

export interface Header {
  readonly style: 'modern' | 'old';
  readonly type: DataType;
  readonly title: string;
  readonly names: readonly string[];
  readonly seats: number | undefined;
  /** How many papers there must be. */
  readonly papers: Stated;
  /** How many lines of preferences there must be. */
  readonly lines: Stated | undefined;
  /** Of a categorical file. */
  readonly categories: number;
  readonly notes: readonly string[];
}

/** A number that the header gives, and on which line. */
export interface Stated {
  readonly value: number;
  readonly line: number;
}

interface Field {
  readonly value: string;
  readonly place: Place;
}

const PLAIN_FIELDS: readonly string[] = ['FILE NAME', 'TITLE', 'DATA TYPE'];
const NUMBERS: readonly string[] = [
  'NUMBER ALTERNATIVES',
  'NUMBER VOTERS',
  'NUMBER UNIQUE ORDERS',
  'NUMBER UNIQUE PREFERENCES',
  'NUMBER CATEGORIES',
  'NUMBER SEATS',
];

/** Whether the header has a meaning for this key; anything else is a note. */
export function isHeaderKey(key: string): boolean {
  return (
    PLAIN_FIELDS.includes(key) ||
    NUMBERS.includes(key) ||
    /^(ALTERNATIVE|CATEGORY) NAME \d+$/.test(key)
  );
}

/** Collects the lines `# KEY: value` as they come. */
export class ModernHeader {
  readonly #fields = new Map<string, Field>();
  readonly #notes: string[] = [];

  /** A line that begins with `#`. */
  add(text: string, line: number): Refused | undefined {
    const match = /^#\s*([A-Z][A-Z ]*(?: \d+)?)\s*:(.*)$/.exec(text);
    const [, key = '', rest = ''] = match ?? [];
    const value = rest.trim();
    if (match === null || !isHeaderKey(key)) {
      const note = match === null ? text.slice(1).trim() : value && `${key}: ${value}`;
      if (note !== '') this.#notes.push(note);
      return undefined;
    }
    const place = { line, column: text.length - rest.trimStart().length + 1 };
    if (this.#fields.has(key))
      return refuse(
        'format/duplicate-field',
        { line, column: 1 },
        { found: key, expected: 'each field of the header once' },
      );
    this.#fields.set(key, { value, place });
    if (key.startsWith('CATEGORY')) this.#notes.push(`${key}: ${value}`);
    return undefined;
  }

  /** The whole header; `place` is where the first line of preferences stands, or the file ends. */
  finish(place: Place): Result<Header, FormatError> {
    const n = this.#number('NUMBER ALTERNATIVES', 1, MOST_CANDIDATES, place);
    if (!n.ok) return n;
    const papers = this.#number('NUMBER VOTERS', 0, Number.MAX_SAFE_INTEGER, place);
    if (!papers.ok) return papers;
    const type = this.#type();
    if (!type.ok) return type;
    const key = type.value === 'cat' ? 'NUMBER UNIQUE PREFERENCES' : 'NUMBER UNIQUE ORDERS';
    const lines = this.#optional(key, 0);
    if (!lines.ok) return lines;
    const seats = this.#optional('NUMBER SEATS', 1);
    if (!seats.ok) return seats;
    const categories =
      type.value === 'cat' ? this.#number('NUMBER CATEGORIES', 1, 1000, place) : undefined;
    if (categories?.ok === false) return categories;
    const names = this.#names(n.value.value, place);
    if (!names.ok) return names;
    return ok({
      style: 'modern',
      type: type.value,
      title: this.#fields.get('TITLE')?.value ?? '',
      names: names.value,
      seats: seats.value?.value,
      papers: papers.value,
      lines: lines.value,
      categories: categories?.value.value ?? 0,
      notes: this.#notes,
    });
  }

  #type(): Result<DataType, FormatError> {
    const field = this.#fields.get('DATA TYPE');
    if (field === undefined || field.value === '')
      return ok(this.#fields.has('NUMBER CATEGORIES') ? 'cat' : 'toi');
    const type = DATA_TYPES.find((one) => one === field.value.toLowerCase());
    if (type !== undefined) return ok(type);
    return refuse('format/unsupported', field.place, {
      found: field.value,
      expected: `preferences of one of the types ${DATA_TYPES.join(', ')}`,
    });
  }

  #number(key: string, least: number, most: number, place: Place): Result<Stated, FormatError> {
    const field = this.#fields.get(key);
    if (field === undefined)
      return refuse('format/syntax', place, {
        found: '',
        expected: `a line "# ${key}: …" above the preferences`,
      });
    const value = Number(field.value);
    if (/^\d+$/.test(field.value) && value >= least && value <= most)
      return ok({ value, line: field.place.line });
    const expected = numberWanted({
      what: `the ${key.toLowerCase().replace('number', 'number of')}`,
      least,
      most,
    });
    return refuse('format/syntax', field.place, { found: field.value, expected });
  }

  #optional(key: string, least: number): Result<Stated | undefined, FormatError> {
    const value = this.#fields.get(key)?.value ?? '';
    return value === ''
      ? ok(undefined)
      : this.#number(key, least, Number.MAX_SAFE_INTEGER, { line: 1, column: 1 });
  }

  #names(count: number, place: Place): Result<readonly string[], FormatError> {
    const names: string[] = [];
    for (let i = 1; i <= count; i++) {
      const field = this.#fields.get(`ALTERNATIVE NAME ${i}`);
      if (field === undefined || field.value === '')
        return refuse('format/syntax', field?.place ?? place, {
          found: '',
          expected: `the name of alternative ${i}, "# ALTERNATIVE NAME ${i}: …"`,
        });
      names.push(field.value);
    }
    for (const [key, { place: at }] of this.#fields) {
      const [, number] = /^ALTERNATIVE NAME (\d+)$/.exec(key) ?? [];
      if (number === undefined || names[Number(number) - 1] !== undefined) continue;
      const expected = `names of the alternatives 1 to ${count} only`;
      return refuse('format/syntax', { line: at.line, column: 1 }, { found: key, expected });
    }
    return ok(names);
  }
}

/** Reads the old header a line at a time: the number, the names, the totals. */
export class OldHeader {
  #count: number | undefined;
  readonly #names: string[] = [];

  /** The header after its last line; undefined before. */
  add(text: string, line: number): Result<Header | undefined, FormatError> {
    const cursor = new Cursor(text, line);
    if (this.#count === undefined) {
      const what = 'the number of alternatives';
      const count = cursor.wholeNumber({ what, least: 1, most: MOST_CANDIDATES });
      if (!count.ok) return count;
      cursor.skipBlanks();
      if (!cursor.isAtEnd) return cursor.wrong('the end of the line');
      this.#count = count.value;
      return ok(undefined);
    }
    if (this.#names.length < this.#count) {
      const number = this.#names.length + 1;
      const what = `the number and name of alternative ${number}`;
      const read = cursor.wholeNumber({ what, least: number, most: number });
      if (!read.ok) return read;
      if (!cursor.takeSign(',')) return cursor.wrong(`"," and the name of alternative ${number}`);
      cursor.skipBlanks();
      if (cursor.isAtEnd) return cursor.wrong(`the name of alternative ${number}`);
      this.#names.push(text.slice(cursor.at).trim());
      return ok(undefined);
    }
    return this.#totals(cursor);
  }

  /** What comes next, once the first line was read. */
  get expected(): string {
    return this.#names.length < (this.#count as number)
      ? `the name of alternative ${this.#names.length + 1}`
      : 'the numbers of voters, votes and different orders';
  }

  #totals(cursor: Cursor): Result<Header, FormatError> {
    const totals: number[] = [];
    for (const what of ['voters', 'votes', 'different orders']) {
      if (totals.length > 0 && !cursor.takeSign(',')) return cursor.wrong('","');
      const total = cursor.wholeNumber({
        what: `the number of ${what}`,
        least: 0,
        most: Number.MAX_SAFE_INTEGER,
      });
      if (!total.ok) return total;
      totals.push(total.value);
    }
    cursor.skipBlanks();
    if (!cursor.isAtEnd) return cursor.wrong('the end of the line');
    const { line } = cursor;
    return ok({
      style: 'old',
      type: 'toi',
      title: '',
      names: this.#names,
      seats: undefined,
      papers: { value: totals[1] as number, line },
      lines: { value: totals[2] as number, line },
      categories: 0,
      notes: [],
    });
  }
}
