/** Words, numbers and names of one line of a BLT file, each with its place. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../ballot-file.ts';
import { type Place, type Refused, refuse } from '../format-error.ts';

export interface Word extends Place {
  readonly text: string;
}

export type Read<T> = Result<T, FormatError>;

export function withoutComment(line: string): string {
  const at = line.indexOf('#');
  return at < 0 ? line : line.slice(0, at);
}

/** The words of a line before its comment. */
export function wordsOf(text: string, line: number): readonly Word[] {
  const words: Word[] = [];
  for (const match of withoutComment(text).matchAll(/\S+/g))
    words.push({ text: match[0], line, column: match.index + 1 });
  return words;
}

/** The place behind a word, where the line ends. */
export function behind(word: Word): Place {
  return { line: word.line, column: word.column + word.text.length };
}

export function wrong(
  word: Word,
  expected: string,
  code: FormatError['code'] = 'format/syntax',
): Refused {
  return refuse(code, word, { found: word.text, expected });
}

/** Reads a whole number written with digits only; `digits` where that is not all of the word. */
export function wholeNumber(
  word: Word,
  wanted: { readonly what: string; readonly most: number },
  digits: string = word.text,
): Read<number> {
  const { what, most } = wanted;
  const range = most === Number.MAX_SAFE_INTEGER ? '1 or more' : `from 1 to ${most}`;
  const value = /^\d+$/.test(digits) ? Number(digits) : 0;
  return value < 1 || value > most ? wrong(word, `${what}, ${range}`) : ok(value);
}

/**
 * Reads a line of names: several in quotes (`\"` and `""` are a quote within), with blanks between, or
 * one as the line stands.
 */
export function readTexts(line: string, number: number): Read<readonly Word[]> {
  const start = line.search(/\S/);
  if (line[start] !== '"')
    return ok([{ text: withoutComment(line).trim(), line: number, column: start + 1 }]);
  const texts: Word[] = [];
  let at = start;
  while (line[at] === '"') {
    const quoted = readQuoted(line, at);
    const place = { line: number, column: at + 1 };
    if (quoted === undefined)
      return wrong({ text: line.slice(at).trim(), ...place }, 'a closing quote on the same line');
    texts.push({ text: quoted.text.trim(), ...place });
    at = quoted.end;
    const next = line.slice(at).search(/\S/);
    if (next < 0 || line[at + next] === '#') return ok(texts);
    if (next === 0) break;
    at += next;
  }
  return wrong(
    { text: withoutComment(line.slice(at)).trim(), line: number, column: at + 1 },
    'the end of the line after the closing quote, or another name in quotes',
  );
}

/** The text from the quote at `from`, and where it ends; undefined where no quote closes it. */
function readQuoted(
  line: string,
  from: number,
): { readonly text: string; readonly end: number } | undefined {
  let text = '';
  for (let i = from + 1; i < line.length; i++) {
    const c = line[i] as string;
    const next = line[i + 1];
    const isEscaped = c === '\\' ? next === '"' || next === '\\' : c === '"' && next === '"';
    if (isEscaped) text += line[++i];
    else if (c === '"') return { text, end: i + 1 };
    else text += c;
  }
  return undefined;
}
