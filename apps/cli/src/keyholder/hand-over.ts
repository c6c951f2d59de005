/** Handing an act in: signed for the place that the log has free, again where somebody was quicker. */
import { setTimeout as wait } from 'node:timers/promises';
import { err, type Failure, ok, type Result } from '@hustings/base';
import { type NewBlob, type Place, type Refusal, signEntry } from '@hustings/record';
import type { Act, Actor, Entry } from '@hustings/rulebook';
import { reasonOf } from '../witness/fetch-file.ts';

export interface HandOver {
  /** `https://vote.example.org/api/p/chair-2026` */
  readonly api: string;
  readonly proceeding: string;
  /** Secret Ed25519 seed. */
  readonly seed: Uint8Array;
}

const MOST_TRIES = 200;
const TIMEOUT_MS = 600_000;
/** What is told of an act that is signed but was not taken. */
const UNREACHABLE = 'cli/unreachable';

export async function handOver(
  { api, proceeding, seed }: HandOver,
  act: Act,
  by: Actor,
  blobs: readonly NewBlob[],
): Promise<Result<Entry, Refusal>> {
  let isSent = false;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const place = await ask(`${api}/place`, { method: 'GET' });
    if (!place.ok) return place;
    const { seq, at } = place.value as unknown as Place;
    if (!Number.isSafeInteger(seq) || typeof at !== 'string' || Number.isNaN(Date.parse(at)))
      return err({ code: UNREACHABLE, message: `${api} gives no place in its log.` });
    const entry: Entry = { seq, at, by, act };
    const sig = signEntry(proceeding, entry, seed);
    const taken = await post(`${api}/acts`, { entry: { ...entry, sig } });
    if (taken.ok) return ok({ ...entry, ...(taken.value as unknown as Place) });
    if (taken.error.code === 'hand-in/blobs-missing' && !isSent) {
      for (const { sha256, bytes } of blobs) {
        const put = await ask(`${api}/acts/blobs/${sha256}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(bytes),
        });
        // What is there already is not awaited; what is missing after all shows at the next try.
        if (!put.ok && put.error.code === UNREACHABLE) return put;
      }
      isSent = true;
    } else if (taken.error.code === 'record/place-taken') await wait(Math.min(tries * 20, 500));
    else return taken;
  }
  return err({
    code: UNREACHABLE,
    message: 'The log is too busy to take this now; it will be tried again.',
  });
}

export function post(url: string, body: object): Promise<Result<object, Refusal>> {
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Answers of the server as values: its failures keep their codes. */
async function ask(url: string, init: RequestInit): Promise<Result<object, Refusal>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    text = await response.text();
  } catch (error) {
    return unreachable(url, reasonOf(error));
  }
  if (response.status === 204) return ok({});
  const answer = parsed(text);
  if (answer === undefined) return unreachable(url, `it answers ${response.status}`);
  if (response.ok) return ok(answer);
  const { code, message, clause, citation } = answer as Partial<Record<string, unknown>>;
  // Too many requests, and whatever ails a server, passes.
  const isPassing = response.status >= 500 || response.status === 429;
  if (typeof code !== 'string' || typeof message !== 'string' || isPassing)
    return unreachable(url, `it answers ${response.status}`);
  return err({
    code,
    message,
    ...(typeof clause === 'string' ? { clause } : {}),
    ...(typeof citation === 'string' ? { citation } : {}),
  });
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function unreachable(url: string, why: string): { readonly ok: false; readonly error: Failure } {
  return err({ code: UNREACHABLE, message: `Cannot reach ${url}: ${why}.` });
}
