import { expect, test } from 'vitest';
import { LANGUAGES as BUILT, buildWeb } from '../build.mjs';
import { LANGUAGES } from '../src/languages.ts';
import * as cy from '../src/messages/cy/index.ts';
import * as en from '../src/messages/en/index.ts';
import type { HomeView } from '../src/views.ts';

test('pages are built in every language that is offered', () => {
  expect(BUILT).toEqual(Object.keys(LANGUAGES));
});

/** The places of a catalogue with what stands there: `home.title: string`. */
function shape(words: unknown, at = ''): string[] {
  if (Array.isArray(words)) return [`${at}: list`];
  if (typeof words !== 'object' || words === null) return [`${at}: ${typeof words}`];
  return Object.entries(words).flatMap(([key, value]) => shape(value, `${at}.${key}`));
}

test('a translation has every sentence of the English catalogue and no other, of the same kind', () => {
  expect(shape({ ...cy }).toSorted()).toEqual(shape({ ...en }).toSorted());
});

test('the built pages speak the language that a view asks for, and load its programs', async () => {
  await buildWeb();
  const { href } = new URL('../dist/server/pages.js', import.meta.url);
  const { renderHome } = (await import(href)) as { renderHome: (view: HomeView) => string };
  const home: HomeView = {
    frame: { zone: 'Europe/London' },
    replay: { kind: 'ready', href: '/' },
    practice: { href: '/' },
    own: { href: '/' },
    rules: { href: '/', books: 1 },
    proceedings: [],
  };
  const spoken = (language: 'en' | 'cy') =>
    /<html lang="([^"]*)"/.exec(renderHome({ ...home, frame: { ...home.frame, language } }))?.[1];
  expect(spoken('en')).toBe('en-GB');
  expect(spoken('cy')).toBe('cy-GB');
  expect(renderHome(home)).toContain('lang="en-GB"');
});
