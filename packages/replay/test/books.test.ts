import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  checkRuleBook,
  explainPowers,
  explainRuleBook,
  powersOf,
  type RuleBook,
  readRuleBook,
} from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import { bookShelves, findRuleBook, offeredBooks, practiceBook, ruleBooks } from '../src/index.ts';

const folder = new URL('../../../rulebooks/', import.meta.url);
const COLLECTED = new URL('../../../../shared/contests/rulebooks.json', import.meta.url);

/** The collection of real rules that the books were written from, as far as it lies beside us. */
function collected(): readonly string[] {
  const list = JSON.parse(readFileSync(COLLECTED, 'utf8')) as readonly { readonly id: string }[];
  return list.map(({ id }) => id);
}

describe('the list of books', () => {
  test('has every file of the folder, and names each as its file is called', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThan(40);
    const shipped = [...ruleBooks, practiceBook].map((book) => `${book.id}.json`);
    expect(shipped.sort()).toEqual(files.sort());
    for (const name of files) {
      const json = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      const read = readRuleBook(json);
      expect(read.ok && findRuleBook(read.value.id)).toEqual(read.ok && read.value);
    }
  });

  test.skipIf(!existsSync(COLLECTED))('has a book for each of the rules collected', () => {
    const ids = collected();
    expect(ids).toHaveLength(38);
    expect(ids.filter((id) => findRuleBook(id) === undefined)).toEqual([]);
  });

  test('has models first, then organisations by name, and their books by the day they began', () => {
    const [models, ...others] = bookShelves;
    expect(models?.kind).toBe('models');
    expect(models?.books.every((book) => book.standing === 'model')).toBe(true);
    expect(others.every(({ kind }) => kind === 'organisation')).toBe(true);
    const names = others.map(({ name }) => name.replace(/^The /, ''));
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
    expect(new Set(names).size).toBe(names.length);
    for (const { name, books } of others) {
      expect(books.every((b) => b.organisation === name && b.standing === 'real')).toBe(true);
      const dates = books.map((b) => b.inForce.from);
      expect(dates).toEqual([...dates].sort());
    }
  });

  test('offers what can be run here from its first step to its last', () => {
    expect(offeredBooks.map(({ id }) => id)).toEqual([
      'society-annual-election',
      'confidence-motion',
      'labour-uk-2014-omov',
    ]);
  });

  test('has no two versions of one family in force on the same day', () => {
    const families = Map.groupBy(
      ruleBooks.filter((b) => b.family !== undefined),
      (b) => b.family,
    );
    expect(families.size).toBeGreaterThan(2);
    for (const books of families.values()) {
      const ranges = books.map((b) => b.inForce).sort((a, b) => (a.from < b.from ? -1 : 1));
      ranges.slice(1).forEach((range, i) => {
        expect((ranges[i]?.until ?? '9999') < range.from, range.from).toBe(true);
      });
    }
  });
});

describe.each(ruleBooks.map((book) => [book.id, book] as const))('%s', (_, book: RuleBook) => {
  test('explains itself, its powers and what it leaves open', () => {
    const sentences = explainRuleBook(book);
    expect(sentences.length).toBeGreaterThan(10);
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/undefined|\[object/);
      expect(sentence).toMatch(/[.?”\]]$/);
    }
    expect(explainPowers(book, powersOf(book)).length).toBeGreaterThan(0);
    for (const { pointer, message } of checkRuleBook(book)) {
      expect(holder(book, pointer), pointer).toBeDefined();
      expect(message).not.toMatch(/undefined|\[object/);
    }
  });

  test('says where it was read and, if it is real, what is not known of it', () => {
    const sources = new Set(book.sources.map(({ id }) => id));
    for (const clause of book.clauses) {
      expect(clause.sources.length, clause.id).toBeGreaterThan(0);
      expect(clause.sources.every((id) => sources.has(id))).toBe(true);
    }
    if (book.standing === 'real') expect(book.gaps.length).toBeGreaterThan(0);
    // What was remembered, or made up to fill a gap, is not passed off as read.
    const model = book.sources.filter((s) => s.basis === 'model').map((s) => s.id);
    const settled = book.clauses.filter((c) => c.sources.every((id) => model.includes(id)));
    if (book.standing === 'real') expect(settled.length).toBeGreaterThan(0);
  });
});

/** What the place that a JSON Pointer names is in: the place itself may be what is left out. */
function holder(book: RuleBook, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1, -1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], book);
}
