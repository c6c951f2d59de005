/** Which of several versions of the same rules is in force on a day. */
import type { RuleBook } from './rule-book.ts';

/**
 * The version of a family that is in force on a day (YYYY-MM-DD): of those whose time has begun and
 * not ended, the one that began last. Undefined where none is: between two versions, or before the first.
 */
export function versionInForce(
  books: readonly RuleBook[],
  family: string,
  day: string,
): RuleBook | undefined {
  return books
    .filter(
      ({ family: own, inForce: { from, until } }) =>
        own === family && from <= day && (until === undefined || day <= until),
    )
    .toSorted((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1))
    .at(-1);
}
