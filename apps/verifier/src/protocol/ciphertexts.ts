/** Lists of ciphertexts (spec/shuffle.md). */
import { readBigEndian } from '@hustings/base';
import { type Point, readElement } from '../group/points.ts';

export interface Ciphertexts {
  readonly pieces: number;
  /** Ballots. */
  readonly count: number;
  /** The encodings, end to end: piece k of ballot i at i·K + k. */
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  /** None where the list is only drawn from: then each point is read when it is needed. */
  readonly pointsA: readonly Point[];
  readonly pointsB: readonly Point[];
}

/** From encodings; undefined where a point is none or the identity. `isWhole`: read every point now. */
export function ciphertexts(
  pieces: number,
  a: Uint8Array,
  b: Uint8Array,
  isWhole: boolean,
): Ciphertexts | undefined {
  const count = a.length / 32 / pieces;
  if (!isWhole) return { pieces, count, a, b, pointsA: [], pointsB: [] };
  const pointsA = elements(a);
  const pointsB = elements(b);
  if (pointsA === undefined || pointsB === undefined) return undefined;
  return { pieces, count, a, b, pointsA, pointsB };
}

/** What is wrong with a list whose layout is right. */
export const NO_POINTS = 'A ciphertext is no point, or the identity.';

/** The list, or what is wrong with it. */
export function readCiphertexts(bytes: Uint8Array, isWhole = true): Ciphertexts | string {
  if (bytes.length < 6 || bytes[0] !== 1) return 'The list of ciphertexts has an unknown layout.';
  const pieces = bytes[1] as number;
  const count = readBigEndian(bytes, 2, 4);
  if (pieces < 1 || pieces > 16) return 'The list of ciphertexts has a wrong number of pieces.';
  const half = 32 * pieces * count;
  if (bytes.length !== 6 + 2 * half) return 'The list of ciphertexts has a wrong length.';
  const a = bytes.subarray(6, 6 + half);
  return ciphertexts(pieces, a, bytes.subarray(6 + half), isWhole) ?? NO_POINTS;
}

function elements(bytes: Uint8Array): readonly Point[] | undefined {
  const out: Point[] = [];
  for (let at = 0; at < bytes.length; at += 32) {
    const point = readElement(bytes.subarray(at, at + 32));
    if (point === undefined) return undefined;
    out.push(point);
  }
  return out;
}
