import { concat, toHex, unwrap } from '@hustings/base';
import {
  encodeScalar,
  G,
  IDENTITY,
  lagrangeAtZero,
  SIZE,
  toScalar,
  wasmGroup,
} from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import {
  checkDecryptionShare,
  ciphertextsOf,
  combineShares,
  type DecryptionShare,
  type DecryptionTask,
  decodePlaintexts,
  decryptionShare,
  sealBallots,
  type TrusteeSecret,
} from '../src/index.ts';
import { mulSecret } from '../src/mul-secret.ts';
import {
  anyPoint,
  credential,
  flipped,
  group,
  type Held,
  hold,
  pick,
  pollWith,
  replaced,
  seededRandom,
  subsets,
} from './support.ts';

const random = seededRandom('decryption');

async function taskFor(held: Held, n: number, pieces: number): Promise<DecryptionTask> {
  const poll = pollWith(held.pollKey.key, pieces);
  const voter = await credential(random);
  const jobs = Array.from({ length: n }, (_, i) => ({
    plaintext: plaintext(i, pieces),
    pool: 'members',
    credential: voter,
  }));
  const sealed = await sealBallots(group, poll, jobs, random);
  const ciphertexts = ciphertextsOf(
    sealed.map(({ ballot }) => ballot),
    pieces,
  );
  return { context: poll.context, pool: 'members', pollKey: held.pollKey, ciphertexts };
}

function plaintext(i: number, pieces: number): Uint8Array {
  return Uint8Array.from({ length: 30 * pieces }, (_, k) => (i * 7 + k) % 256);
}

async function sharesOf(
  task: DecryptionTask,
  trustees: readonly TrusteeSecret[],
): Promise<readonly DecryptionShare[]> {
  const out: DecryptionShare[] = [];
  for (const trustee of trustees) {
    const message = await decryptionShare(group, task, trustee, random);
    out.push(unwrap(await checkDecryptionShare(group, task, trustee.index, message)));
  }
  return out;
}

test.each([
  [1, 1],
  [2, 3],
  [3, 5],
])('%i of %i: every t of the shares open every ballot, of one to three pieces', async (t, n) => {
  const held = await hold(t, n, random);
  for (const [count, pieces] of [
    [0, 1],
    [1, 1],
    [3, 1],
    [2, 2],
    [2, 3],
  ] as const) {
    const task = await taskFor(held, count, pieces);
    const shares = await sharesOf(task, held.trustees);
    const expected = Array.from({ length: count }, (_, i) => plaintext(i, pieces));
    for (const some of [...subsets(shares, t), shares, shares.toReversed()]) {
      const points = unwrap(await combineShares(group, task, some));
      const opened = await decodePlaintexts(group, points, pieces);
      expect(opened.map((paper) => unwrap(paper))).toEqual(expected);
    }
  }
});

let held: Held;
let task: DecryptionTask;
let message: Uint8Array;

beforeAll(async () => {
  held = await hold(2, 3, random);
  task = await taskFor(held, 3, 1);
  message = await decryptionShare(group, task, held.trustees[1] as TrusteeSecret, random);
});

async function codeOf(bytes: Uint8Array, of: DecryptionTask = task, index = 2): Promise<string> {
  const checked = await checkDecryptionShare(group, of, index, bytes);
  return checked.ok ? 'ok' : checked.error.code;
}

test('too few shares open nothing, and a share given twice is a mistake', async () => {
  const shares = await sharesOf(task, held.trustees);
  expect(await combineShares(group, task, shares.slice(0, 1))).toMatchObject({
    error: { code: 'decryption/too-few-shares' },
  });
  const [one] = shares as readonly [DecryptionShare];
  await expect(combineShares(group, task, [one, one])).rejects.toThrow(TypeError);
  await expect(combineShares(group, task, [one, { ...one, index: 4 }])).rejects.toThrow(TypeError);
});

test("shares put in another trustee's place, or with the factors of another set, give no plaintext", async () => {
  const [one, two] = (await sharesOf(task, held.trustees)) as readonly [
    DecryptionShare,
    DecryptionShare,
  ];
  const exchanged = [
    { index: 1, points: two.points },
    { index: 2, points: one.points },
  ];
  const shifted = [
    { index: 1, points: one.points },
    { index: 3, points: two.points },
  ];
  for (const wrong of [exchanged, shifted]) {
    const points = unwrap(await combineShares(group, task, wrong));
    const opened = await decodePlaintexts(group, points, 1);
    expect(opened.every((paper) => !paper.ok)).toBe(true);
  }
  // Right trustees, but λ for the set {1, 3}.
  const lambda = lagrangeAtZero([1n, 3n]).map((factor) => encodeScalar(toScalar(-factor)));
  const points = await group.combineVartime(
    [encodeScalar(1n), ...lambda],
    [task.ciphertexts.b, one.points, two.points],
  );
  expect((await decodePlaintexts(group, points, 1)).every((paper) => !paper.ok)).toBe(true);
});

test('a trustee that lies about one ballot is found out', async () => {
  const body = message.subarray(7);
  const point = await anyPoint(random);
  expect(await codeOf(message)).toBe('ok');
  for (let i = 0; i < 3; i++) {
    expect(await codeOf(concat(message.subarray(0, 7), replaced(body, i, point)))).toBe(
      'decryption/wrong-proof',
    );
    expect(await codeOf(concat(message.subarray(0, 7), replaced(body, i, IDENTITY)))).toBe(
      'decryption/wrong-proof',
    );
  }
});

test('lies that cancel out between two ballots are found out: the weights come after them', async () => {
  const one = encodeScalar(1n);
  const minus = encodeScalar(toScalar(-1n));
  const D = (i: number): Uint8Array => message.slice(7 + i * SIZE, 7 + (i + 1) * SIZE);
  const more = await group.combineVartime([one, one], [D(0), G]);
  const less = await group.combineVartime([one, minus], [D(1), G]);
  const lie = replaced(replaced(message.subarray(7), 0, more), 1, less);
  expect(await codeOf(concat(message.subarray(0, 7), lie))).toBe('decryption/wrong-proof');
});

test('a trustee with another secret cannot prove its share', async () => {
  const [one] = held.trustees as readonly [TrusteeSecret];
  const wrong = await decryptionShare(group, task, { index: 2, secret: one.secret }, random);
  expect(await codeOf(wrong)).toBe('decryption/wrong-proof');
});

test('the identity is no public share, even with a proof that holds', async () => {
  const { pollKey } = task;
  const hollow = {
    ...task,
    pollKey: { ...pollKey, shares: replaced(pollKey.shares, 1, IDENTITY) },
  };
  const trustee = { index: 2, secret: encodeScalar(0n) };
  const open = await decryptionShare(group, hollow, trustee, random);
  expect(await codeOf(open, hollow)).toBe('decryption/wrong-proof');
});

test('the whole statement is in the challenge: changed afterwards, no part of it passes', async () => {
  const point = await anyPoint(random);
  const { ciphertexts, pollKey } = task;
  const changes: readonly DecryptionTask[] = [
    { ...task, context: new Uint8Array(32) },
    { ...task, pool: 'affiliates' },
    { ...task, pollKey: { ...pollKey, key: point } },
    { ...task, pollKey: { ...pollKey, shares: replaced(pollKey.shares, 1, point) } },
    { ...task, pollKey: { ...pollKey, shares: replaced(pollKey.shares, 1, IDENTITY) } },
    ...[0, 1, 2].map((i) => ({
      ...task,
      ciphertexts: { ...ciphertexts, a: replaced(ciphertexts.a, i, point) },
    })),
    ...[0, 1, 2].map((i) => ({
      ...task,
      ciphertexts: { ...ciphertexts, b: replaced(ciphertexts.b, i, point) },
    })),
    { ...task, ciphertexts: pick(ciphertexts, [1, 0, 2]) },
    { ...task, ciphertexts: { ...ciphertexts, a: ciphertexts.a.slice().fill(255, 32, 64) } },
  ];
  for (const [i, of] of changes.entries())
    expect([i, await codeOf(message, of)]).toEqual([i, 'decryption/wrong-proof']);
  expect(await codeOf(message, { ...task, ciphertexts: pick(ciphertexts, [0, 1]) })).toBe(
    'decryption/malformed',
  );
});

test('whatever bit of a share is turned, it is refused', async () => {
  for (let at = 0; at < message.length; at++)
    expect(await codeOf(flipped(message, at, 1 << (at % 8)))).not.toBe('ok');
  for (const bytes of [new Uint8Array(), message.subarray(1), concat(message, IDENTITY)])
    expect(await codeOf(bytes)).toBe('decryption/malformed');
});

test("one trustee's share is not another's, and no share is of nobody", async () => {
  expect(await codeOf(message, task, 1)).toBe('decryption/malformed');
  expect(await codeOf(message.with(1, 1), task, 1)).toBe('decryption/wrong-proof');
  expect(await codeOf(message.with(1, 4), task, 4)).toBe('decryption/malformed');
  expect(await codeOf(message.with(1, 0), task, 0)).toBe('decryption/malformed');
});

test('a product by a secret is the same however it is split', async () => {
  const points = task.ciphertexts.a;
  const { secret } = held.trustees[0] as TrusteeSecret;
  const expected = await group.mulEach(secret, points);
  for (const size of [1, 2, 3, 100])
    expect(await mulSecret(group, secret, points, random, { sliceSize: size })).toEqual(expected);
});

test('a secret is split for every slice on BigInt, and in the kernel where the list is short', async () => {
  const { secret } = held.trustees[0] as TrusteeSecret;
  for (const [on, long] of [
    [group, [33, 33, 32, 32]],
    [await wasmGroup(), [65]],
  ] as const) {
    const products: { readonly scalar: string; readonly n: number }[] = [];
    const watched = {
      ...on,
      mulEach: (scalar: Uint8Array, points: Uint8Array) => {
        products.push({ scalar: toHex(scalar), n: points.length / SIZE });
        return on.mulEach(scalar, points);
      },
    };
    const points = await group.oneWayMap(random(64 * 65));
    const expected = await on.mulEach(secret, points);
    expect(await mulSecret(watched, secret, points, random, { sliceSize: 33 })).toEqual(expected);
    expect(products.map(({ n }) => n)).toEqual(long);
    if (long.length === 1) products.length = 0;
    await mulSecret(watched, secret, points.subarray(0, 2 * SIZE), random);
    expect(products.slice(-2).map(({ n }) => n)).toEqual([2, 2]);
    // Never the secret itself, and no addend twice.
    const scalars = products.map(({ scalar }) => scalar);
    expect(new Set([...scalars, toHex(secret)]).size).toBe(scalars.length + 1);
  }
});

test('hints change no product by a secret, right or wrong, split or not', async () => {
  const on = await wasmGroup();
  const { secret } = held.trustees[0] as TrusteeSecret;
  for (const n of [2, 64, 65, 70]) {
    const points = await group.oneWayMap(random(64 * n));
    const expected = await on.mulEach(secret, points);
    const { hints } = await on.decodeHints(points);
    for (const given of [hints, hints.toReversed(), new Uint8Array(32 * n), undefined])
      expect(await mulSecret(on, secret, points, random, { hints: given })).toEqual(expected);
  }
});
