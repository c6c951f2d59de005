/**
 * A ballot box at the far end of a line that can be cut, for the booth's tests: it answers as the server
 * does, checks proofs with the real code, and lets tests lose requests or answers.
 */
import { checkBallots, parseBallot, trackerOf } from '@hustings/ballot';
import { fromBase64, toBase64, toHex } from '@hustings/base';
import { ballotPollOf } from '@hustings/record';
import { nobleGroup } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import type { PollStatus } from '../src/views.ts';
import { random } from './test-poll.ts';

export const TAKEN_AT = '2026-11-22T14:03:22.000Z';
export const PATHS = {
  pollApi: '/api/poll',
  electorApi: '/api/elector',
  ballotsApi: '/api/cast',
  trackerApi: '/api/ballots',
};

export class FarBox {
  readonly manifest: Manifest;
  /** Trackers of what it took, in order. */
  readonly taken: string[] = [];
  /** Requests to cast that arrived. */
  casts = 0;
  status: PollStatus = 'open';
  previous: string | null = null;
  isOnRoll = true;
  /** How many answers are lost on the way back. */
  loses = 0;
  /** How many casts never arrive. */
  cuts = 0;
  readonly #ballots = new Map<string, string>();
  refuses: { readonly status: number; readonly code: string } | undefined;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
  }

  /** Base64 of a ballot that it took. */
  ballotOf(tracker: string): string {
    return this.#ballots.get(tracker) ?? '';
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = String(input);
    if (path === PATHS.pollApi) return json(200, { manifest: this.manifest, status: this.status });
    if (path.startsWith(PATHS.electorApi))
      return this.isOnRoll
        ? json(200, { section: 'members', previous: this.previous })
        : json(404, { code: 'page/elector-unknown', message: 'Not on the roll.' });
    if (path.startsWith(`${PATHS.trackerApi}/`)) {
      const [tracker = '', bytes] = path.slice(PATHS.trackerApi.length + 1).split('/');
      const ballot = this.#ballots.get(tracker);
      if (bytes === 'bytes' && ballot !== undefined) return json(200, { ballot });
      return this.taken.includes(tracker)
        ? json(200, { tracker, at: TAKEN_AT })
        : json(404, { code: 'page/ballot-unknown', message: 'Not there.' });
    }
    return this.#cast(String(init?.body));
  };

  async #cast(body: string): Promise<Response> {
    if (this.cuts-- > 0) throw new TypeError('the line is cut');
    this.casts++;
    if (this.refuses) return json(this.refuses.status, { code: this.refuses.code, message: 'No.' });
    const bytes = fromBase64((JSON.parse(body) as { ballot: string }).ballot) ?? new Uint8Array();
    const ballot = parseBallot(bytes);
    if (!ballot.ok) return json(422, ballot.error);
    const group = nobleGroup();
    const [bad] = await checkBallots(group, ballotPollOf(this.manifest), [ballot.value], random);
    if (bad) return json(422, bad.failure);
    const tracker = toHex(trackerOf(bytes));
    const isKnown = this.taken.includes(tracker);
    if (!isKnown) this.taken.push(tracker);
    this.#ballots.set(tracker, toBase64(bytes));
    if (this.loses-- > 0) throw new TypeError('the line is cut');
    return json(isKnown ? 200 : 201, { tracker, at: TAKEN_AT });
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}
