/**
 * Weak Fiat–Shamir: a proof whose challenge leaves out a part of its statement can be made first and
 * given that part afterwards. (So were Helios and the Swiss Post shuffle broken.) Two kinds of test:
 * every element moves the challenge; and the forgeries that work where one does not, fail.
 */
import { sourceOf } from '@hustings/base';
import {
  addScalar,
  encodeScalar,
  G,
  invertScalar,
  mulScalar,
  randomScalar,
  toScalar,
} from '@hustings/ristretto';
import { beforeAll, expect, test } from 'vitest';
import { ballotChallenge } from '../src/ballot.ts';
import { coinStatement } from '../src/coin.ts';
import { decryptionStatement, sealedTask } from '../src/decryption.ts';
import type { Ballot, Ciphertexts, DecryptionTask, ShuffleStep } from '../src/index.ts';
import { sealedListOf, Transcript } from '../src/index.ts';
import { dealTranscripts } from '../src/keygen.ts';
import { complaintTranscript } from '../src/keygen-shares.ts';
import { shuffleChallenges, shuffleStatement } from '../src/shuffle-proof.ts';
import { checkEqualLogs, checkKnowledge } from '../src/sigma.ts';
import { anyPoint, group, POLL_CONTEXT, pollWith, replaced, seededRandom } from './support.ts';

const random = seededRandom('statements');
const two = (): Uint8Array => random(64);
const one = (): Uint8Array => random(32);

/** All challenges are different. */
function expectDistinct(challenges: readonly (bigint | Uint8Array)[]): void {
  expect(challenges.length).toBeGreaterThan(3);
  expect(new Set(challenges.map(String)).size).toBe(challenges.length);
}

/** The value, and the value with each element of each of the flat lists named exchanged. */
function variants<T extends object>(value: T, lists: readonly (keyof T)[]): readonly T[] {
  const out = [value];
  for (const name of lists) {
    const flat = value[name] as Uint8Array;
    for (let i = 0; i < flat.length / 32; i++)
      out.push({ ...value, [name]: replaced(flat, i, one()) });
  }
  return out;
}

test('every element of a ballot and of its poll moves the challenge', () => {
  const poll = pollWith(one(), 2);
  const ballot: Ballot = {
    pool: 'members',
    credential: one(),
    previous: one(),
    pieces: 2,
    a: two(),
    b: two(),
    commitments: two(),
    credentialCommitment: one(),
    responses: new Uint8Array(),
    credentialResponse: new Uint8Array(),
  };
  const lists = [
    'credential',
    'previous',
    'a',
    'b',
    'commitments',
    'credentialCommitment',
  ] as const;
  expectDistinct([
    ...variants(ballot, lists).map((changed) => ballotChallenge(poll, changed)),
    ballotChallenge(poll, { ...ballot, pool: 'affiliates' }),
    ballotChallenge(poll, { ...ballot, previous: undefined }),
    ballotChallenge(poll, { ...ballot, pieces: 3 }),
    ballotChallenge({ ...poll, context: one() }, ballot),
    ballotChallenge({ ...poll, key: one() }, ballot),
  ]);
});

test('every element of a mix moves the weights u, and every announcement the challenge', async () => {
  const step = { context: POLL_CONTEXT, key: one(), pool: 'all', step: 1, mixer: 'mixer-1' };
  const list = { count: 2, pieces: 1, a: two(), b: two() };
  const out = { count: 2, pieces: 1, a: two(), b: two() };
  const c = two();
  const announced = { chain: two(), t: random(32 * 5), hat: two() };
  const drawn = async (
    of: ShuffleStep,
    input: Ciphertexts,
    output: Ciphertexts,
    commitments: Uint8Array,
    { chain, t, hat } = announced,
  ) =>
    shuffleChallenges(await shuffleStatement(of, sealedListOf(input), sealedListOf(output)), {
      commitments: sourceOf(commitments),
      chain: sourceOf(chain),
      announcements: t,
      chainAnnouncements: sourceOf(hat),
    });
  const u = async (...of: Parameters<typeof drawn>): Promise<Uint8Array> =>
    (await drawn(...of)).u(0, 2);
  expectDistinct(
    await Promise.all([
      ...variants(list, ['a', 'b']).map((changed) => u(step, changed, out, c)),
      ...variants(out, ['a', 'b'])
        .slice(1)
        .map((changed) => u(step, list, changed, c)),
      ...variants({ c }, ['c'])
        .slice(1)
        .map((changed) => u(step, list, out, changed.c)),
      u({ ...step, context: one() }, list, out, c),
      u({ ...step, key: one() }, list, out, c),
      u({ ...step, pool: 'members' }, list, out, c),
      u({ ...step, step: 2 }, list, out, c),
      u({ ...step, mixer: 'mixer-2' }, list, out, c),
      u(step, { ...list, count: 3 }, out, c),
      u(step, { ...list, pieces: 2 }, out, c),
    ]),
  );
  const challenges = variants(announced, ['chain', 't', 'hat']).map(
    async (changed) => (await drawn(step, list, out, c, changed)).c,
  );
  expectDistinct(await Promise.all(challenges));
});

test('every element of a decryption moves its weights, and of a coin its challenge', async () => {
  const pollKey = { threshold: 1, trustees: 2, key: one(), shares: two() };
  const ciphertexts = { count: 2, pieces: 1, a: two(), b: two() };
  const task = { context: POLL_CONTEXT, pool: 'all', pollKey, ciphertexts };
  const D = two();
  const w = async (of: DecryptionTask, index: number, points: Uint8Array): Promise<Uint8Array> =>
    (await decryptionStatement(sealedTask(of), index)).append('D', points).weights('w', 2);
  expectDistinct(
    await Promise.all([
      ...variants(ciphertexts, ['a', 'b']).map((list) => w({ ...task, ciphertexts: list }, 1, D)),
      w({ ...task, ciphertexts: { ...ciphertexts, count: 3 } }, 1, D),
      w({ ...task, ciphertexts: { ...ciphertexts, pieces: 2 } }, 1, D),
      w({ ...task, context: one() }, 1, D),
      w({ ...task, pool: 'members' }, 1, D),
      w({ ...task, pollKey: { ...pollKey, key: one() } }, 1, D),
      w({ ...task, pollKey: { ...pollKey, shares: replaced(pollKey.shares, 0, one()) } }, 1, D),
      w({ ...task, pollKey: { ...pollKey, shares: new Uint8Array(64) } }, 1, D),
      w({ ...task, pollKey: { ...pollKey, shares: new Uint8Array(64) } }, 2, D),
      w(task, 1, replaced(D, 0, one())),
      w(task, 1, replaced(D, 1, one())),
    ]),
  );
  const coin = { context: POLL_CONTEXT, pollKey, checkpoint: one() };
  expectDistinct([
    coinStatement(coin, 1).challenge('c'),
    coinStatement(coin, 2).challenge('c'),
    coinStatement({ ...coin, context: one() }, 1).challenge('c'),
    coinStatement({ ...coin, checkpoint: one() }, 1).challenge('c'),
    coinStatement({ ...coin, pollKey: { ...pollKey, key: one() } }, 1).challenge('c'),
  ]);
});

test('every element of a deal and of a complaint moves the challenge', () => {
  const ceremony = { context: POLL_CONTEXT, threshold: 2, trustees: 3 };
  const deal = { index: 1, commitments: two(), transportKey: one() };
  for (const which of [0, 1] as const) {
    const c = (...of: Parameters<typeof dealTranscripts>): bigint =>
      dealTranscripts(...of)[which].challenge('c');
    expectDistinct([
      ...variants(deal, ['commitments', 'transportKey']).map((changed) => c(ceremony, changed)),
      c(ceremony, { ...deal, index: 2 }),
      c({ ...ceremony, context: one() }, deal),
      c({ ...ceremony, threshold: 1 }, deal),
      c({ ...ceremony, trustees: 4 }, deal),
      dealTranscripts(ceremony, deal)[1 - which]?.challenge('c') as bigint,
    ]);
  }
  const other = { ...deal, index: 2 };
  const message = two();
  const c = (...of: Parameters<typeof complaintTranscript>): bigint =>
    complaintTranscript(...of).challenge('c');
  expectDistinct([
    c(ceremony, deal, other, message),
    c(ceremony, other, deal, message),
    c(ceremony, deal, { ...other, index: 3 }, message),
    c(ceremony, { ...deal, index: 3 }, other, message),
    c(ceremony, deal, other, two()),
    c({ ...ceremony, context: one() }, deal, other, message),
    c({ ...ceremony, threshold: 1 }, deal, other, message),
    c({ ...ceremony, trustees: 4 }, deal, other, message),
  ]);
});

let P: Uint8Array;
let X: Uint8Array;
const x = 1234567n;
const z = randomScalar(random);
const start = (): Transcript => new Transcript('statements');

beforeAll(async () => {
  P = await anyPoint(random);
  X = await times(G, x);
});

const times = (point: Uint8Array, k: bigint): Promise<Uint8Array> =>
  group.msmVartime(encodeScalar(toScalar(k)), point);
/** k·A + l·B */
const sum = async (A: Uint8Array, k: bigint, B: Uint8Array, l: bigint): Promise<Uint8Array> =>
  group.combineVartime([encodeScalar(toScalar(k)), encodeScalar(toScalar(l))], [A, B]);
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((p) => [...p]));

test('knowledge cannot be forged by choosing the commitment or the key after the challenge', async () => {
  const R = await anyPoint(random);
  const guess = start().append('public', X).append('commitment', R);
  // The challenges that a verifier would draw who leaves out R, X, or neither.
  const withoutR = start().append('public', X).challenge('c');
  const lateR = await sum(G, z, X, -withoutR);
  expect(await checkKnowledge(group, start(), X, join(lateR, encodeScalar(z)))).toBe(false);
  const withoutX = start().append('commitment', R).challenge('c');
  const lateX = await times(await sum(G, z, R, -1n), invertScalar(withoutX));
  expect(await checkKnowledge(group, start(), lateX, join(R, encodeScalar(z)))).toBe(false);
  const c = guess.challenge('c');
  const late = await sum(G, z, X, -c);
  expect(await checkKnowledge(group, start(), X, join(late, encodeScalar(z)))).toBe(false);
});

test('equal logarithms cannot be forged by choosing a part after the challenge', async () => {
  const rho = randomScalar(random);
  const omega = randomScalar(random);
  const challenge = (
    parts: Partial<Record<'public' | 'base' | 'value' | 'commitment', Uint8Array>>,
  ): bigint => {
    const transcript = start();
    for (const [label, bytes] of Object.entries(parts)) transcript.append(label, bytes);
    return transcript.challenge('c');
  };
  const isTaken = (of: {
    X: Uint8Array;
    P: Uint8Array;
    V: Uint8Array;
    R: Uint8Array;
    Rp: Uint8Array;
    z: bigint;
  }): Promise<boolean> =>
    checkEqualLogs(
      group,
      start(),
      of.X,
      { base: of.P, value: of.V },
      join(of.R, of.Rp, encodeScalar(of.z)),
    );
  const wrong = await anyPoint(random);
  const [rG, rP, wG, wP] = [
    await times(G, rho),
    await times(P, rho),
    await times(G, omega),
    await times(P, omega),
  ];
  const V = await times(P, x);

  // The honest proof, to know that the rest is right.
  const honest = challenge({ public: X, base: P, value: V, commitment: join(rG, rP) });
  const right = { X, P, V, R: rG, Rp: rP, z: addScalar(rho, mulScalar(honest, x)) };
  expect(await isTaken(right)).toBe(true);

  // Commitments chosen late, for a value with another logarithm.
  let c = challenge({ public: X, base: P, value: wrong });
  const late = { R: await sum(G, z, X, -c), Rp: await sum(P, z, wrong, -c) };
  expect(await isTaken({ X, P, V: wrong, ...late, z })).toBe(false);
  // The key chosen late.
  c = challenge({ base: P, value: V, commitment: join(wG, rP) });
  let answer = addScalar(rho, mulScalar(c, x));
  const lateX = await times(await sum(G, answer, wG, -1n), invertScalar(c));
  expect(await isTaken({ X: lateX, P, V, R: wG, Rp: rP, z: answer })).toBe(false);
  // The value chosen late.
  c = challenge({ public: X, base: P, commitment: join(rG, wP) });
  answer = addScalar(rho, mulScalar(c, x));
  const lateV = await times(await sum(P, answer, wP, -1n), invertScalar(c));
  expect(await isTaken({ X, P, V: lateV, R: rG, Rp: wP, z: answer })).toBe(false);
  // The base chosen late.
  c = challenge({ public: X, value: V, commitment: join(rG, wP) });
  answer = addScalar(rho, mulScalar(c, x));
  const lateP = await times(await sum(wP, 1n, V, c), invertScalar(answer));
  expect(await isTaken({ X, P: lateP, V, R: rG, Rp: wP, z: answer })).toBe(false);
});

test('both equations of equal logarithms are needed, and each part of the proof in its bounds', async () => {
  const rho = randomScalar(random);
  const commitment = join(await times(G, rho), await times(P, rho));
  const proofFor = async (logX: bigint, logV: bigint, answerWith: bigint) => {
    const [key, value] = [await times(G, logX), await times(P, logV)];
    const c = start()
      .append('public', key)
      .append('base', P)
      .append('value', value)
      .append('commitment', commitment)
      .challenge('c');
    const answer = encodeScalar(addScalar(rho, mulScalar(c, answerWith)));
    return { key, on: { base: P, value }, bytes: join(commitment, answer) };
  };
  const taken = async (logX: bigint, logV: bigint, answerWith: bigint): Promise<boolean> => {
    const { key, on, bytes } = await proofFor(logX, logV, answerWith);
    return checkEqualLogs(group, start(), key, on, bytes);
  };
  expect(await taken(5n, 5n, 5n)).toBe(true);
  expect(await taken(5n, 6n, 5n)).toBe(false);
  expect(await taken(5n, 6n, 6n)).toBe(false);
  const { key, on, bytes } = await proofFor(5n, 5n, 5n);
  for (const [i, at] of [0, 32, 64].entries()) {
    const garbled = replaced(bytes, i, new Uint8Array(32).fill(255));
    expect([at, await checkEqualLogs(group, start(), key, on, garbled)]).toEqual([at, false]);
  }
  expect(await checkEqualLogs(group, start(), key, on, bytes.subarray(0, 64))).toBe(false);
  expect(await checkKnowledge(group, start(), key, bytes)).toBe(false);
  expect(
    await checkKnowledge(
      group,
      start(),
      key,
      replaced(bytes, 1, new Uint8Array(32).fill(255)).subarray(0, 64),
    ),
  ).toBe(false);
});
