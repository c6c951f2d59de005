/** A place within one line that moves on as the line is read, and the errors that point there. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../ballot-file.ts';
import { type Place, type Refused, refuse, refuseLineEnd } from '../format-error.ts';

export interface NumberWanted {
  readonly what: string;
  readonly least: number;
  readonly most: number;
}

/** What could be meant as a number: up to a blank or a sign that separates. */
const WORD = /[^\s,:;{}[\]>=/|*^#"]*/y;
const BLANK = /\s/;
const [TAB, BLANK_SIGN, ZERO, NINE] = [9, 32, 48, 57];

export class Cursor {
  readonly text: string;
  readonly line: number;
  /** From 0. */
  at: number;

  constructor(text: string, line: number, at = 0) {
    this.text = text;
    this.line = line;
    this.at = at;
  }

  get place(): Place {
    return { line: this.line, column: this.at + 1 };
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The character here; empty at the end of the line. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  skipBlanks(): void {
    const { text } = this;
    for (; ; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === BLANK_SIGN || code === TAB) continue;
      // Most signs are no blanks; of the others the pattern knows.
      if (!(code < BLANK_SIGN || code > 127) || !BLANK.test(text.charAt(this.at))) return;
    }
  }

  /** Passes over blanks, and over this sign if it stands there. */
  takeSign(sign: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  /** Moves over what the (sticky) pattern matches here, and returns it. */
  take(pattern: RegExp): string {
    const from = this.at;
    pattern.lastIndex = from;
    if (!pattern.test(this.text)) return '';
    this.at = pattern.lastIndex;
    return this.text.slice(from, this.at);
  }

  /** Reads a whole number in digits, after blanks. */
  wholeNumber(wanted: NumberWanted): Result<number, FormatError> {
    this.skipBlanks();
    const { at } = this;
    let value = 0;
    for (; ; this.at++) {
      const digit = this.text.charCodeAt(this.at);
      if (!(digit >= ZERO && digit <= NINE)) break;
      value = value * 10 + (digit - ZERO);
    }
    const hasDigits = this.at > at;
    const rest = this.isAtEnd ? '' : this.take(WORD);
    if (hasDigits && rest === '' && value >= wanted.least && value <= wanted.most) return ok(value);
    const word = this.text.slice(at, this.at);
    this.at = at;
    return this.wrong(numberWanted(wanted), 'format/syntax', word);
  }

  /** What stands here is not what is expected. */
  wrong(expected: string, code: FormatError['code'] = 'format/syntax', found = ''): Refused {
    const here = found === '' ? this.text.slice(this.at).trim().replace(/\s.*$/, '') : found;
    if (here === '' && code === 'format/syntax') return refuseLineEnd(this.place, expected);
    return refuse(code, this.place, { found: here, expected });
  }
}

export function numberWanted({ what, least, most }: NumberWanted): string {
  return most === Number.MAX_SAFE_INTEGER
    ? `${what}, ${least} or more`
    : `${what}, from ${least} to ${most}`;
}
