/**
 * Sealing ballots and opening one's own (PROTOCOL §6).
 *
 * Secret here: the plaintext and its points, r_k, ρ_k, τ, s. Products with them are `mulFixed`; the
 * plaintext's point goes in as its `plus`, which a backend adds at the end in fixed time but may
 * decode in a time that depends on it. Responses are arithmetic of the group's own scalars.
 */
import { assert, concatAll, equal, err, type Failure, ok, type Result } from '@hustings/base';
import { G, type Group, MINUS_ONE, SIZE } from '@hustings/ristretto';
import {
  type Ballot,
  type BallotPoll,
  ballotChallenges,
  encodeBallot,
  trackerOf,
} from './ballot.ts';
import type { Credential } from './credential.ts';
import { at, between, isIdentity } from './flat.ts';
import { decodePlaintexts, encodePlaintexts } from './plaintext.ts';
import { drawScalars, type Random } from './random.ts';

const NOTHING = new Uint8Array();

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
  const n = jobs.length;
  // r, ρ and τ end to end: one list of products with the base.
  const drawn = await drawScalars(group.scalars, n * (2 * pieces + 1), random);
  const onBase = await group.mulFixed([{ base: G, scalars: drawn }]);
  const parts = (flat: Uint8Array) => ({
    r: between(flat, 0, n * pieces),
    rho: between(flat, n * pieces, 2 * n * pieces),
    tau: between(flat, 2 * n * pieces, n * (2 * pieces + 1)),
  });
  const secret = parts(drawn);
  const open = parts(onBase);
  const b = await group.mulFixed([{ base: poll.key, scalars: secret.r }], messages);
  const ballots = jobs.map((job, i): Ballot => {
    const mine = (flat: Uint8Array): Uint8Array => between(flat, i * pieces, (i + 1) * pieces);
    return {
      pool: job.pool,
      credential: job.credential.public,
      previous: job.previous,
      pieces,
      a: mine(open.r),
      b: mine(b),
      commitments: mine(open.rho),
      credentialCommitment: at(open.tau, i),
      responses: NOTHING,
      credentialResponse: NOTHING,
    };
  });
  const challenges = await ballotChallenges(group.scalars, poll, ballots);
  const responses = await group.scalars.mulAdd(secret.r, repeated(challenges, pieces), secret.rho);
  const credentialResponses = await group.scalars.mulAdd(
    concatAll(jobs.map((job) => job.credential.secret)),
    challenges,
    secret.tau,
  );
  const sealed = ballots.map((unproved, i) => {
    const ballot: Ballot = {
      ...unproved,
      responses: between(responses, i * pieces, (i + 1) * pieces),
      credentialResponse: at(credentialResponses, i),
    };
    const bytes = encodeBallot(ballot);
    const secretRandomness = between(secret.r, i * pieces, (i + 1) * pieces).slice();
    return { ballot, bytes, tracker: trackerOf(bytes), secretRandomness };
  });
  // ρ with a response gives r, and τ gives s.
  drawn.fill(0);
  return sealed;
}

/** Each element `times` times, one after the other. */
function repeated(flat: Uint8Array, times: number): Uint8Array {
  if (times === 1) return flat;
  const out = new Uint8Array(flat.length * times);
  for (let i = 0; i < out.length / SIZE; i++) out.set(at(flat, Math.floor(i / times)), i * SIZE);
  return out;
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
