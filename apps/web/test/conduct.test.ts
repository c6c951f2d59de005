import { newCode } from '@hustings/ballot';
import { toHex } from '@hustings/base';
import { G, nobleGroup, randomScalars } from '@hustings/ristretto';
import type { Manifest } from '@hustings/rulebook';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, CastAnswer } from '../src/booth/box-api.ts';
import { boxApi } from '../src/booth/box-api.ts';
import { type Conduct, conduct } from '../src/booth/conduct.ts';
import { keptBallots } from '../src/booth/kept-ballot.ts';
import { keptCard } from '../src/booth/kept-card.ts';
import { sealerOn } from '../src/booth/sealing.ts';
import type { BoothEvent } from '../src/booth/state.ts';
import { FarBox, PATHS, TAKEN_AT } from './far-box.ts';
import { random, testPoll } from './test-poll.ts';

const group = nobleGroup();
let manifest: Manifest;

beforeAll(async () => {
  const key = await group.mulFixed([{ base: G, scalars: randomScalars(1, random) }]);
  manifest = testPoll(toHex(key));
});

class Shelf {
  readonly things = new Map<string, string>();
  getItem = (key: string): string | null => this.things.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.things.set(key, value);
  removeItem = (key: string): void => void this.things.delete(key);
}

function booth(
  box: FarBox,
  shelf: Shelf = new Shelf(),
): { work: Conduct; said: BoothEvent[]; cast: () => Promise<BoothEvent> } {
  const said: BoothEvent[] = [];
  const work = conduct({
    api: boxApi(PATHS, box.fetch),
    sealer: () => sealerOn(group, random),
    kept: keptBallots(shelf, 'practice-7f3k', 'warden'),
    wait: async () => undefined,
  });
  return { work, said, cast: () => work.cast([2, 0], (event) => said.push(event)) };
}

describe('opening the paper', () => {
  test('a good code on the roll opens it with the options of the manifest', async () => {
    const event = await booth(new FarBox(manifest)).work.open(newCode(random));
    expect(event).toMatchObject({
      kind: 'opened',
      paper: { again: false, options: manifest.options.map((option) => option.name) },
    });
  });

  test('a code with a slip is refused before anything is asked of the server', async () => {
    const box = new FarBox(manifest);
    box.status = 'closed';
    const event = await booth(box).work.open('7KQ2-M4XA');
    expect(event).toEqual({ kind: 'code-refused', problem: { kind: 'short', have: 8 } });
  });

  test('a code of another roll, a poll not open and a closed poll are told apart', async () => {
    const box = new FarBox(manifest);
    box.isOnRoll = false;
    expect(await booth(box).work.open(newCode(random))).toEqual({
      kind: 'code-refused',
      problem: { kind: 'unknown' },
    });
    box.status = 'waiting';
    expect(await booth(box).work.open(newCode(random))).toMatchObject({ reason: 'not-open' });
    box.status = 'declared';
    expect(await booth(box).work.open(newCode(random))).toMatchObject({ reason: 'closed' });
  });

  test('in separated mode a paper opens only where the link brought a poll card, which goes with the ballot', async () => {
    const separated: Manifest = { ...manifest, mode: 'separated' };
    const box = new FarBox(separated);
    const sent: string[] = [];
    const listening: typeof fetch = (input, init) => {
      sent.push(String(init?.body));
      return box.fetch(input, init);
    };
    const shelf = new Shelf();
    const card = keptCard(shelf, 'practice-7f3k', 'warden');
    const work = conduct({
      api: boxApi(PATHS, listening, card.load),
      sealer: () => sealerOn(group, random),
      kept: keptBallots(shelf, 'practice-7f3k', 'warden'),
      hasCard: () => card.load() !== undefined,
      wait: async () => undefined,
    });
    expect(await work.open(newCode(random))).toEqual({ kind: 'stopped', reason: 'no-card' });
    card.save('the-card');
    // A reload of the page still has it.
    expect(keptCard(shelf, 'practice-7f3k', 'warden').load()).toBe('the-card');
    expect(keptCard(shelf, 'practice-7f3k', 'other').load()).toBeUndefined();
    expect(await work.open(newCode(random))).toMatchObject({ kind: 'opened' });
    expect(await work.cast([2, 0], () => undefined)).toMatchObject({ kind: 'confirmed' });
    expect(JSON.parse(sent.at(-1) ?? '')).toMatchObject({ card: 'the-card' });
  });

  test('a code that has voted stops where the first vote stands, and warns where the last one counts', async () => {
    const box = new FarBox(manifest);
    box.previous = 'ab'.repeat(32);
    expect(await booth(box).work.open(newCode(random))).toMatchObject({
      kind: 'opened',
      paper: { again: true },
    });
    const firstStands = new FarBox({ ...manifest, revote: 'first-stands' });
    firstStands.previous = 'ab'.repeat(32);
    expect(await booth(firstStands).work.open(newCode(random))).toMatchObject({
      reason: 'already-voted',
    });
  });
});

describe('casting', () => {
  test('gives the receipt of the ballot that was sealed here', async () => {
    const box = new FarBox(manifest);
    const { work, said, cast } = booth(box);
    await work.open(newCode(random));
    const event = await cast();
    expect(said).toEqual([{ kind: 'sealed' }]);
    expect(event).toMatchObject({ kind: 'confirmed', receipt: { at: TAKEN_AT } });
    expect(box.taken).toHaveLength(1);
  });

  test('a lost answer is followed by the very same bytes, so that one ballot is in the box', async () => {
    const box = new FarBox(manifest);
    box.loses = 2;
    const { work, cast } = booth(box);
    await work.open(newCode(random));
    expect(await cast()).toMatchObject({ kind: 'confirmed' });
    expect(box.taken).toHaveLength(1);
  });

  test('with no line at all the ballot is kept, and a later visit sends the same one', async () => {
    const box = new FarBox(manifest);
    box.cuts = 3;
    const shelf = new Shelf();
    const first = booth(box, shelf);
    await first.work.open(newCode(random));
    expect(await first.cast()).toEqual({ kind: 'no-answer', trouble: 'offline' });
    expect(box.taken).toHaveLength(0);
    expect(shelf.things.size).toBe(1);

    const event = await booth(box, shelf).work.resend();
    expect(event).toMatchObject({ kind: 'confirmed' });
    expect(box.taken).toHaveLength(1);
    expect(shelf.things.size).toBe(0);
  });

  test('a ballot that came through is confirmed even when the box then refuses its copy', async () => {
    const box = new FarBox(manifest);
    box.loses = 3;
    const { work, cast } = booth(box);
    await work.open(newCode(random));
    expect(await cast()).toMatchObject({ kind: 'no-answer' });
    box.refuses = { status: 409, code: 'ballot/already-in' };
    expect(await work.resend()).toMatchObject({ kind: 'confirmed' });
  });

  test('where nothing can be kept, sending again works as long as the page is open', async () => {
    const box = new FarBox(manifest);
    box.cuts = 3;
    const broken = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: () => undefined,
    };
    const work = conduct({
      api: boxApi(PATHS, box.fetch),
      sealer: () => sealerOn(group, random),
      kept: keptBallots(broken, 'p', 'q'),
      wait: async () => undefined,
    });
    await work.open(newCode(random));
    expect(await work.cast([0], () => undefined)).toMatchObject({ kind: 'no-answer' });
    expect(await work.resend()).toMatchObject({ kind: 'confirmed' });
  });

  test.each([
    ['ballot/already-voted', 'already-voted'],
    ['poll/closed', 'closed-meanwhile'],
    ['ballot/wrong-proof', 'wrong-poll'],
    ['something/new', 'refused'],
  ])('a refusal %s stops with words of its own (%s)', async (code, reason) => {
    const box = new FarBox(manifest);
    const { work, cast } = booth(box);
    await work.open(newCode(random));
    box.refuses = { status: 409, code };
    expect(await cast()).toMatchObject({ kind: 'stopped', reason, code });
  });

  test('a vote with the same code in the meantime leads back to the check with the newest tracker', async () => {
    const box = new FarBox(manifest);
    const { work, cast } = booth(box);
    await work.open(newCode(random));
    box.refuses = { status: 409, code: 'ballot/previous-differs' };
    box.previous = 'cd'.repeat(32);
    expect(await cast()).toMatchObject({ kind: 'stale', paper: { again: true } });
    box.refuses = undefined;
    expect(await cast()).toMatchObject({ kind: 'confirmed' });
    expect(box.taken).toHaveLength(1);
  });

  test('a confirmation of another ballot is not taken for one of this', async () => {
    const box = new FarBox(manifest);
    const api = boxApi(PATHS, box.fetch);
    const wrong = async (): Promise<Answer<CastAnswer>> => ({
      kind: 'ok',
      value: { tracker: '00'.repeat(32), at: TAKEN_AT },
    });
    const work = conduct({
      api: { ...api, cast: wrong },
      sealer: () => sealerOn(group, random),
      kept: keptBallots(undefined, 'p', 'q'),
      wait: async () => undefined,
    });
    await work.open(newCode(random));
    expect(await work.cast([0], () => undefined)).toMatchObject({ reason: 'mismatch' });
  });
});
