import { concat, unwrap } from '@hustings/base';
import {
  encodeScalar,
  encodeScalars,
  G,
  IDENTITY,
  lagrangeAtZero,
  mulScalar,
  SIZE,
  scalarAt,
  toScalar,
} from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import {
  type Ceremony,
  checkDeal,
  checkKey,
  type NewDeal,
  newDeal,
  pledgeOf,
  pollKey,
} from '../src/index.ts';
import { dealTranscripts } from '../src/keygen.ts';
import { proveKnowledge } from '../src/sigma.ts';
import { Transcript } from '../src/transcript.ts';
import {
  anyPoint,
  flipped,
  group,
  hold,
  KEY_CONTEXT,
  replaced,
  seededRandom,
  subsets,
} from './support.ts';

const random = seededRandom('keygen');
const ceremony: Ceremony = { context: KEY_CONTEXT, threshold: 2, trustees: 3 };
let mine: NewDeal;

beforeAll(async () => {
  mine = await newDeal(group, ceremony, 2, random);
});

async function codeOf(
  bytes: Uint8Array,
  of: Ceremony = ceremony,
  index = 2,
  pledge: Uint8Array = pledgeOf(of, bytes),
): Promise<string> {
  const checked = await checkDeal(group, of, index, pledge, bytes);
  return checked.ok ? 'ok' : checked.error.code;
}

test.each([
  [1, 1],
  [2, 3],
  [3, 5],
])(
  "%i of %i: every trustee's secret fits its public share, and every t of them make the key",
  async (t, n) => {
    const { trustees, pollKey: key } = await hold(t, n, random);
    for (const { index, secret } of trustees) {
      const publicShare = key.shares.subarray((index - 1) * SIZE, index * SIZE);
      expect(await group.mulFixed([{ base: G, scalars: secret }])).toEqual(publicShare);
    }
    const interpolated = (chosen: typeof trustees): bigint => {
      const lambda = lagrangeAtZero(chosen.map(({ index }) => BigInt(index)));
      return toScalar(
        chosen.reduce(
          (x, { secret }, i) => x + mulScalar(lambda[i] as bigint, scalarAt(secret, 0)),
          0n,
        ),
      );
    };
    const all = subsets(trustees, t);
    for (const chosen of all) {
      const x = encodeScalar(interpolated(chosen));
      expect(await group.mulFixed([{ base: G, scalars: x }])).toEqual(key.key);
    }
    // One fewer gives another number: t − 1 trustees have nothing.
    if (t > 1) {
      const x = encodeScalar(interpolated(trustees.slice(0, t - 1)));
      expect(await group.mulFixed([{ base: G, scalars: x }])).not.toEqual(key.key);
    }
  },
);

test('a deal that is not the one pledged is refused', async () => {
  expect(await codeOf(mine.deal, ceremony, 2, mine.pledge)).toBe('ok');
  const late = await newDeal(group, ceremony, 2, random);
  expect(await codeOf(late.deal, ceremony, 2, mine.pledge)).toBe('keygen/wrong-pledge');
  const other = { ...ceremony, context: new Uint8Array(32) };
  expect(pledgeOf(other, mine.deal)).not.toEqual(mine.pledge);
});

test('whatever bit of a deal is turned, it is refused even with a pledge to match', async () => {
  for (let at = 0; at < mine.deal.length; at++)
    expect(await codeOf(flipped(mine.deal, at, 1 << (at % 8)))).not.toBe('ok');
  expect(await codeOf(mine.deal.subarray(1))).toBe('keygen/malformed');
  expect(await codeOf(concat(mine.deal, Uint8Array.of(0)))).toBe('keygen/malformed');
});

test('every point of a deal is in both of its proofs: none can be exchanged', async () => {
  const point = await anyPoint(random);
  // After 3 bytes: F_0, F_1, the transport key; then R and z of each proof.
  const body = mine.deal.subarray(3);
  for (let i = 0; i < 3; i++)
    expect(await codeOf(concat(mine.deal.subarray(0, 3), replaced(body, i, point)))).toBe(
      'keygen/wrong-proof',
    );
  const swapped = concat(mine.deal.subarray(0, 99), body.subarray(160), body.subarray(96, 160));
  expect(await codeOf(swapped)).toBe('keygen/wrong-proof');
});

test('a deal holds for its ceremony, its threshold and its trustee only', async () => {
  expect(await codeOf(mine.deal, { ...ceremony, context: new Uint8Array(32) })).toBe(
    'keygen/wrong-proof',
  );
  expect(await codeOf(mine.deal, { ...ceremony, trustees: 4 })).toBe('keygen/wrong-proof');
  expect(await codeOf(mine.deal, { ...ceremony, threshold: 3 })).toBe('keygen/malformed');
  // Another trustee copies the deal: with the number changed the proofs fail.
  expect(await codeOf(mine.deal, ceremony, 3)).toBe('keygen/malformed');
  expect(await codeOf(mine.deal.with(1, 3), ceremony, 3)).toBe('keygen/wrong-proof');
});

test('a rogue key, made to cancel the others out, cannot be proved', async () => {
  // The last trustee wants Y = its own Z: F_{3,0} = Z − F_{1,0} − F_{2,0}, of which it knows no logarithm.
  const held = await hold(1, 2, random);
  const one: Ceremony = { context: KEY_CONTEXT, threshold: 1, trustees: 3 };
  const z = encodeScalar(77n);
  const Z = await group.mulFixed([{ base: G, scalars: z }]);
  const minus = encodeScalar(toScalar(-1n));
  const rogue = await group.combineVartime(
    [encodeScalar(1n), minus, minus],
    [Z, ...held.deals.map(({ commitments }) => commitments)],
  );
  const transport = encodeScalar(78n);
  const E = await group.mulFixed([{ base: G, scalars: transport }]);
  const about = (domain: string): Transcript =>
    new Transcript(domain)
      .append('context', one.context)
      .appendNumber('threshold', 1)
      .appendNumber('trustees', 3)
      .appendNumber('trustee', 3)
      .append('F', rogue)
      .append('transport', E);
  const deal = (onKey: Uint8Array, onTransport: Uint8Array): Uint8Array =>
    concat(Uint8Array.of(1, 3, 1), rogue, E, onKey, onTransport);
  const honest = await proveKnowledge(
    group,
    about('key-transport'),
    { public: E, secret: transport },
    random,
  );
  const forged = await proveKnowledge(
    group,
    about('key-deal'),
    { public: rogue, secret: z },
    random,
  );
  expect(await codeOf(deal(forged, honest), one, 3)).toBe('keygen/wrong-proof');
  expect(await codeOf(deal(honest, honest), one, 3)).toBe('keygen/wrong-proof');
});

test('the identity is no key, whatever the proof says', async () => {
  const zeros = (n: number): Uint8Array => new Uint8Array(n);
  const hollow = await newDeal(group, ceremony, 1, zeros);
  expect(await codeOf(hollow.deal, ceremony, 1)).toBe('keygen/identity');
  for (let i = 0; i < 3; i++) {
    const bytes = concat(mine.deal.subarray(0, 3), replaced(mine.deal.subarray(3), i, IDENTITY));
    expect(await codeOf(bytes)).toBe('keygen/identity');
  }
  expect(await checkKey(group, IDENTITY)).toMatchObject({ error: { code: 'keygen/not-a-key' } });
  expect((await checkKey(group, new Uint8Array(32).fill(255))).ok).toBe(false);
  expect((await checkKey(group, new Uint8Array(31))).ok).toBe(false);
  expect((await checkKey(group, G)).ok).toBe(true);
});

test('a commitment that is no point is refused, even where the proofs hold', async () => {
  const two: Ceremony = { ...ceremony, trustees: 2 };
  const secrets = encodeScalars([11n, 12n]);
  const publics = await group.mulFixed([{ base: G, scalars: secrets }]);
  for (const [F1, code] of [
    [await anyPoint(random), 'ok'],
    [new Uint8Array(SIZE).fill(255), 'keygen/not-canonical'],
    [IDENTITY, 'keygen/identity'],
  ] as const) {
    const deal = {
      index: 1,
      commitments: concat(publics.subarray(0, SIZE), F1),
      transportKey: publics.subarray(SIZE),
    };
    const [onKey, onTransport] = dealTranscripts(two, deal);
    const pair = (i: number) => ({
      public: publics.subarray(i * SIZE, (i + 1) * SIZE),
      secret: secrets.subarray(i * SIZE, (i + 1) * SIZE),
    });
    const bytes = concat(
      Uint8Array.of(1, 1, 2),
      deal.commitments,
      deal.transportKey,
      await proveKnowledge(group, onKey, pair(0), random),
      await proveKnowledge(group, onTransport, pair(1), random),
    );
    expect(await codeOf(bytes, two, 1)).toBe(code);
  }
});

test('deals that add up to the identity make no key', async () => {
  const deals = [G, await negated(G)].map((point, i) => ({
    index: i + 1,
    commitments: point,
    transportKey: G,
  }));
  const made = await pollKey(group, { ...ceremony, threshold: 1, trustees: 2 }, deals);
  expect(made).toMatchObject({ error: { code: 'keygen/identity' } });
});

test('a ceremony that cannot be is a mistake of the program', async () => {
  for (const [threshold, trustees] of [
    [0, 1],
    [2, 1],
    [1, 101],
    [1.5, 3],
  ] as const)
    await expect(newDeal(group, { ...ceremony, threshold, trustees }, 1, random)).rejects.toThrow(
      TypeError,
    );
  await expect(newDeal(group, ceremony, 4, random)).rejects.toThrow(TypeError);
  await expect(pollKey(group, ceremony, [])).rejects.toThrow();
});

test('the key does not depend on who computes it', async () => {
  const held = await hold(2, 3, random);
  expect(unwrap(await pollKey(group, held.ceremony, held.deals))).toEqual(held.pollKey);
});

async function negated(point: Uint8Array): Promise<Uint8Array> {
  return group.msmVartime(encodeScalar(toScalar(-1n)), point);
}
