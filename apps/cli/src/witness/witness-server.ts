/** The witness over HTTP: c2sp.org/tlog-witness, `POST /add-checkpoint`. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type CosignerSecret,
  cosign,
  formatCosignerKey,
  parseSubmission,
  type Refused,
} from '@hustings/log';
import type { WitnessStore } from './witness-store.ts';

export interface WitnessServerSetup {
  readonly store: WitnessStore;
  readonly key: CosignerSecret;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Requests a minute from one address; 0 for no limit. */
  readonly perMinute: number;
  /** Told what is done, in words fit for a log. */
  readonly tell: (line: string) => void;
  /** Told of a log that signed two roots for one size, with both notes. */
  readonly onFork: (
    origin: string,
    fork: { readonly first: string; readonly second: string },
  ) => void;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

/** A proof of 63 hashes takes 3 kB; sixteen signatures of the largest kind 110 kB. */
const MOST_BYTES = 150_000;
const MOST_CONNECTIONS = 256;
const TIMEOUT_MS = 10_000;
const MINUTE = 60_000;
const MOST_ADDRESSES = 100_000;

export function witnessServer(setup: WitnessServerSetup): Server {
  const isWelcome = rateLimit(setup);
  const server = createServer({ requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(setup, request, isWelcome(request.socket.remoteAddress ?? ''))
      .catch((fault: unknown): Answer => {
        setup.tell(`failed: ${fault instanceof Error ? fault.message : 'unknown fault'}`);
        return { status: 500, text: 'The witness could not do this now.' };
      })
      .then(({ status, text, type = 'text/plain; charset=utf-8' }) => {
        // What was not read of a body that is too long is not waited for.
        if (!request.complete) response.setHeader('connection', 'close');
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(text);
      })
      .catch(() => response.destroy());
  });
  return server;
}

async function answer(
  { store, key, now, tell, onFork }: WitnessServerSetup,
  request: IncomingMessage,
  isWelcome: boolean,
): Promise<Answer> {
  const path = request.url?.split('?')[0];
  if (path === '/' && request.method === 'GET')
    return { status: 200, text: `${formatCosignerKey(key)}\n` };
  if (path !== '/add-checkpoint') return { status: 404, text: 'There is nothing here.\n' };
  if (request.method !== 'POST') return { status: 405, text: 'Checkpoints are posted.\n' };
  if (!isWelcome) return { status: 429, text: 'Too many requests; come back in a minute.\n' };
  const body = await readBody(request);
  if (body === undefined) return { status: 413, text: 'The request is too long.\n' };
  const submission = parseSubmission(body);
  if (!submission.ok) return { status: 400, text: `${submission.error.message}\n` };
  const judged = store.submit(submission.value);
  if (judged.kind === 'refused') {
    const { origin } = originIn(submission.value.note);
    if (judged.fork !== undefined) onFork(origin, judged.fork);
    tell(`${judged.status} ${JSON.stringify(origin.slice(0, 200))}: ${judged.message}`);
    return refusal(judged);
  }
  const line = cosign(judged.text, key, Math.floor(now() / 1000));
  tell(`cosigned ${judged.next.origin} at ${judged.next.size} entries`);
  return { status: 200, text: line };
}

function refusal({ status, message, knownSize }: Refused): Answer {
  return knownSize === undefined
    ? { status, text: `${message}\n` }
    : { status, text: `${knownSize}\n`, type: 'text/x.tlog.size' };
}

/** For the log only: unverified. */
function originIn(note: string): { readonly origin: string } {
  return { origin: note.slice(0, Math.max(0, note.indexOf('\n'))) };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early must not take the connection down before it is answered.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += part.length;
    if (length > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Counts by address within a minute, and forgets. */
function rateLimit({ perMinute, now }: WitnessServerSetup): (address: string) => boolean {
  const counts = new Map<string, number>();
  let minute = 0;
  return (address) => {
    const current = Math.floor(now() / MINUTE);
    if (current !== minute || counts.size > MOST_ADDRESSES) counts.clear();
    minute = current;
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return perMinute === 0 || count <= perMinute;
  };
}
