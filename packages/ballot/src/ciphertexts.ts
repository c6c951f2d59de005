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
import { SIZE } from '@hustings/ristretto';
import type { Ballot } from './ballot.ts';
import { MOST_PIECES } from './plaintext.ts';

export const LIST_VERSION = 1;
export const LIST_HEADER = 6;

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
  return concat(Uint8Array.of(LIST_VERSION, list.pieces), bigEndian(list.count, 4), list.a, list.b);
}

/** Reads the layout; the parts are views. `checkCiphertexts` looks at the points. Code: `ciphertexts/malformed`. */
export function parseCiphertexts(bytes: Uint8Array): Result<Ciphertexts, Failure> {
  const shape = parseListHeader(bytes, bytes.length);
  if (!shape.ok) return shape;
  const { count, pieces } = shape.value;
  const middle = LIST_HEADER + count * pieces * SIZE;
  return ok({
    count,
    pieces,
    a: bytes.subarray(LIST_HEADER, middle),
    b: bytes.subarray(middle),
  });
}

/** N and K from the first bytes of a list that has `size` of them. Code: `ciphertexts/malformed`. */
export function parseListHeader(
  header: Uint8Array,
  size: number,
): Result<{ readonly count: number; readonly pieces: number }, Failure> {
  const pieces = header[1] ?? 0;
  const count = header.length < LIST_HEADER ? -1 : readBigEndian(header, 2, 4);
  if (
    header[0] !== LIST_VERSION ||
    pieces < 1 ||
    pieces > MOST_PIECES ||
    size !== LIST_HEADER + 2 * count * pieces * SIZE
  )
    return err({
      code: 'ciphertexts/malformed',
      message: 'These bytes are not a list of sealed papers.',
    });
  return ok({ count, pieces });
}

/** A program's mistake, not foreign input: lists are parsed or computed before they get here. */
export function assertShape(list: Ciphertexts): void {
  const length = list.count * list.pieces * SIZE;
  assert(list.a.length === length && list.b.length === length, 'a list has N·K points A and B');
}
