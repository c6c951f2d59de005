import { unwrap } from '@hustings/base';
import { expect, onTestFinished, test } from 'vitest';
import { Outbox } from '../src/mail/outbox.ts';
import { signInMail, voteLinkMail } from '../src/mail/texts.ts';
import { smtpTransport } from '../src/mail/transport.ts';
import { makeLink } from '../src/session/one-time-links.ts';
import { type Database, openStore } from '../src/store/store.ts';
import { folder } from './folder.ts';
import { linksOf, running, Visitor, words } from './running.ts';
import { smtpSink } from './smtp-sink.ts';

const VOTE = {
  organisation: 'Harbour Society',
  name: 'Ann Lee',
  question: 'Who shall be chair?',
  opens: '2026-06-01T08:00:00.000Z',
  closes: '2026-06-20T16:00:00.000Z',
  zone: 'Europe/London',
  revote: 'last-counts',
  href: 'https://vote.example.org/p/x/vote/chair#ABCD-EFGH',
} as const;

async function store(): Promise<Database> {
  const opened = unwrap(await openStore({ dataDir: folder(), lock: true }));
  onTestFinished(() => opened.close());
  return opened.db;
}

function newMail(address: string): Parameters<Outbox['put']>[0][number] {
  return { ...voteLinkMail(VOTE), proceeding: null, person: null, kind: 'vote-link', address };
}

test('the invitation says who asks what, by when with the zone, in both parts alike', () => {
  const mail = voteLinkMail(VOTE);
  expect(mail.subject).toBe('Harbour Society: your vote – Who shall be chair?');
  for (const part of [mail.text, mail.html]) {
    expect(part).toContain('Saturday 20 June 2026 at 17:00 BST');
    expect(part).toContain('https://vote.example.org/p/x/vote/chair#ABCD-EFGH');
    expect(part).toContain('only your last vote counts');
  }
});

test('a title with markup or a line break changes neither the page nor the headers', () => {
  const mail = signInMail({
    organisation: 'A <b>&</b>',
    name: 'Zoë "Z" O’Hara',
    title: 'X\r\nBcc: everyone@example.org',
    zone: 'Europe/London',
    expires: '2026-06-20T16:00:00.000Z',
    href: 'https://vote.example.org/m/t',
  });
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.html).toContain('A &lt;b&gt;&amp;&lt;/b&gt;');
  expect(mail.html).not.toContain('<b>');
});

test('a real mail server gets the mail with both parts, and the store forgets the link', async () => {
  const db = await store();
  const sink = await smtpSink();
  const outbox = new Outbox({
    db,
    transport: smtpTransport({
      url: sink.url,
      from: 'Officer <ro@example.org>',
      host: 'example.org',
    }),
    now: () => new Date(),
    onFault: (fault) => {
      throw fault;
    },
  });
  onTestFinished(() => outbox.stop());
  await outbox.put([newMail('Ann Lee <ann@example.org>'), newMail('bob@example.org')]);
  outbox.wake();
  await outbox.settled();
  expect(sink.mails.length).toBe(2);
  const mail = sink.mails.find((m) => m.includes('ann@example.org'));
  expect(mail).toMatch(/From: Officer <ro@example.org>/);
  expect(mail).toContain('text/plain');
  expect(mail).toContain('text/html');
  const rows = await db.selectFrom('outbox').selectAll().execute();
  expect(rows.map((row) => row.state)).toEqual(['sent', 'sent']);
  expect(JSON.stringify(rows)).not.toContain('ABCD-EFGH');
});

test('a mail server that is not there is tried again later, one that refuses for good is not', async () => {
  const db = await store();
  const sink = await smtpSink();
  let moment = new Date('2026-06-01T00:00:00Z');
  const outbox = new Outbox({
    db,
    transport: smtpTransport({ url: sink.url, from: 'ro@example.org', host: 'example.org' }),
    now: () => moment,
    onFault: (fault) => {
      throw fault;
    },
  });
  onTestFinished(() => outbox.stop());
  sink.refuseNext(450);
  await outbox.put([newMail('ann@example.org')]);
  outbox.wake();
  await outbox.settled();
  const once = await db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
  expect(once.state).toBe('queued');
  expect(once.error).toContain('Mailbox not available');
  moment = new Date('2026-06-01T00:02:00Z');
  outbox.wake();
  await outbox.settled();
  expect((await db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow()).state).toBe('sent');

  sink.refuseNext(550);
  await outbox.put([newMail('nobody@example.org')]);
  outbox.wake();
  await outbox.settled();
  const gone = await db
    .selectFrom('outbox')
    .selectAll()
    .where('address', '=', 'nobody@example.org')
    .executeTakeFirstOrThrow();
  expect(gone.state).toBe('failed');
  expect(gone.text).toContain('ABCD-EFGH');
});

test('without a mail server mails are captured whole, and letters for paper always are', async () => {
  const db = await store();
  const outbox = new Outbox({ db, now: () => new Date(), onFault: () => undefined });
  await outbox.put([newMail('ann@example.org'), newMail('')]);
  outbox.wake();
  await outbox.settled();
  const rows = await db.selectFrom('outbox').selectAll().execute();
  expect(rows.map((row) => row.state)).toEqual(['captured', 'captured']);
  expect(rows[0]?.text).toContain('#ABCD-EFGH');
});

test('a link sent by a real mail server signs the member in, once', async () => {
  const sink = await smtpSink();
  const server = await running({
    smtpUrl: sink.url,
    mailFrom: 'Returning officer <ro@example.org>',
  });
  const officer = new Visitor(server);
  const enter = new URL(server.officerLink ?? '').pathname;
  await officer.get(enter);
  await officer.send(enter);
  await officer.get('/officer/new');
  await officer.send('/officer/new', {
    book: 'society-annual-election',
    organisation: 'O',
    title: 'T',
  });
  const call =
    linksOf((await officer.get('/officer/p/t')).text).find((h) =>
      h.includes('act=contest-called'),
    ) ?? '';
  await officer.get(call);
  await officer.send(call, { trigger: 'yearly', because: 'It is time.' });
  const roll = '/officer/p/t/roll/all-members';
  await officer.get(roll);
  await officer.send(
    (await officer.upload(roll, 'name,email\nZoë Lee,zoe@example.org\nNo Mail,\n')).path,
  );
  await officer.get('/officer/p/t');
  await officer.send('/officer/p/t/sign-in-links');
  await server.context.jobs.idle();
  await server.context.outbox.settled();

  expect(sink.mails.length).toBe(1);
  const mail = decoded(sink.mails[0] ?? '');
  expect(mail).toContain('From: Returning officer <ro@example.org>');
  expect(mail).toContain('Dear Zoë Lee');
  const link = new URL(/https?:\/\/\S+\/m\/[\w-]{43}/.exec(mail)?.[0] ?? '').pathname;
  const member = new Visitor(server);
  expect(words(await member.get(link))).toContain('Zoë Lee');
  expect((await member.send(link)).path).toBe('/my');
  expect((await new Visitor(server).get(link)).status).toBe(410);
  // An officer who follows a member's link in the same browser stays the officer.
  const other = await makeLink(server.context.db, {
    purpose: 'member',
    person: (await server.context.db.selectFrom('persons').select('id').executeTakeFirstOrThrow())
      .id,
    now: new Date(),
    hours: 1,
  });
  await officer.get(`/m/${other}`);
  expect((await officer.send(`/m/${other}`)).path).toBe('/my');
  expect((await officer.get('/officer')).status).toBe(200);
  expect((await officer.get('/my')).status).toBe(200);
  // Who has no address gets a letter, to be printed from the outbox.
  const letter = linksOf((await officer.get('/officer/outbox')).text).filter((h) =>
    /outbox\/\d+$/.test(h),
  );
  expect(letter.length).toBe(2);
  expect(words(await officer.get(letter[0] ?? ''))).toContain('printed');
});

/** The plain-text part of a mail (RFC 2045 quoted-printable), with its headers. */
function decoded(raw: string): string {
  const bytes = raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
