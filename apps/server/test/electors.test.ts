import { expect, test } from 'vitest';
import { shownUpTo } from '../src/electors/elector-list.ts';
import { button, openedMotion } from './at-the-desk.ts';
import { type Visitor, words } from './running.ts';

const ID = 'no-confidence';
const LIST = `/officer/p/${ID}/electors/all-members`;
const listed = async (ro: Visitor, query = ''): Promise<string> =>
  words(await ro.get(LIST + query));

test('the officer sees whose link was written and who has voted, but a vote only when its ten minutes are over', async () => {
  const { clock, ro, vote } = await openedMotion();
  expect(await listed(ro)).toContain('4 electors');
  clock.set('2026-03-03T09:12:00.000Z');
  await vote('ann@example.org');
  expect(await listed(ro)).not.toMatch(/voted Send/);
  clock.set('2026-03-03T09:19:59.000Z');
  expect(await listed(ro)).not.toMatch(/voted Send/);
  clock.set('2026-03-03T09:20:00.000Z');
  expect(await listed(ro)).toMatch(/Ann Lee 100 · ann@example.org .* voted Send .* Bob Ray/);
  const left = await listed(ro, '?show=not-voted');
  expect(left).toContain('3 electors');
  expect(left).not.toContain('Ann Lee');
  // A second vote must not make the tick go away for ten minutes.
  expect(shownUpTo(new Date('2026-03-03T09:29:59.999Z'), false)).toBe('2026-03-03T09:20:00.000Z');
});

test('the list is searched by name, address and number, and signs of a pattern are letters like others', async () => {
  const { ro } = await openedMotion();
  expect(await listed(ro, '?q=bob%40')).toContain('1 found');
  expect(await listed(ro, '?q=103')).toContain('Di 100% Marsh');
  expect(await listed(ro, '?q=100%25')).toContain('1 found');
  expect(await listed(ro, '?q=_')).toContain('Nobody');
  const undelivered = await listed(ro, '?show=undelivered');
  expect(undelivered).toContain('Cy Dent');
  expect(undelivered).toContain('1 elector');
  expect(undelivered).toContain('No address: to be printed and handed over');
});

test('the link is sent again to one elector: the same link, not twice in a minute, five times a day', async () => {
  const { clock, server, ro, mails } = await openedMotion();
  const { id } = await server.context.db
    .selectFrom('persons')
    .select('id')
    .where('email', '=', 'bob@example.org')
    .executeTakeFirstOrThrow();
  const again = () => ro.post(`${LIST}/again`, { ...token, person: id });
  await ro.get(LIST);
  const token = { _csrf: /name="_csrf" value="([^"]*)"/.exec(ro.page?.text ?? '')?.[1] ?? '' };
  expect(words(await again())).toContain('on its way to bob@example.org again');
  const [first] = await mails('vote-link/poll-1').then((all) =>
    all.filter((m) => m.address === 'bob@example.org'),
  );
  const [second] = await mails('vote-link-again/poll-1');
  expect(second?.text).toBe(first?.text);
  const hasty = await again();
  expect(hasty.status).toBe(409);
  expect(words(hasty)).toContain('less than a minute ago');
  for (let n = 2; n <= 5; n++) {
    clock.pass(0.02);
    expect((await again()).status).toBe(200);
  }
  clock.pass(0.02);
  expect(words(await again())).toContain('5 times since yesterday');
  expect(await mails('vote-link-again/poll-1')).toHaveLength(5);
  expect((await ro.post(`${LIST}/again`, { ...token, person: 'nobody' })).status).toBe(409);
});

test('reminders go to those with an address who have not voted, once in twenty hours', async () => {
  const { clock, server, ro, vote, mails } = await openedMotion();
  await vote('ann@example.org');
  const list = await ro.get(`/officer/p/${ID}`);
  expect(words(list)).toContain('Remind 3 electors who have not voted');
  await button(server, ro, ID, 'remind');
  expect((await mails('reminder/poll-1')).map((m) => m.address)).toEqual([
    'bob@example.org',
    'di@example.org',
  ]);
  clock.pass(19);
  const early = await ro.get(`/officer/p/${ID}`);
  expect(early.text).not.toContain(`action="/officer/p/${ID}/remind"`);
  expect(words(early)).toContain('Remind 3 electors');
  clock.pass(1);
  await vote('bob@example.org');
  await button(server, ro, ID, 'remind');
  expect(await mails('reminder/poll-1')).toHaveLength(3);
});

test('nobody but the officer sees the list or sends anything from it', async () => {
  const { server, ro } = await openedMotion();
  expect((await server.app.inject({ url: LIST })).statusCode).toBe(401);
  expect((await server.app.inject({ method: 'POST', url: `${LIST}/again` })).statusCode).not.toBe(
    303,
  );
  expect((await ro.get(`/officer/p/${ID}/electors/nobody`)).status).toBe(404);
});
