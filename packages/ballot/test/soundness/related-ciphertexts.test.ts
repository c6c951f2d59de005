/**
 * Ciphertexts made from somebody else's, to see later what became of it: by electors who replay or
 * transform a ballot, and by mixers who mark one or work in pairs.
 *
 * Sources: B. Pfitzmann, "Breaking an efficient anonymous channel" (EUROCRYPT '94): A^k, B^k is opened
 * to M^k, which betrays M; V. Cortier and B. Smyth, "Attacking and fixing Helios: an analysis of ballot
 * secrecy" (CSF 2011): replayed and copied ballots; S. Khazaei and D. Wikström, "Randomized partial
 * checking revisited" (CT-RSA 2013): dropping and swapping between the steps of mixers.
 */
import { concat, equal } from '@hustings/base';
import {
  encodeScalar,
  G,
  invertScalar,
  ORDER,
  randomScalar,
  randomScalars,
  scalarAt,
  toScalar,
} from '@hustings/ristretto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ballotChallenge } from '../../src/ballot.ts';
import {
  type Ballot,
  type BallotPoll,
  type Ciphertexts,
  type Credential,
  checkBallots,
  checkShuffle,
  ciphertextHash,
  type SealedBallot,
  type ShuffleStep,
  sealBallots,
  shuffle,
  trackerOf,
} from '../../src/index.ts';
import { proveShuffle, reencrypt } from '../../src/shuffle.ts';
import {
  credential,
  hold,
  POLL_CONTEXT,
  pick,
  pollWith,
  replaced,
  seededRandom,
} from '../support.ts';
import { elements, group, type Point, strangers, sum } from './group.ts';

const random = seededRandom('related ciphertexts');
const held = await hold(1, 1, random);
const x = scalarAt(held.trustees[0]?.secret as Uint8Array, 0);
const poll: BallotPoll = pollWith(held.pollKey.key);
const opened = async (a: Point, b: Point): Promise<Point> => sum([1n, b], [-x, a]);

describe('ballots made of a ballot on the record', () => {
  let victim: SealedBallot;
  let thief: Credential;
  let message: Point;

  beforeAll(async () => {
    thief = await credential(random);
    const job = {
      plaintext: Uint8Array.of(2, 1),
      pool: 'members',
      credential: await credential(random),
    };
    [victim] = (await sealBallots(group, poll, [job], random)) as [SealedBallot];
    message = await opened(victim.ballot.a, victim.ballot.b);
  });

  async function refusal(ballot: Ballot, at: BallotPoll = poll): Promise<string | undefined> {
    const [refused] = await checkBallots(group, at, [ballot], random);
    return refused?.failure.code;
  }

  /** Signs with the thief's own credential; the half on r is whatever the thief made of the victim's. */
  async function signed(
    body: Partial<Ballot>,
    z: (c: bigint, before: bigint) => bigint,
  ): Promise<Ballot> {
    const tau = randomScalar(random);
    const open: Ballot = {
      ...victim.ballot,
      ...body,
      credential: thief.public,
      credentialCommitment: await sum([tau, G]),
    };
    const c = ballotChallenge(poll, open);
    const before = ballotChallenge(poll, victim.ballot);
    return {
      ...open,
      responses: encodeScalar(toScalar(z(c, before))),
      credentialResponse: encodeScalar(toScalar(tau + c * scalarAt(thief.secret, 0))),
    };
  }

  const zOf = (ballot: Ballot): bigint => scalarAt(ballot.responses, 0);

  test("somebody's ciphertext with a proof of one's own: the proof wants its r, and it is seen to be a copy", async () => {
    for (const z of [(): bigint => zOf(victim.ballot), (): bigint => randomScalar(random)]) {
      const copy = await signed({}, z);
      expect(await refusal(copy)).toBe('ballot/wrong-proof');
      expect(ciphertextHash(copy)).toEqual(ciphertextHash(victim.ballot));
    }
  });

  test('Pfitzmann: the ciphertext raised to k would open to k·M; its proof raised to k holds for the old challenge only', async () => {
    const k = 7n;
    const { a, b, commitments } = victim.ballot;
    const raised = {
      a: await sum([k, a]),
      b: await sum([k, b]),
      commitments: await sum([k, commitments]),
    };
    expect(await opened(raised.a, raised.b)).toEqual(await sum([k, message]));
    const tagged = await signed(raised, () => k * zOf(victim.ballot));
    // k·z answers for k·R and k·A under the challenge of the victim's ballot …
    const old = ballotChallenge(poll, victim.ballot);
    const rest = await sum([zOf(tagged), G], [-1n, tagged.commitments], [-old, tagged.a]);
    expect(rest.every((byte) => byte === 0)).toBe(true);
    // … and the ballot has another one.
    expect(await refusal(tagged)).toBe('ballot/wrong-proof');
    expect(ciphertextHash(tagged)).not.toEqual(ciphertextHash(victim.ballot));
  });

  test('re-encrypted, shifted to another vote, or turned round: no ballot related to another has a proof', async () => {
    const { a, b, commitments } = victim.ballot;
    const [d, other] = [randomScalar(random), (await strangers('shift', 1))[0] as Point];
    const related: readonly [Partial<Ballot>, (c: bigint, before: bigint) => bigint][] = [
      [
        { a: await sum([1n, a], [d, G]), b: await sum([1n, b], [d, poll.key]) },
        (c) => zOf(victim.ballot) + c * d,
      ],
      [{ b: await sum([1n, b], [1n, other]) }, () => zOf(victim.ballot)],
      [
        {
          a: await sum([-1n, a]),
          b: await sum([-1n, b]),
          commitments: await sum([-1n, commitments]),
        },
        () => -zOf(victim.ballot),
      ],
      [{ commitments: await sum([d, G]) }, (c, before) => d + (c - before) * zOf(victim.ballot)],
    ];
    for (const [body, z] of related)
      expect(await refusal(await signed(body, z))).toBe('ballot/wrong-proof');
  });

  test('the same ballot in another poll or under another key is none; byte for byte it is itself', async () => {
    expect(await refusal(victim.ballot)).toBeUndefined();
    expect(await refusal(victim.ballot, { ...poll, context: random(32) })).toBe(
      'ballot/wrong-proof',
    );
    const [key] = (await strangers('other key', 1)) as [Point];
    expect(await refusal(victim.ballot, { ...poll, key })).toBe('ballot/wrong-proof');
    // What the record refuses a second time is this: tracker and ciphertext (record/test/soundness).
    expect(trackerOf(victim.bytes)).toEqual(victim.tracker);
  });

  test('an old ballot of one’s own says which ballot it followed, and cannot be made to follow another', async () => {
    const job = { plaintext: Uint8Array.of(1), pool: 'members', credential: thief };
    const [first] = (await sealBallots(group, poll, [job], random)) as [SealedBallot];
    const [second] = (await sealBallots(
      group,
      poll,
      [{ ...job, previous: first.tracker }],
      random,
    )) as [SealedBallot];
    expect(second.ballot.previous).toEqual(first.tracker);
    expect(await refusal(second.ballot)).toBeUndefined();
    // Whoever holds the first would play it again after the second.
    expect(await refusal({ ...first.ballot, previous: second.tracker })).toBe('ballot/wrong-proof');
  });

  test('two electors cannot be given one tracker (clash attack): the credential is in the hash', async () => {
    // R. Küsters, T. Truderung and A. Vogt, "Clash attacks on the verifiability of e-voting systems" (S&P 2012).
    const jobs = await Promise.all(
      [1, 2].map(async () => ({
        plaintext: Uint8Array.of(1),
        pool: 'members',
        credential: await credential(random),
      })),
    );
    // A device that was given the "randomness" of another: same seed, same vote, same everything but the code.
    const made = await Promise.all(
      jobs.map((job) => sealBallots(group, poll, [job], seededRandom('one seed for both'))),
    );
    const [one, two] = made.map(([ballot]) => ballot as SealedBallot) as [
      SealedBallot,
      SealedBallot,
    ];
    expect(equal(one.ballot.a, two.ballot.a)).toBe(true);
    expect(equal(one.tracker, two.tracker)).toBe(false);
    // And the record takes but one of them, for it is the same ciphertext.
    expect(ciphertextHash(one.ballot)).toEqual(ciphertextHash(two.ballot));
  });
});

describe('mixers', () => {
  const N = 3;
  const step: ShuffleStep = {
    context: POLL_CONTEXT,
    key: held.pollKey.key,
    pool: 'members',
    step: 1,
    mixer: 'one',
  };
  const second: ShuffleStep = { ...step, step: 2, mixer: 'two' };
  let input: Ciphertexts;

  beforeAll(async () => {
    const points = await strangers('mixers’ input', 2 * N);
    input = {
      count: N,
      pieces: 1,
      a: concat(...points.slice(0, N)),
      b: concat(...points.slice(N)),
    };
  });

  async function code(
    at: ShuffleStep,
    from: Ciphertexts,
    to: Ciphertexts,
    proof: Uint8Array,
  ): Promise<string> {
    const checked = await checkShuffle(group, at, from, to, proof, random);
    return checked.ok ? 'ok' : checked.error.code;
  }

  /** An honest mix that the mixer then tampers with, proving it as well as it can. */
  async function tampered(change: (list: Ciphertexts) => Promise<Ciphertexts>): Promise<string> {
    const psi = Uint32Array.of(2, 0, 1);
    const rNew = randomScalars(N, random);
    const output = await change(await reencrypt(group, step.key, input, psi, rNew));
    const proof = await proveShuffle(group, step, input, output, { psi, rNew }, random);
    return code(step, input, output, proof);
  }

  const at = (flat: Uint8Array, i: number): Point => elements(flat)[i] as Point;
  const scaled = async (list: Ciphertexts, i: number, k: bigint): Promise<Ciphertexts> => ({
    ...list,
    a: replaced(list.a, i, await sum([k, at(list.a, i)])),
    b: replaced(list.b, i, await sum([k, at(list.b, i)])),
  });

  test('Pfitzmann: a mixer marks one ballot with an exponent, and the mark would show when it is opened', async () => {
    const k = 5n;
    const marked = await scaled(input, 1, k);
    const plain = await opened(at(input.a, 1), at(input.b, 1));
    expect(await opened(at(marked.a, 1), at(marked.b, 1))).toEqual(await sum([k, plain]));
    for (const factor of [k, ORDER - 1n, 2n])
      expect(await tampered((list) => scaled(list, 0, factor))).toBe('shuffle/wrong-proof');
    expect(await tampered(async (list) => list)).toBe('ok');
  });

  test('Pfitzmann: a mixer puts a ballot related to the victim’s in the place of another', async () => {
    expect(
      await tampered(async (list) => {
        const one = await scaled(pick(list, [0, 0]), 1, 3n);
        return pick(
          { count: 3, pieces: 1, a: concat(one.a, at(list.a, 2)), b: concat(one.b, at(list.b, 2)) },
          [0, 1, 2],
        );
      }),
    ).toBe('shuffle/wrong-proof');
  });

  test('marks that undo each other: one ballot times k, another divided by k', async () => {
    const k = 9n;
    const inverse = invertScalar(k);
    expect(await tampered(async (list) => scaled(await scaled(list, 0, k), 1, inverse))).toBe(
      'shuffle/wrong-proof',
    );
  });

  test('a pair of mixers: the second may not start from another list than the first left', async () => {
    const first = await shuffle(group, step, input, random);
    const changes: readonly [string, (list: Ciphertexts) => Promise<Ciphertexts>][] = [
      ['two ballots changed places', async (list) => pick(list, [1, 0, 2])],
      ['one dropped and another doubled', async (list) => pick(list, [0, 0, 2])],
      ['one marked', (list) => scaled(list, 2, 4n)],
    ];
    for (const [what, change] of changes) {
      const between = await change(first.output);
      const last = await shuffle(group, second, between, random);
      expect([what, await code(step, input, first.output, first.proof)]).toEqual([what, 'ok']);
      expect([what, await code(second, between, last.output, last.proof)]).toEqual([what, 'ok']);
      // The verifier gives each step the output that stands on the record before it.
      expect([what, await code(second, first.output, last.output, last.proof)]).toEqual([
        what,
        'shuffle/wrong-proof',
      ]);
      expect([what, await code(step, input, between, first.proof)]).toEqual([
        what,
        'shuffle/wrong-proof',
      ]);
    }
    // Nor may it show one mix twice, or do the other's step.
    expect(await code(second, input, first.output, first.proof)).toBe('shuffle/wrong-proof');
    expect(await code({ ...step, mixer: 'two' }, input, first.output, first.proof)).toBe(
      'shuffle/wrong-proof',
    );
    // Fewer papers are another list altogether.
    const short = await shuffle(group, second, pick(first.output, [0, 1]), random);
    expect(await code(second, first.output, short.output, short.proof)).toBe('shuffle/wrong-size');
  });
});
