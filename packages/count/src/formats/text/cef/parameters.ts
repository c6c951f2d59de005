/** The lines `#/Name: value` above the votes of a Condorcet Election Format file. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../../ballot-file.ts';
import type { Refused } from '../../format-error.ts';
import { type PaperSink, refuseTooManyCandidates } from '../../sink.ts';
import { Cursor } from '../cursor.ts';

/** Signs with a meaning of their own; no name may have one. */
export const RESERVED: RegExp = /[<>=;,#/*^|]/;

export class CefParameters {
  readonly #sink: PaperSink;
  readonly #seen = new Set<string>();
  title = '';
  seats: number | undefined;
  /** Otherwise every vote has the weight 1, whatever its line says. */
  weightAllowed = false;
  /** Otherwise the candidates are those on the votes. */
  hasCandidates = false;
  readonly notes: string[] = [];

  constructor(sink: PaperSink) {
    this.#sink = sink;
  }

  /** A line that begins with `#/`. */
  add(text: string, line: number): Refused | undefined {
    const colon = text.indexOf(':');
    const cursor = new Cursor(text, line, 2);
    const name = colon < 0 ? '' : text.slice(2, colon);
    if (name === '' || name !== name.trim())
      return cursor.wrong('the name of a parameter and at once ":", as in "#/Candidates:"');
    const key = name.toLowerCase().replace(/\s+/g, ' ');
    if (this.#seen.has(key))
      return cursor.wrong('each parameter once', 'format/duplicate-field', name);
    this.#seen.add(key);
    const comment = text.indexOf('#', colon);
    if (comment >= 0) {
      cursor.at = comment;
      return cursor.wrong('the end of the line; a parameter has no comment');
    }
    cursor.at = colon + 1;
    cursor.skipBlanks();
    switch (key) {
      case 'candidates':
        this.hasCandidates = true;
        return this.#candidates(cursor);
      case 'number of seats':
      case 'number of seat':
        return this.#setSeats(cursor);
      case 'weight allowed': {
        const allowed = readBoolean(cursor);
        if (!allowed.ok) return allowed;
        this.weightAllowed = allowed.value;
        return undefined;
      }
      case 'implicit ranking': {
        const implicit = readBoolean(cursor);
        if (!implicit.ok) return implicit;
        // True is what holds anyway, and what the writer writes.
        if (!implicit.value) this.notes.push('Implicit Ranking: false');
        return undefined;
      }
      case 'title':
        this.title = text.slice(cursor.at).trim();
        return undefined;
      default:
        this.notes.push(`${name}: ${text.slice(cursor.at).trim()}`);
        return undefined;
    }
  }

  #setSeats(cursor: Cursor): Refused | undefined {
    const what = 'the number of seats';
    const seats = cursor.wholeNumber({ what, least: 1, most: Number.MAX_SAFE_INTEGER });
    if (!seats.ok) return seats;
    cursor.skipBlanks();
    if (!cursor.isAtEnd) return cursor.wrong('the end of the line');
    this.seats = seats.value;
    return undefined;
  }

  #candidates(cursor: Cursor): Refused | undefined {
    const { text } = cursor;
    while (cursor.at <= text.length) {
      cursor.skipBlanks();
      const { at, place } = cursor;
      const name = cursor.take(/[^;]*/y).trim();
      const end = cursor.at;
      cursor.at = at;
      if (name === '') return cursor.wrong('the name of a candidate');
      const sign = RESERVED.exec(name);
      if (sign !== null) {
        cursor.at += sign.index;
        return cursor.wrong(`a name without "${sign[0]}"`);
      }
      if (this.#sink.codeOf(name) !== undefined)
        return cursor.wrong('each candidate once', 'format/duplicate-candidate', name);
      if (this.#sink.addCandidate(name) === undefined) return refuseTooManyCandidates(place, name);
      cursor.at = end + 1;
    }
    return undefined;
  }
}

function readBoolean(cursor: Cursor): Result<boolean, FormatError> {
  const value = cursor.text.slice(cursor.at).trim().toLowerCase();
  if (value === 'true' || value === 'false') return ok(value === 'true');
  return cursor.wrong('"true" or "false"');
}
