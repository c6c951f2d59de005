import { unwrap } from '@hustings/base';
import { expect, onTestFinished, test } from 'vitest';
import { lookAtLink, makeLink, makeOfficerLink, useLink } from '../src/session/one-time-links.ts';
import {
  endSession,
  findSession,
  renewSession,
  type Session,
  startSession,
  sweepSessions,
} from '../src/session/sessions.ts';
import { newToken } from '../src/session/tokens.ts';
import { openSealer } from '../src/store/seal.ts';
import { SecretShelf } from '../src/store/secrets.ts';
import { type Database, openStore } from '../src/store/store.ts';
import { folder } from './folder.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const LATER = new Date('2026-09-01T12:00:00Z');

async function store(): Promise<Database> {
  const opened = unwrap(await openStore({ dataDir: folder(), lock: true }));
  onTestFinished(() => opened.close());
  return opened.db;
}

test('looking at a link does not use it; using it works once', async () => {
  const db = await store();
  const token = await makeLink(db, { purpose: 'officer', now: NOW, hours: 1 });
  for (let i = 0; i < 3; i++) expect((await lookAtLink(db, 'officer', token, NOW)).ok).toBe(true);
  const both = await Promise.all([
    useLink(db, 'officer', token, NOW),
    useLink(db, 'officer', token, NOW),
  ]);
  expect(both.map((r) => r.ok).toSorted()).toEqual([false, true]);
  const after = await lookAtLink(db, 'officer', token, NOW);
  expect(after.ok ? '' : after.error.code).toBe('link/used');
});

test('a link of another purpose, an old one and an invented one are told apart', async () => {
  const db = await store();
  const token = await makeLink(db, { purpose: 'officer', now: NOW, hours: 1 });
  const code = async (purpose: 'officer' | 'member', t: string, now: Date): Promise<string> => {
    const seen = await lookAtLink(db, purpose, t, now);
    return seen.ok ? 'ok' : seen.error.code;
  };
  expect(await code('member', token, NOW)).toBe('link/unknown');
  expect(await code('officer', token, LATER)).toBe('link/expired');
  expect(await code('officer', newToken(), NOW)).toBe('link/unknown');
  expect(await code('officer', "' or 1=1 --", NOW)).toBe('link/unknown');
});

test('a new officer link puts the one before out of use', async () => {
  const db = await store();
  const first = await makeOfficerLink(db, NOW);
  const second = await makeOfficerLink(db, NOW);
  expect((await lookAtLink(db, 'officer', first, NOW)).ok).toBe(false);
  expect((await lookAtLink(db, 'officer', second, NOW)).ok).toBe(true);
});

test('the store holds no token, only hashes', async () => {
  const db = await store();
  const link = await makeOfficerLink(db, NOW);
  const { token } = await startSession(db, { role: 'officer', person: null, staff: null }, NOW);
  const all = JSON.stringify([
    await db.selectFrom('sessions').selectAll().execute(),
    await db.selectFrom('one_time_links').selectAll().execute(),
  ]);
  expect(all).not.toContain(link);
  expect(all).not.toContain(token);
});

test('a session lasts longer while it is used, ends when told, and old ones are swept', async () => {
  const db = await store();
  const { token } = await startSession(db, { role: 'officer', person: null, staff: null }, NOW);
  expect(await findSession(db, token, NOW)).toMatchObject({ role: 'officer' });
  const middle = new Date('2026-06-20T12:00:00Z');
  const session = await findSession(db, token, middle);
  expect(await renewSession(db, token, session as Session, NOW)).toBeUndefined();
  expect(await renewSession(db, token, session as Session, middle)).toBe(30 * 86_400);
  expect(await findSession(db, token, new Date('2026-07-15T12:00:00Z'))).toBeDefined();
  expect(await findSession(db, token, LATER)).toBeUndefined();
  expect(await findSession(db, 'nonsense', NOW)).toBeUndefined();
  expect(await findSession(db, undefined, NOW)).toBeUndefined();
  await endSession(db, token);
  expect(await findSession(db, token, NOW)).toBeUndefined();
  await startSession(db, { role: 'officer', person: null, staff: null }, NOW);
  await sweepSessions(db, LATER);
  expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([]);
});

test('a sealed secret opens in its own place only, also after a restart', async () => {
  const dataDir = folder();
  const db = await store();
  const secret = new TextEncoder().encode('a trustee key');
  const shelf = new SecretShelf(db, openSealer(dataDir), 'p1');
  await shelf.write('trustee-1', secret);
  expect(await new SecretShelf(db, openSealer(dataDir), 'p1').read('trustee-1')).toEqual(secret);
  expect(await shelf.read('trustee-2')).toBeUndefined();

  const row = await db.selectFrom('secrets').selectAll().executeTakeFirstOrThrow();
  expect(Buffer.from(row.sealed).includes('a trustee key')).toBe(false);
  await db.updateTable('secrets').set({ name: 'trustee-2' }).execute();
  await expect(shelf.read('trustee-2')).rejects.toThrow();

  await shelf.write('trustee-1', secret);
  await shelf.write('officer', secret);
  await shelf.destroy('trustee-');
  expect(await shelf.read('trustee-1')).toBeUndefined();
  expect(await shelf.read('officer')).toEqual(secret);
});
