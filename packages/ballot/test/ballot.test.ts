import { createHash } from 'node:crypto';
import { concat, unwrap } from '@hustings/base';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  type Ballot,
  type BallotPoll,
  type Credential,
  checkBallots,
  ciphertextHash,
  encodeBallot,
  openBallot,
  parseBallot,
  sealBallots,
  trackerOf,
} from '../src/index.ts';
import { anyPoint, credential, group, pollWith, seededRandom } from './support.ts';

const random = seededRandom('ballots');
let key: Uint8Array;
let voters: readonly Credential[];

beforeAll(async () => {
  key = await anyPoint(random);
  const made: Credential[] = [];
  for (let i = 0; i < 33; i++) made.push(await credential(random));
  voters = made;
});

function plaintextOf(i: number, pieces: number): Uint8Array {
  return Uint8Array.from({ length: 30 * pieces - 2 }, (_, k) => ((i + k) % 29) + 1);
}

async function seal(poll: BallotPoll, n: number) {
  return sealBallots(
    group,
    poll,
    voters.slice(0, n).map((voter, i) => ({
      plaintext: plaintextOf(i, poll.pieces),
      pool: i % 3 === 0 ? 'affiliates' : 'members',
      credential: voter,
      ...(i % 2 === 1 ? { previous: random(32) } : {}),
    })),
    random,
  );
}

test.each([1, 2, 3])(
  'boxes of 0, 1, 2, 5 and 33 ballots of %i pieces are sealed, read, checked and opened',
  async (pieces) => {
    const poll = pollWith(key, pieces);
    for (const n of [0, 1, 2, 5, 33]) {
      const sealed = await seal(poll, n);
      const ballots = sealed.map(({ bytes }) => unwrap(parseBallot(bytes)));
      expect(ballots).toEqual(sealed.map(({ ballot }) => ballot));
      expect(await checkBallots(group, poll, ballots, random)).toEqual([]);
      for (const [i, ballot] of ballots.slice(0, 3).entries()) {
        const { secretRandomness } = sealed[i] as (typeof sealed)[number];
        const opened = unwrap(await openBallot(group, poll, ballot, secretRandomness));
        expect(opened.subarray(0, 30 * pieces - 2)).toEqual(plaintextOf(i, pieces));
        expect(opened.subarray(30 * pieces - 2)).toEqual(new Uint8Array(2));
      }
    }
  },
);

test('the tracker is the SHA-256 of the ballot bytes, and no two ballots of one choice are alike', async () => {
  const poll = pollWith(key);
  const [voter] = voters as [Credential];
  const job = { plaintext: Uint8Array.of(1), pool: 'members', credential: voter };
  const sealed = await sealBallots(group, poll, [job, job], random);
  for (const { bytes, tracker } of sealed) {
    expect(tracker).toEqual(Uint8Array.from(createHash('sha256').update(bytes).digest()));
    expect(trackerOf(bytes)).toEqual(tracker);
  }
  const [one, two] = sealed.map(({ ballot }) => ballot) as [Ballot, Ballot];
  expect(ciphertextHash(one)).not.toEqual(ciphertextHash(two));
  expect(one.a).not.toEqual(two.a);
});

test('the size of a ballot is the one that spec/ballot.md gives', async () => {
  for (const pieces of [1, 2]) {
    const [plain, second] = await seal(pollWith(key, pieces), 2);
    expect(plain?.bytes.length).toBe(1 + 1 + 'affiliates'.length + 32 + 1 + 1 + 128 * pieces + 64);
    expect(second?.bytes.length).toBe(1 + 1 + 'members'.length + 32 + 33 + 1 + 128 * pieces + 64);
  }
});

test("another key, other numbers, or another ballot's numbers open nothing", async () => {
  const poll = pollWith(key);
  const [one, two] = await seal(poll, 2);
  if (one === undefined || two === undefined) throw new Error('two ballots were sealed');
  const codeOf = async (ballot: Ballot, numbers: Uint8Array, of = poll): Promise<string> => {
    const opened = await openBallot(group, of, ballot, numbers);
    return opened.ok ? 'ok' : opened.error.code;
  };
  expect(await codeOf(one.ballot, one.secretRandomness)).toBe('ok');
  expect(await codeOf(one.ballot, two.secretRandomness)).toBe('ballot/wrong-opening');
  expect(await codeOf(one.ballot, new Uint8Array(64))).toBe('ballot/wrong-opening');
  const otherKey = pollWith(await anyPoint(random));
  expect(await codeOf(one.ballot, one.secretRandomness, otherKey)).toBe('ballot/not-readable');
  const garbled = { ...one.ballot, b: new Uint8Array(32).fill(255) };
  expect(await codeOf(garbled, one.secretRandomness)).toBe('ballot/wrong-opening');
});

test('a machine seals nothing for a pool that is not there, nor to the identity', async () => {
  const [voter] = voters as [Credential];
  const job = { plaintext: Uint8Array.of(1), pool: 'strangers', credential: voter };
  await expect(sealBallots(group, pollWith(key), [job], random)).rejects.toThrow(TypeError);
  const hollow = pollWith(new Uint8Array(32));
  await expect(sealBallots(group, hollow, [{ ...job, pool: 'members' }], random)).rejects.toThrow(
    TypeError,
  );
});

test('one ballot has one spelling: what parses is written back the same', async () => {
  const sealed = await seal(pollWith(key, 2), 2);
  for (const { bytes } of sealed) {
    expect(encodeBallot(unwrap(parseBallot(bytes)))).toEqual(bytes);
    for (let cut = 0; cut < bytes.length; cut += 7)
      expect(parseBallot(bytes.subarray(0, cut)).ok).toBe(false);
    expect(parseBallot(concat(bytes, Uint8Array.of(0))).ok).toBe(false);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ mask;
        const parsed = parseBallot(changed);
        if (parsed.ok) expect(encodeBallot(parsed.value)).toEqual(changed);
      }),
      { numRuns: 100 },
    );
  }
});
