/** One line of preferences: `12: 1,{2,3},4`, and in the old style `12,1,{2,3},4`. */
import { ok, type Result } from '@hustings/base';
import type { FormatError } from '../../ballot-file.ts';
import type { Cursor } from '../cursor.ts';

export interface OrderLine {
  readonly papers: number;
  /** Candidates' codes; several within braces. Empty: nothing after the number of papers. */
  readonly places: readonly OrderPlace[];
}

export interface OrderPlace {
  readonly codes: readonly number[];
  /** From 0, in the line. */
  readonly at: number;
}

/** `separator` stands after the number of papers. */
export function readOrderLine(
  cursor: Cursor,
  candidates: number,
  separator: ':' | ',',
): Result<OrderLine, FormatError> {
  const papers = cursor.wholeNumber({
    what: 'a number of papers',
    least: 1,
    most: Number.MAX_SAFE_INTEGER,
  });
  if (!papers.ok) return papers;
  if (!cursor.takeSign(separator)) return cursor.wrong(`"${separator}" after the number of papers`);
  cursor.skipBlanks();
  const places: OrderPlace[] = [];
  if (cursor.isAtEnd) return ok({ papers: papers.value, places });
  for (;;) {
    cursor.skipBlanks();
    const { at } = cursor;
    const codes: number[] = [];
    const isGroup = cursor.takeSign('{');
    if (!isGroup || !cursor.takeSign('}')) {
      for (;;) {
        const code = cursor.wholeNumber({
          what: "an alternative's number",
          least: 1,
          most: candidates,
        });
        if (!code.ok) return code;
        codes.push(code.value - 1);
        if (!isGroup || cursor.takeSign('}')) break;
        if (!cursor.takeSign(',')) return cursor.wrong('"," or "}"');
      }
    }
    places.push({ codes, at });
    cursor.skipBlanks();
    if (cursor.isAtEnd) return ok({ papers: papers.value, places });
    if (!cursor.takeSign(',')) return cursor.wrong('"," or the end of the line');
  }
}
