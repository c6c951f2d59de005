/**
 * A cast-vote-record report in XML, as its bytes come: the elements CVR, Election and Party below the
 * root are given one by one, everything else is passed over without keeping it. `saxes` reads XML 1.0
 * strictly; entities other than XML's own five are not known to it, so nothing outside the file is ever
 * looked for. Names are taken without their prefix: the namespace of drafts and of vendors differs.
 */
import { ok, type Result } from '@hustings/base';
import { SaxesParser } from 'saxes';
import type { FormatError } from '../ballot-file.ts';
import { type Place, type Refused, refuse, refuseFileEnd } from '../format-error.ts';
import { PARTS, type PartName, type PartTaker, type ReportValue } from './report-node.ts';
import { TextPlace, Utf8Pieces } from './utf8-pieces.ts';

const ROOT = 'CastVoteRecordReport';
const MOST_DEPTH = 64;
/** Elements and letters of one part. */
const MOST_ELEMENTS = 1 << 21;
const MOST_TEXT = 1 << 24;
/** Characters from one piece of markup to the next. */
const MOST_BETWEEN = 1 << 24;

interface Element {
  readonly name: string;
  /** Children by name, where it belongs to a part. */
  readonly children: { [name: string]: ReportValue[] } | undefined;
  text: string;
}

export class XmlReport {
  readonly #taker: PartTaker;
  readonly #pieces = new Utf8Pieces();
  readonly #written = new TextPlace();
  readonly #parser = new SaxesParser({ xmlns: false });
  readonly #open: Element[] = [];
  /** Behind the last markup outside the root. */
  #markupEnd: Place = { line: 1, column: 1 };
  #partPlace: Place = { line: 1, column: 1 };
  #between = 0;
  #elements = 0;
  #letters = 0;
  #refused: Refused | undefined;

  constructor(taker: PartTaker) {
    this.#taker = taker;
    this.#parser.on('error', (error) => {
      // The message begins with line and column, which are told apart from it.
      const reason = error.message.replace(/^[^ ]*: /, '').replace(/\.$/, '');
      // Text outside the root is noticed somewhere behind its beginning, depending on the pieces.
      const place = reason.startsWith('text data outside') ? this.#markupEnd : this.#here;
      this.#refused ??= refuse('format/syntax', place, {
        found: reason,
        expected: 'XML that is well-formed',
      });
    });
    for (const markup of ['comment', 'processinginstruction'] as const)
      this.#parser.on(markup, () => {
        this.#markupEnd = this.#here;
      });
    this.#parser.on('xmldecl', ({ encoding }) => {
      this.#markupEnd = this.#here;
      if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding))
        this.#refuse('format/not-utf8', `encoding "${encoding}"`, 'encoding "UTF-8"');
    });
    this.#parser.on('doctype', () => {
      this.#refuse('format/unsupported', 'a DOCTYPE', 'a report without definitions of its own');
    });
    this.#parser.on('opentag', (tag) => {
      this.#between = 0;
      if (this.#refused === undefined)
        this.#begin(tag.name.slice(tag.name.indexOf(':') + 1), tag.attributes);
    });
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
    this.#parser.on('closetag', () => {
      this.#between = 0;
      if (this.#open.length === 1) this.#markupEnd = this.#here;
      if (this.#refused === undefined) this.#end();
    });
  }

  push(bytes: Uint8Array): Result<undefined, FormatError> {
    if (this.#refused !== undefined) return this.#refused;
    const { text, isUtf8 } = this.#pieces.next(bytes);
    // After the first error the rest of the piece makes no difference.
    if (text !== '') this.#parser.write(text);
    this.#written.pass(text);
    this.#between += text.length;
    // The parser keeps text, comments and markup until they are whole.
    if (this.#between > MOST_BETWEEN)
      this.#refused ??= refuse('format/syntax', this.endPlace, {
        found: 'text that goes on',
        expected: `at most ${MOST_BETWEEN} characters from one element to the next`,
      });
    if (!isUtf8)
      this.#refused ??= refuse('format/not-utf8', this.endPlace, {
        found: 'bytes that are not UTF-8',
        expected: 'text in UTF-8',
      });
    return this.#refused ?? ok(undefined);
  }

  end(): Result<undefined, FormatError> {
    if (this.#refused !== undefined) return this.#refused;
    const place = this.endPlace;
    const last = this.#open.at(-1);
    if (last !== undefined || this.#pieces.isCut)
      return refuseFileEnd(
        place,
        last === undefined ? 'the rest of it' : `the end of the element ${last.name}`,
      );
    this.#parser.close();
    if (this.#refused !== undefined) return refuseFileEnd(place, `an element ${ROOT}`);
    return ok(undefined);
  }

  get endPlace(): Place {
    return this.#written.place;
  }

  /** Behind what the parser has just read; it knows that only while it reads. */
  get #here(): Place {
    return { line: this.#parser.line, column: this.#parser.columnIndex + 1 };
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    const depth = this.#open.length;
    if (depth === 0 && name !== ROOT) {
      this.#refuse('format/syntax', name, `an element ${ROOT}`);
      return;
    }
    if (depth === MOST_DEPTH) {
      this.#refuse('format/syntax', name, `at most ${MOST_DEPTH} elements within each other`);
      return;
    }
    const isPartBegun = depth === 1 && PARTS.has(name);
    if (isPartBegun) {
      this.#partPlace = this.#here;
      this.#elements = 0;
      this.#letters = 0;
    }
    const isKept = isPartBegun || this.#open.at(-1)?.children !== undefined;
    const children: { [name: string]: ReportValue[] } | undefined = isKept
      ? Object.create(null)
      : undefined;
    if (isKept && ++this.#elements > MOST_ELEMENTS)
      this.#refuse('format/syntax', name, `at most ${MOST_ELEMENTS} elements in one part`);
    const id = attributes['ObjectId'];
    if (children !== undefined && id !== undefined) children['@id'] = [id];
    this.#open.push({ name, children, text: '' });
  }

  #text(text: string): void {
    const element = this.#open.at(-1);
    if (this.#refused !== undefined || element?.children === undefined) return;
    this.#letters += text.length;
    if (this.#letters > MOST_TEXT)
      this.#refuse('format/syntax', text, `at most ${MOST_TEXT} letters in one part`);
    else element.text += text;
  }

  #end(): void {
    const element = this.#open.pop() as Element;
    if (element.children === undefined) return;
    const value: ReportValue =
      Object.keys(element.children).length > 0 ? element.children : element.text;
    if (this.#open.length === 1) {
      const problem = this.#taker.part(element.name as PartName, value, this.#partPlace);
      if (problem !== undefined) this.#refused = refuse(problem.code, this.#partPlace, problem);
      return;
    }
    const { children } = this.#open.at(-1) as Element;
    const siblings = children as NonNullable<Element['children']>;
    const before = siblings[element.name];
    if (before === undefined) siblings[element.name] = [value];
    else before.push(value);
  }

  #refuse(code: FormatError['code'], found: string, expected: string): Refused {
    this.#refused ??= refuse(code, this.#here, { found, expected });
    return this.#refused;
  }
}
