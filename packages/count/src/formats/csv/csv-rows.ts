/**
 * Rows of comma-separated values (RFC 4180), as they come: each field with its line and column. A
 * field within `"…"` may hold separators, line ends (read as LF) and `""` for a quote; a quote
 * anywhere else is an error, as is anything between a closing quote and the next separator. Lines
 * with nothing on them say nothing.
 *
 * Our own rather than a library: it is small, and those found give the number of a record but not the
 * column within its line, and want the platform's streams and buffers.
 */
import type { Result } from '@hustings/base';
import type { BallotFile, BallotReader, FormatError } from '../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd } from '../format-error.ts';
import { LineReader } from '../lines.ts';

/** So long may a field be that goes over several lines. */
const MOST_FIELD = 1 << 20;

export interface CsvRow {
  readonly fields: readonly string[];
  /** Line on which the row begins, from 1. */
  readonly line: number;
  /** Where field `i` begins; for a field that is not there, where the row ends. */
  place(i: number): Place;
}

/** Is given each row; an error ends the reading. */
export type OnRow = (row: CsvRow) => Refused | undefined;

class PlainRow implements CsvRow {
  readonly fields: readonly string[];
  readonly line: number;

  constructor(fields: readonly string[], line: number) {
    this.fields = fields;
    this.line = line;
  }

  place(i: number): Place {
    let column = 1;
    for (let k = 0; k < Math.min(i, this.fields.length); k++)
      column += (this.fields[k] as string).length + 1;
    return { line: this.line, column: i < this.fields.length ? column : Math.max(1, column - 1) };
  }
}

/** A row with quotes in it, whose fields are as long as they look in the file only by chance. */
class QuotedRow implements CsvRow {
  readonly fields: string[] = [];
  readonly #places: Place[] = [];
  readonly line: number;
  #end: Place;

  constructor(line: number) {
    this.line = line;
    this.#end = { line, column: 1 };
  }

  add(field: string, place: Place, end: Place): void {
    this.fields.push(field);
    this.#places.push(place);
    this.#end = end;
  }

  place(i: number): Place {
    return this.#places[i] ?? this.#end;
  }
}

export class CsvRows {
  readonly #lines: LineReader;
  readonly #separator: ',' | '\t';
  readonly #onRow: OnRow;
  /** A row whose last field is open, and what that holds so far. */
  #open: { readonly row: QuotedRow; readonly field: string; readonly place: Place } | undefined;

  constructor(onRow: OnRow, separator: ',' | '\t' = ',') {
    this.#onRow = onRow;
    this.#separator = separator;
    this.#lines = new LineReader((text, line) => this.#read(text, line));
  }

  push(bytes: Uint8Array): Result<undefined, FormatError> {
    return this.#lines.push(bytes);
  }

  /** Gives the last row, where its line has no end. */
  end(): Result<undefined, FormatError> {
    const ended = this.#lines.end();
    if (!ended.ok || this.#open === undefined) return ended;
    const { line, column } = this.#open.place;
    return refuseFileEnd(
      this.endPlace,
      `a quote that closes the one at line ${line}, column ${column}`,
    );
  }

  get endPlace(): Place {
    return this.#lines.endPlace;
  }

  #read(text: string, line: number): Refused | undefined {
    if (this.#open === undefined) {
      if (text.trim() === '') return undefined;
      if (!text.includes('"')) return this.#onRow(new PlainRow(text.split(this.#separator), line));
    }
    return this.#readQuoted(text, line);
  }

  #readQuoted(text: string, line: number): Refused | undefined {
    const row = this.#open?.row ?? new QuotedRow(line);
    let at = 0;
    for (;;) {
      const place = this.#open?.place ?? { line, column: at + 1 };
      if (this.#open !== undefined || text[at] === '"') {
        // Within quotes, to the quote that is not one of a pair.
        let field = this.#open === undefined ? '' : `${this.#open.field}\n`;
        let from = this.#open === undefined ? at + 1 : at;
        this.#open = undefined;
        let close = text.indexOf('"', from);
        while (close >= 0 && text[close + 1] === '"') {
          field += text.slice(from, close + 1);
          from = close + 2;
          close = text.indexOf('"', from);
        }
        if (close < 0) {
          // A quote that is never closed would otherwise take the rest of the file into memory.
          if (field.length > MOST_FIELD)
            return refuse('format/syntax', place, {
              found: field,
              expected: `a field of at most ${MOST_FIELD} characters, with a closing quote`,
            });
          this.#open = { row, field: field + text.slice(from), place };
          return undefined;
        }
        field += text.slice(from, close);
        at = close + 1;
        row.add(field, place, { line, column: at + 1 });
        if (at < text.length && text[at] !== this.#separator)
          return refuse(
            'format/syntax',
            { line, column: at + 1 },
            { found: text.slice(at), expected: `${this.#named} or the end of the line` },
          );
      } else {
        const next = text.indexOf(this.#separator, at);
        const end = next < 0 ? text.length : next;
        const field = text.slice(at, end);
        const quote = field.indexOf('"');
        if (quote >= 0)
          return refuse(
            'format/syntax',
            { line, column: at + quote + 1 },
            { found: field.slice(quote), expected: 'quotes around a whole field only' },
          );
        at = end;
        row.add(field, place, { line, column: at + 1 });
      }
      if (at === text.length) return this.#onRow(row);
      at++;
    }
  }

  get #named(): string {
    return this.#separator === ',' ? 'a comma' : 'a tab';
  }
}

/** What makes a ballot file of rows: the first names the columns. */
export interface RowTaker {
  header(row: CsvRow): Refused | undefined;
  row(row: CsvRow): Refused | undefined;
  finish(end: Place): Result<BallotFile, FormatError>;
}

export function csvReader(taker: RowTaker, separator: ',' | '\t' = ','): BallotReader {
  let isFirst = true;
  const rows = new CsvRows((row) => {
    if (!isFirst) return taker.row(row);
    isFirst = false;
    return taker.header(row);
  }, separator);
  return {
    push: (bytes) => rows.push(bytes),
    end: () => {
      const ended = rows.end();
      if (!ended.ok) return ended;
      if (isFirst) return refuseFileEnd(rows.endPlace, 'a line that names the columns');
      return taker.finish(rows.endPlace);
    },
  };
}

/** The field as CSV says it: within quotes where it has to be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Whole rows at the beginning of a file, up to `most`, to see what it looks like; fewer if it is no CSV. */
export function firstRows(
  beginning: string,
  most: number,
  separator: ',' | '\t' = ',',
): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const lines = beginning.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  // The last line may be cut off; a whole file of one line says too little anyway.
  for (const line of lines.slice(0, -1)) {
    if (rows.length === most) break;
    if (line.trim() !== '') rows.push(splitLine(line, separator));
  }
  return rows;
}

function splitLine(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator).map((field) => field.trim());
  return line
    .split(new RegExp(`${separator}(?=(?:[^"]*"[^"]*")*[^"]*$)`))
    .map((field) => field.trim().replace(/^"|"$/g, '').replaceAll('""', '"'));
}
