/** A line `{"key": "value"}`; the quotes around a key and around a value without `,` or `}` may be missing. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../../ballot-file.ts';
import type { Place } from '../../format-error.ts';
import type { Cursor } from '../cursor.ts';
import { readQuoted } from './tokens.ts';

export interface Metadata {
  readonly key: string;
  readonly value: string;
  /** Of the value. */
  readonly place: Place;
}

const BARE_KEY = /[\p{L}\p{N}_. -]+/uy;
const BARE_VALUE = /[^,}#]+/y;
const IN_SINGLE_QUOTES = /'[^']*'/y;

/** Reads what stands between the braces; the cursor is at the first. */
export function readMetadata(cursor: Cursor): Result<readonly Metadata[], FormatError> {
  const out: Metadata[] = [];
  cursor.at++;
  if (cursor.takeSign('}')) return ok(out);
  for (;;) {
    const key = readText(cursor, BARE_KEY, 'a key');
    if (!key.ok) return key;
    if (!cursor.takeSign(':')) return cursor.wrong('":" and a value');
    cursor.skipBlanks();
    const { place } = cursor;
    const value = readText(cursor, BARE_VALUE, 'a value');
    if (!value.ok) return value;
    out.push({ key: key.value, value: value.value, place });
    if (cursor.takeSign('}')) return ok(out);
    if (!cursor.takeSign(',')) return cursor.wrong('"}"');
  }
}

function readText(cursor: Cursor, bare: RegExp, what: string): Result<string, FormatError> {
  cursor.skipBlanks();
  if (cursor.next === '"') return readQuoted(cursor);
  const single = cursor.take(IN_SINGLE_QUOTES);
  if (single !== '') return ok(single.slice(1, -1).trim());
  const text = cursor.next === "'" ? '' : cursor.take(bare).trim();
  return text === '' ? cursor.wrong(what) : ok(text);
}
