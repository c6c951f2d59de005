/** A sentence with the clause that it rests on. */
import { cite } from '../breach.ts';
import type { RuleBook } from '../rule-book.ts';

export function said(book: RuleBook, sentence: string, clause: string): string {
  return `${sentence} [${cite(book, clause).citation}]`;
}
