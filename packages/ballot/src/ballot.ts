/**
 * A ballot as bytes (PROTOCOL §6, spec/ballot.md):
 *
 *   0x01 ‖ len8(pool) ‖ pool ‖ S ‖ (0x00 | 0x01 ‖ previous tracker) ‖ K ‖ A_1..A_K ‖ B_1..B_K
 *     ‖ R_1..R_K ‖ T ‖ z_1..z_K ‖ z
 *
 * One ballot has one spelling: the tracker is the SHA-256 of these bytes. All public.
 */
import { concat, err, type Failure, fromUtf8, ok, type Result, utf8 } from '@hustings/base';
import { sha256 } from '@hustings/hash';
import { decodeScalar, type ScalarField, SIZE } from '@hustings/ristretto';
import { MOST_PIECES } from './plaintext.ts';
import { scalarsFromWide } from './random.ts';
import { Transcript } from './transcript.ts';

const VERSION = 1;
export const TRACKER_BYTES = 32;
const NOTHING = new Uint8Array();
/** Bytes of a challenge before it is reduced. */
const WIDE = 64;
/** As ids are in the record: short, kebab-case, ASCII. */
const POOL = /^[a-z0-9-]{1,64}$/;

/** What a ballot is bound to. */
export interface BallotPoll {
  /** Hash of the poll's manifest (PROTOCOL §1). */
  readonly context: Uint8Array;
  /** Y, as `pollKey` made it: never the identity. */
  readonly key: Uint8Array;
  /** Points per ballot: `piecesFor(paperLength(form))`. */
  readonly pieces: number;
  /** The pool ids that a ballot may name. */
  readonly pools: readonly string[];
}

/** The parts of a ballot, views of its bytes. `a`, `b`, `commitments`, `responses` hold one element per piece. */
export interface Ballot {
  readonly pool: string;
  /** S: the elector's public credential. */
  readonly credential: Uint8Array;
  /** Tracker of the same credential's last ballot on the record, if there is one. */
  readonly previous: Uint8Array | undefined;
  readonly pieces: number;
  /** A_k = r_k·G. */
  readonly a: Uint8Array;
  /** B_k = r_k·Y + M_k. */
  readonly b: Uint8Array;
  /** R_k = ρ_k·G. */
  readonly commitments: Uint8Array;
  /** T = τ·G. */
  readonly credentialCommitment: Uint8Array;
  /** z_k = ρ_k + c·r_k. */
  readonly responses: Uint8Array;
  /** z = τ + c·s. */
  readonly credentialResponse: Uint8Array;
}

export function isPoolId(text: string): boolean {
  return POOL.test(text);
}

export function encodeBallot(ballot: Ballot): Uint8Array {
  const pool = utf8(ballot.pool);
  return concat(
    Uint8Array.of(VERSION, pool.length),
    pool,
    ballot.credential,
    ballot.previous === undefined ? Uint8Array.of(0) : concat(Uint8Array.of(1), ballot.previous),
    Uint8Array.of(ballot.pieces),
    ballot.a,
    ballot.b,
    ballot.commitments,
    ballot.credentialCommitment,
    ballot.responses,
    ballot.credentialResponse,
  );
}

/** Reads the layout. Whether points are points and the proof holds is for `checkBallots`. Code: `ballot/malformed`. */
export function parseBallot(bytes: Uint8Array): Result<Ballot, Failure> {
  let place = 0;
  let isShort = false;
  const take = (length: number): Uint8Array => {
    if (place + length > bytes.length) isShort = true;
    const part = bytes.subarray(place, place + length);
    place += length;
    return part;
  };
  if (take(1)[0] !== VERSION) return malformed('is not of version 1');
  const pool = fromUtf8(take(take(1)[0] ?? 0));
  if (pool === undefined || !isPoolId(pool)) return malformed('names no pool');
  const credential = take(SIZE);
  const flag = take(1)[0];
  if (flag !== undefined && flag > 1) return malformed('has a wrong mark before the last tracker');
  const previous = flag === 1 ? take(TRACKER_BYTES) : undefined;
  const pieces = take(1)[0] ?? 0;
  if (!isShort && (pieces < 1 || pieces > MOST_PIECES))
    return malformed(`has ${pieces} pieces; 1 to ${MOST_PIECES} are possible`);
  const ballot: Ballot = {
    pool,
    credential,
    previous,
    pieces,
    a: take(pieces * SIZE),
    b: take(pieces * SIZE),
    commitments: take(pieces * SIZE),
    credentialCommitment: take(SIZE),
    responses: take(pieces * SIZE),
    credentialResponse: take(SIZE),
  };
  if (isShort || place !== bytes.length) return malformed('has the wrong length');
  return ok(ballot);
}

/** SHA-256 of the ballot bytes: what the voter's receipt names. */
export function trackerOf(ballotBytes: Uint8Array): Uint8Array {
  return sha256(ballotBytes);
}

/** SHA-256 over A_1..A_K ‖ B_1..B_K: met twice on one record, a ballot has been copied (PROTOCOL §6). */
export function ciphertextHash(ballot: Ballot): Uint8Array {
  return sha256(ballot.a, ballot.b);
}

/**
 * The challenges c of the signatures of knowledge of a poll's ballots, a scalar each: over everything
 * in the ballot but the responses. What the ballots of a poll and pool begin with is hashed once.
 */
export async function ballotChallenges(
  field: ScalarField,
  poll: BallotPoll,
  ballots: readonly Ballot[],
): Promise<Uint8Array> {
  const ofPoll = new Transcript('ballot').append('context', poll.context).append('key', poll.key);
  const ofPool = new Map(
    poll.pools.map((pool) => [pool, ofPoll.fork().appendText('pool', pool)] as const),
  );
  const wide = new Uint8Array(ballots.length * WIDE);
  ballots.forEach((ballot, i) => {
    const begun = ofPool.get(ballot.pool) ?? ofPoll.fork().appendText('pool', ballot.pool);
    wide.set(stated(begun.fork(), ballot).challengeWide('c'), i * WIDE);
  });
  return scalarsFromWide(field, wide);
}

/** The challenge of one ballot. */
export function ballotChallenge(poll: BallotPoll, ballot: Ballot): bigint {
  const begun = new Transcript('ballot')
    .append('context', poll.context)
    .append('key', poll.key)
    .appendText('pool', ballot.pool);
  return stated(begun, ballot).challenge('c');
}

function stated(begun: Transcript, ballot: Ballot): Transcript {
  return begun
    .append('credential', ballot.credential)
    .append('previous', ballot.previous ?? NOTHING)
    .appendNumber('pieces', ballot.pieces)
    .append('A', ballot.a)
    .append('B', ballot.b)
    .append('R', ballot.commitments)
    .append('T', ballot.credentialCommitment);
}

/** Whether every response is a scalar below ℓ. */
export function hasResponses(ballot: Ballot): boolean {
  for (let k = 0; k < ballot.pieces; k++) if (!isScalar(ballot.responses, k)) return false;
  return isScalar(ballot.credentialResponse, 0);
}

function isScalar(flat: Uint8Array, i: number): boolean {
  // ℓ is a little above 2^252: a highest byte below 16 settles nearly all.
  const highest = flat[(i + 1) * SIZE - 1];
  if (highest === undefined) return false;
  return highest < 16 || decodeScalar(flat, i) !== undefined;
}

function malformed(what: string): Result<never, Failure> {
  return err({ code: 'ballot/malformed', message: `The ballot ${what}.` });
}
