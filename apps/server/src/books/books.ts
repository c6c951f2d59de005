/** The rule books of this server: those that everyone may read, and those that a contest may run under. */
import { bookHash, type RuleBook } from '@hustings/rulebook';

export interface ShelvedBook {
  readonly book: RuleBook;
  readonly hash: string;
}

/** Books that stand together: of those who run this server, the models, or of one organisation. */
export interface Shelf {
  readonly kind: 'own' | 'models' | 'organisation';
  readonly name: string;
  readonly books: readonly ShelvedBook[];
}

export interface Books {
  /** Everything that is on show, in this order. */
  readonly shelves: readonly Shelf[];
  /** What a new contest may run under, in the order in which a newcomer is offered them. */
  readonly offered: readonly ShelvedBook[];
  /** On show, or kept for practice. */
  find(id: string): ShelvedBook | undefined;
  findOffered(id: string): ShelvedBook | undefined;
}

export interface BookList {
  readonly shelves: readonly {
    readonly kind: Shelf['kind'];
    readonly name: string;
    readonly books: readonly RuleBook[];
  }[];
  readonly offered: readonly RuleBook[];
  /** Can be used, and is neither offered nor on show. */
  readonly hidden: readonly RuleBook[];
}

export function shelve(list: BookList): Books {
  const shelved = (book: RuleBook): ShelvedBook => ({ book, hash: bookHash(book) });
  const shelves = list.shelves.map((shelf) => ({ ...shelf, books: shelf.books.map(shelved) }));
  const known = [...shelves.flatMap(({ books }) => books), ...list.hidden.map(shelved)];
  const byId = new Map(known.map((s) => [s.book.id, s]));
  const offered = list.offered.map(({ id }) => byId.get(id)).filter((s) => s !== undefined);
  return {
    shelves,
    offered,
    find: (id) => byId.get(id),
    findOffered: (id) => offered.find(({ book }) => book.id === id),
  };
}
