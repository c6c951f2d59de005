/**
 * Reads PrefLib files of orders (soc, soi, toc, toi) and categories (cat). Equal ranks stand as they
 * are; a category is a score, 0 for the last of several. The header says how many papers and lines
 * there are, and they must be there.
 */
import { ok, type Result } from '@hustings/base';
import { TIED } from '../../../papers/marks.ts';
import {
  type BallotFile,
  type BallotReader,
  type FormatError,
  NO_SCORE,
} from '../../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd } from '../../format-error.ts';
import { PaperSink } from '../../sink.ts';
import { Cursor } from '../cursor.ts';
import { type LineParser, lineByLine } from '../line-parser.ts';
import { type Header, ModernHeader, OldHeader, type Stated } from './header.ts';
import { type OrderLine, readOrderLine } from './order-line.ts';

export function preflibReader(options: { readonly seats?: number }): BallotReader {
  return lineByLine(new PreflibParser(options.seats));
}

class PreflibParser implements LineParser {
  readonly #seats: number | undefined;
  readonly #sink = new PaperSink();
  #unfinished: ModernHeader | OldHeader | undefined;
  #header: Header | undefined;
  /** Never more than the header says, so that the sink takes them all. */
  #papers = 0;
  #lines = 0;
  readonly #marks: number[] = [];

  constructor(seats: number | undefined) {
    this.#seats = seats;
  }

  line(text: string, line: number): Refused | undefined {
    if (text.trim() === '') return undefined;
    if (this.#header !== undefined) return this.#preferences(this.#header, text, line);
    const header = this.#headerLine(text, line);
    if (!header.ok) return header;
    if (header.value === undefined) return undefined;
    this.#begin(header.value);
    return header.value.style === 'modern'
      ? this.#preferences(header.value, text, line)
      : undefined;
  }

  end(place: Place): Result<BallotFile, FormatError> {
    const header = this.#header === undefined ? this.#headerOnly(place) : ok(this.#header);
    if (!header.ok) return header;
    const { papers, lines, title, seats, notes } = header.value;
    if (this.#papers !== papers.value) return differs(place, this.#papers, 'papers', papers);
    if (lines !== undefined && this.#lines !== lines.value)
      return differs(place, this.#lines, 'lines of preferences', lines);
    return ok(this.#sink.finish({ format: 'preflib', title, seats: seats ?? this.#seats, notes }));
  }

  /** The header, once `text` is the last line of an old one or the first line below a modern one. */
  #headerLine(text: string, line: number): Result<Header | undefined, FormatError> {
    this.#unfinished ??= text.startsWith('#') ? new ModernHeader() : new OldHeader();
    if (this.#unfinished instanceof OldHeader) return this.#unfinished.add(text, line);
    if (!text.startsWith('#')) return this.#unfinished.finish({ line, column: 1 });
    return this.#unfinished.add(text, line) ?? ok(undefined);
  }

  /** The header of a file without preferences. */
  #headerOnly(place: Place): Result<Header, FormatError> {
    if (!(this.#unfinished instanceof ModernHeader))
      return refuseFileEnd(place, this.#unfinished?.expected ?? 'the header of a PrefLib file');
    const header = this.#unfinished.finish(place);
    if (header.ok) this.#begin(header.value);
    return header;
  }

  #begin(header: Header): void {
    this.#header = header;
    for (const name of header.names) this.#sink.addCandidate(name);
    if (header.type === 'cat') this.#sink.expectScores();
  }

  #preferences(header: Header, text: string, line: number): Refused | undefined {
    const cursor = new Cursor(text, line);
    const order = readOrderLine(cursor, header.names.length, header.style === 'old' ? ',' : ':');
    if (!order.ok) return order;
    this.#lines++;
    this.#papers += order.value.papers;
    if (this.#papers > header.papers.value)
      return differs({ line, column: 1 }, this.#papers, 'papers', header.papers);
    return header.type === 'cat'
      ? this.#addCategories(header, order.value, cursor)
      : this.#addOrder(header, order.value, cursor);
  }

  #addOrder(header: Header, { papers, places }: OrderLine, cursor: Cursor): Refused | undefined {
    const marks = this.#marks;
    marks.length = 0;
    for (const { codes, at } of places) {
      cursor.at = at;
      if (codes.length === 0) return cursor.wrong('an alternative; an order has no empty place');
      if (codes.length > 1 && (header.type === 'soc' || header.type === 'soi'))
        return cursor.wrong(`no equal ranks, as the file is of the type ${header.type}`);
      for (const [k, code] of codes.entries()) {
        if (k > 0) marks.push(TIED);
        marks.push(code);
      }
    }
    if (header.type === 'soc' || header.type === 'toc') {
      const named = new Set(marks);
      const missing = header.names.findIndex((_, code) => !named.has(code));
      if (missing >= 0) {
        cursor.at = cursor.text.length;
        return cursor.wrong(
          `alternative ${missing + 1} too, as orders of the type ${header.type} are complete`,
        );
      }
    }
    this.#sink.addMarks(marks, marks.length, papers);
    return undefined;
  }

  #addCategories(header: Header, line: OrderLine, cursor: Cursor): Refused | undefined {
    const { papers, places } = line;
    const scores = new Uint16Array(header.names.length).fill(NO_SCORE);
    for (const [category, { codes, at }] of places.entries()) {
      cursor.at = at;
      if (category >= header.categories)
        return cursor.wrong(`the end of the line after ${header.categories} categories`);
      for (const code of codes) {
        if (scores[code] !== NO_SCORE)
          return cursor.wrong(
            'each alternative in one category',
            'format/duplicate-candidate',
            `${code + 1}`,
          );
        // One category alone is approval: whoever is in none is not approved.
        scores[code] = header.categories === 1 ? 1 : header.categories - 1 - category;
      }
    }
    if (places.length < header.categories) {
      cursor.at = cursor.text.length;
      return cursor.wrong(`all ${header.categories} categories, "{}" for an empty one`);
    }
    this.#sink.addScores(scores, papers);
    return undefined;
  }
}

function differs(place: Place, found: number, what: string, stated: Stated): Refused {
  return refuse('format/counts-differ', place, {
    found: `${found} ${what}`,
    expected: `${stated.value} ${what}, as line ${stated.line} says`,
  });
}
