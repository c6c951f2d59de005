/**
 * Checking ballots in bulk (PROTOCOL §6). The equations z_k·G = R_k + c·A_k and z·G = T + c·S of all
 * ballots are folded with random weights of 128 bits into ONE multi-scalar multiplication; a wrong
 * ballot slips through with probability 2^−128. When the sum is not zero, halves are summed alone,
 * with fresh weights, until the wrong ones are found.
 *
 * Public input only. The weights are the verifier's own: nobody may foresee them.
 */
import { concatAll, type Failure } from '@hustings/base';
import { G, type Group, MINUS_ONE, randomWeights, SIZE } from '@hustings/ristretto';
import { type Ballot, type BallotPoll, ballotChallenges, hasResponses } from './ballot.ts';
import { at, hasIdentity, isIdentity, sumVartime } from './flat.ts';
import type { Random } from './random.ts';

/** Ballots per multiplication: bounds memory; more would not be faster. */
const SLICE = 8192;

export interface RefusedBallot {
  readonly index: number;
  /** Codes: `ballot/wrong-pieces`, `ballot/wrong-pool`, `ballot/identity`, `ballot/not-canonical`, `ballot/wrong-proof`. */
  readonly failure: Failure;
}

interface Candidate {
  readonly index: number;
  readonly ballot: Ballot;
  /** c, a scalar. */
  readonly challenge: Uint8Array;
}

/**
 * Returns the ballots that fail, in order; none when all are good. Whether the credential is on the
 * roll and in the pool, whether a ciphertext was seen before and whether `previous` is right is for
 * the record to say.
 */
export async function checkBallots(
  group: Group,
  poll: BallotPoll,
  ballots: readonly Ballot[],
  random: Random,
  sliceSize: number = SLICE,
): Promise<readonly RefusedBallot[]> {
  const refused: RefusedBallot[] = [];
  for (let from = 0; from < ballots.length; from += sliceSize) {
    const sound: { readonly index: number; readonly ballot: Ballot }[] = [];
    for (const [i, ballot] of ballots.slice(from, from + sliceSize).entries()) {
      const failure = formalFailure(poll, ballot);
      if (failure === undefined) sound.push({ index: from + i, ballot });
      else refused.push({ index: from + i, failure });
    }
    const challenges = await ballotChallenges(
      group.scalars,
      poll,
      sound.map(({ ballot }) => ballot),
    );
    const candidates = sound.map((s, i): Candidate => ({ ...s, challenge: at(challenges, i) }));
    refused.push(...(await provenFailures(group, candidates, random)));
  }
  return refused.toSorted((a, b) => a.index - b.index);
}

/** What is wrong before any arithmetic. */
function formalFailure(poll: BallotPoll, ballot: Ballot): Failure | undefined {
  if (ballot.pieces !== poll.pieces)
    return {
      code: 'ballot/wrong-pieces',
      message: `The ballot has ${ballot.pieces} pieces; this poll's have ${poll.pieces}.`,
    };
  if (!poll.pools.includes(ballot.pool))
    return { code: 'ballot/wrong-pool', message: `This poll has no pool “${ballot.pool}”.` };
  if ([poll.key, ballot.credential].some(isIdentity) || lists(ballot).some(hasIdentity))
    return {
      code: 'ballot/identity',
      message:
        'The ballot has the neutral element where a key, a ciphertext or a commitment belongs.',
    };
  if (!hasResponses(ballot))
    return { code: 'ballot/not-canonical', message: 'A response of the proof is not below ℓ.' };
  return undefined;
}

/** A commitment that is the identity would show r_k, or the credential's secret, to everyone. */
function lists(ballot: Ballot): readonly Uint8Array[] {
  return [ballot.a, ballot.b, ballot.commitments, ballot.credentialCommitment];
}

async function provenFailures(
  group: Group,
  candidates: readonly Candidate[],
  random: Random,
): Promise<readonly RefusedBallot[]> {
  const garbled = await garbledCiphertexts(group, candidates);
  const wrong = await wrongAmong(
    group,
    garbled.length === 0
      ? candidates
      : candidates.filter((candidate) => !garbled.includes(candidate)),
    random,
  );
  const failures: RefusedBallot[] = garbled.map(({ index }) => ({ index, failure: GARBLED }));
  for (const { index, ballot } of wrong) {
    const isGarbled =
      (await group.firstInvalid(concatAll([...announced(ballot), ...proved(ballot)]))) >= 0;
    failures.push({ index, failure: isGarbled ? GARBLED : WRONG_PROOF });
  }
  return failures;
}

const GARBLED: Failure = {
  code: 'ballot/not-canonical',
  message: 'Some point of the ballot is not a canonical encoding.',
};
const WRONG_PROOF: Failure = {
  code: 'ballot/wrong-proof',
  message:
    'The proof fails: the ballot was not made with this credential, for this poll and pool, as it stands.',
};

/** Ballots with an invalid B: it is bound by the hash alone and stands in no equation, so it is looked at for itself. */
async function garbledCiphertexts(
  group: Group,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  let rest = candidates;
  while (rest.length > 0) {
    const first = await group.firstInvalid(concatAll(rest.map(({ ballot }) => ballot.b)));
    if (first < 0) break;
    // All candidates have the poll's number of pieces by now.
    const k = Math.floor(first / (rest[0] as Candidate).ballot.pieces);
    found.push(rest[k] as Candidate);
    rest = rest.slice(k + 1);
  }
  return found;
}

/** Bisects: `isKnownWrong` says that this part was found wrong already, because its other half is right. */
async function wrongAmong(
  group: Group,
  candidates: readonly Candidate[],
  random: Random,
  isKnownWrong = false,
): Promise<readonly Candidate[]> {
  if (candidates.length === 0) return [];
  if (!isKnownWrong && (await allHold(group, candidates, random))) return [];
  if (candidates.length === 1) return candidates;
  const half = candidates.length >> 1;
  const left = await wrongAmong(group, candidates.slice(0, half), random);
  const right = await wrongAmong(group, candidates.slice(half), random, left.length === 0);
  return [...left, ...right];
}

/** Σ w·(R + c·A − z·G) = 0 over all equations of all candidates. False too when a point is invalid. */
async function allHold(
  group: Group,
  candidates: readonly Candidate[],
  random: Random,
): Promise<boolean> {
  const equations = candidates.reduce((sum, { ballot }) => sum + ballot.pieces + 1, 0);
  const weights = randomWeights(equations, random);
  const responses = concatAll(
    candidates.flatMap(({ ballot }) => [ballot.responses, ballot.credentialResponse]),
  );
  const onBase = await group.scalars.inner(weights, responses);
  const scalars = concatAll([
    await group.scalars.mulAdd(onBase, MINUS_ONE),
    weights,
    await group.scalars.mulAdd(weights, challengesOf(candidates, equations)),
  ]);
  const points = concatAll([
    G,
    ...candidates.flatMap(({ ballot }) => announced(ballot)),
    ...candidates.flatMap(({ ballot }) => proved(ballot)),
  ]);
  const sum = await sumVartime(group, scalars, points);
  return sum !== undefined && isIdentity(sum);
}

/** Each ballot's c, once for each of its equations. */
function challengesOf(candidates: readonly Candidate[], equations: number): Uint8Array {
  const out = new Uint8Array(equations * SIZE);
  let at = 0;
  for (const { ballot, challenge } of candidates)
    for (let k = 0; k <= ballot.pieces; k++, at += SIZE) out.set(challenge, at);
  return out;
}

/** R_1..R_K, T. */
function announced(ballot: Ballot): readonly Uint8Array[] {
  return [ballot.commitments, ballot.credentialCommitment];
}

/** A_1..A_K, S: what the proof says to know the logarithms of. */
function proved(ballot: Ballot): readonly Uint8Array[] {
  return [ballot.a, ballot.credential];
}
