/** Deals and the poll's key (spec/keys.md §1 and §4). */

import { equal, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { len16 } from '../group/lengths.ts';
import { IDENTITY, invert, mod, ORDER, type Point, readElement, times } from '../group/points.ts';
import { isKnown } from '../group/small-proofs.ts';
import { Transcript } from '../group/transcript.ts';

export interface Ceremony {
  /** 32 bytes. */
  readonly context: Uint8Array;
  readonly threshold: number;
  readonly trustees: number;
}

export interface Deal {
  /** F_0..F_{t−1} */
  readonly coefficients: readonly Point[];
  /** E, to which shares are sealed. */
  readonly transport: Point;
}

const PLEDGE = utf8('hustings/1/pledge');

export function pledgeOf({ context }: Ceremony, deal: Uint8Array): Uint8Array {
  return sha256(concatBytes(PLEDGE, len16(context.length), context, deal));
}

/** The deal of trustee `index` (from 1), or what is wrong with it. */
export function readDeal(
  ceremony: Ceremony,
  index: number,
  pledge: Uint8Array,
  bytes: Uint8Array,
): Deal | string {
  const { context, threshold, trustees } = ceremony;
  if (!equal(pledgeOf(ceremony, bytes), pledge)) return 'The deal is not the one pledged.';
  if (bytes.length !== 3 + 32 * threshold + 32 + 128) return 'The deal has the wrong length.';
  if (bytes[0] !== 1 || bytes[1] !== index || bytes[2] !== threshold)
    return 'The deal has the wrong version, trustee or threshold.';
  const list = bytes.subarray(3, 3 + 32 * threshold);
  const coefficients: Point[] = [];
  for (let k = 0; k < threshold; k++) {
    const point = readElement(list.subarray(32 * k, 32 * k + 32));
    if (point === undefined) return 'A commitment of the deal is no point, or the identity.';
    coefficients.push(point);
  }
  const rest = bytes.subarray(3 + 32 * threshold);
  const transport = readElement(rest.subarray(0, 32));
  if (transport === undefined) return 'The transport key is no point, or the identity.';
  const statement = (domain: string): Transcript =>
    new Transcript(domain)
      .append('context', context)
      .number('threshold', threshold)
      .number('trustees', trustees)
      .number('trustee', index)
      .append('F', list)
      .append('transport', rest.subarray(0, 32));
  if (!isKnown(statement('key-deal'), coefficients[0] as Point, rest.subarray(32, 96)))
    return 'The proof of the share of the key is wrong.';
  if (!isKnown(statement('key-transport'), transport, rest.subarray(96)))
    return 'The proof of the transport key is wrong.';
  return { coefficients, transport };
}

/** Σ_k i^k·F_k: f(i)·G. */
export function commitmentAt({ coefficients }: Deal, i: number): Point {
  let sum = IDENTITY;
  for (const coefficient of coefficients.toReversed()) sum = times(sum, BigInt(i)).add(coefficient);
  return sum;
}

export interface PollKey {
  readonly key: Point;
  /** Y_1..Y_n */
  readonly shares: readonly Point[];
}

/** From the deals of all trustees, in their order. */
export function pollKey(deals: readonly Deal[]): PollKey {
  const add = (points: readonly Point[]): Point => points.reduce((a, b) => a.add(b), IDENTITY);
  return {
    key: add(deals.map((d) => d.coefficients[0] as Point)),
    shares: deals.map((_, i) => add(deals.map((d) => commitmentAt(d, i + 1)))),
  };
}

/** λ_i for each of `indexes`: Π_{j≠i} j/(j−i) mod ℓ. */
export function lagrange(indexes: readonly number[]): readonly bigint[] {
  return indexes.map((i) => {
    let numerator = 1n;
    let denominator = 1n;
    for (const j of indexes) {
      if (j === i) continue;
      numerator = (numerator * BigInt(j)) % ORDER;
      denominator = mod(denominator * BigInt(j - i));
    }
    return (numerator * invert(denominator)) % ORDER;
  });
}
