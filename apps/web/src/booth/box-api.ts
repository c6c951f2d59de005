/**
 * What the booth asks the server, each with a time limit. Every answer is a value: what came back, or
 * why nothing did, as far as the voter can do something about it.
 */
import type { Manifest } from '@hustings/rulebook';
import type { PollStatus } from '../views.ts';
import type { Trouble } from './state.ts';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
    }
  /** Nothing usable came back; it may pass. */
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

export interface PollAnswer {
  readonly manifest: Manifest;
  readonly status: PollStatus;
}

export interface ElectorAnswer {
  readonly section: string;
  /** Tracker of the newest ballot in the box, hex. */
  readonly previous: string | null;
}

export interface CastAnswer {
  readonly tracker: string;
  readonly at: string;
}

export interface BoxApi {
  poll(): Promise<Answer<PollAnswer>>;
  elector(credential: string): Promise<Answer<ElectorAnswer>>;
  cast(ballot: string): Promise<Answer<CastAnswer>>;
  /** A ballot in the box by its tracker; refused with 404 when it is not there. */
  find(tracker: string): Promise<Answer<CastAnswer>>;
}

export interface BoxPaths {
  readonly pollApi: string;
  readonly electorApi: string;
  readonly ballotsApi: string;
  readonly trackerApi: string;
}

const READ_MS = 15_000;
const CAST_MS = 25_000;

/** `card`: the poll card, in separated mode. */
export function boxApi(
  paths: BoxPaths,
  fetcher: typeof fetch = fetch,
  card: () => string | undefined = () => undefined,
): BoxApi {
  return {
    poll: () => ask(fetcher, paths.pollApi, {}, READ_MS),
    elector: (credential) =>
      ask(fetcher, `${paths.electorApi}?credential=${credential}`, {}, READ_MS),
    cast: (ballot) =>
      ask(
        fetcher,
        paths.ballotsApi,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ballot, card: card() }),
        },
        CAST_MS,
      ),
    find: (tracker) => ask(fetcher, `${paths.trackerApi}/${tracker}`, {}, READ_MS),
  };
}

async function ask<T>(
  fetcher: typeof fetch,
  path: string,
  init: RequestInit,
  limit: number,
): Promise<Answer<T>> {
  try {
    const response = await fetcher(path, {
      ...init,
      cache: 'no-store',
      signal: AbortSignal.timeout(limit),
    });
    if (response.ok) return { kind: 'ok', value: (await response.json()) as T };
    if (response.status === 429) return { kind: 'trouble', trouble: 'busy' };
    if (response.status >= 500) return { kind: 'trouble', trouble: 'server' };
    const body = (await response.json()) as { readonly code?: string; readonly message?: string };
    return {
      kind: 'refused',
      status: response.status,
      code: body.code ?? `http/${response.status}`,
      message: body.message ?? '',
    };
  } catch (error) {
    const slow = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: 'trouble', trouble: slow ? 'slow' : 'offline' };
  }
}
