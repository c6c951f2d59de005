/**
 * Checking ballots in bulk (PROTOCOL §6). The equations z_k·G = R_k + c·A_k and z·G = T + c·S of all
 * ballots are folded with random weights of 128 bits into ONE multi-scalar multiplication; a wrong
 * ballot slips through with probability 2^−128. When the sum is not zero, halves are summed alone,
 * with fresh weights, until the wrong ones are found.
 *
 * Public input only. The weights are the verifier's own: nobody may foresee them.
 */
import { concat, type Failure } from '@hustings/base';
import {
  addScalar,
  encodeScalars,
  G,
  type Group,
  mulScalar,
  negScalar,
  randomWeights,
  SIZE,
  scalarAt,
} from '@hustings/ristretto';
import { type Ballot, type BallotPoll, ballotChallenge, hasResponses } from './ballot.ts';
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
  /** c */
  readonly challenge: bigint;
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
    const candidates: Candidate[] = [];
    for (const [i, ballot] of ballots.slice(from, from + sliceSize).entries()) {
      const failure = formalFailure(poll, ballot);
      if (failure === undefined)
        candidates.push({ index: from + i, ballot, challenge: ballotChallenge(poll, ballot) });
      else refused.push({ index: from + i, failure });
    }
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
    candidates.filter((candidate) => !garbled.includes(candidate)),
    random,
  );
  const failures: RefusedBallot[] = garbled.map(({ index }) => ({ index, failure: GARBLED }));
  for (const { index, ballot } of wrong) {
    const isGarbled = (await group.firstInvalid(equationPoints(ballot))) >= 0;
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
    const first = await group.firstInvalid(concat(...rest.map(({ ballot }) => ballot.b)));
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

/** Σ w·(z·G − R − c·A) = 0 over all equations of all candidates. False too when a point is invalid. */
async function allHold(
  group: Group,
  candidates: readonly Candidate[],
  random: Random,
): Promise<boolean> {
  const points: Uint8Array[] = [G];
  const scalars: bigint[] = [0n];
  let onBase = 0n;
  for (const { ballot, challenge } of candidates) {
    const weights = randomWeights(ballot.pieces + 1, random);
    for (let k = 0; k <= ballot.pieces; k++) {
      const weight = scalarAt(weights, k);
      const z =
        k < ballot.pieces ? scalarAt(ballot.responses, k) : scalarAt(ballot.credentialResponse, 0);
      onBase = addScalar(onBase, mulScalar(weight, z));
      scalars.push(negScalar(weight), negScalar(mulScalar(weight, challenge)));
    }
    points.push(equationPoints(ballot));
  }
  scalars[0] = onBase;
  const sum = await sumVartime(group, encodeScalars(scalars), concat(...points));
  return sum !== undefined && isIdentity(sum);
}

/** R_1 ‖ A_1 ‖ … ‖ R_K ‖ A_K ‖ T ‖ S. */
function equationPoints(ballot: Ballot): Uint8Array {
  const out = new Uint8Array(2 * SIZE * (ballot.pieces + 1));
  for (let k = 0; k < ballot.pieces; k++) {
    out.set(at(ballot.commitments, k), 2 * k * SIZE);
    out.set(at(ballot.a, k), (2 * k + 1) * SIZE);
  }
  out.set(ballot.credentialCommitment, 2 * ballot.pieces * SIZE);
  out.set(ballot.credential, (2 * ballot.pieces + 1) * SIZE);
  return out;
}
