/** Keyholders on machines of their own: what is signed elsewhere and handed in, and what is refused. */
import { unwrap } from '@hustings/base';
import type { Act, Actor, Entry } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import {
  ceremonyStep,
  checkHandedIn,
  closePoll,
  type HolderAct,
  isHolderAct,
  MemorySecrets,
  mostBytes,
  newBlob,
  publicKeyOf,
  refOf,
  signEntry,
} from '../src/index.ts';
import { cast, DAY, random, type Society, societyWithOpenPoll } from './society.ts';

const OPENING = {
  kind: 'ceremony-opened',
  poll: 'second',
  threshold: 2,
} as const;

/** A second ceremony, of trustees whose keys are here. */
async function secondCeremony(society: Society) {
  const secret = new Map(['ann', 'bob', 'cy', 'm1', 'm2'].map((id) => [id, random(32)] as const));
  const holder = (id: string) => ({ id, name: id, key: publicKeyOf(secret.get(id) as Uint8Array) });
  const trustees = ['ann', 'bob', 'cy'].map(holder);
  const act: Act = { ...OPENING, trustees, mixers: ['m1', 'm2'].map(holder) };
  unwrap(
    await society.recorder.take(act, { role: 'officer', id: 'returning-officer' }, society.at),
  );
  return secret;
}

function signed(society: Society, act: Act, by: Actor, secret: Uint8Array, over = {}) {
  const entry: Entry = { ...society.recorder.place(society.at), by, act, ...over };
  return [entry, signEntry(society.recorder.proceeding, entry, secret)] as const;
}

test('an act signed elsewhere is taken at the place it was signed for, and nowhere else', async () => {
  const society = await societyWithOpenPoll(2);
  const { recorder, at } = society;
  const secrets = await secondCeremony(society);
  const ann = secrets.get('ann') as Uint8Array;
  const by: Actor = { role: 'trustee', id: 'ann' };
  const act: Act = { kind: 'key-pledged', poll: 'second', trustee: 'ann', hash: 'ab'.repeat(32) };
  const code = async (taken: ReturnType<typeof recorder.takeSigned>) => {
    const answer = await taken;
    return answer.ok ? 'taken' : answer.error.code;
  };
  const bob = secrets.get('bob') as Uint8Array;
  const size = recorder.size;
  expect(await code(recorder.takeSigned(...signed(society, act, by, bob), at))).toBe(
    'record/signature-wrong',
  );
  // Nobody but a keyholder signs elsewhere: the officer's acts are the officer's.
  const officer = signed(society, act, { role: 'officer', id: 'x' }, ann);
  expect(await code(recorder.takeSigned(...officer, at))).toBe('record/signature-wrong');
  const elsewhere = signed(society, act, by, ann, { seq: size + 1 });
  expect(await code(recorder.takeSigned(...elsewhere, at))).toBe('record/place-taken');
  const tomorrow = signed(society, act, by, ann, { at: `${DAY}5T10:00:00.000Z` });
  expect(await code(recorder.takeSigned(...tomorrow, at))).toBe('record/place-taken');
  const good = signed(society, act, by, ann);
  // Signed in good time, and handed in too late.
  expect(await code(recorder.takeSigned(...good, `${DAY}4T11:00:00.000Z`))).toBe(
    'record/place-taken',
  );
  expect(recorder.size).toBe(size);
  expect(await code(recorder.takeSigned(...good, at))).toBe('taken');
  expect(await code(recorder.takeSigned(...good, at))).toBe('record/place-taken');
  expect(await code(recorder.takeSigned(...signed(society, act, by, ann), at))).toBe(
    'order/done-before',
  );
  expect(recorder.size).toBe(size + 1);
});

test('a dealer who sends one trustee a wrong share is complained of, and the share is opened', async () => {
  const society = await societyWithOpenPoll(2);
  const secret = await secondCeremony(society);
  for (const [id, key] of secret) (society.keys as Map<string, Uint8Array>).set(id, key);
  const kept = new Map(['ann', 'bob', 'cy'].map((id) => [id, new MemorySecrets()] as const));
  const step = async (id: string) =>
    unwrap(await ceremonyStep(society.conduct, 'second', id, kept.get(id) as MemorySecrets));
  for (let round = 0; round < 2; round++)
    for (const id of kept.keys()) expect((await step(id)).kind).toBe('did');
  await step('ann');
  await step('bob');
  // Cy seals shares of another polynomial to Bob: nobody else can see it.
  const file = society.recorder.docket.poll('second');
  const own = unwrap(await ceremonyStepShares(society, kept));
  const message = own.slice();
  const entry = 80;
  message.set(
    (await blobOf(society, file?.sealedShares[0]?.act.shares.sha256)).subarray(
      3 + entry,
      3 + 2 * entry,
    ),
    3 + entry,
  );
  const blob = newBlob(message);
  const act: HolderAct = {
    kind: 'key-shares-sent',
    poll: 'second',
    trustee: 'cy',
    shares: refOf(blob),
  };
  const blobs = async () => message;
  expect((await checkHandedIn(society.conduct, act, blobs)).ok).toBe(true);
  unwrap(await society.recorder.take(act, { role: 'trustee', id: 'cy' }, society.at, [blob]));
  expect(await step('ann')).toEqual({ kind: 'did', act: 'key-accepted' });
  expect(await step('bob')).toEqual({ kind: 'did', act: 'key-complained' });
  const failed = await step('ann');
  expect(failed).toMatchObject({
    kind: 'failed',
    complaint: { trustee: 'bob', against: 'cy' },
    isUpheld: true,
    reason: 'The sealed share does not open.',
  });
});

/** What Cy would honestly send. */
async function ceremonyStepShares(society: Society, kept: ReadonlyMap<string, MemorySecrets>) {
  const sent: Uint8Array[] = [];
  const { recorder } = society;
  const listening = {
    ...society.conduct,
    recorder: {
      proceeding: recorder.proceeding,
      book: recorder.book,
      state: recorder.state,
      docket: recorder.docket,
      ledger: recorder.ledger,
      rootAt: (size: number) => recorder.rootAt(size),
      take: async (
        _act: Act,
        _by: Actor,
        _at: string,
        blobs: readonly { readonly bytes: Uint8Array }[] = [],
      ) => {
        sent.push(...blobs.map((b) => b.bytes));
        return { ok: false, error: { code: 'test/kept', message: 'Kept.' } } as const;
      },
    },
  };
  await ceremonyStep(listening, 'second', 'cy', kept.get('cy') as MemorySecrets);
  return { ok: true, value: sent[0] as Uint8Array } as const;
}

async function blobOf(society: Society, sha256 = ''): Promise<Uint8Array> {
  return (await society.recorder.ledger.blob(sha256)) ?? new Uint8Array();
}

test('a mix or share that is not proved is not taken, and its size has a limit', async () => {
  const society = await societyWithOpenPoll(3);
  for (const one of await cast(society, [[1], [2], [1]])) unwrap(one);
  society.at = `${DAY}6T09:00:00.000Z`;
  unwrap(await closePoll(society.conduct, 'chair'));
  const file = society.recorder.docket.poll('chair');
  const junk = newBlob(random(3 * 64 + 7));
  const mix: HolderAct = {
    kind: 'pool-mixed',
    poll: 'chair',
    pool: 'members',
    mixer: 'mixer-1',
    step: 1,
    ballots: refOf(junk),
    proof: refOf(junk),
  };
  const judged = await checkHandedIn(society.conduct, mix, async () => junk.bytes);
  expect(judged.ok).toBe(false);
  const share: HolderAct = {
    kind: 'share-published',
    poll: 'chair',
    pool: 'members',
    trustee: 'trustee-1',
    shares: refOf(junk),
  };
  expect((await checkHandedIn(society.conduct, share, async () => junk.bytes)).ok).toBe(false);
  expect(mostBytes(file, mix)).toBeLessThan(100_000);
  expect(isHolderAct({ kind: 'poll-opened', poll: 'chair' })).toBe(false);
});
