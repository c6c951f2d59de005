/** What the model checker finds, as warnings: states of a contest from which nothing leads to a result. */
import { explore } from '../model/explore.ts';
import type { RuleBook } from '../rule-book.ts';
import { named } from '../words.ts';
import { type BookWarning, warning } from './warning.ts';

/** Walks the book with the referee, some hundreds of states for each contest: tens of milliseconds. */
export function checkDeadEnds(book: RuleBook): readonly BookWarning[] {
  return explore(book).deadEnds.map(({ procedure, trigger, path, refused }) => {
    const at = book.procedures.findIndex((p) => p.id === procedure);
    const found = book.procedures[at];
    const triggers = found?.kind === 'contest' ? found.triggers : [];
    const way = path.length === 0 ? 'at the very beginning' : `after this: ${path.join('; ')}`;
    return warning(
      'book/dead-end',
      `/procedures/${at}`,
      `“${named(book.procedures, procedure)}”, called because ${named(triggers, trigger)}, comes to a standstill ${way}. Refused then: ${refused.length === 0 ? 'there is nothing to try' : refused.join(' ')}`,
    );
  });
}
