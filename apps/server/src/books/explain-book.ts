/** A rule book for somebody who has to choose one: who it is for, and what it will make happen. */
import { explainRuleBook, type RuleBook } from '@hustings/rulebook';
import type { NewProceedingView } from '@hustings/web';
import { bookHref } from '../views/rule-book-view.ts';

export function explainBook(book: RuleBook): NewProceedingView['books'][number] {
  const source = book.sources.find((s) => s.url !== undefined)?.title;
  // The first sentence says which book this is, as the heading does.
  const [, ...steps] = explainRuleBook(book);
  return {
    id: book.id,
    title: book.title,
    version: book.version,
    explanation: book.summary,
    steps,
    href: bookHref(book.id),
    ...(source === undefined ? {} : { source }),
  };
}
