/** Every book explains itself, and every entry under it, in whole sentences without the ids of the data. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRuleBook, describeEntry, explainRuleBook, may, next } from '../src/index.ts';
import { histories } from './histories.ts';
import { book, OFFICER } from './scene.ts';

const ids = readdirSync(new URL('../../../rulebooks/', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** Ids with a hyphen, as the data has them: no reader should meet one. */
function idsIn(json: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(json)) for (const item of json as unknown[]) idsIn(item, found);
  else if (typeof json === 'object' && json !== null)
    for (const [key, value] of Object.entries(json)) {
      if (key === 'id' && typeof value === 'string' && value.includes('-')) found.add(value);
      idsIn(value, found);
    }
  return found;
}

function whole(text: string): void {
  expect(text).not.toMatch(/undefined|\[object|NaN| {2}|\(\)|“”| ,| \./);
  expect(text).toMatch(/[.?!”\])]$/);
}

describe('a book in sentences', () => {
  test.each(ids)('%s', (id) => {
    const rules = book(id);
    const sentences = explainRuleBook(rules);
    expect(sentences.length).toBeGreaterThan(10);
    // What the authors wrote may have hyphens of its own.
    const written = JSON.stringify([
      rules.clauses,
      rules.gaps,
      rules.electorates.map((e) => e.sections.map((s) => s.qualifications)),
    ]);
    const hidden = [...idsIn(rules)].filter((name) => !written.includes(name) && name !== rules.id);
    for (const sentence of sentences) {
      whole(sentence);
      for (const name of hidden) expect(sentence.split(/[\s“”,.;:()[\]]/)).not.toContain(name);
    }
    for (const { message, pointer } of checkRuleBook(rules)) {
      whole(message);
      expect(pointer).toMatch(/^(?:\/|$)/);
    }
  });
});

test('every entry of the histories, and what may come next at each', () => {
  for (const { book: rules, history } of histories)
    for (const { before, entry } of history) {
      whole(describeEntry(rules, entry, before).sentence);
      whole(describeEntry(rules, entry).sentence);
      for (const permission of may(before, OFFICER, entry.at)) {
        whole(permission.sentence);
        for (const lack of permission.missing) expect(lack).not.toMatch(/undefined|“”| {2}/);
      }
      for (const { what } of next(before, entry.at)) expect(what).not.toBe('');
    }
});
