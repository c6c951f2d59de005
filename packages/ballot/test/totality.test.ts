/** Foreign bytes of any kind give an answer, never an exception. */
import { assert } from '@hustings/base';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  checkBallots,
  checkCoinShare,
  checkDeal,
  checkDecryptionShare,
  checkSealedShares,
  checkShuffle,
  judgeComplaint,
  openShares,
  parseBallot,
  parseCiphertexts,
  parseShuffleProof,
  pledgeOf,
} from '../src/index.ts';
import { encodeShuffleProof } from '../src/shuffle-proof.ts';
import { group, type Held, hold, POLL_CONTEXT, pollWith, seededRandom } from './support.ts';

const random = seededRandom('totality');
const anyElement = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.constantFrom(new Uint8Array(32), new Uint8Array(32).fill(255), new Uint8Array(32).with(0, 1)),
);
const elements = (n: number): fc.Arbitrary<Uint8Array> =>
  fc
    .array(anyElement, { minLength: n, maxLength: n })
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
/** Bytes that begin as real ones do, and often have the right length, so that checks go deep. */
const headed = (head: readonly number[], right: number): fc.Arbitrary<Uint8Array> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.uint8Array({ minLength: right, maxLength: right }) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2 * right }) },
    )
    .map((body) => Uint8Array.from([...head, ...body]));
const RUNS = { numRuns: 60 };
let held: Held;

beforeAll(async () => {
  held = await hold(2, 2, random);
});

test('ballots of any bytes are parsed or refused', () => {
  let parsed = 0;
  const pool = [...new TextEncoder().encode('members')];
  const likely = headed([1, 7, ...pool], 32 + 1 + 1 + 192);
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), likely), (bytes) => {
      const ballot = parseBallot(bytes);
      if (!ballot.ok) expect(ballot.error.code).toBe('ballot/malformed');
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 192, maxLength: 192 }), (body) => {
      const head = [1, 7, ...pool, ...new Uint8Array(32), 0, 1];
      if (parseBallot(Uint8Array.from([...head, ...body])).ok) parsed++;
    }),
    RUNS,
  );
  expect(parsed).toBe(60);
});

test('ballots of any points and numbers are checked or refused', async () => {
  await fc.assert(
    fc.asyncProperty(elements(7), async (flat) => {
      const at = (i: number): Uint8Array => flat.subarray(32 * i, 32 * i + 32);
      const ballot = {
        pool: 'members',
        credential: at(0),
        previous: undefined,
        pieces: 1,
        a: at(1),
        b: at(2),
        commitments: at(3),
        credentialCommitment: at(4),
        responses: at(5),
        credentialResponse: at(6),
      };
      const poll = pollWith(held.pollKey.key);
      expect(await checkBallots(group, poll, [ballot], random)).toHaveLength(1);
    }),
    RUNS,
  );
});

test('lists and proofs of a mix of any bytes are parsed or refused', async () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), headed([1, 1, 0, 0, 0, 1], 14 * 32)),
      (bytes) => {
        const proof = parseShuffleProof(bytes);
        if (proof.ok) expect(encodeShuffleProof(proof.value)).toEqual(bytes);
        else expect(proof.error.code).toBe('shuffle/malformed');
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), headed([1, 1, 0, 0, 0, 2], 4 * 32)),
      (bytes) => {
        const list = parseCiphertexts(bytes);
        if (!list.ok) expect(list.error.code).toBe('ciphertexts/malformed');
        else expect(list.value.a.length).toBe(list.value.count * list.value.pieces * 32);
      },
    ),
  );
  const step = {
    context: POLL_CONTEXT,
    key: held.pollKey.key,
    pool: 'all',
    step: 1,
    mixer: 'mixer-1',
  };
  await fc.assert(
    fc.asyncProperty(elements(4), elements(14), async (points, body) => {
      const list = (i: number) => ({
        count: 1,
        pieces: 1,
        a: points.subarray(64 * i, 64 * i + 32),
        b: points.subarray(64 * i + 32, 64 * i + 64),
      });
      const proof = Uint8Array.from([1, 1, 0, 0, 0, 1, ...body]);
      expect((await checkShuffle(group, step, list(0), list(1), proof, random)).ok).toBe(false);
    }),
    RUNS,
  );
});

test('messages of a ceremony of any bytes are refused', async () => {
  const { ceremony, deals, sealed } = held;
  const [, second] = held.dealt;
  assert(second !== undefined, 'two have dealt');
  await fc.assert(
    fc.asyncProperty(
      headed([1, 1, 2], 7 * 32),
      headed([1, 1, 2], 160),
      headed([1], 128),
      async (deal, shares, evidence) => {
        const pledge = pledgeOf(ceremony, deal);
        expect((await checkDeal(group, ceremony, 1, pledge, deal)).ok).toBe(false);
        // Now and then random bytes are points: then the boxes do not open.
        const messages = sealed.with(0, shares);
        const opened = await openShares(group, ceremony, second.secrets, deals, messages, random);
        expect(opened.ok).toBe((await checkSealedShares(group, ceremony, 1, shares)).ok);
        if (opened.ok) expect(opened.value.kind).toBe('complaints');
        const complaint = { by: 1, against: 2, evidence };
        const judgement = await judgeComplaint(group, ceremony, complaint, deals, sealed);
        expect(judgement.isUpheld).toBe(false);
      },
    ),
    RUNS,
  );
});

test('shares of a decryption and of a coin of any bytes are refused', async () => {
  const { pollKey } = held;
  const one = pollKey.key;
  const ciphertexts = { count: 1, pieces: 1, a: one, b: one };
  const task = { context: POLL_CONTEXT, pool: 'all', pollKey, ciphertexts };
  const coin = { context: POLL_CONTEXT, pollKey, checkpoint: new Uint8Array() };
  await fc.assert(
    fc.asyncProperty(
      headed([1, 1, 1, 0, 0, 0, 1], 128),
      anyElement,
      elements(3),
      async (message, share, proof) => {
        expect((await checkDecryptionShare(group, task, 1, message)).ok).toBe(false);
        expect((await checkCoinShare(group, coin, 1, share, proof)).ok).toBe(false);
      },
    ),
    RUNS,
  );
});
