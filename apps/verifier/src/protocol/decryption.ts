/** Trustees' shares of a decryption, and the public coin (spec/decryption.md). */
import { compare, readBigEndian, utf8 } from '@hustings/base';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { len64 } from '../group/lengths.ts';
import {
  IDENTITY,
  oneWayMap,
  type Point,
  readElement,
  readPoint,
  readPoints,
  Sum,
  times,
} from '../group/points.ts';
import { haveEqualLogarithms } from '../group/small-proofs.ts';
import { Transcript } from '../group/transcript.ts';
import { lagrange } from './ceremony.ts';
import type { Ciphertexts } from './ciphertexts.ts';

export interface DecryptionPoll {
  readonly context: Uint8Array;
  /** Y */
  readonly key: Uint8Array;
  /** Y_1..Y_n */
  readonly shares: readonly Uint8Array[];
}

export interface Share {
  /** Of the trustee, from 1. */
  readonly index: number;
  /** D, one for every piece of every ballot; none where the list is only drawn from. */
  readonly points: readonly Point[];
  /** Their encodings, end to end. */
  readonly encodings: Uint8Array;
}

/** The share of trustee `index`, or what is wrong with it. Not `isWhole`: its layout alone, its proof left out. */
export function readShare(
  poll: DecryptionPoll,
  pool: string,
  index: number,
  list: Ciphertexts,
  bytes: Uint8Array,
  isWhole = true,
): Share | string {
  const { pieces, count } = list;
  const length = 32 * pieces * count;
  if (bytes.length !== 7 + length + 96) return 'The share has the wrong length.';
  if (bytes[0] !== 1 || bytes[1] !== index || bytes[2] !== pieces)
    return 'The share has the wrong version, trustee or pieces.';
  if (readBigEndian(bytes, 3, 4) !== count) return 'The share has the wrong number of ballots.';
  const shareKey = readElement(poll.shares[index - 1] ?? new Uint8Array());
  if (shareKey === undefined) return 'The trustee’s public share is no point, or the identity.';
  const d = bytes.subarray(7, 7 + length);
  if (!isWhole) return { index, points: [], encodings: d };
  const points = readPoints(d);
  if (points === undefined) return 'A point of the share is not canonical.';
  const transcript = new Transcript('decryption')
    .append('context', poll.context)
    .append('key', poll.key)
    .text('pool', pool)
    .number('trustee', index)
    .append('share key', shareKey.toBytes())
    .number('pieces', pieces)
    .number('count', count)
    .append('A', list.a)
    .append('B', list.b)
    .append('D', d);
  const weights = transcript.weights('w', pieces * count);
  const weighted = (of: readonly Point[]): Point => {
    const sum = new Sum();
    for (const [i, point] of of.entries()) sum.add(point, weights[i] as bigint);
    return sum.value();
  };
  const statement = { image: shareKey, base: weighted(list.pointsA), value: weighted(points) };
  return haveEqualLogarithms(transcript, statement, bytes.subarray(7 + length))
    ? { index, points, encodings: d }
    : 'The proof of the share is wrong.';
}

/**
 * M = B − Σ λ_i·D_i at one place of the list, from exactly the shares given; undefined where a point
 * that is read only now is none.
 */
export function opened(list: Ciphertexts, at: number, shares: readonly Share[]): Point | undefined {
  const factors = lagrange(shares.map((s) => s.index));
  const own = (flat: Uint8Array): Uint8Array => flat.subarray(32 * at, 32 * at + 32);
  let sum = list.pointsB[at] ?? readElement(own(list.b));
  for (const [i, share] of shares.entries()) {
    const point = share.points[at] ?? readPoint(own(share.encodings));
    if (sum === undefined || point === undefined) return undefined;
    sum = sum.subtract(times(point, factors[i] as bigint));
  }
  return sum;
}

export interface CoinShare {
  readonly index: number;
  readonly value: Point;
}

const COIN = utf8('hustings/1/coin');

/** V_i of a trustee, or what is wrong with it; `checkpoint` is the closing checkpoint's text. */
export function readCoinShare(
  poll: DecryptionPoll,
  index: number,
  checkpoint: Uint8Array,
  share: Uint8Array,
  proof: Uint8Array,
): CoinShare | string {
  const image = readElement(poll.shares[index - 1] ?? new Uint8Array());
  const value = readPoint(share);
  if (image === undefined || value === undefined) return 'The share of the coin is no point.';
  const transcript = new Transcript('coin')
    .append('context', poll.context)
    .append('key', poll.key)
    .number('trustee', index)
    .append('checkpoint', checkpoint);
  const base = oneWayMap(sha512(concatBytes(COIN, checkpoint)));
  return haveEqualLogarithms(transcript, { image, base, value }, proof)
    ? { index, value }
    : 'The proof of the share of the coin is wrong.';
}

/** From `threshold` right shares, whichever. */
export function coinOf(shares: readonly CoinShare[]): Uint8Array {
  const factors = lagrange(shares.map((s) => s.index));
  const value = shares.reduce(
    (sum, share, i) => sum.add(times(share.value, factors[i] as bigint)),
    IDENTITY,
  );
  return sha512(value.toBytes());
}

/** The ids in the order of the lots of a round. */
export function lots(coin: Uint8Array, round: number, ids: readonly string[]): readonly string[] {
  return ids
    .map((id) => ({ id, lot: sha512(concatBytes(coin, len64(round), utf8(id))) }))
    .toSorted((a, b) => compare(a.lot, b.lot))
    .map(({ id }) => id);
}
