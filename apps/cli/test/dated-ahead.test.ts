/**
 * A server that is ahead of time. It could show a trustee, and nobody else, a log in which the poll is long
 * closed with one ballot in the box; so a keyholder does nothing before its own clock has come so far.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { officer } from '../../server/test/at-the-desk.ts';
import { Clock, running } from '../../server/test/running.ts';
import { hustings } from './programs.ts';

/** A trustee's look at a proceeding on a server whose clock is ahead by so much. */
async function lookedAt(aheadMs: number) {
  const dir = mkdtempSync(join(tmpdir(), 'hustings-ahead-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const at = new Date(Date.now() + aheadMs).toISOString();
  const server = await running({ now: new Clock(at).now });
  const url = `${server.url}/p/no-confidence`;
  const holder = async (role: string, id: string): Promise<string> => {
    const made = await hustings(dir, [role, 'key', '--name', id, '--id', id, '--data', id]);
    expect(made.code).toBe(0);
    return made.stdout.trim();
  };
  const registrar = await holder('registrar', 'rae');
  await holder('trustee', 'ann');
  const ro = await officer(server);
  await ro.get('/officer/new');
  const about = { organisation: 'Harbour Society', title: 'No confidence', mode: 'separated' };
  await ro.send('/officer/new', { book: 'confidence-motion', ...about, registrar });
  expect((await hustings(dir, ['trustee', 'join', url, '--data', 'ann'])).code).toBe(0);
  const look = ['trustee', 'run', '--data', 'ann', '--once', '--workers', '1'];
  return { at, ...(await hustings(dir, look)) };
}

test('a trustee does nothing on a record that is dated after its own clock', async () => {
  const { at, code, stderr } = await lookedAt(3 * 86_400_000);
  expect(stderr).toContain(`dated ${at.slice(0, 10)}`);
  expect(stderr).not.toContain('waiting to be named');
  expect(code).not.toBe(0);
});

test('a clock that is a minute behind the server’s is no reason to stop', async () => {
  const { code, stderr } = await lookedAt(60_000);
  expect(stderr).toContain('waiting to be named');
  expect(code).toBe(0);
});
