/** One line of votes: `tag, tag || A > B = C ^7 * 42`, the tags, the weight and the number optional. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../../ballot-file.ts';
import { Cursor } from '../cursor.ts';
import { RESERVED } from './parameters.ts';

export interface CefVote {
  /** Names by place; none for a blank vote. */
  readonly places: readonly (readonly NameAt[])[];
  readonly weight: number;
  readonly quantity: number;
}

export interface NameAt {
  readonly name: string;
  /** From 0, in the line. */
  readonly at: number;
}

const BLANK = /^\/EMPTY(_RANKING)?\/$/;

/** The line's comment must be cut off; undefined where nothing else stands on it. */
export function readVote(text: string, line: number): Result<CefVote | undefined, FormatError> {
  if (text.trim() === '') return ok(undefined);
  const tags = text.indexOf('||');
  const from = tags < 0 ? 0 : tags + 2;
  const cursor = new Cursor(text, line, from);
  const caret = text.indexOf('^', from);
  const star = text.indexOf('*', from);
  if (star >= 0 && caret > star) {
    cursor.at = caret;
    return cursor.wrong('the weight before the number of votes, "^7 * 42"');
  }
  const ends = [caret, star].filter((at) => at >= 0);
  const end = Math.min(text.length, ...ends);
  const places = readRanking(cursor, text.slice(from, end));
  if (!places.ok) return places;
  cursor.at = end;
  const weight = readFactor(cursor, '^', 'a weight');
  if (!weight.ok) return weight;
  const quantity = readFactor(cursor, '*', 'a number of votes');
  if (!quantity.ok) return quantity;
  cursor.skipBlanks();
  if (!cursor.isAtEnd) return cursor.wrong('the end of the line');
  return ok({ places: places.value, weight: weight.value, quantity: quantity.value });
}

function readFactor(cursor: Cursor, sign: string, what: string): Result<number, FormatError> {
  if (!cursor.takeSign(sign)) return ok(1);
  return cursor.wholeNumber({ what, least: 1, most: Number.MAX_SAFE_INTEGER });
}

function readRanking(
  cursor: Cursor,
  ranking: string,
): Result<readonly (readonly NameAt[])[], FormatError> {
  const places: NameAt[][] = [];
  if (BLANK.test(ranking.trim())) return ok(places);
  let at = cursor.at;
  for (const place of ranking.split('>')) {
    const names: NameAt[] = [];
    for (const part of place.split('=')) {
      const name = part.trim();
      cursor.at = at + part.length - part.trimStart().length;
      if (name === '') return cursor.wrong('a candidate');
      const sign = RESERVED.exec(name);
      if (sign !== null) {
        cursor.at += sign.index;
        return cursor.wrong(`">", "=" or the end of the line; no name has "${sign[0]}"`);
      }
      names.push({ name, at: cursor.at });
      at += part.length + 1;
    }
    places.push(names);
  }
  return ok(places);
}
