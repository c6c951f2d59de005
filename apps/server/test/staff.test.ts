import { unwrap } from '@hustings/base';
import { unzipRecord, verifyRecord } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { openedMotion } from './at-the-desk.ts';
import { linksOf, random, Visitor, words } from './running.ts';

const LIST = '/officer/p/no-confidence/electors/all-members';
const CONTACTS = '/officer/p/no-confidence/contacts';

/** Invites somebody and signs in as them, by the link in the mail. */
async function colleague(
  server: RunningServer,
  ro: Visitor,
  who: { readonly name: string; readonly role: 'officer' | 'help-desk' },
): Promise<Visitor> {
  await ro.get('/officer/staff');
  const email = `${who.name.toLowerCase()}@example.org`;
  const invited = await ro.send('/officer/staff', { ...who, email });
  expect(words(invited)).toContain(`${who.name} is invited`);
  const { text } = await server.context.db
    .selectFrom('outbox')
    .select('text')
    .where('kind', '=', 'staff')
    .where('address', '=', email)
    .executeTakeFirstOrThrow();
  const path = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '').pathname;
  const visitor = new Visitor(server);
  await visitor.get(path);
  expect((await visitor.send(path)).path).toBe('/officer');
  expect(words(await visitor.get('/officer'))).toContain(`Signed in as ${who.name}`);
  return visitor;
}

/** Asks for a new address for Bob. */
async function ask(visitor: Visitor, email = 'new@example.org', reason = 'He rang us.') {
  const list = await visitor.get(`${LIST}?q=Bob`);
  const href = linksOf(list.text).find((h) => h.includes('/contact/')) ?? '';
  await visitor.get(href);
  return visitor.send(href, { email, reason });
}

const addressOf = async (server: RunningServer, name: string) =>
  (
    await server.context.db
      .selectFrom('persons')
      .select('email')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).email;

test('a new address after the freeze takes two officers, tells the old address, and is counted in a record that verifies', async () => {
  const { server, ro, mails } = await openedMotion();
  const asked = await ask(ro);
  expect(words(asked)).toContain('waits for another returning officer');
  expect(words(asked)).toContain('There is no second returning officer yet');
  expect(asked.text).not.toContain(`action="${CONTACTS}/approve"`);
  expect(await addressOf(server, 'Bob Ray')).toBe('bob@example.org');

  const second = await colleague(server, ro, { name: 'Sue', role: 'officer' });
  expect(words(await second.get('/officer/p/no-confidence'))).toContain(
    'Decide on 1 change of address',
  );
  const change = /name="change" value="([^"]*)"/.exec((await ro.get(CONTACTS)).text)?.[1] ?? '';
  const csrf = /name="_csrf" value="([^"]*)"/.exec(ro.page?.text ?? '')?.[1] ?? '';
  const alone = await ro.post(`${CONTACTS}/approve`, { _csrf: csrf, change });
  expect(alone.status).toBe(409);
  expect(words(alone)).toContain('takes another returning officer');
  expect(await addressOf(server, 'Bob Ray')).toBe('bob@example.org');

  await second.get(CONTACTS);
  const done = await second.send(`${CONTACTS}/approve`);
  expect(words(done)).toContain('The address of Bob Ray is changed');
  expect(words(done)).toContain('1 address has been changed since the roll was frozen');
  expect(await addressOf(server, 'Bob Ray')).toBe('new@example.org');
  const [old] = await mails('contact-old');
  expect(old?.address).toBe('bob@example.org');
  expect(old?.text).toContain('If you did not ask for this');
  expect((await mails('contact-new'))[0]?.address).toBe('new@example.org');
  expect(words(await second.get('/p/no-confidence'))).toContain(
    'The contact of 1 elector was changed: 1 since the roll was frozen',
  );
  const zip = await server.app.inject({ url: '/p/no-confidence/record.zip' });
  const record = unwrap(unzipRecord(new Uint8Array(zip.rawPayload)));
  const report = await verifyRecord(record, { group: await bestGroup(), random });
  expect(report.findings.filter((f) => !f.code.startsWith('poll/'))).toEqual([]);
  // Decided once, it cannot be decided again.
  const again = await second.post(`${CONTACTS}/approve`, {
    _csrf: /name="_csrf" value="([^"]*)"/.exec(second.page?.text ?? '')?.[1] ?? '',
    change,
  });
  expect(again.status).toBe(409);
});

test('the help desk looks up, sends again and asks; it approves nothing, and sees no mail and no contest', async () => {
  const { server, ro, mails } = await openedMotion();
  const desk = await colleague(server, ro, { name: 'Pam', role: 'help-desk' });
  const home = await desk.get('/officer');
  expect(linksOf(home.text).filter((h) => h.startsWith('/officer/'))).toEqual([LIST]);
  const list = await desk.get(LIST);
  expect(list.text).not.toContain('/officer/outbox');
  await desk.send(`${LIST}/again`);
  expect(await mails('vote-link-again/poll-1')).toHaveLength(1);
  await ask(desk);
  await desk.get(CONTACTS);
  const csrf = /name="_csrf" value="([^"]*)"/.exec(desk.page?.text ?? '')?.[1] ?? '';
  const change = /name="change" value="([^"]*)"/.exec(desk.page?.text ?? '')?.[1] ?? '';
  const pages = [
    '/officer/new',
    '/officer/outbox',
    '/officer/outbox/1',
    '/officer/staff',
    '/officer/p/no-confidence',
  ];
  for (const path of pages) expect((await desk.get(path)).status, path).toBe(403);
  const posts = [
    `${CONTACTS}/approve`,
    '/officer/p/no-confidence/remind',
    '/officer/p/no-confidence/finish',
    '/officer/staff',
    '/officer/staff/end',
  ];
  for (const path of posts)
    expect((await desk.post(path, { _csrf: csrf, change, poll: 'poll-1' })).status, path).toBe(403);
  expect(await addressOf(server, 'Bob Ray')).toBe('bob@example.org');
  // What it asked for, an officer approves; what another asked for, it cannot take back.
  await ro.get(CONTACTS);
  expect(words(await ro.send(`${CONTACTS}/approve`))).toContain(
    'The address of Bob Ray is changed',
  );
  await ask(ro, 'third@example.org');
  const others = /name="change" value="([^"]*)"/.exec((await ro.get(CONTACTS)).text)?.[1] ?? '';
  const taken = await desk.post(`${CONTACTS}/refuse`, { _csrf: csrf, change: others });
  expect(taken.status).toBe(403);
});

test('a wish is checked, a newer one takes its place, and refusing changes nothing', async () => {
  const { server, ro } = await openedMotion();
  expect(words(await ask(ro, 'no address'))).toContain('That is not a mail address');
  expect(words(await ask(ro, 'BOB@example.org'))).toContain('the address on the roll already');
  expect(words(await ask(ro, 'new@example.org', ' '))).toContain('Say why');
  await ask(ro, 'one@example.org');
  const two = await ask(ro, 'two@example.org');
  expect(words(two)).toContain('two@example.org');
  expect(words(two)).not.toContain('one@example.org');
  expect(words(await ro.send(`${CONTACTS}/refuse`))).toContain('Nothing waits to be approved');
  expect(await addressOf(server, 'Bob Ray')).toBe('bob@example.org');
});

test('whoever is signed out for good is out at once, and an invitation that was not used is worth nothing', async () => {
  const { server, ro } = await openedMotion();
  const pam = await colleague(server, ro, { name: 'Pam', role: 'help-desk' });
  await ro.get('/officer/staff');
  expect(words(await ro.send('/officer/staff/end'))).toContain('Pam is signed out');
  expect((await pam.get(LIST)).status).toBe(401);
  const empty = await ro.send('/officer/staff', { name: '', email: 'nowhere', role: '' });
  expect(empty.status).toBe(422);
  expect(words(empty)).toContain('Say who it is');
});

test('a mail that has gone out is shown to the officer without its code', async () => {
  const { server, ro } = await openedMotion();
  const { db } = server.context;
  const mail = await db
    .selectFrom('outbox')
    .select(['id', 'text'])
    .where('kind', '=', 'vote-link/poll-1')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const code = /#(\S+)/.exec(mail.text)?.[1] ?? '-';
  expect((await ro.get(`/officer/outbox/${mail.id}`)).text).toContain(code);
  await db.updateTable('outbox').set({ state: 'sent' }).where('id', '=', mail.id).execute();
  const sent = await ro.get(`/officer/outbox/${mail.id}`);
  expect(sent.text).not.toContain(code);
  expect(words(sent)).toContain('the code is not shown here');
});
