/** Lines, words and names of a BLT file, each with its place, and the errors that point there. */
import { err, ok, type Result } from '@hustings/base';

export interface BltError {
  readonly code:
    | 'count/blt-syntax'
    | 'count/blt-equal-ranks'
    | 'count/blt-skipped-rank'
    | 'count/blt-weight'
    | 'count/blt-option';
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

export interface Token {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export type Read<T> = Result<T, BltError>;

export interface NumberWanted {
  readonly what: string;
  readonly least: number;
  readonly most: number;
  /** The part of the token that is the number, where that is not all of it. */
  readonly digits?: string;
}

/** Reads a whole number written with digits only. */
export function wholeNumber(token: Token, wanted: NumberWanted): Read<number> {
  const { what, least, most, digits = token.text } = wanted;
  const expected =
    most === Number.MAX_SAFE_INTEGER
      ? `${what}, ${least} or more`
      : `${what}, from ${least} to ${most}`;
  if (!/^\d+$/.test(digits)) return wrong(token, expected);
  const value = Number(digits);
  return value < least || value > most ? wrong(token, expected) : ok(value);
}

/** A reading place in the file; `next` is the index of the line to read next. */
export interface Rows {
  readonly lines: readonly string[];
  next: number;
}

function withoutComment(line: string): string {
  const at = line.indexOf('#');
  return at < 0 ? line : line.slice(0, at);
}

/** Moves to the next line that says something; false at the end of the file. */
export function skipBlank(rows: Rows): boolean {
  while (rows.next < rows.lines.length) {
    if (withoutComment(rows.lines[rows.next] as string).trim() !== '') return true;
    rows.next++;
  }
  return false;
}

/** The words of the next line that says something; none at the end of the file. */
export function nextTokens(rows: Rows): readonly Token[] {
  if (!skipBlank(rows)) return [];
  const text = withoutComment(rows.lines[rows.next] as string);
  const tokens: Token[] = [];
  for (const match of text.matchAll(/\S+/g))
    tokens.push({ text: match[0], line: rows.next + 1, column: match.index + 1 });
  rows.next++;
  return tokens;
}

/** Reads a line that is a name or title: in quotes (`\"` and `""` are a quote within), or as it stands. */
export function readText(rows: Rows, what: string): Read<Token> {
  if (!skipBlank(rows)) return missing(rows, what);
  const line = rows.lines[rows.next] as string;
  const start = line.search(/\S/);
  const place = { line: rows.next + 1, column: start + 1 };
  rows.next++;
  if (line[start] !== '"') return ok({ text: withoutComment(line).trim(), ...place });
  let text = '';
  for (let i = start + 1; i < line.length; i++) {
    const c = line[i] as string;
    const next = line[i + 1];
    if (c === '\\' && (next === '"' || next === '\\')) {
      text += next;
      i++;
    } else if (c === '"' && next === '"') {
      text += c;
      i++;
    } else if (c === '"') {
      const rest = withoutComment(line.slice(i + 1));
      const at = rest.search(/\S/);
      if (at < 0) return ok({ text: text.trim(), ...place });
      return wrong(
        { text: rest.trim(), line: place.line, column: i + 2 + at },
        'the end of the line after the closing quote',
      );
    } else text += c;
  }
  return wrong({ text: line.slice(start).trim(), ...place }, 'a closing quote on the same line');
}

// --- errors

export function wrong(
  token: Token,
  expected: string,
): { readonly ok: false; readonly error: BltError } {
  return fail('count/blt-syntax', token, expected);
}

export function fail(
  code: BltError['code'],
  token: Token,
  expected: string,
): { readonly ok: false; readonly error: BltError } {
  const found = shorten(token.text);
  return err({
    code,
    message: `Line ${token.line}, column ${token.column}: found ${found === '' ? 'nothing' : `"${found}"`}, expected ${expected}.`,
    line: token.line,
    column: token.column,
    found,
    expected,
  });
}

function shorten(text: string): string {
  // By code points, so that no character is cut in half.
  return text.length <= 40 ? text : `${[...text.slice(0, 80)].slice(0, 39).join('')}…`;
}

/** The file ends where `expected` should come. */
export function missing(
  rows: Rows,
  expected: string,
): { readonly ok: false; readonly error: BltError } {
  const line = rows.lines.length;
  const column = (rows.lines[line - 1] as string).length + 1;
  return err({
    code: 'count/blt-syntax',
    message: `Line ${line}, column ${column}: found the end of the file, expected ${expected}.`,
    line,
    column,
    found: '',
    expected,
  });
}

/** The line ends after `last`, where `expected` should come. */
export function afterLast(
  last: Token,
  expected: string,
): { readonly ok: false; readonly error: BltError } {
  const column = last.column + last.text.length;
  return err({
    code: 'count/blt-syntax',
    message: `Line ${last.line}, column ${column}: found the end of the line, expected ${expected}.`,
    line: last.line,
    column,
    found: '',
    expected,
  });
}
