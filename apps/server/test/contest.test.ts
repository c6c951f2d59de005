import { unwrap } from '@hustings/base';
import { unzipRecord, verifyRecord } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import {
  Clock,
  cast,
  linksOf,
  manifestOf,
  random,
  running,
  sealed,
  Visitor,
  words,
} from './running.ts';

const START = '2026-03-02T09:00:00.000Z';
const PEOPLE = [
  'Ann Lee',
  'Bob Ray',
  'Cy Dent',
  'Di Marsh',
  'Ed Fox',
  'Fay Hall',
  'Gus Orr',
  'Hal Pike',
  'Ida Knox',
  'Jo Bell',
  'Kit Lowe',
  'Lou Ames',
];
const ROLL = `name,email,member number\n${PEOPLE.map((name, i) => `${name},${name.split(' ')[0]?.toLowerCase()}@example.org,${100 + i}`).join('\n')}\nAnn Lee,ann@example.org,100\n`;

async function officer(server: RunningServer): Promise<Visitor> {
  const visitor = new Visitor(server);
  const path = new URL(server.officerLink ?? '').pathname;
  await visitor.get(path);
  const desk = await visitor.send(path);
  expect(desk.path).toBe('/officer');
  return visitor;
}

/** Follows the one link of the task list that leads to this act. */
async function act(
  visitor: Visitor,
  id: string,
  kind: string,
  fields: Record<string, string> = {},
) {
  const list = await visitor.get(`/officer/p/${id}`);
  const href = linksOf(list.text).find((h) => h.startsWith(`/officer/p/${id}/do?act=${kind}`));
  if (href === undefined) throw new Error(`no way to ${kind}: ${words(list)}`);
  await visitor.get(href);
  return visitor.send(href, fields);
}

async function button(server: RunningServer, visitor: Visitor, id: string, what: string) {
  await visitor.get(`/officer/p/${id}`);
  await visitor.send(`/officer/p/${id}/${what}`);
  await server.context.jobs.idle();
  return visitor.get(`/officer/p/${id}`);
}

/** The link in the newest captured mail of this kind to this address. */
async function mailed(server: RunningServer, kind: string, address: string): Promise<string> {
  const mail = await server.context.db
    .selectFrom('outbox')
    .select('text')
    .where('kind', 'like', `${kind}%`)
    .where('address', '=', address)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';
  const url = new URL(link);
  return url.pathname + url.hash;
}

async function member(server: RunningServer, address: string): Promise<Visitor> {
  const visitor = new Visitor(server);
  const path = await mailed(server, 'sign-in', address);
  await visitor.get(path);
  expect((await visitor.send(path)).path).toBe('/my');
  return visitor;
}

async function memberAct(visitor: Visitor, kind: string, fields: Record<string, string> = {}) {
  const my = await visitor.get('/my');
  const href = linksOf(my.text).find((h) => h.includes(`/do?act=${kind}`));
  if (href === undefined) throw new Error(`no way to ${kind}: ${words(my)}`);
  await visitor.get(href);
  return visitor.send(href, fields);
}

test('a society elects its chair, from the one-time link to the office assumed', async () => {
  const clock = new Clock(START);
  const server = await running({ now: clock.now });
  const ro = await officer(server);

  // A proceeding under the society's rule book.
  await ro.get('/officer/new');
  const opened = await ro.send('/officer/new', {
    book: 'society-annual-election',
    organisation: 'Harbour Society',
    title: 'Election of the chair 2026',
  });
  const id = 'election-of-the-chair-2026';
  expect(opened.path).toBe(`/officer/p/${id}`);
  expect(words(opened)).toContain('Call: Election of the chair');

  await act(ro, id, 'contest-called', {
    trigger: 'yearly',
    holder: 'Old Chair',
    because: 'It is time.',
  });
  const early = await act(ro, id, 'timetable-set', { 'at-nominations-open': 'soon', reason: 'x' });
  expect(early.status).toBe(422);
  expect(words(early)).toContain('“soon” is not a date');
  await act(ro, id, 'timetable-set', {
    'at-nominations-open': '2026-03-02T10:00',
    'at-nominations-close': '2026-03-09T12:00',
    'at-poll-opens': '2026-03-16T09:00',
    'at-poll-closes': '2026-03-23T17:00',
    reason: 'Decided by the committee on 1 March.',
  });

  // The roll, with one row refused.
  const roll = `/officer/p/${id}/roll/all-members`;
  await ro.get(roll);
  const preview = await ro.upload(roll, ROLL);
  expect(words(preview)).toContain('Member number 100 already stands in line 2');
  const accept = preview.path;
  const taken = await ro.send(accept);
  expect(words(taken)).toContain('12 electors are on the roll');

  // Members get their links, nominate and stand.
  const listed = await button(server, ro, id, 'sign-in-links');
  expect(listed.status).toBe(200);
  clock.set('2026-03-02T10:30:00.000Z');
  await act(ro, id, 'nominations-opened');
  const ann = await member(server, 'ann@example.org');
  const bob = await member(server, 'bob@example.org');
  const cy = await member(server, 'cy@example.org');
  expect(words(await ann.get('/my'))).toContain('Members');
  await memberAct(bob, 'nomination-made', { candidate: 'new', name: 'Ann Lee' });
  await memberAct(cy, 'nomination-made', { candidate: 'ann-lee' });
  const self = await memberAct(ann, 'nomination-made', { candidate: 'ann-lee' });
  expect(self.status).toBe(422);
  expect(words(self)).toContain('nobody nominates themselves');
  await memberAct(ann, 'nomination-made', { candidate: 'new', name: 'Di Marsh' });
  const ed = await member(server, 'ed@example.org');
  await memberAct(ed, 'nomination-made', { candidate: 'di-marsh' });
  const spent = await act(ro, id, 'nomination-made', {
    candidate: 'new',
    name: 'Ed Fox',
    nominator: '101',
  });
  expect(spent.status).toBe(409);
  expect(words(spent)).toContain('no nomination left');
  await memberAct(ann, 'candidate-consented');
  const di = await member(server, 'di@example.org');
  await memberAct(di, 'candidate-consented');
  await memberAct(di, 'statement-filed', { text: 'I shall mend the roof.' });

  clock.set('2026-03-09T12:00:00.000Z');
  await act(ro, id, 'nominations-closed');
  const frozen = await button(server, ro, id, 'freeze');
  expect(words(frozen)).toContain('The roll was frozen');
  await ro.get(roll);
  expect(ro.page?.status).toBe(409);

  // The poll.
  clock.set('2026-03-16T09:00:00.000Z');
  await button(server, ro, id, 'prepare');
  await act(ro, id, 'poll-opened');
  await button(server, ro, id, 'vote-links');
  const manifest = await manifestOf(server, id, 'poll-1');
  expect(manifest.options.map((o) => o.name)).toEqual(['Ann Lee', 'Di Marsh']);
  const votes: readonly (readonly [string, readonly number[]])[] = [
    ['ann', [0, 1]],
    ['bob', [0, 1]],
    ['cy', [1, 0]],
    ['di', [1]],
    ['ed', [1, 0]],
    ['fay', [0]],
    ['gus', [1]],
    ['hal', [1, 0]],
    ['ida', []],
  ];
  for (const [who, paper] of votes) {
    const path = await mailed(server, 'vote-link', `${who}@example.org`);
    const [page = '', code = ''] = path.split('#');
    expect(page).toBe(`/p/${id}/vote/poll-1`);
    const { ballot } = await sealed(manifest, code, paper);
    expect((await cast(server, id, 'poll-1', ballot)).status).toBe(201);
  }
  expect(words(await ann.get('/my'))).toMatch(/vot/i);
  const soon = await ro.get(`/officer/p/${id}`);
  expect(soon.text).not.toContain(`action="/officer/p/${id}/finish"`);

  // On the hour the box is closed to ballots, and the officer closes, counts and declares.
  clock.set('2026-03-23T17:00:00.001Z');
  const late = await sealed(
    manifest,
    (await mailed(server, 'vote-link', 'jo@example.org')).split('#')[1] ?? '',
    [0],
  );
  expect((await cast(server, id, 'poll-1', late.ballot)).body.code).toBe('poll/closed');
  const after = await button(server, ro, id, 'finish');
  expect(words(after)).toContain('Di Marsh elected chair');
  const result = await ro.get(`/p/${id}/result`);
  expect(words(result)).toContain('Di Marsh is elected with 62.5% of the votes');
  expect(words(result)).toContain('Left blank');
  await act(ro, id, 'office-assumed', { holder: 'di-marsh' });
  expect(words(await ro.get(`/p/${id}`))).toContain('Di Marsh became chair');

  const zip = await server.app.inject({ url: `/p/${id}/record.zip` });
  const record = unwrap(unzipRecord(new Uint8Array(zip.rawPayload)));
  const report = await verifyRecord(record, { group: await bestGroup(), random });
  expect(report.findings).toEqual([]);
  // No name but the candidates' and no address is on the record.
  const text = Buffer.concat([...record.files.values()]).toString('latin1');
  expect(text).not.toContain('@example.org');
  expect(text).not.toContain('Bob Ray');
  expect(text).toContain('Di Marsh');
});

test('a motion of confidence is tabled, voted on and declared', async () => {
  const clock = new Clock(START);
  const server = await running({ now: clock.now });
  const ro = await officer(server);
  await ro.get('/officer/new');
  await ro.send('/officer/new', {
    book: 'confidence-motion',
    organisation: 'Harbour Society',
    title: 'No confidence',
  });
  const id = 'no-confidence';
  const roll = `/officer/p/${id}/roll/all-members`;
  await ro.get(roll);
  await ro.send((await ro.upload(roll, ROLL)).path);
  const nobody = await act(ro, id, 'motion-tabled', {
    text: 'That…',
    movers: 'Ann Lee\nNobody Known',
  });
  expect(nobody.status).toBe(422);
  expect(words(nobody)).toContain('“Nobody Known” is not on the imported roll');
  await act(ro, id, 'motion-tabled', {
    text: 'That this society has no confidence in its chair.',
    movers: 'Ann Lee\nbob@example.org\n102',
  });
  await act(ro, id, 'timetable-set', {
    'at-poll-opens': '2026-03-03T09:00',
    'at-poll-closes': '2026-03-04T09:00',
    reason: 'Urgent.',
  });
  await button(server, ro, id, 'freeze');
  clock.set('2026-03-03T09:00:00.000Z');
  await button(server, ro, id, 'prepare');
  await act(ro, id, 'poll-opened');
  await button(server, ro, id, 'vote-links');
  const manifest = await manifestOf(server, id, 'poll-1');
  for (const [i, name] of PEOPLE.entries()) {
    const path = await mailed(
      server,
      'vote-link',
      `${name.split(' ')[0]?.toLowerCase()}@example.org`,
    );
    const { ballot } = await sealed(manifest, path.split('#')[1] ?? '', [
      i < 7 ? 0 : i < 11 ? 1 : 2,
    ]);
    expect((await cast(server, id, 'poll-1', ballot)).status).toBe(201);
  }
  // All have voted, so the rules let the poll be closed before its hour.
  const after = await button(server, ro, id, 'finish');
  expect(words(after)).toContain('The motion was carried, 7 to 4');
});
