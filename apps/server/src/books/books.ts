/** The rule books that this server can run a proceeding under. */
import { bookHash, type RuleBook } from '@hustings/rulebook';

export interface ShelvedBook {
  readonly book: RuleBook;
  readonly hash: string;
}

export interface Books {
  /** In the order in which a newcomer is offered them. */
  readonly all: readonly ShelvedBook[];
  find(id: string): ShelvedBook | undefined;
}

/** `hidden` books can be used but are not offered. */
export function shelve(books: readonly RuleBook[], hidden: readonly RuleBook[]): Books {
  const shelved = (book: RuleBook): ShelvedBook => ({ book, hash: bookHash(book) });
  const all = books.map(shelved);
  const byId = new Map([...all, ...hidden.map(shelved)].map((s) => [s.book.id, s]));
  return { all, find: (id) => byId.get(id) };
}
