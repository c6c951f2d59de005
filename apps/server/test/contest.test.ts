import { unwrap } from '@hustings/base';
import { unzipRecord, verifyRecord } from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import { expect, test } from 'vitest';
import type { RunningServer } from '../src/app.ts';
import { act, button, mailed, officer } from './at-the-desk.ts';
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

async function member(server: RunningServer, address: string, kind = 'sign-in'): Promise<Visitor> {
  const visitor = new Visitor(server);
  const path = await mailed(server, kind, address);
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
  expect(words(opened)).toContain('Start: Election of the chair');

  const clash = await act(ro, id, 'contest-called', {
    trigger: 'vacancy',
    holder: 'Old Chair',
    because: 'x',
  });
  expect(clash.status).toBe(422);
  expect(words(clash)).toContain('You named a holder, Old Chair');
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
  expect(words(taken)).toContain('The roll now has 12 electors');

  // Members get their links, nominate and stand.
  const listed = await button(server, ro, id, 'sign-in-links');
  expect(listed.status).toBe(200);
  clock.set('2026-03-02T10:30:00.000Z');
  await act(ro, id, 'nominations-opened');
  const ann = await member(server, 'ann@example.org');
  const bob = await member(server, 'bob@example.org');
  const cy = await member(server, 'cy@example.org');
  expect(words(await ann.get('/my'))).toContain('Members');
  const slip = await memberAct(bob, 'nomination-made', { candidate: 'new', name: 'An Lee' });
  expect(slip.status).toBe(422);
  expect(words(slip)).toContain('Nobody called “An Lee” is on the roll');
  // The roll's spelling stands on the paper, whatever the first nominator typed.
  await memberAct(bob, 'nomination-made', { candidate: 'new', name: 'ann  lee' });
  expect(
    words(await member(server, 'ann@example.org', 'nominated').then((v) => v.get('/my'))),
  ).toContain('You have been nominated: 1 nomination so far');
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
  expect(words(result)).toContain('Di Marsh is elected chair: 5 of 8 votes, 62.5%');
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
  expect(words(await ro.get(`/officer/p/${id}`))).toContain('Next step Import the roll');
  const roll = `/officer/p/${id}/roll/all-members`;
  await ro.get(roll);
  await ro.send((await ro.upload(roll, ROLL)).path);
  expect(words(await ro.get(`/officer/p/${id}`))).not.toContain('Next step Import');
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

test('Labour’s rules: three sections, rulings, a threshold of a fifth, nominations on paper, declared in its hour', async () => {
  const clock = new Clock(START);
  const server = await running({ now: clock.now });
  const ro = await officer(server);
  await ro.get('/officer/new');
  await ro.send('/officer/new', {
    book: 'labour-uk-2014-omov',
    organisation: 'The Party',
    title: 'Leadership',
  });
  const id = 'leadership';
  await act(ro, id, 'contest-called', {
    trigger: 'challenge',
    office: 'leader',
    holder: 'Jo Leader',
    because: 'A challenger has come forward.',
  });
  const lacking = await ro.get(`/officer/p/${id}`);
  expect(words(lacking)).toMatch(/Set the timetable/);
  await act(ro, id, 'timetable-set', {
    'at-nominations-open': '2026-03-02T10:00',
    'at-nominations-close': '2026-03-04T12:00',
    'at-acceptances-close': '2026-03-05T12:00',
    'at-affiliates-close': '2026-03-06T12:00',
    'at-poll-opens': '2026-03-09T09:00',
    'at-poll-closes': '2026-03-16T12:00',
    'at-declaration': '2026-03-20T11:00',
    reason: 'Decided by the NEC.',
  });
  clock.set('2026-03-02T10:00:00.000Z');
  const blocked = await act(ro, id, 'nominations-opened').catch((e: unknown) => String(e));
  expect(blocked).toContain('no way to nominations-opened');
  await act(ro, id, 'body-sized', {
    body: 'plp-eplp',
    size: '12',
    asOf: '2026-03-02',
    source: 'The whips.',
  });
  await act(ro, id, 'ruling-made', {
    question: 'incumbent-nominations',
    body: 'nec',
    effect: 'automatic/leadership-1',
    decision: 'The leader stands without nominations.',
    reason: 'The rules ask nominations of challengers.',
    basis: 'Counsel’s advice',
    vote: '18 14 0',
  });
  for (const section of ['members', 'affiliated'])
    await act(ro, id, 'ruling-made', {
      question: 'freeze-date',
      body: 'nec',
      effect: `freeze/${section}`,
      date: '2026-01-12',
      decision: 'Whoever joined by that day may vote.',
      reason: 'Six months’ membership.',
      basis: 'Rule book, chapter 4',
    });
  await act(ro, id, 'nominations-opened');

  const rows = Array.from({ length: 34 }, (_, i) => {
    const section =
      i < 12 ? 'Full members' : i < 23 ? 'Registered supporters' : 'Affiliated supporters';
    return `Person ${String.fromCharCode(65 + (i % 26))}${i},p${i}@example.org,${i},${section},${i < 4 ? 'plp-eplp' : ''}`;
  });
  const roll = `/officer/p/${id}/roll/electors`;
  await ro.get(roll);
  await ro.send(
    (
      await ro.upload(
        roll,
        `name;email;member number;section;body\n${rows.map((r) => r.replaceAll(',', ';')).join('\n')}\n`,
      )
    ).path,
  );
  await button(server, ro, id, 'sign-in-links');
  // Members of the nominating body nominate; others are not offered it.
  const mp = await member(server, 'p0@example.org');
  await memberAct(mp, 'nomination-made', {
    candidate: 'new',
    name: 'Sam Challenger',
    outsider: 'yes',
  });
  const plain = await member(server, 'p9@example.org');
  expect((await plain.get('/my')).text).not.toContain('nomination-made');
  expect((await plain.get(`/my/p/${id}/do?act=nomination-made&matter=leadership-1`)).status).toBe(
    404,
  );
  // On paper, by the officer: a fifth of twelve, rounded up, is three.
  await act(ro, id, 'nomination-made', { candidate: 'sam-challenger', nominator: '1' });
  const short = words(await ro.get(`/p/${id}`));
  expect(short).toContain('20% of the 12');
  await act(ro, id, 'nomination-made', {
    candidate: 'sam-challenger',
    nominator: 'p2@example.org',
  });
  clock.set('2026-03-04T12:00:00.000Z');
  await act(ro, id, 'nominations-closed');
  await act(ro, id, 'candidate-consented', { candidate: 'sam-challenger' });
  await act(ro, id, 'candidate-consented', { candidate: 'jo-leader' });
  clock.set('2026-03-06T12:00:00.000Z');
  await button(server, ro, id, 'freeze');
  await button(server, ro, id, 'prepare');
  clock.set('2026-03-09T09:00:00.000Z');
  await act(ro, id, 'poll-opened');
  await button(server, ro, id, 'vote-links');
  const manifest = await manifestOf(server, id, 'poll-1');
  expect(manifest.pools.map((p) => p.id)).toEqual(['members', 'registered', 'affiliated']);
  const jo = manifest.options.findIndex((o) => o.id === 'jo-leader');
  for (let i = 0; i < 33; i++) {
    const code = (await mailed(server, 'vote-link', `p${i}@example.org`)).split('#')[1] ?? '';
    const pool = manifest.pools[i < 12 ? 0 : i < 23 ? 1 : 2]?.id;
    const { ballot } = await sealed(manifest, code, [i % 3 === 0 ? 1 - jo : jo], undefined, pool);
    expect((await cast(server, id, 'poll-1', ballot)).status).toBe(201);
  }
  // Under these rules the first vote stands.
  const code = (await mailed(server, 'vote-link', 'p5@example.org')).split('#')[1] ?? '';
  const again = await sealed(manifest, code, [jo], undefined, 'members');
  const refused = await cast(server, id, 'poll-1', again.ballot);
  expect(refused.status).toBe(409);
  expect(refused.body.code).toBe('ballot/already-voted');

  clock.set('2026-03-16T12:00:00.001Z');
  const counted = await button(server, ro, id, 'finish');
  expect(words(counted)).toContain('Declare the result');
  expect((await ro.get(`/p/${id}/result`)).status).toBe(404);
  clock.set('2026-03-20T11:00:00.000Z');
  await button(server, ro, id, 'finish');
  const result = words(await ro.get(`/p/${id}/result`));
  expect(result).toContain(
    'Jo Leader is elected leader of the Labour Party: 22 of 33 votes, 66.7%',
  );
  expect(result).toContain('Registered supporters');
  // The codes have done their work: none is left in the store.
  const left = await server.context.db
    .selectFrom('electors')
    .select('code_sealed')
    .where('code_sealed', 'is not', null)
    .execute();
  expect(left).toEqual([]);
  const mails = await server.context.db
    .selectFrom('outbox')
    .select(['text', 'html'])
    .where('kind', '=', 'vote-link/poll-1')
    .execute();
  expect(JSON.stringify(mails)).not.toContain('#');

  const zip = await server.app.inject({ url: `/p/${id}/record.zip` });
  const report = await verifyRecord(unwrap(unzipRecord(new Uint8Array(zip.rawPayload))), {
    group: await bestGroup(),
    random,
  });
  expect(report.findings).toEqual([]);
});
