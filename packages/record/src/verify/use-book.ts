/** The rule book that everything in a record is checked against. */
import { parseCanonical } from '@hustings/base';
import { bookHash, readRuleBook } from '@hustings/rulebook';
import { readLeaf } from '../entry.ts';
import type { Blobs } from './blobs.ts';
import type { EventChecker } from './events.ts';
import type { Notebook } from './finding.ts';

/** The rule book lies in the record itself, under the hash that the first entry names. */
export async function useBook(
  first: Uint8Array | undefined,
  blobs: Blobs,
  events: EventChecker,
  notes: Notebook,
): Promise<void> {
  const leaf = first && readLeaf(first);
  const act = leaf?.ok && leaf.value.kind === 'event' ? leaf.value.entry.act : undefined;
  if (act?.kind !== 'proceeding-opened') {
    notes.find('record/not-opened', 'entry 0', 'The first entry does not open a proceeding.');
    return;
  }
  const place = `blob/${act.book.hash}`;
  const bytes = await blobs.read(act.book.hash);
  if (bytes === undefined) return;
  const json = parseCanonical(bytes);
  const book = json.ok ? readRuleBook(json.value) : undefined;
  if (book === undefined || !book.ok) {
    notes.find(
      'book/unreadable',
      place,
      'The rule book of this proceeding cannot be read, so nothing can be checked against it.',
    );
    return;
  }
  if (book.value.id !== act.book.id || book.value.version !== act.book.version)
    notes.find(
      'book/differs',
      'entry 0 /act/book',
      'The rule book in the record is not the one that the first entry names.',
    );
  if (bookHash(book.value) !== act.book.hash)
    notes.find('book/changed', place, 'The rule book has another hash than the first entry says.');
  events.useBook(book.value);
}
