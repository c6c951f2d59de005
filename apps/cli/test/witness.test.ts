/** Witnesses as processes of their own, a server that asks them, and observers of logs that lie. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert, unwrap } from '@hustings/base';
import {
  checkEvidence,
  cosignerSecret,
  formatCosignerSecret,
  formatSubmission,
  formatVerifierKey,
  MerkleTree,
  parseCosignerKey,
  parseEvidence,
  readCosignatures,
  type SignerKey,
  signCheckpoint,
  signerKey,
} from '@hustings/log';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cast, manifestOf, practice, running, sealed } from '../../server/test/running.ts';
import { run } from '../src/run.ts';
import { WitnessStore } from '../src/witness/witness-store.ts';
import { fakeIo } from './fake-io.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hustings-witness-'));
});
afterEach(async () => {
  await Promise.all([...children].map((child) => killed(child)));
  children.clear();
  rmSync(folder, { recursive: true, force: true });
});

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function hustings(...args: readonly string[]) {
  const io = fakeIo({ cwd: folder });
  const code = await run(args, io);
  return { code, ...io.said };
}

interface RunningWitness {
  readonly url: string;
  readonly port: string;
  readonly vkey: string;
  readonly data: string;
  /** As `kill -9`. */
  kill(): Promise<void>;
}

async function startWitness(data: string, ...args: readonly string[]): Promise<RunningWitness> {
  const child = spawn(process.execPath, [MAIN, 'witness', '--data', data, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.add(child);
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  await vi.waitFor(() => expect(said.split('\n').length).toBeGreaterThan(3), { timeout: 20_000 });
  const port = /^The witness \S+ is at http:\/\/localhost:(\d+)$/m.exec(said)?.[1] ?? '';
  const vkey = /^Its key: (\S+)$/m.exec(said)?.[1] ?? '';
  return { url: `http://127.0.0.1:${port}`, port, vkey, data, kill: () => killed(child) };
}

function submit({ url }: RunningWitness, body: string): Promise<Response> {
  return fetch(`${url}/add-checkpoint`, { method: 'POST', body });
}

function leaves(from: number, to: number, word = 'entry'): Uint8Array[] {
  return Array.from({ length: to - from }, (_, i) => Buffer.from(`${word} ${from + i}`));
}

function treeOf(...parts: readonly Uint8Array[][]): MerkleTree {
  const tree = new MerkleTree();
  for (const leaf of parts.flat()) tree.append(leaf);
  return tree;
}

const log = signerKey('example.org/log', new Uint8Array(32).fill(7));

function head(tree: MerkleTree, size = tree.size, key: SignerKey = log): string {
  return signCheckpoint({ origin: key.name, size, root: tree.root(size) }, [key]);
}

test('two witnesses cosign the log of a server; killed and started again, one goes on from what it saw', async () => {
  const ann = await startWitness('ann', '--port', '0', '--name', 'witness.example/ann');
  const bob = await startWitness('bob', '--port', '0', '--name', 'witness.example/bob');
  const keys = [ann, bob].map((w) => unwrap(parseCosignerKey(w.vkey)));
  const notices: string[] = [];
  const server = await running({
    witnesses: [ann, bob].map((w, i) => ({ url: w.url, key: keys[i] as (typeof keys)[0] })),
    notice: (message) => notices.push(message),
  });
  const { id, poll, code } = await practice(server);
  const desk = await server.context.desks.find(id);
  assert(desk !== undefined, 'the proceeding is there');
  const logKey = formatVerifierKey(desk.keys.logSigner);
  expect((await hustings('witness', 'add', logKey, '--data', 'ann')).code).toBe(0);

  // Practice polls are not witnessed; a contest is, and the witness that does not know it says so.
  await server.context.db.updateTable('proceedings').set({ kind: 'contest' }).execute();
  await vi.waitFor(
    () => expect(notices).toEqual([expect.stringContaining(`add ${logKey}`)]),
    20_000,
  );
  expect((await hustings('witness', 'add', logKey, '--data', 'bob')).code).toBe(0);

  const checkpoint = async (name = 'checkpoint') =>
    (await server.app.inject({ url: `/p/${id}/log/${name}` })).body;
  const cosignedBy = async () => {
    const cosignatures = unwrap(readCosignatures(await checkpoint(), keys));
    return cosignatures.map((c) => c.by.name).toSorted();
  };
  const both = ['witness.example/ann', 'witness.example/bob'];
  await vi.waitFor(async () => expect(await cosignedBy()).toEqual(both), 20_000);

  // A ballot: its receipt does not wait for anybody, and its checkpoint is cosigned soon.
  const manifest = await manifestOf(server, id, poll);
  const first = await sealed(manifest, code, [0]);
  const size = desk.recorder.size;
  expect((await cast(server, id, poll, first.ballot)).status).toBe(201);
  expect(desk.recorder.size).toBe(size + 1);
  expect(await checkpoint('witnessed-checkpoint')).toContain('witness.example');
  await vi.waitFor(async () => expect(await cosignedBy()).toEqual(both), 20_000);
  expect((await server.app.inject({ url: `/p/${id}` })).body).toContain(
    'one history for everybody: witness.example/ann and witness.example/bob.',
  );
  const saveRecord = async () => {
    const zip = await server.app.inject({ url: `/p/${id}/record.zip` });
    writeFileSync(join(folder, 'record.zip'), zip.rawPayload);
  };
  await saveRecord();
  const trust = ['--witness', ann.vkey, '--witness', bob.vkey];
  const holds = await hustings('verify', 'record.zip', '--workers', '1', ...trust);
  expect(holds).toMatchObject({ code: 0 });
  expect(holds.stdout).toMatch(
    /^Cosigned by witness\.example\/ann at .*Z and witness\.example\/bob/m,
  );

  // One is killed; the other goes on, and so do ballots.
  await ann.kill();
  const second = await sealed(manifest, code, [1], first.tracker);
  expect((await cast(server, id, poll, second.ballot)).status).toBe(201);
  await vi.waitFor(async () => expect(await cosignedBy()).toEqual(both.slice(1)), 20_000);
  await saveRecord();
  const tooFew = await hustings('verify', 'record.zip', '--workers', '1', ...trust);
  expect(tooFew).toMatchObject({ code: 1 });
  expect(tooFew.stdout).toContain('1 of the 2 witnesses that you named has cosigned');
  const enough = await hustings('verify', 'record.zip', '--workers', '1', ...trust, '--need', '1');
  expect(enough).toMatchObject({ code: 0 });

  // It comes back knowing what it saw, does not go back to it, and catches up.
  const again = await startWitness('ann', '--port', ann.port);
  expect(again.vkey).toBe(ann.vkey);
  const old = signCheckpoint(
    { origin: desk.keys.logSigner.name, size, root: desk.recorder.rootAt(size) },
    [desk.keys.logSigner],
  );
  const back = await submit(again, formatSubmission({ oldSize: size, proof: [], note: old }));
  expect(back.status).toBe(409);
  expect(Number(await back.text())).toBeGreaterThan(size);
  await vi.waitFor(async () => expect(await cosignedBy()).toEqual(both), 30_000);

  // The log's key signs another history for the size that both have cosigned.
  const now = desk.recorder.size;
  const fork = signCheckpoint(
    { origin: desk.keys.logSigner.name, size: now, root: new Uint8Array(32).fill(1) },
    [desk.keys.logSigner],
  );
  const refused = await submit(bob, formatSubmission({ oldSize: now, proof: [], note: fork }));
  expect([refused.status, await refused.text()]).toEqual([409, `${now}\n`]);
  const [file = ''] = readdirSync(join(folder, 'bob', 'evidence'));
  const told = await hustings('witness', 'evidence', join('bob', 'evidence', file));
  expect(told).toMatchObject({ code: 0 });
  expect(told.stdout).toContain('it forked');
}, 120_000);

describe('a witness', () => {
  test('speaks tlog-witness: every answer that the specification names', async () => {
    const tree = treeOf(leaves(0, 40));
    const stranger = signerKey('example.org/other', new Uint8Array(32).fill(8));
    const witness = await startWitness('w', '--port', '0', '--add-log', formatVerifierKey(log));
    const key = unwrap(parseCosignerKey(witness.vkey));
    const send = async (oldSize: number, size: number, note = head(tree, size)) => {
      const proof = oldSize < size ? tree.consistencyProof(oldSize, size) : [];
      const response = await submit(witness, formatSubmission({ oldSize, proof, note }));
      return {
        status: response.status,
        text: await response.text(),
        type: response.headers.get('content-type'),
      };
    };
    const cosigned = await send(0, 9);
    expect(cosigned.status).toBe(200);
    const [by] = unwrap(readCosignatures(head(tree, 9) + cosigned.text, [key]));
    expect(Math.abs((by?.time ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    expect((await send(9, 9)).status).toBe(200);
    expect((await send(9, 40)).status).toBe(200);
    expect(await send(9, 40)).toEqual({ status: 409, text: '40\n', type: 'text/x.tlog.size' });
    expect((await send(40, 9)).status).toBe(400);
    expect((await send(40, 40, head(tree, 40, stranger))).status).toBe(404);
    expect(
      (await send(40, 40, head(tree, 40, signerKey(log.name, stranger.secretSeed)))).status,
    ).toBe(403);
    const grown = treeOf(leaves(0, 50, 'other'));
    const unproved = { oldSize: 40, proof: grown.consistencyProof(40), note: head(grown) };
    expect((await submit(witness, formatSubmission(unproved))).status).toBe(422);
    expect((await submit(witness, 'old\n')).status).toBe(400);
    expect((await submit(witness, 'x'.repeat(200_000))).status).toBe(413);
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${witness.url}/anything`)).status).toBe(404);
    expect(await (await fetch(witness.url)).text()).toBe(`${witness.vkey}\n`);
    expect((await hustings('witness', 'key', '--data', 'w')).stdout).toBe(`${witness.vkey}\n`);
    expect(statSync(join(folder, 'w', 'witness.key')).mode & 0o077).toBe(0);
  }, 30_000);

  test('asked many things at once, never cosigns two roots of a size nor goes back', async () => {
    const trees = [treeOf(leaves(0, 30)), treeOf(leaves(0, 12), leaves(12, 30, 'fork'))] as const;
    // Two processes on one folder: the store keeps them apart.
    const one = await startWitness('w', '--port', '0', '--add-log', formatVerifierKey(log));
    const two = await startWitness('w', '--port', '0');
    const given = Array.from({ length: 72 }, (_, i) => {
      const tree = trees[i % 2] as MerkleTree;
      const size = 1 + ((i * 7) % 30);
      return { tree, size: Math.min(size, 4 + Math.floor(i / 2)), oldSize: i % 4 };
    });
    const cosigned = new Map<number, Set<number>>();
    for (let round = 0; round < 9; round++)
      await Promise.all(
        given.slice(round * 8, round * 8 + 8).map(async ({ tree, size, oldSize }, i) => {
          const witness = i % 3 === 0 ? two : one;
          const ask = (old: number) =>
            submit(
              witness,
              formatSubmission({
                oldSize: old,
                proof: old <= size ? tree.consistencyProof(old, size) : [],
                note: head(tree, size),
              }),
            );
          let response = await ask(oldSize);
          if (response.status === 409) response = await ask(Number(await response.text()));
          if (response.status !== 200) return;
          const branches = cosigned.get(size) ?? new Set();
          cosigned.set(size, branches.add(size <= 12 ? 0 : trees.indexOf(tree)));
        }),
      );
    expect(cosigned.size).toBeGreaterThan(3);
    expect([...cosigned.values()].every((branches) => branches.size === 1)).toBe(true);
    const above = [...cosigned].filter(([size]) => size > 12).map(([, b]) => [...b][0]);
    expect(new Set(above).size).toBe(1);
  }, 60_000);

  test('limits how often, how long and how much it is asked', async () => {
    const witness = await startWitness('w', '--port', '0', '--per-minute', '3');
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await submit(witness, 'old 0\n\n')).status);
    // A new minute may begin meanwhile, once.
    expect(statuses.filter((s) => s === 429).length).toBeGreaterThanOrEqual(2);
    // A connection that says nothing, and a body that never ends, hold nobody up.
    const silent = connect(Number(witness.port), '127.0.0.1');
    const endless = request(`${witness.url}/add-checkpoint`, { method: 'POST' });
    endless.on('error', () => undefined);
    endless.write('old 0\n');
    expect((await fetch(witness.url)).status).toBe(200);
    silent.destroy();
    endless.destroy();
  }, 30_000);

  test('does not take another key for a log it knows, nor another name, nor a damaged store', async () => {
    const other = signerKey(log.name, new Uint8Array(32).fill(9));
    expect((await hustings('witness', 'add', formatVerifierKey(log))).code).toBe(3);
    expect((await hustings('witness', 'key')).code).toBe(3);
    const witness = await startWitness(
      'witness',
      '--port',
      '0',
      '--add-log',
      formatVerifierKey(log),
    );
    expect((await hustings('witness', 'add', formatVerifierKey(log))).code).toBe(0);
    expect(await hustings('witness', 'add', formatVerifierKey(other))).toMatchObject({ code: 1 });
    expect((await hustings('witness', '--name', 'another')).stderr).toContain('is called');
    expect((await hustings('witness', '--port', witness.port)).stderr).toContain('is taken');
    expect((await hustings('witness', '--add-log', formatVerifierKey(other))).code).toBe(1);
    await witness.kill();
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(join(folder, 'witness', 'witness.sqlite'));
    db.exec("UPDATE logs SET latest = 'lost'");
    db.close();
    expect(await hustings('witness', '--port', '0')).toMatchObject({ code: 3, stdout: '' });
    const secret = cosignerSecret('x', new Uint8Array(32).fill(3));
    writeFileSync(
      join(folder, 'witness', 'witness.key'),
      formatCosignerSecret(secret).slice(0, -4),
    );
    const spoilt = await hustings('witness', '--port', '0');
    expect(spoilt.code).toBe(3);
    // What is wrong with a key file is said without saying what is in it.
    expect(spoilt.stderr).not.toContain('PRIVATE');
  }, 30_000);
});

describe('hustings witness watch', () => {
  /** Serves a log that can be made another one at any moment. */
  async function serveLog(shown: { tree: MerkleTree; size: number }) {
    const server = createServer((asked, response) => {
      const path = (asked.url ?? '').replace('/p/x/log/', '');
      const tile = /^tile\/0\/(\d{3})(?:\.p\/(\d+))?$/.exec(path);
      if (path === 'checkpoint') response.end(head(shown.tree, shown.size));
      else if (tile !== null) {
        const index = Number(tile[1]);
        const width = Number(tile[2] ?? 256);
        if (index * 256 + width <= shown.size)
          response.end(shown.tree.tile({ level: 0, index, width }));
        else response.writeHead(404).end();
      } else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/p/x`, close: () => server.close() };
  }

  const evidenceIn = (): string => {
    const [name = ''] = readdirSync(join(folder, 'watch'));
    const found = readdirSync(join(folder, 'watch', name)).filter((f) => f.endsWith('.json'));
    expect(found.length).toBe(1);
    return join('watch', name, found[0] ?? '');
  };

  test('keeps what a log showed, and has evidence when it forks, of whatever sizes', async () => {
    const honest = treeOf(leaves(0, 700));
    const forked = treeOf(leaves(0, 600), leaves(600, 900, 'fork'));
    for (const [size, kind] of [
      [900, 'fork'],
      [700, 'fork'],
      [650, 'fork'],
      [600, 'shrunk'],
    ] as const) {
      const shown = { tree: honest, size: 300 };
      const { url, close } = await serveLog(shown);
      const look = () =>
        hustings('witness', 'watch', url, '--once', '--log-key', formatVerifierKey(log));
      expect(await look()).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('300 entries'),
      });
      shown.size = 700;
      expect(await look()).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('700 entries'),
      });
      expect(await look()).toMatchObject({ code: 0, stdout: '' });
      shown.tree = forked;
      shown.size = size;
      const alarm = await look();
      expect(alarm.code).toBe(1);
      expect(alarm.stderr).toContain('ALARM');
      const file = evidenceIn();
      const evidence = unwrap(parseEvidence(readFileSync(join(folder, file), 'utf8')));
      expect(unwrap(checkEvidence(evidence)).kind).toBe(kind);
      const key = formatVerifierKey(log);
      expect((await hustings('witness', 'evidence', file, '--log-key', key)).code).toBe(0);
      expect(
        JSON.parse((await hustings('witness', 'evidence', file, '--json')).stdout),
      ).toMatchObject({ kind, log: key });
      const other = formatVerifierKey(signerKey(log.name, new Uint8Array(32).fill(1)));
      expect((await hustings('witness', 'evidence', file, '--log-key', other)).code).toBe(1);
      close();
      rmSync(join(folder, 'watch'), { recursive: true });
    }
  }, 60_000);

  test('says that a log does not show its tree, is signed by another, or cannot be reached', async () => {
    const shown = { tree: treeOf(leaves(0, 300)), size: 300 };
    const { url, close } = await serveLog(shown);
    const other = formatVerifierKey(signerKey(log.name, new Uint8Array(32).fill(1)));
    const stranger = await hustings(
      'witness',
      'watch',
      url,
      '--once',
      '--keep',
      'a',
      '--log-key',
      other,
    );
    expect(stranger).toMatchObject({ code: 1 });
    // Without a key, its first entry should name one.
    expect((await hustings('witness', 'watch', url, '--once', '--keep', 'b')).code).toBe(1);
    const key = formatVerifierKey(log);
    const look = () => hustings('witness', 'watch', url, '--once', '--log-key', key);
    expect((await look()).code).toBe(0);
    // Half of what was kept is lost: it is read again.
    const [name = ''] = readdirSync(join(folder, 'watch'));
    writeFileSync(join(folder, 'watch', name, 'hashes'), new Uint8Array(100));
    expect((await look()).code).toBe(0);
    shown.tree = Object.assign(treeOf(leaves(0, 400)), { tile: () => new Uint8Array(256 * 32) });
    shown.size = 400;
    expect((await look()).stderr).toContain('must');
    close();
    expect((await look()).code).toBe(3);
    expect((await hustings('witness', 'watch', 'example.org')).code).toBe(2);
  }, 30_000);

  test('learns the key of a proceeding from its first entry', async () => {
    const server = await running();
    const { id } = await practice(server);
    const { url } = server;
    const first = await hustings('witness', 'watch', `${url}/p/${id}`, '--once');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await hustings('witness', 'watch', `${url}/p/${id}`, '--once')).toMatchObject({
      code: 0,
      stdout: '',
    });
    const key = formatVerifierKey(log);
    expect(
      (await hustings('witness', 'watch', `${url}/p/${id}`, '--once', '--log-key', key)).stderr,
    ).toContain('another key than the one you gave');
    // So does a witness that is given the address.
    new WitnessStore(join(folder, 'witness')).close();
    const desk = await server.context.desks.find(id);
    expect(await hustings('witness', 'add', `${url}/p/${id}`)).toMatchObject({
      code: 0,
      stdout: `${formatVerifierKey(desk?.keys.logSigner ?? log)}\n`,
    });
    expect((await hustings('witness', 'add', url)).code).toBe(3);
  }, 30_000);
});
