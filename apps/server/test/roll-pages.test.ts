import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { running, Visitor, words } from './running.ts';

const ID = 'yearly';
const ROLL = `/officer/p/${ID}/roll/all-members`;

async function desk(server: RunningServer): Promise<Visitor> {
  const officer = new Visitor(server);
  const path = new URL(server.officerLink ?? '').pathname;
  await officer.get(path);
  await officer.send(path);
  await officer.get('/officer/new');
  await officer.send('/officer/new', {
    book: 'society-annual-election',
    organisation: 'O',
    title: 'Yearly',
  });
  await officer.get(ROLL);
  return officer;
}

test('the preview shows every refused row with its line and why; all of them can be downloaded', async () => {
  const server = await running();
  const officer = await desk(server);
  const page = await officer.upload(
    ROLL,
    'name,email,no\nAnn,ann@example.org,1\nBob,nonsense,2\n=1+1,c@example.org,3\nAnn,ann@example.org,1\n',
  );
  const text = words(page);
  expect(text).toContain('roll.csv');
  expect(text).toContain('“nonsense” is not an e-mail address');
  expect(text).toContain('begins like a spreadsheet formula');
  expect(text).toContain('already stands in line 2');
  const csv = await officer.get(`${page.path}/refused.csv`);
  expect(csv.text.split('\r\n').length).toBe(5);
  expect(csv.text).not.toMatch(/(^|,)=/m);
  expect(await server.context.db.selectFrom('persons').selectAll().execute()).toEqual([]);
  await officer.get(page.path);
  expect(words(await officer.send(page.path))).toContain('The roll now has 1 elector');
});

test('a file that is no roll is refused with a sentence, and nothing is kept', async () => {
  const server = await running();
  const officer = await desk(server);
  for (const [file, said] of [
    ['', 'Choose a file first'],
    ['full name,phone\nAnn,1\n', 'no column “email”'],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'CSV UTF-8'],
    ['name,email\n"Ann,a@example.org\n', 'never closed'],
  ] as const) {
    await officer.get(ROLL);
    const page = await officer.upload(ROLL, file);
    expect(page.status).toBe(422);
    expect(words(page)).toContain(said);
  }
  expect(await server.context.db.selectFrom('roll_imports').selectAll().execute()).toEqual([]);
});

test('a second import takes the place of the first and keeps the pseudonyms of those who stay', async () => {
  const server = await running();
  const officer = await desk(server);
  await officer.send(
    (await officer.upload(ROLL, 'name,email\nAnn,a@example.org\nBob,b@example.org\n')).path,
  );
  const before = await server.context.db
    .selectFrom('electors')
    .selectAll()
    .orderBy('person')
    .execute();
  await officer.get(ROLL);
  const preview = await officer.upload(ROLL, 'name,email\nBob,b@example.org\nCy,c@example.org\n');
  expect(words(preview)).toContain('take the place of the 2 electors');
  await officer.send(preview.path);
  const after = await server.context.db
    .selectFrom('electors')
    .innerJoin('persons', 'persons.id', 'electors.person')
    .select(['persons.name', 'electors.pseudonym', 'electors.person'])
    .orderBy('persons.name')
    .execute();
  expect(after.map((e) => e.name)).toEqual(['Bob', 'Cy']);
  expect(before.find((e) => e.person === after[0]?.person)?.pseudonym).toBe(after[0]?.pseudonym);
});

test('a hundred thousand rows are previewed and taken', async () => {
  const server = await running();
  const officer = await desk(server);
  const rows = Array.from({ length: 100_000 }, (_, i) => `Person ${i},p${i}@example.org,${i}`);
  const preview = await officer.upload(ROLL, `name,email,number\n${rows.join('\n')}\n`);
  expect(words(preview)).toContain('100,000');
  await officer.send(preview.path);
  const { count } = await server.context.db
    .selectFrom('electors')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(100_000);
});
