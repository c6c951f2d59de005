import { expect, test } from 'vitest';
import { openedMotion } from './at-the-desk.ts';
import { words } from './running.ts';

const electorsOf = (server: Awaited<ReturnType<typeof openedMotion>>['server'], id: string) =>
  server.context.db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select(['persons.name', 'electors.pseudonym', 'electors.credential', 'electors.code_sealed'])
    .where('electors.proceeding', '=', id)
    .orderBy('persons.name')
    .execute();

test('a contest is begun like one before: same book and organisation, the roll taken over under fresh pseudonyms', async () => {
  const { server, ro } = await openedMotion();
  const list = await ro.get('/officer/p/no-confidence');
  expect(words(list)).toContain('Begin another contest like this');
  const form = await ro.get('/officer/new?like=no-confidence');
  expect(form.text).toMatch(/value="confidence-motion" checked/);
  expect(form.text).toContain('value="Harbour Society"');
  const opened = await ro.send('/officer/new', {
    book: 'confidence-motion',
    organisation: 'Harbour Society',
    title: 'Confidence again',
    mode: 'simple',
    roll: 'copy',
  });
  expect(opened.path).toBe('/officer/p/confidence-again');
  expect(words(opened)).toContain('with the roll of the last contest: 4 electors');
  const [before, after] = [
    await electorsOf(server, 'no-confidence'),
    await electorsOf(server, 'confidence-again'),
  ];
  expect(after.map((e) => e.name)).toEqual(before.map((e) => e.name));
  const pseudonyms = new Set([...before, ...after].map((e) => e.pseudonym));
  expect(pseudonyms.size).toBe(8);
  expect(after.every((e) => e.credential === null && e.code_sealed === null)).toBe(true);
});

test('without the tick nothing is taken over, and there is nothing like what is not there', async () => {
  const { server, ro } = await openedMotion({ upTo: 'prepared' });
  await ro.get('/officer/new?like=no-confidence');
  await ro.send('/officer/new', {
    book: 'confidence-motion',
    organisation: 'Harbour Society',
    title: 'Confidence again',
  });
  expect(await electorsOf(server, 'confidence-again')).toEqual([]);
  expect((await ro.get('/officer/new?like=nothing')).status).toBe(404);
});
