/** How ABIF calls a candidate: a bare word, `[anything but brackets]`, or `"a JSON string"`. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../../ballot-file.ts';
import type { Place } from '../../format-error.ts';
import type { Cursor } from '../cursor.ts';

export interface AbifToken {
  readonly text: string;
  /** Within brackets or quotes, so that it may be a name and need not be declared. */
  readonly isQuoted: boolean;
  readonly place: Place;
}

const BARE = /[^\s>=,/:*[\]{}"#]+/y;
const IN_BRACKETS = /\[[^[\]]*\]/y;
const IN_QUOTES = /"(?:[^"\\]|\\.)*"/y;

export function readToken(cursor: Cursor, what: string): Result<AbifToken, FormatError> {
  cursor.skipBlanks();
  const { place, at } = cursor;
  if (cursor.next === '"') {
    const text = readQuoted(cursor);
    return text.ok ? ok({ text: text.value, isQuoted: true, place }) : text;
  }
  if (cursor.next === '[') {
    const text = cursor.take(IN_BRACKETS).slice(1, -1).trim();
    if (cursor.at === at)
      return cursor.wrong('a "]" after the name, and no other bracket before it');
    if (text !== '') return ok({ text, isQuoted: true, place });
    cursor.at = at;
    return cursor.wrong('a name within the brackets');
  }
  const text = cursor.take(BARE);
  return text === '' ? cursor.wrong(what) : ok({ text, isQuoted: false, place });
}

/** Reads a JSON string. */
export function readQuoted(cursor: Cursor): Result<string, FormatError> {
  const { at } = cursor;
  const quoted = cursor.take(IN_QUOTES);
  const text = fromJson(quoted);
  if (typeof text === 'string') return ok(text.trim());
  cursor.at = at;
  return cursor.wrong('text in quotes, as JSON has it, with a closing quote');
}

function fromJson(quoted: string): unknown {
  try {
    return JSON.parse(quoted.replaceAll('\t', '\\t'));
  } catch {
    return undefined;
  }
}
