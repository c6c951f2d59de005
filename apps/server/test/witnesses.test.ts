/** What a server does with witnesses that are slow, down, wrong or lying; real ones are in the tests of the command line. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assert, unwrap } from '@hustings/base';
import {
  cosign,
  cosignerSecret,
  EMPTY_ROOT,
  parseSubmission,
  readCosignatures,
  type Submission,
  signCheckpoint,
  signerKey,
  splitNote,
} from '@hustings/log';
import { expect, onTestFinished, test, vi } from 'vitest';
import { askWitness } from '../src/witnesses/ask-witness.ts';
import { cast, manifestOf, practice, running, sealed } from './running.ts';

const key = cosignerSecret('witness.example/w', new Uint8Array(32).fill(5));
const TIME = 1_770_000_000;

type Behaviour = (given: Submission, response: ServerResponse) => void;

/** A program that answers add-checkpoint as `behave` has it, which may be changed at any time. */
async function oddWitness(): Promise<{ url: string; behave: Behaviour; asked: Submission[] }> {
  const asked: Submission[] = [];
  const witness = { url: '', behave: good as Behaviour, asked };
  const server = createServer(async (request, response) => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    const given = unwrap(parseSubmission(Buffer.concat(parts)));
    asked.push(given);
    witness.behave(given, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  witness.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return witness;
}

function good({ note }: Submission, response: ServerResponse): void {
  response.end(cosign(unwrap(splitNote(note)).text, key, TIME));
}

async function setUp() {
  const witness = await oddWitness();
  const notices: string[] = [];
  const server = await running({
    witnesses: [{ url: witness.url, key }],
    notice: (message) => notices.push(message),
  });
  const { id, poll, code } = await practice(server);
  const begin = () =>
    server.context.db.updateTable('proceedings').set({ kind: 'contest' }).execute();
  const cosigned = async () => {
    const note = (await server.app.inject({ url: `/p/${id}/log/checkpoint` })).body;
    return unwrap(readCosignatures(note, [key])).length;
  };
  const desk = await server.context.desks.find(id);
  assert(desk !== undefined, 'the proceeding is there');
  return { witness, notices, server, id, poll, code, begin, cosigned, desk };
}

test('practice polls are nobody else’s concern; a contest is submitted once for each new checkpoint', async () => {
  const { witness, begin, cosigned, desk, server, id } = await setUp();
  await new Promise((done) => setTimeout(done, 1500));
  expect(witness.asked).toEqual([]);
  expect((await server.app.inject({ url: `/p/${id}/log/witnessed-checkpoint` })).statusCode).toBe(
    404,
  );
  await begin();
  await vi.waitFor(async () => expect(await cosigned()).toBe(1), 10_000);
  await new Promise((done) => setTimeout(done, 1500));
  expect(witness.asked.map((a) => [a.oldSize, a.note])).toEqual([[0, desk.recorder.checkpoint()]]);
}, 30_000);

test('a witness that never answers delays no receipt', async () => {
  const { witness, begin, server, id, poll, code } = await setUp();
  witness.behave = () => undefined;
  await begin();
  await vi.waitFor(() => expect(witness.asked.length).toBe(1), 10_000);
  const { ballot } = await sealed(await manifestOf(server, id, poll), code, [0]);
  const began = performance.now();
  expect((await cast(server, id, poll, ballot)).status).toBe(201);
  // It is waited for ten seconds.
  expect(performance.now() - began).toBeLessThan(9500);
}, 30_000);

test('what is not its cosignature of this checkpoint is not taken for one', async () => {
  const witness = await oddWitness();
  const log = signerKey('example.org/log', new Uint8Array(32).fill(1));
  const note = signCheckpoint({ origin: log.name, size: 0, root: EMPTY_ROOT }, [log]);
  const { text } = unwrap(splitNote(note));
  const other = cosignerSecret(key.name, new Uint8Array(32).fill(6));
  const ask = async (behave: Behaviour, stop = new AbortController()) => {
    witness.behave = behave;
    const given = { oldSize: 0, proof: [], note };
    return askWitness({ url: witness.url, key }, given, stop.signal);
  };
  const says =
    (body: string): Behaviour =>
    (_, response) =>
      response.end(body);
  const kindOf = async (body: string) => (await ask(says(body))).kind;
  expect(await ask(good)).toMatchObject({ kind: 'cosigned', cosignature: { time: TIME } });
  // Beside others' lines, its own is found.
  expect(await kindOf(cosign(text, other, TIME) + cosign(text, key, TIME))).toBe('cosigned');
  expect(await kindOf(cosign(text, other, TIME))).toBe('nonsense');
  expect(await kindOf(cosign(text.replace('\n0\n', '\n1\n'), key, TIME))).toBe('nonsense');
  expect(await kindOf('thank you\n')).toBe('nonsense');
  expect(await kindOf('')).toBe('nonsense');
  expect(await kindOf(cosign(text, key, TIME).repeat(2000))).toBe('nonsense');
  const answers = (status: number, body = ''): Behaviour => {
    return (_, response) => response.writeHead(status, { location: '/' }).end(body);
  };
  expect(await ask(answers(409, '7\n'))).toEqual({ kind: 'knows', size: 7 });
  for (const odd of ['', '7', '07\n', '-7\n', 'many\n', '9007199254740993\n'])
    expect(await ask(answers(409, odd))).toEqual({ kind: 'refused', status: 409 });
  for (const status of [400, 403, 404, 422, 429, 500, 204])
    expect(await ask(answers(status))).toEqual({ kind: 'refused', status });
  expect(await ask(answers(307))).toEqual({ kind: 'silent' });
  expect(await ask((_, response) => response.destroy())).toEqual({ kind: 'silent' });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  expect(await ask(() => undefined, stop)).toEqual({ kind: 'silent' });
});

test('a witness that was told more than this folder knows is brought up from there', async () => {
  const { witness, begin, cosigned, desk } = await setUp();
  witness.behave = (given, response) => {
    if (given.oldSize === 3) good(given, response);
    else response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('3\n');
  };
  await begin();
  await vi.waitFor(async () => expect(await cosigned()).toBe(1), 10_000);
  expect(witness.asked[1]?.proof).toEqual(desk.recorder.consistencyFrom(3));
}, 30_000);

test('a witness that has seen more of the log than there is here raises the alarm', async () => {
  const { witness, notices, begin, cosigned } = await setUp();
  witness.behave = (_, response) =>
    response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('999999\n');
  await begin();
  await vi.waitFor(() => expect(notices[0]).toContain('restored from an old copy'), 10_000);
  witness.behave = (_, response) => response.writeHead(422).end();
  await vi.waitFor(() => expect(notices.length).toBeGreaterThan(1), 10_000);
  expect(notices.every((n) => n.includes('another log'))).toBe(true);
  expect(await cosigned()).toBe(0);
}, 30_000);
