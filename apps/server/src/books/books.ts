/** The rule books that this server knows: every JSON file of `rulebooks/`, read and checked at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bookHash, type RuleBook, readRuleBook } from '@hustings/rulebook';

export interface ShelvedBook {
  readonly book: RuleBook;
  readonly hash: string;
}

export interface Books {
  readonly all: readonly ShelvedBook[];
  find(id: string): ShelvedBook | undefined;
}

export const RULE_BOOKS: URL = new URL('../../../../rulebooks/', import.meta.url);

/** Throws on a book that is not sound: these are our own files. */
export function openBooks(folder: URL = RULE_BOOKS): Books {
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name): ShelvedBook => {
      const text = readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
      const read = readRuleBook(JSON.parse(text));
      if (!read.ok)
        throw new Error(
          `the rule book ${name} is not sound: ${read.error.map((f) => `${f.pointer} ${f.message}`).join(' ')}`,
        );
      return { book: read.value, hash: bookHash(read.value) };
    });
  const byId = new Map(all.map((shelved) => [shelved.book.id, shelved]));
  return { all, find: (id) => byId.get(id) };
}
