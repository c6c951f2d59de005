/** The papers of one line, after `27:`: `A>B=C`, `A/5>B/3`, `A/5, B/3`, or nothing. */
import { ok, type Result } from '@hustings/base';
import { TIED } from '../../../papers/marks.ts';
import { type FormatError, NO_SCORE } from '../../ballot-file.ts';
import { MOST_SCORE } from '../../sink.ts';
import type { Cursor } from '../cursor.ts';
import type { AbifCandidates } from './candidates.ts';
import { readToken } from './tokens.ts';

export interface AbifPaper {
  readonly marks: readonly number[];
  /** By code, with `NO_SCORE` for none; undefined if the line has no score. */
  readonly scores: readonly number[] | undefined;
  /** Whether `>` or `=` says an order. */
  readonly isOrdered: boolean;
}

/** More data of the line, in braces; nothing in it changes a paper. */
const EXTENDED = /\{.*\}\s*(?=#|$)/y;

export function readPaper(
  cursor: Cursor,
  candidates: AbifCandidates,
): Result<AbifPaper, FormatError> {
  const marks: number[] = [];
  const scores: number[] = [];
  let hasScores = false;
  let isOrdered = false;
  if (isLineEnd(cursor)) return ok({ marks, scores: undefined, isOrdered });
  for (;;) {
    const token = readToken(cursor, 'a candidate');
    if (!token.ok) return token;
    const code = candidates.codeOf(token.value);
    if (!code.ok) return code;
    marks.push(code.value);
    if (cursor.takeSign('/')) {
      const score = cursor.wholeNumber({ what: 'a score', least: 0, most: MOST_SCORE });
      if (!score.ok) return score;
      while (scores.length <= code.value) scores.push(NO_SCORE);
      if (scores[code.value] !== NO_SCORE) {
        cursor.at = token.value.place.column - 1;
        return cursor.wrong(
          'one score for each candidate',
          'format/duplicate-candidate',
          token.value.text,
        );
      }
      scores[code.value] = score.value;
      hasScores = true;
    }
    if (isLineEnd(cursor)) return ok({ marks, scores: hasScores ? scores : undefined, isOrdered });
    const sign = cursor.next;
    if (sign === ':') {
      cursor.at++;
      cursor.skipBlanks();
      if (cursor.take(EXTENDED) === '')
        return cursor.wrong('more data of the line, within "{" and "}"');
      return ok({ marks, scores: hasScores ? scores : undefined, isOrdered });
    }
    if (sign === '*')
      return cursor.wrong('no shares of a vote; they are not supported', 'format/unsupported');
    if (sign !== '>' && sign !== '=' && sign !== ',')
      return cursor.wrong('">", "=", "," or the end of the line');
    cursor.at++;
    if (sign !== '>') marks.push(TIED);
    if (sign !== ',') isOrdered = true;
  }
}

/** Whether nothing but blanks and a comment is left. */
export function isLineEnd(cursor: Cursor): boolean {
  cursor.skipBlanks();
  return cursor.isAtEnd || cursor.next === '#';
}
