/**
 * A list of ciphertexts: what is mixed and decrypted (PROTOCOL §7). As bytes, spec/shuffle.md:
 *
 *   0x01 ‖ K (1 byte) ‖ N (4 bytes, most significant first) ‖ all A ‖ all B
 *
 * ballot-major: ballot i, piece k at index i·K + k. Public.
 */
import {
  assert,
  bigEndian,
  concat,
  err,
  type Failure,
  ok,
  type Result,
  readBigEndian,
} from '@hustings/base';
import { type Group, SIZE } from '@hustings/ristretto';
import type { Ballot } from './ballot.ts';
import { hasIdentity } from './flat.ts';
import { MOST_PIECES } from './plaintext.ts';

const VERSION = 1;
const HEADER = 6;

export interface Ciphertexts {
  /** N, ballots. */
  readonly count: number;
  /** K, points per ballot. */
  readonly pieces: number;
  /** A_{i,k}, N·K points. */
  readonly a: Uint8Array;
  /** B_{i,k}, N·K points. */
  readonly b: Uint8Array;
}

/** Returns the ciphertexts of checked ballots in the order given: a pool's input, in log order. */
export function ciphertextsOf(ballots: readonly Ballot[], pieces: number): Ciphertexts {
  assert(
    ballots.every((ballot) => ballot.pieces === pieces),
    'ballots of one poll have one number of pieces',
  );
  const row = pieces * SIZE;
  const a = new Uint8Array(ballots.length * row);
  const b = new Uint8Array(ballots.length * row);
  for (const [i, ballot] of ballots.entries()) {
    a.set(ballot.a, i * row);
    b.set(ballot.b, i * row);
  }
  return { count: ballots.length, pieces, a, b };
}

export function encodeCiphertexts(list: Ciphertexts): Uint8Array {
  return concat(Uint8Array.of(VERSION, list.pieces), bigEndian(list.count, 4), list.a, list.b);
}

/** Reads the layout; the parts are views. `checkCiphertexts` looks at the points. Code: `ciphertexts/malformed`. */
export function parseCiphertexts(bytes: Uint8Array): Result<Ciphertexts, Failure> {
  const pieces = bytes[1] ?? 0;
  const count = bytes.length < HEADER ? -1 : readBigEndian(bytes, 2, 4);
  const length = count * pieces * SIZE;
  if (
    bytes[0] !== VERSION ||
    pieces < 1 ||
    pieces > MOST_PIECES ||
    bytes.length !== HEADER + 2 * length
  )
    return err({
      code: 'ciphertexts/malformed',
      message: 'These bytes are not a list of sealed papers.',
    });
  return ok({
    count,
    pieces,
    a: bytes.subarray(HEADER, HEADER + length),
    b: bytes.subarray(HEADER + length),
  });
}

/** Whether all are canonical points other than the identity. Codes: `ciphertexts/identity`, `ciphertexts/not-canonical`. */
export async function checkCiphertexts(
  group: Group,
  list: Ciphertexts,
): Promise<Result<void, Failure>> {
  if (hasIdentity(list.a) || hasIdentity(list.b))
    return err({
      code: 'ciphertexts/identity',
      message: 'The neutral element stands where a sealed paper belongs.',
    });
  if ((await group.firstInvalid(list.a)) >= 0 || (await group.firstInvalid(list.b)) >= 0)
    return err({
      code: 'ciphertexts/not-canonical',
      message: 'Some point is not a canonical encoding.',
    });
  return ok(undefined);
}

/** A program's mistake, not foreign input: lists are parsed or computed before they get here. */
export function assertShape(list: Ciphertexts): void {
  const length = list.count * list.pieces * SIZE;
  assert(list.a.length === length && list.b.length === length, 'a list has N·K points A and B');
}
