import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuleBook } from '@hustings/replay';
import { type RuleBook, readRuleBook, ruleBookSchema } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { folder } from './folder.ts';
import { practice, running, Visitor, words } from './running.ts';

test('all rule books are listed, models first, and each has its page', async () => {
  const server = await running();
  const visitor = new Visitor(server);
  const { status, text } = await visitor.get('/rules');
  expect(status).toBe(200);
  const hrefs = [...text.matchAll(/href="(\/rules\/[a-z0-9-]+)"/g)].map((m) => m[1] as string);
  expect(hrefs.length).toBeGreaterThan(40);
  expect(new Set(hrefs).size).toBe(hrefs.length);
  expect(hrefs[0]).toBe('/rules/society-annual-election');
  expect(text.indexOf('Models to start from')).toBeLessThan(text.indexOf('UNISON'));
  for (const href of hrefs) {
    const page = await visitor.get(href);
    expect(page.status, href).toBe(200);
    for (const part of [
      'What it says',
      'What it leaves open',
      'Who has power here',
      'Every clause',
    ])
      expect(page.text, href).toContain(part);
    expect(page.text, href).not.toMatch(/undefined|\[object|NaN/);
    const ids = [...page.text.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
    expect(new Set(ids).size, href).toBe(ids.length);
    for (const [, id] of page.text.matchAll(/href="#([^"]+)"/g)) expect(ids, href).toContain(id);
  }
  expect((await visitor.get('/rules/labour-uk-1066')).status).toBe(404);
  expect((await visitor.get('/rules/labour-uk-1066/copy.json')).status).toBe(404);
});

test('in the book of 2016 the page shows what the MPs learned too late', async () => {
  const server = await running();
  const page = words(await new Visitor(server).get('/rules/labour-uk-2014-omov'));
  expect(page).toContain('is carried, which changes nothing');
  expect(page).toContain('nominations from 20% of');
  expect(page).toMatch(/Cannot keep the leader of the Labour Party/);
});

test('a college shows what its weights are worth', async () => {
  const server = await running();
  const { text } = await new Visitor(server).get('/rules/fg-2002-college');
  expect(text).toMatch(/Parliamentary party.*65\.0%.*100\.0%.*Local representatives.*10\.0%/s);
  expect(text).toContain('Decides alone.');
  const plain = await new Visitor(server).get('/rules/society-annual-election');
  expect(plain.text).not.toContain('Shapley');
});

test('versions of the same rules lead to one another', async () => {
  const server = await running();
  const { text } = await new Visitor(server).get('/rules/labour-uk-1993-college');
  expect(text).toContain('Versions of these rules');
  expect(text).toContain('href="/rules/labour-nomination-history"');
  expect(text).toContain('href="/rules/labour-uk-2021"');
  expect(text).not.toContain('href="/rules/labour-uk-1993-college"');
});

test('the book, a copy to edit and the schema can be downloaded, and the copy is a sound book', async () => {
  const server = await running();
  const get = async (url: string): Promise<{ readonly name: unknown; readonly json: unknown }> => {
    const answer = await server.app.inject({ url });
    expect(answer.statusCode).toBe(200);
    return { name: answer.headers['content-disposition'], json: answer.json() };
  };
  const book = await get('/rules/libdem-2019/book.json');
  const copy = await get('/rules/libdem-2019/copy.json');
  expect(book.name).toBe('attachment; filename="libdem-2019.json"');
  expect(copy.name).toBe('attachment; filename="our-libdem-2019.json"');
  const original = readRuleBook(book.json);
  const ours = readRuleBook(copy.json);
  expect(original.ok && original.value.id).toBe('libdem-2019');
  expect(ours.ok && ours.value).toMatchObject({
    id: 'our-libdem-2019',
    organisation: 'Our organisation',
    standing: 'model',
  });
  expect(ours.ok && ours.value.procedures).toEqual(original.ok && original.value.procedures);
  expect((await get('/rules/schema.json')).json).toEqual(ruleBookSchema());
});

test('home and a proceeding lead to the rule books, the proceeding to the very version', async () => {
  const server = await running();
  const { visitor, id } = await practice(server);
  expect((await visitor.get('/')).text).toContain('href="/rules"');
  expect((await visitor.get(`/p/${id}`)).text).toContain('href="/rules/practice-poll"');
  expect((await visitor.get('/rules/practice-poll')).status).toBe(200);
});

async function officer(server: RunningServer): Promise<Visitor> {
  const visitor = new Visitor(server);
  const path = new URL(server.officerLink ?? '').pathname;
  await visitor.get(path);
  await visitor.send(path);
  return visitor;
}

/** A data folder with these files among its rule books. */
function dataWith(files: Readonly<Record<string, unknown>>): string {
  const dataDir = folder();
  mkdirSync(join(dataDir, 'rulebooks'));
  for (const [name, content] of Object.entries(files))
    writeFileSync(
      join(dataDir, 'rulebooks', name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  return dataDir;
}

function ourBook(id: string): RuleBook {
  const model = findRuleBook('society-annual-election') as RuleBook;
  return { ...model, id, title: 'The Anglers’ own rules' };
}

test('a book in the data folder is on show, offered, and a contest can be opened under it', async () => {
  const server = await running({ dataDir: dataWith({ 'anglers.json': ourBook('anglers') }) });
  const visitor = await officer(server);
  expect((await visitor.get('/rules')).text).toMatch(
    /Books of this server.*The Anglers’ own rules/s,
  );
  expect((await visitor.get('/rules/anglers')).text).toContain('What it leaves open');
  expect((await visitor.get('/officer/new')).text).toContain('value="anglers"');
  const opened = await visitor.send('/officer/new', {
    book: 'anglers',
    organisation: 'The Anglers',
    title: 'Chair 2026',
  });
  expect(opened.status).toBe(200);
  expect(opened.path).toMatch(/^\/officer\/p\//);
  const { text } = await visitor.get(opened.path.replace('/officer', ''));
  expect(text).toContain('href="/rules/anglers"');
});

test('a contest is opened only under a book that is offered', async () => {
  const server = await running();
  const visitor = await officer(server);
  const page = await visitor.get('/officer/new');
  expect(page.text).toContain('value="society-annual-election"');
  expect(page.text).not.toContain('value="con-uk-2019"');
  expect(page.text).toContain('href="/rules"');
  const names = { organisation: 'A party', title: 'Leader' };
  const refused = await visitor.send('/officer/new', { book: 'con-uk-2019', ...names });
  expect(refused.path).toBe('/officer/new');
  expect(words(refused)).toContain('Choose a rule book.');
});

test('a server does not start with a book that cannot be enforced, or one that is there already', async () => {
  const start = (files: Readonly<Record<string, unknown>>): Promise<unknown> =>
    running({ dataDir: dataWith(files) });
  await expect(start({ 'a.json': '{' })).rejects.toMatchObject({ code: 'server/rule-book-faulty' });
  await expect(start({ 'a.json': '\ud800' })).rejects.toThrow(/a\.json/);
  await expect(start({ 'a.json': { ...ourBook('a'), zone: 7 } })).rejects.toThrow(/at \/zone/);
  const twice = { code: 'server/rule-book-twice' };
  await expect(start({ 'a.json': ourBook('libdem-2019') })).rejects.toMatchObject(twice);
  await expect(start({ 'a.json': ourBook('a'), 'b.json': ourBook('a') })).rejects.toMatchObject(
    twice,
  );
});
