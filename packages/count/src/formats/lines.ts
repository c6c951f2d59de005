/**
 * The lines of a text file that comes in pieces of any size: strict UTF-8 (a byte order mark at the
 * start is passed over), ended by LF, CRLF or CR, each with its number. Holds one line at a time, so
 * that a file of any length can be read; a line may have up to 16 MiB.
 */
import { fromUtf8, ok, type Result } from '@hustings/base';
import type { FormatError } from './ballot-file.ts';
import { type Place, type Refused, refuse } from './format-error.ts';

/** Is given each line, without its end; an error ends the reading. */
export type OnLine = (text: string, line: number) => Refused | undefined;

/**
 * Reads ordinary lines from the bytes themselves, where making a string of each would cost more than
 * all the rest. It must take nothing that is not ASCII, and no line whose LF is not there yet.
 */
export interface QuickLines {
  /** Takes whole lines from `bytes` at `from` on; returns where the first line begins that it leaves. */
  take(bytes: Uint8Array, from: number): number;
  /** How many lines the last `take` took. */
  readonly taken: number;
}

const MOST_BYTES = 1 << 24;
const [LF, CR] = [10, 13];

export class LineReader {
  readonly #onLine: OnLine;
  readonly #quick: QuickLines | undefined;
  /** Lines given so far. */
  #lines = 0;
  /** The beginning of a line whose end has not come. */
  #rest = new Uint8Array(256);
  #restLength = 0;
  /** The last line ended with a CR at the end of a piece: an LF may belong to it. */
  #afterCr = false;
  #refused: Refused | undefined;
  #end: Place = { line: 1, column: 1 };

  /** `quick`, if given, is asked at the beginning of each line but the first. */
  constructor(onLine: OnLine, quick?: QuickLines) {
    this.#onLine = onLine;
    this.#quick = quick;
  }

  /** Reads a piece; after an error, the same error again. The bytes are not kept. */
  push(bytes: Uint8Array): Result<undefined, FormatError> {
    let at = 0;
    if (this.#afterCr && bytes.length > 0) {
      this.#afterCr = false;
      if (bytes[0] === LF) at = 1;
    }
    while (this.#refused === undefined && at < bytes.length) {
      if (this.#quick !== undefined && this.#restLength === 0 && this.#lines > 0) {
        at = this.#quick.take(bytes, at);
        this.#lines += this.#quick.taken;
        if (at === bytes.length) break;
      }
      const end = lineEnd(bytes, at);
      if (end === bytes.length) this.#keep(bytes, at, end);
      else if (this.#restLength > 0) {
        this.#keep(bytes, at, end);
        if (this.#refused === undefined) this.#give(this.#rest, 0, this.#restLength);
        this.#restLength = 0;
      } else this.#give(bytes, at, end);
      at = end + 1;
      if (bytes[end] === CR) {
        if (at === bytes.length) this.#afterCr = true;
        else if (bytes[at] === LF) at++;
      }
    }
    return this.#refused ?? ok(undefined);
  }

  /** Gives the last line, where it has no end. */
  end(): Result<undefined, FormatError> {
    if (this.#refused !== undefined) return this.#refused;
    if (this.#restLength > 0) this.#give(this.#rest, 0, this.#restLength);
    else this.#end = { line: this.#lines + 1, column: 1 };
    this.#restLength = 0;
    return this.#refused ?? ok(undefined);
  }

  /** Where the file ends; to be asked after `end`. */
  get endPlace(): Place {
    return this.#end;
  }

  #give(bytes: Uint8Array, from: number, to: number): void {
    this.#lines++;
    const isMarked =
      this.#lines === 1 &&
      bytes[from] === 0xef &&
      bytes[from + 1] === 0xbb &&
      bytes[from + 2] === 0xbf &&
      to - from >= 3;
    const { text, isWhole } = decoded(bytes.subarray(isMarked ? from + 3 : from, to));
    this.#end = { line: this.#lines, column: text.length + 1 };
    if (isWhole) this.#refused = this.#onLine(text, this.#lines);
    else
      this.#refused = refuse('format/not-utf8', this.#end, {
        found: 'bytes that are not UTF-8',
        expected: 'text in UTF-8',
      });
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    const length = this.#restLength + to - from;
    if (length > MOST_BYTES) {
      this.#refused = refuse(
        'format/line-too-long',
        { line: this.#lines + 1, column: 1 },
        { found: 'a line of more than 16 MiB', expected: 'a shorter line' },
      );
      return;
    }
    if (length > this.#rest.length) {
      const longer = new Uint8Array(2 * length);
      longer.set(this.#rest.subarray(0, this.#restLength));
      this.#rest = longer;
    }
    this.#rest.set(bytes.subarray(from, to), this.#restLength);
    this.#restLength = length;
  }
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/** The text of the bytes, or of as many as are UTF-8. */
function decoded(bytes: Uint8Array): { readonly text: string; readonly isWhole: boolean } {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const from = at;
    while (at < bytes.length && at - from < 4096 && (bytes[at] as number) < 0x80) at++;
    if (at > from) {
      text += String.fromCharCode.apply(null, bytes.subarray(from, at) as unknown as number[]);
      continue;
    }
    // Characters outside ASCII, as far as they go without a break.
    while (at < bytes.length && at - from < 4096 && (bytes[at] as number) >= 0x80) at++;
    while (at < bytes.length && (bytes[at] as number) >> 6 === 2) at++;
    const part = fromUtf8(bytes.subarray(from, at));
    if (part === undefined) return { text: text + validPart(bytes, from), isWhole: false };
    text += part;
  }
  return { text, isWhole: true };
}

function validPart(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let at = from; ; ) {
    let length = 1;
    let character: string | undefined;
    for (; length <= 4; length++) {
      character = fromUtf8(bytes.subarray(at, at + length));
      if (character !== undefined) break;
    }
    if (character === undefined) return text;
    text += character;
    at += length;
  }
}
