/**
 * Sealing ballots and opening one's own (PROTOCOL §6).
 *
 * Secret here: the plaintext and its points, r_k, ρ_k, τ, s. Products with them are `mulFixed`; the
 * plaintext's point goes in as its `plus`, which a backend adds at the end in fixed time but may
 * decode in a time that depends on it. Responses are arithmetic of the group's own scalars.
 */
import { assert, equal, err, type Failure, ok, type Result } from '@hustings/base';
import { encodeScalar, G, type Group, MINUS_ONE, randomScalars } from '@hustings/ristretto';
import {
  type Ballot,
  type BallotPoll,
  ballotChallenge,
  encodeBallot,
  trackerOf,
} from './ballot.ts';
import type { Credential } from './credential.ts';
import { at, between, isIdentity } from './flat.ts';
import { decodePlaintexts, encodePlaintexts } from './plaintext.ts';
import type { Random } from './random.ts';

export interface SealJob {
  readonly plaintext: Uint8Array;
  readonly pool: string;
  readonly credential: Credential;
  /** Tracker of the credential's last ballot on the record. */
  readonly previous?: Uint8Array;
}

export interface SealedBallot {
  readonly ballot: Ballot;
  readonly bytes: Uint8Array;
  readonly tracker: Uint8Array;
  /** r_1..r_K. Secret: opens the ballot. For the test of the machine and the second device (§6 a, b), else forget it. */
  readonly secretRandomness: Uint8Array;
}

/** Seals each job; several at once share the work. Throws on a pool that the poll has not. */
export async function sealBallots(
  group: Group,
  poll: BallotPoll,
  jobs: readonly SealJob[],
  random: Random,
): Promise<readonly SealedBallot[]> {
  const { pieces } = poll;
  // Everyone could read a ballot sealed to the identity.
  if (isIdentity(poll.key)) throw new TypeError('"poll" expected a key, got the identity');
  for (const job of jobs)
    if (!poll.pools.includes(job.pool)) throw new TypeError(`"jobs" names no pool: ${job.pool}`);
  const messages = await encodePlaintexts(
    group,
    jobs.map(({ plaintext }) => plaintext),
    pieces,
  );
  const r = randomScalars(jobs.length * pieces, random);
  const rho = randomScalars(jobs.length * pieces, random);
  const tau = randomScalars(jobs.length, random);
  const a = await group.mulFixed([{ base: G, scalars: r }]);
  const b = await group.mulFixed([{ base: poll.key, scalars: r }], messages);
  const R = await group.mulFixed([{ base: G, scalars: rho }]);
  const T = await group.mulFixed([{ base: G, scalars: tau }]);
  const sealed: SealedBallot[] = [];
  for (const [i, job] of jobs.entries()) {
    const mine = (flat: Uint8Array): Uint8Array => between(flat, i * pieces, (i + 1) * pieces);
    const open: Ballot = {
      pool: job.pool,
      credential: job.credential.public,
      previous: job.previous,
      pieces,
      a: mine(a),
      b: mine(b),
      commitments: mine(R),
      credentialCommitment: at(T, i),
      responses: new Uint8Array(),
      credentialResponse: new Uint8Array(),
    };
    const c = encodeScalar(ballotChallenge(poll, open));
    const ballot: Ballot = {
      ...open,
      responses: await group.scalars.mulAdd(mine(r), c, mine(rho)),
      credentialResponse: await group.scalars.mulAdd(job.credential.secret, c, at(tau, i)),
    };
    const bytes = encodeBallot(ballot);
    sealed.push({ ballot, bytes, tracker: trackerOf(bytes), secretRandomness: mine(r).slice() });
  }
  return sealed;
}

/**
 * Returns what a ballot says, to a holder of its randomness: M_k = B_k − r_k·Y, once A_k = r_k·G.
 * Codes: `ballot/wrong-opening`, `ballot/not-readable`.
 */
export async function openBallot(
  group: Group,
  poll: BallotPoll,
  ballot: Ballot,
  secretRandomness: Uint8Array,
): Promise<Result<Uint8Array, Failure>> {
  const wrong = err({
    code: 'ballot/wrong-opening',
    message: 'These numbers do not belong to this ballot.',
  });
  if (secretRandomness.length !== ballot.a.length || ballot.pieces !== poll.pieces) return wrong;
  if ((await group.firstInvalid(ballot.b)) >= 0) return wrong;
  const a = await group.mulFixed([{ base: G, scalars: secretRandomness }]);
  if (!equal(a, ballot.a)) return wrong;
  const messages = await group.mulFixed(
    [{ base: poll.key, scalars: await group.scalars.mulAdd(secretRandomness, MINUS_ONE) }],
    ballot.b,
  );
  const [plaintext] = await decodePlaintexts(group, messages, ballot.pieces);
  assert(plaintext !== undefined, 'one ballot has one plaintext');
  if (plaintext.ok) return ok(plaintext.value);
  return err({
    code: 'ballot/not-readable',
    message: 'The ballot holds no paper that could be read.',
  });
}
