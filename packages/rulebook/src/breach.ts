/**
 * Why an entry is refused. A breach cites the clause of the rule book that it breaks; where no rule
 * book has a say (the order of the ballot protocol, the form of entries) it cites that text instead.
 */
import { err } from '@hustings/base';
import type { RuleBook } from './rule-book.ts';

export interface Breach {
  /** `act/…` for the form of an entry, `rule/…` for the rule book, `order/…` for the ballot protocol. */
  readonly code: string;
  /** Id of a clause of the book, or `acts` or `protocol`. */
  readonly clause: string;
  readonly citation: string;
  readonly message: string;
}

/** A clause by its id, with what a reader is shown. */
export interface Cited {
  readonly clause: string;
  readonly citation: string;
}

/** The form of entries. */
export const ACTS: Cited = { clause: 'acts', citation: 'Hustings, spec/acts.md' };

/** The ballot protocol, by its section. */
export function protocol(section: number): Cited {
  return { clause: 'protocol', citation: `Hustings ballot protocol, §${section}` };
}

/** Looks a clause of the book up. A book that was read has every clause that it names. */
export function cite(book: RuleBook, clause: string): Cited {
  const found = book.clauses.find((c) => c.id === clause);
  return { clause, citation: found?.citation ?? clause };
}

export function breach(
  code: string,
  where: Cited,
  message: string,
): { readonly ok: false; readonly error: Breach } {
  return err({ code, clause: where.clause, citation: where.citation, message });
}
