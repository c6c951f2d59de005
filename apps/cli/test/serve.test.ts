import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Environment } from '../src/io.ts';
import { run } from '../src/run.ts';
import { fakeIo } from './fake-io.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hustings-serve-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function hustings(args: readonly string[], env: Environment = {}) {
  const io = fakeIo({ cwd: folder, env });
  const code = await run(args, io);
  return { code, ...io.said };
}

/** Serves until `stop`; `address` is what it printed. */
async function serving(args: readonly string[], env: Environment = {}) {
  const io = fakeIo({ cwd: folder, env });
  const ended = run(['serve', '--no-replay', '--workers', '1', ...args], io);
  await vi.waitFor(() => expect(io.said.stdout.split('\n').length).toBeGreaterThan(2), {
    timeout: 30_000,
  });
  const address = /^Hustings is at (\S+)$/m.exec(io.said.stdout)?.[1] ?? 'none';
  return {
    address,
    said: io.said,
    stop: async () => {
      await io.stop();
      return ended;
    },
  };
}

describe('hustings serve', () => {
  test('prints one address and one link, answers there, and ends when told', async () => {
    const server = await serving(['--port', '0']);
    const link = /^The returning officer signs in with this link, once: (\S+)$/m.exec(
      server.said.stdout,
    )?.[1];
    expect(link?.startsWith(`${server.address}/enter/`)).toBe(true);
    expect((await fetch(`${server.address}/`)).status).toBe(200);
    expect((await fetch(link ?? '')).status).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(server.said.stderr).toContain('hustings: stopping');
    await expect(fetch(`${server.address}/`)).rejects.toThrow();
    // Everything is in ./data, for its owner alone.
    expect(readdirSync(folder)).toEqual(['data']);
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0);
  });

  test('takes port, data folder and address from the environment, and lets options win', async () => {
    const server = await serving(['--port', '0'], {
      PORT: '1',
      HUSTINGS_DATA: 'elsewhere',
      HUSTINGS_URL: 'https://vote.example.org',
    });
    expect(server.address).toBe('https://vote.example.org');
    expect(readdirSync(folder)).toEqual(['elsewhere']);
    expect(await server.stop()).toBe(0);
  });

  test('does not serve a folder that is being served', async () => {
    const server = await serving(['--port', '0']);
    const second = await hustings(['serve', '--port', '0']);
    expect(second).toMatchObject({ code: 3, stdout: '' });
    expect(second.stderr).toContain('another Hustings process is using the folder');
    expect(second.stderr).toContain('hint: hustings serve --data DIR');
    await server.stop();
  });

  test('says that a port is taken, and what else was mistyped', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    const refused = await hustings(['serve', '--no-replay', '--port', `${port}`]);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toContain(`port ${port} is taken by another program`);
    other.close();
    expect((await hustings(['serve'], { PORT: 'http' })).stderr).toContain(
      'PORT is "http", which is no port',
    );
    expect((await hustings(['serve', '--url', 'vote.example.org'])).code).toBe(2);
    expect((await hustings(['serve', '--log', 'loud'])).stderr).toContain(
      'there is no log level "loud"',
    );
    expect((await hustings(['serve', '--smtp', 'mail.example.org'])).code).toBe(2);
  });
});

describe('hustings init and link', () => {
  test('make a folder ready, once, and give a new link to sign in', async () => {
    expect(await hustings(['link', '--data', 'd'])).toMatchObject({ code: 3, stdout: '' });
    writeFileSync(join(folder, 'file'), '');
    const inFile = await hustings(['init', '--data', 'file']);
    expect(inFile).toMatchObject({ code: 3, stdout: '' });
    expect(inFile.stderr).toMatch(/^hustings: error: cannot write ".*file": it is there already$/m);
    expect(await hustings(['init', '--data', 'd'])).toMatchObject({
      code: 0,
      stdout: `${join(folder, 'd')}\n`,
    });
    expect((await hustings(['init', '--data', 'd'])).stderr).toContain('already');
    const server = await serving(['--data', 'd', '--port', '0']);
    const { code, stdout } = await hustings(['link', '--data', 'd']);
    expect(code).toBe(0);
    expect(stdout.startsWith(`${server.address}/enter/`)).toBe(true);
    expect((await fetch(stdout.trim())).status).toBe(200);
    await server.stop();
  });
});
