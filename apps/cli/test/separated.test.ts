/** A whole poll in separated mode: every keyholder a process of its own, killed and lied to, over HTTP. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decryptionShare, newCode, parseCiphertexts } from '@hustings/ballot';
import { assert, toBase64, toHex, unwrap } from '@hustings/base';
import {
  freezeRoll,
  type HandedRoll,
  manifestHash,
  newBlob,
  OFFICER,
  pollKeyOf,
  refOf,
  signEntry,
  signRoll,
} from '@hustings/record';
import { bestGroup } from '@hustings/ristretto';
import type { Act, Actor, Entry, Manifest } from '@hustings/rulebook';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunningServer } from '../../server/src/app.ts';
import type { Desk } from '../../server/src/desk/desk.ts';
import { act, button, mailed, officer } from '../../server/test/at-the-desk.ts';
import {
  Clock,
  cast,
  manifestOf,
  random,
  running,
  sealed,
  words,
} from '../../server/test/running.ts';
import { smtpSink } from '../../server/test/smtp-sink.ts';
import { HolderFolder } from '../src/keyholder/holder-folder.ts';
import { type Ended, hustings, start } from './programs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hustings-separated-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const MEMBERS = ['Ann Lee', 'Bob Ray', 'Cy Dent', 'Di Marsh', 'Ed Fox', 'Fay Hall', 'Gus Orr'];
const CSV = `name,email,member number\n${MEMBERS.map((name, i) => `${name},${name.split(' ')[0]?.toLowerCase()}@example.org,${100 + i}`).join('\n')}\n`;
const PHRASE = { HUSTINGS_PASSPHRASE: 'correct horse battery staple' };

async function posted(url: string, body: object): Promise<{ status: number; code: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { code = '' } = (await response.json()) as { code?: string };
  return { status: response.status, code };
}

/** Somebody with a key who signs what they like. */
async function forged(base: string, id: string, by: Actor, what: Act, secret: Uint8Array) {
  const api = `${base}/api/p/${id}`;
  const place = (await (await fetch(`${api}/place`)).json()) as { seq: number; at: string };
  const entry: Entry = { ...place, by, act: what };
  return posted(`${api}/acts`, { entry: { ...entry, sig: signEntry(id, entry, secret) } });
}

/** A share of the decryption made with another secret, signed with the trustee's own key. */
async function lyingShare(base: string, id: string, desk: Desk, folder: string) {
  const { recorder } = desk;
  const file = recorder.docket.poll('poll-2');
  const manifest = file?.prepared?.act.manifest;
  const mixed = await recorder.ledger.blob(file?.mixes.at(-1)?.act.ballots.sha256 ?? '');
  assert(manifest !== undefined && mixed !== undefined, 'the poll is mixed');
  const pool = file?.closed?.act.pools[0]?.id ?? '';
  const task = {
    context: manifestHash(manifest),
    pool,
    pollKey: pollKeyOf(manifest),
    ciphertexts: unwrap(parseCiphertexts(mixed)),
  };
  const secret = new Uint8Array(32);
  secret[0] = 3;
  const message = await decryptionShare(await bestGroup(), task, { index: 3, secret }, random);
  const blob = newBlob(message);
  const what: Act = {
    kind: 'share-published',
    poll: 'poll-2',
    pool,
    trustee: 'cy',
    shares: refOf(blob),
  };
  const cy = HolderFolder.open(folder, 'trustee', undefined, random);
  const { seed } = cy;
  cy.close();
  const by: Actor = { role: 'trustee', id: 'cy' };
  const announced = await forged(base, id, by, what, seed);
  expect(announced).toMatchObject({ status: 409, code: 'hand-in/blobs-missing' });
  const put = async (body: Uint8Array<ArrayBuffer>, sha256 = blob.sha256) => {
    const url = `${base}/api/p/${id}/acts/blobs/${sha256}`;
    const headers = { 'content-type': 'application/octet-stream' };
    return (await fetch(url, { method: 'PUT', body, headers })).status;
  };
  // Nobody puts down what no signed act has named, or anything else under its name.
  const bytes = new Uint8Array(blob.bytes);
  expect(await put(bytes, 'ab'.repeat(32))).toBe(422);
  expect(await put(bytes.slice(1))).toBe(422);
  expect(await put(bytes.map((b) => b ^ 1))).toBe(422);
  expect(await put(bytes)).toBe(204);
  return forged(base, id, by, what, seed);
}

/** The registrar has every code, the server every card: neither casts a vote. */
async function tryWithoutCard(
  server: RunningServer,
  manifest: Manifest,
  codes: readonly string[],
  cards: readonly string[],
) {
  const send = async (code: string, card: string | undefined) => {
    const { ballot } = await sealed(manifest, code, [0]);
    const { status, body } = await cast(server, manifest.proceeding, 'poll-2', ballot, card);
    return body.code ?? status;
  };
  const [ann = '', bob = ''] = codes;
  expect(await send(ann, undefined)).toBe('ballot/no-card');
  expect(await send(ann, 'a guess')).toBe('ballot/no-card');
  expect(await send(ann, toBase64(random(32)).replace(/[+/=]/g, 'x').slice(0, 43))).toBe(
    'ballot/card-unknown',
  );
  // A code that is on no roll binds nothing.
  expect(await send(newCode(random), cards[0])).toBe('ballot/not-on-roll');
  // A ballot that is refused for another reason gives the card back.
  const stale = await sealed(manifest, bob, [0], 'ab'.repeat(32));
  const refused = await cast(server, manifest.proceeding, 'poll-2', stale.ballot, cards[0]);
  expect(refused.body.code).toBe('ballot/previous-differs');
  // One card, two credentials at the same moment: one of them, and no other ever after.
  const [fay = '', gus = ''] = codes.slice(5);
  const [fays, guss] = cards.slice(5);
  const both = await Promise.all([send(fay, guss), send(gus, guss)]);
  expect(both.toSorted()).toEqual([201, 'ballot/card-bound-elsewhere']);
  const [taken, left] = both[0] === 201 ? [fay, gus] : [gus, fay];
  expect(await send(left, guss)).toBe('ballot/card-bound-elsewhere');
  expect(await send(taken, fays)).toBe('ballot/card-bound-elsewhere');
  return { taken, left };
}

function ok(ended: Ended): string {
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return ended.stdout;
}

test('registrar, three trustees of whom one is killed and one lies, two mixers: held, decrypted and verified', async () => {
  const clock = new Clock('2026-03-02T09:00:00.000Z');
  const server = await running({ now: clock.now });
  const id = 'no-confidence';
  const url = `${server.url}/p/${id}`;
  const lines = new Map<string, string>();
  const made = await Promise.all(
    [
      ['registrar', 'registrar', 'Rae Park'],
      ['trustee', 'ann', 'Ann Trustee'],
      ['trustee', 'bob', 'Bob Trustee'],
      ['trustee', 'cy', 'Cy Trustee'],
      ['mixer', 'dee', 'Dee Mixer'],
      ['mixer', 'eve', 'Eve Mixer'],
    ].map(async ([role = '', who = '', name = '']) => {
      const key = [role, 'key', '--name', name, '--id', who, '--data', who];
      const env: Record<string, string> = who === 'ann' ? PHRASE : {};
      const line = ok(await hustings(dir, key, env)).trim();
      lines.set(who, line);
      return line;
    }),
  );
  expect(new Set(made).size).toBe(6);
  expect(statSync(join(dir, 'bob', 'seal.key')).mode & 0o077).toBe(0);
  // Ann's is sealed under her passphrase, and nothing else opens it.
  expect((await hustings(dir, ['trustee', 'key', '--data', 'ann'])).stderr).toContain('passphrase');
  const wrong = await hustings(dir, ['trustee', 'key', '--data', 'ann'], {
    HUSTINGS_PASSPHRASE: 'x',
  });
  expect(wrong.code).toBe(3);

  const ro = await officer(server);
  await ro.get('/officer/new');
  const about = {
    book: 'confidence-motion',
    organisation: 'Harbour Society',
    title: 'No confidence',
    mode: 'separated',
  };
  expect(words(await ro.send('/officer/new', about))).toContain('a registrar makes');
  await ro.send('/officer/new', { ...about, registrar: lines.get('registrar') ?? '' });
  const roll = `/officer/p/${id}/roll/all-members`;
  await ro.get(roll);
  await ro.send((await ro.upload(roll, CSV)).path);
  await act(ro, id, 'motion-tabled', { text: 'No.', movers: 'Ann Lee\nBob Ray\nCy Dent' });
  await act(ro, id, 'timetable-set', {
    'at-poll-opens': '2026-03-03T09:00',
    'at-poll-closes': '2026-03-06T09:00',
    reason: 'Urgent.',
  });
  expect(words(await ro.get(`/officer/p/${id}`))).toContain('the roll that the registrar hands in');

  // The registrar makes codes; the server gets public halves, and only hers.
  writeFileSync(join(dir, 'members.csv'), CSV);
  const asRegistrar = ['--data', 'registrar'];
  const stranger = random(32);
  const empty: HandedRoll = {
    roll: 'roll-1',
    electorate: 'all-members',
    sections: [{ id: 'members', size: 0, root: toHex(new Uint8Array(32)) }],
    credentials: refOf(newBlob(new Uint8Array())),
  };
  const intruder = await posted(`${server.url}/api/p/${id}/rolls`, {
    ...empty,
    sections: [{ id: 'members', credentials: '' }],
    sig: signRoll(id, empty, stranger),
  });
  expect(intruder).toMatchObject({ status: 403, code: 'record/signature-wrong' });
  const handed = ok(await hustings(dir, ['registrar', 'roll', url, 'members.csv', ...asRegistrar]));
  expect(handed).toContain('7 codes made');
  // Again it is the same codes.
  ok(await hustings(dir, ['registrar', 'roll', url, 'members.csv', ...asRegistrar]));
  await button(server, ro, id, 'freeze');
  expect(ok(await hustings(dir, ['registrar', 'check', url, ...asRegistrar]))).toContain('is ours');
  ok(await hustings(dir, ['registrar', 'letters', url, '--out', 'letters', ...asRegistrar]));
  const rows = readFileSync(join(dir, 'letters', 'codes.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1);
  const codes = rows.map((line) => line.split(',')[4] ?? '');
  expect(new Set(codes).size).toBe(7);
  // No code, nor who has which credential, is anywhere on the server.
  const kept = await server.context.db
    .selectFrom('electors')
    .select(['credential', 'code_sealed'])
    .execute();
  expect(kept.every((e) => e.credential === null && e.code_sealed === null)).toBe(true);

  // The ceremony: named by their lines, joined, run; Bob is killed again and again.
  const named = {
    trustees: ['ann', 'bob', 'cy'].map((w) => lines.get(w)).join('\n'),
    mixers: ['dee', 'eve'].map((w) => lines.get(w)).join('\n'),
    threshold: '2',
  };
  const turned = await act(ro, id, 'ceremony-opened', { ...named, mixers: lines.get('cy') ?? '' });
  expect(words(turned)).toContain('Line 1 is of a trustee');
  // One who never comes: nobody goes on without her, and the key is begun again.
  const gone = `trustee gone ${toHex(random(32))} Gone`;
  const first = { ...named, trustees: [lines.get('ann'), lines.get('bob'), gone].join('\n') };
  await act(ro, id, 'ceremony-opened', first);
  ok(await hustings(dir, ['trustee', 'join', url, '--data', 'bob']));
  const alone = await hustings(dir, [
    'trustee',
    'run',
    '--once',
    '--data',
    'bob',
    '--workers',
    '1',
  ]);
  expect(alone.stderr).toContain('poll-1: waiting for the pledge of Ann Trustee and Gone');
  await act(ro, id, 'ceremony-opened', named);
  const envOf = (who: string): Record<string, string> => (who === 'ann' ? PHRASE : {});
  const roleOf = (who: string) => (who === 'dee' || who === 'eve' ? 'mixer' : 'trustee');
  await Promise.all(
    ['ann', 'bob', 'cy', 'dee', 'eve'].map(async (who) =>
      ok(await hustings(dir, [roleOf(who), 'join', url, '--data', who], envOf(who))),
    ),
  );
  const run = (who: string) =>
    start(
      dir,
      [
        roleOf(who),
        'run',
        ...(roleOf(who) === 'trustee' ? ['--open-small'] : []),
        ...['--data', who, '--every', '1', '--workers', '1'],
      ],
      envOf(who),
    );
  const ann = run('ann');
  const cy = run('cy');
  let bob = run('bob');
  for (let kills = 0; kills < 3; kills++) {
    await new Promise((go) => setTimeout(go, 700 + 500 * kills));
    await bob.kill();
    bob = run('bob');
  }
  const desk = await server.context.desks.find(id);
  assert(desk !== undefined, 'the proceeding is there');
  await vi.waitFor(
    () => expect(desk.recorder.state.polls['poll-2']?.ceremony.accepted).toHaveLength(3),
    { timeout: 60_000, interval: 200 },
  );
  const wordsOf = (said: string) => /poll-2: ((?:[a-z]+-){9}[a-z]+)$/m.exec(said)?.[1];
  await vi.waitFor(() => expect(wordsOf(cy.said.stdout)).toBeDefined(), { timeout: 20_000 });
  await vi.waitFor(() => expect(wordsOf(ann.said.stdout)).toBe(wordsOf(cy.said.stdout)), 20_000);
  // One folder, one program.
  const second = await hustings(dir, ['trustee', 'run', '--open-small', '--once', '--data', 'cy']);
  expect(second.stderr).toContain('another program');

  // The operator has the officer's key and the log's, and cannot speak for a trustee.
  const asAnn: Actor = { role: 'trustee', id: 'ann' };
  const complaint: Act = { kind: 'key-accepted', poll: 'poll-2', trustee: 'ann' };
  const ours = await desk.take(complaint, asAnn);
  expect(!ours.ok && ours.error.code).toMatch(/^(record\/not-ours-to-sign|order\/done-before)$/);
  const { officer: officerSeed } = desk.keys.seeds;
  expect(await forged(server.url, id, asAnn, complaint, officerSeed)).toMatchObject({
    status: 403,
    code: 'record/signature-wrong',
  });

  // Copies: a trustee's folder again from a file, its share held to the record's.
  await cy.kill();
  writeFileSync(join(dir, 'phrase.txt'), 'another phrase\n');
  const copy = ['cy.backup', '--backup-passphrase', 'phrase.txt'];
  ok(await hustings(dir, ['trustee', 'backup', ...copy, '--data', 'cy']));
  rmSync(join(dir, 'cy'), { recursive: true });
  const back = await hustings(dir, ['trustee', 'restore', ...copy, '--data', 'cy']);
  expect(ok(back).trim()).toBe(lines.get('cy'));
  expect(back.stderr).toContain('share of a key is right');
  ok(await hustings(dir, ['trustee', 'run', '--open-small', '--once', '--data', 'cy']));

  // The poll, with codes from the registrar's file.
  clock.set('2026-03-03T09:00:00.000Z');
  expect(words(await ro.get(`/officer/p/${id}`))).toContain('Ann Trustee');
  await button(server, ro, id, 'prepare');
  await act(ro, id, 'poll-opened');
  await button(server, ro, id, 'vote-links');
  const mails = await server.context.db.selectFrom('outbox').select('text').execute();
  expect(mails).toHaveLength(7);
  for (const code of codes) expect(JSON.stringify(mails)).not.toContain(code);
  const manifest = await manifestOf(server, id, 'poll-2');
  expect(manifest.mode).toBe('separated');
  const cards: string[] = [];
  for (const row of rows) {
    const link = await mailed(server, 'vote-link', row.split(',')[1] ?? '');
    expect(link).toMatch(/^\/p\/no-confidence\/vote\/poll-2#card=[\w-]{43}$/);
    cards.push(link.split('#card=')[1] ?? '');
  }
  expect(new Set(cards).size).toBe(7);
  const { left } = await tryWithoutCard(server, manifest, codes, cards);
  const voters = [...codes.slice(0, 5), left];
  for (const [i, code] of voters.entries()) {
    const { ballot } = await sealed(manifest, code, [i < 4 ? 0 : 1]);
    expect((await cast(server, id, 'poll-2', ballot, cards[i])).status).toBe(201);
    // The same bytes again are answered as they were.
    expect((await cast(server, id, 'poll-2', ballot, cards[i])).status).toBe(200);
  }
  // Whose credential it is the server knows now, and tells everybody that a vote was cast with it.
  await vi.waitFor(async () => {
    const told = await server.context.db
      .selectFrom('outbox')
      .select('address')
      .where('kind', 'like', 'vote-received/%')
      .execute();
    expect(new Set(told.map((t) => t.address)).size).toBe(7);
  }, 20_000);
  await ann.kill();
  await bob.kill();
  const dee = run('dee');
  const eve = run('eve');
  await button(server, ro, id, 'finish');

  await vi.waitFor(() => expect(desk.recorder.state.polls['poll-2']?.pools[0]?.mixes).toBe(2), {
    timeout: 60_000,
    interval: 200,
  });
  expect((await dee.ended).code).toBe(0);
  expect((await eve.ended).code).toBe(0);

  // Cy lies: a share that is not the right one is not taken, and stops nobody; then Cy is not there.
  const lie = await lyingShare(server.url, id, desk, join(dir, 'cy'));
  expect(lie).toMatchObject({ status: 422, code: 'decryption/wrong-proof' });
  // Seven papers are few: a trustee says what it is asked to open, and waits for a yes.
  const asked = await hustings(dir, ['trustee', 'run', '--once', '--data', 'cy', '--workers', '1']);
  expect(asked.stdout).toMatch(/poll-2: 7 papers of [\w-]+ are to be opened/);
  expect(asked.stderr).toContain('only 7 of the 10 papers');
  expect(desk.recorder.state.polls['poll-2']?.pools[0]?.shares).toHaveLength(0);
  const annAgain = run('ann');
  const bobAgain = run('bob');
  await vi.waitFor(
    () => expect(desk.recorder.state.polls['poll-2']?.pools[0]?.shares).toHaveLength(2),
    {
      timeout: 60_000,
      interval: 200,
    },
  );
  await server.context.jobs.idle();
  await vi.waitFor(
    () => expect(desk.recorder.state.polls['poll-2']?.pools[0]?.opened).toBeDefined(),
    20_000,
  );
  await button(server, ro, id, 'finish');
  expect(words(await ro.get(`/p/${id}/result`))).toContain('carried');
  expect(await annAgain.ended).toMatchObject({ code: 0 });
  expect(await bobAgain.ended).toMatchObject({ code: 0 });

  const zip = await server.app.inject({ url: `/p/${id}/record.zip` });
  writeFileSync(join(dir, 'record.zip'), zip.rawPayload);
  const verified = ok(await hustings(dir, ['verify', 'record.zip', '--workers', '1']));
  expect(verified).toContain('Nothing was found');
  ok(await hustings(dir, ['verify', 'record.zip', '--second']));
  expect(ok(await hustings(dir, ['registrar', 'forget', url, '--yes', ...asRegistrar]))).toContain(
    '7 codes destroyed',
  );
  expect((await hustings(dir, ['registrar', 'check', url, ...asRegistrar])).code).toBe(1);
}, 240_000);
test('the registrar mails the codes from its own machine, each once, also after a mail server was in trouble', async () => {
  const sink = await smtpSink();
  const clock = new Clock('2026-03-02T09:00:00.000Z');
  const server = await running({ now: clock.now });
  const id = 'no-confidence';
  const url = `${server.url}/p/${id}`;
  const as = ['--data', 'registrar'];
  const line = ok(await hustings(dir, ['registrar', 'key', '--name', 'Rae Park', ...as])).trim();
  const ro = await officer(server);
  await ro.get('/officer/new');
  await ro.send('/officer/new', {
    book: 'confidence-motion',
    organisation: 'Harbour Society',
    title: 'No confidence',
    mode: 'separated',
    registrar: line,
  });
  const roll = `/officer/p/${id}/roll/all-members`;
  await ro.get(roll);
  await ro.send((await ro.upload(roll, CSV)).path);
  await act(ro, id, 'motion-tabled', { text: 'No.', movers: 'Ann Lee\nBob Ray\nCy Dent' });
  // One member fewer than the officer imported: the two lists cannot both be the roll.
  writeFileSync(join(dir, 'short.csv'), CSV.trim().split('\n').slice(0, -1).join('\n'));
  writeFileSync(join(dir, 'members.csv'), CSV);
  ok(await hustings(dir, ['registrar', 'roll', url, 'short.csv', ...as]));
  await button(server, ro, id, 'freeze');
  expect((await server.context.jobs.find(`${id}/freeze/all-members`))?.error).toContain(
    'The registrar made 6 codes',
  );
  const other = await hustings(dir, ['registrar', 'roll', url, 'members.csv', ...as]);
  expect(other.stderr).toContain('codes were made for 6 members');
  ok(await hustings(dir, ['registrar', 'roll', url, 'members.csv', '--again', ...as]));
  const mail = ['registrar', 'mail', url, '--smtp', sink.url, '--from', 'R <r@example.org>', ...as];
  expect((await hustings(dir, mail)).stderr).toContain('has not been frozen');
  await button(server, ro, id, 'freeze');
  sink.refuseNext(550);
  const first = await hustings(dir, mail);
  expect(first.code).toBe(1);
  expect(first.stderr).toContain('Ann Lee');
  expect(sink.mails).toHaveLength(6);
  expect(ok(await hustings(dir, mail))).toContain('7 members sent their code');
  expect(sink.mails).toHaveLength(7);
  expect(ok(await hustings(dir, mail))).toContain('7 members sent their code');
  expect(sink.mails).toHaveLength(7);
  const codes = sink.mails.map((m) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/m.exec(m)?.[0]);
  expect(new Set(codes).size).toBe(7);
  expect(ok(await hustings(dir, ['registrar', 'check', url, ...as]))).toContain('is ours');
  // The server freezes another roll, with somebody's credentials whom nobody knows.
  const desk = await server.context.desks.find(id);
  const points = await (await bestGroup()).oneWayMap(random(7 * 64));
  const credentials = Array.from({ length: 7 }, (_, i) => points.slice(i * 32, i * 32 + 32));
  const frozen = unwrap(freezeRoll([{ id: 'members', credentials }]));
  const blob = newBlob(frozen.blob);
  const swapped: Act = {
    kind: 'roll-frozen',
    roll: 'roll-9',
    electorate: 'all-members',
    sections: frozen.sections,
    excluded: [],
    credentials: refOf(blob),
  };
  assert(desk !== undefined, 'the proceeding is there');
  unwrap(await desk.take(swapped, OFFICER, [blob]));
  for (const command of [['registrar', 'check', url, ...as], mail])
    expect((await hustings(dir, command)).stderr).toContain(
      'ALARM: the roll on the record is not the one that was handed in',
    );
  // Whose registrar is somebody else makes no codes here.
  await hustings(dir, ['registrar', 'key', '--name', 'Mal', '--data', 'mal']);
  const mal = await hustings(dir, ['registrar', 'roll', url, 'members.csv', '--data', 'mal']);
  expect(mal.stderr).toContain('has named another registrar, Rae Park');
}, 120_000);
