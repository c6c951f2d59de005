/** Rule books as their pages show them, from the books alone. */
import {
  checkDeadEnds,
  checkRuleBook,
  explainChapters,
  formatDate,
  type RuleBook,
  type Sentence,
} from '@hustings/rulebook';
import type { Frame, RuleBookLine, RuleBookView, RulePassage, RulesView } from '@hustings/web';
import type { Books, ShelvedBook } from '../books/books.ts';
import { clauseRef, powersView } from './powers-view.ts';
import { given } from './refs.ts';

export const RULES_HREF = '/rules';
export const SCHEMA_HREF = '/rules/schema.json';

export function bookHref(id: string): string {
  return `${RULES_HREF}/${id}`;
}

export function rulesView(books: Books, frame: Frame): RulesView {
  return {
    frame,
    shelves: books.shelves.map(({ kind, name, books: shelved }) => ({
      kind,
      name,
      books: shelved.map(({ book }) => lineOf(book)),
    })),
    schemaHref: SCHEMA_HREF,
  };
}

function lineOf(book: RuleBook): RuleBookLine {
  return {
    id: book.id,
    href: bookHref(book.id),
    title: book.title,
    summary: book.summary,
    ...given('inForce', inForceOf(book)),
  };
}

/** A model is in force for whoever adopts it. */
function inForceOf({ standing, inForce }: RuleBook): string | undefined {
  if (standing === 'model') return undefined;
  const from = `In force from ${formatDate(inForce.from)}`;
  return inForce.until === undefined ? from : `${from} to ${formatDate(inForce.until)}`;
}

/** All but the frame, which is another for every visitor: it takes the checker a moment. */
export function ruleBookView(
  books: Books,
  { book, hash }: ShelvedBook,
): Omit<RuleBookView, 'frame'> {
  const base = bookHref(book.id);
  return {
    id: book.id,
    version: book.version,
    title: book.title,
    organisation: book.organisation,
    standing: book.standing,
    summary: book.summary,
    ...given('inForce', inForceOf(book)),
    rulesHref: RULES_HREF,
    versions: versionsOf(books, book),
    chapters: explainChapters(book).map(({ heading, parts }) => ({
      heading,
      parts: parts.map((part) => ({
        ...given('heading', part.heading),
        passages: passagesOf(book, part.sentences),
      })),
    })),
    open: openOf(book),
    gaps: book.gaps,
    powers: powersView(book),
    clauses: book.clauses.map((clause) => ({
      ...clauseRef(book, clause.id),
      text: clause.text,
      sources: clause.sources.map(
        (id) => book.sources.find((source) => source.id === id)?.title ?? id,
      ),
    })),
    sources: book.sources.map(({ title, url, basis }) => ({ title, ...given('url', url), basis })),
    bookHref: `${base}/book.json`,
    copyHref: `${base}/copy.json`,
    copyName: `${copyOf(book, book.inForce.from).id}.json`,
    schemaHref: SCHEMA_HREF,
    ...(books.findOffered(book.id) === undefined ? {} : { newHref: '/officer/new' }),
    hash,
  };
}

/** The family of a book by the days on which its members began. */
function versionsOf(books: Books, { id, family }: RuleBook): RuleBookView['versions'] {
  if (family === undefined) return [];
  return books.shelves
    .flatMap((shelf) => shelf.books.map(({ book }) => book))
    .filter((book) => book.family === family)
    .toSorted((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1))
    .map((book) => ({
      title: book.title,
      href: bookHref(book.id),
      ...given('inForce', inForceOf(book)),
      isThis: book.id === id,
    }));
}

/** Sentences one after the other that rest on the same clause are one passage. */
function passagesOf(book: RuleBook, sentences: readonly Sentence[]): readonly RulePassage[] {
  const groups: { readonly clause: string | undefined; readonly texts: string[] }[] = [];
  for (const { text, clause } of sentences) {
    const last = groups.at(-1);
    if (last !== undefined && last.clause === clause) last.texts.push(text);
    else groups.push({ clause, texts: [text] });
  }
  return groups.map(({ clause, texts }) => ({
    sentences: texts,
    ...(clause === undefined ? {} : { clause: clauseRef(book, clause) }),
  }));
}

/** What the checker says; clauses that were never checked against a text are told in one sentence. */
function openOf(book: RuleBook): readonly string[] {
  const warnings = [...checkRuleBook(book), ...checkDeadEnds(book)];
  const memory = warnings.filter(({ code }) => code === 'book/clause-from-memory').length;
  const others = warnings.filter(({ code }) => code !== 'book/clause-from-memory');
  return [
    ...others.map(({ message }) => message),
    ...(memory === 0
      ? []
      : [
          `${memory} of the ${book.clauses.length} clauses were written from memory and have not been checked against their text; the list of clauses says which.`,
        ]),
  ];
}

/** A book for somebody to change: the same rules under another name, in force from `today`. */
export function copyOf(book: RuleBook, today: string): RuleBook {
  const { family: _, ...rest } = book;
  return {
    ...rest,
    id: `our-${book.id}`,
    version: '1',
    title: `Our rules, after: ${book.title}`,
    organisation: 'Our organisation',
    standing: 'model',
    inForce: { from: today },
  };
}
