/** ristretto255 (RFC 9496) on @noble/curves, as spec/ballot.md writes it: points of 32 bytes, scalars below ℓ. */

import { assert, utf8 } from '@hustings/base';
import { pippenger } from '@noble/curves/abstract/curve.js';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, randomBytes } from '@noble/hashes/utils.js';
import { len64 } from './lengths.ts';

export type Point = InstanceType<typeof ristretto255.Point>;

/** Order of the group. */
export const ORDER: bigint = 2n ** 252n + 27742317777372353535851937790883648493n;
export const BASE: Point = ristretto255.Point.BASE;
export const IDENTITY: Point = ristretto255.Point.ZERO;

/** A canonical encoding as a point; the identity is one. */
export function readPoint(bytes: Uint8Array): Point | undefined {
  if (bytes.length !== 32) return undefined;
  try {
    return ristretto255.Point.fromBytes(bytes);
  } catch {
    return undefined;
  }
}

/** The same, the identity refused. */
export function readElement(bytes: Uint8Array): Point | undefined {
  const point = readPoint(bytes);
  return point === undefined || point.is0() ? undefined : point;
}

/** Points end to end; undefined where one of them is none. */
export function readPoints(bytes: Uint8Array): readonly Point[] | undefined {
  const out: Point[] = [];
  for (let at = 0; at < bytes.length; at += 32) {
    const point = readPoint(bytes.subarray(at, at + 32));
    if (point === undefined) return undefined;
    out.push(point);
  }
  return out;
}

export function littleEndian(bytes: Uint8Array): bigint {
  let out = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) out = (out << 8n) | BigInt(bytes[i] as number);
  return out;
}

/** 32 bytes below ℓ. */
export function readScalar(bytes: Uint8Array): bigint | undefined {
  if (bytes.length !== 32) return undefined;
  const scalar = littleEndian(bytes);
  return scalar < ORDER ? scalar : undefined;
}

export function readScalars(bytes: Uint8Array): readonly bigint[] | undefined {
  const out: bigint[] = [];
  for (let at = 0; at < bytes.length; at += 32) {
    const scalar = readScalar(bytes.subarray(at, at + 32));
    if (scalar === undefined) return undefined;
    out.push(scalar);
  }
  return out;
}

export function mod(value: bigint): bigint {
  const rest = value % ORDER;
  return rest < 0n ? rest + ORDER : rest;
}

/** The inverse of a value that is not 0 modulo ℓ. */
export function invert(value: bigint): bigint {
  let result = 1n;
  let power = mod(value);
  for (let e = ORDER - 2n; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * power) % ORDER;
    power = (power * power) % ORDER;
  }
  return result;
}

/** Public values only: the time depends on them. */
export function times(point: Point, scalar: bigint): Point {
  return point.multiplyUnsafe(mod(scalar));
}

/** A sum of products, gathered term by term and worked out at once. */
export class Sum {
  readonly #points: Point[] = [];
  readonly #scalars: bigint[] = [];

  add(point: Point, scalar: bigint): this {
    const reduced = mod(scalar);
    if (reduced !== 0n && !point.is0()) {
      this.#points.push(point);
      this.#scalars.push(reduced);
    }
    return this;
  }

  value(): Point {
    if (this.#points.length === 0) return IDENTITY;
    return pippenger(ristretto255.Point, this.#points, this.#scalars);
  }

  isZero(): boolean {
    return this.value().is0();
  }
}

/** RFC 9496 §4.3.4 of 64 bytes. */
export function oneWayMap(bytes: Uint8Array): Point {
  const point = ristretto255_hasher.deriveToCurve?.(bytes);
  assert(point !== undefined, '@noble/curves has the one-way map');
  return point as Point;
}

const generators: Point[] = [];
const GENERATOR = utf8('hustings/1/generator');

/** `H` is generator 0. */
export function generator(index: number): Point {
  for (let i = generators.length; i <= index; i++)
    generators.push(oneWayMap(sha512(concatBytes(GENERATOR, len64(i)))));
  return generators[index] as Point;
}

/** A weight of 128 random bits, for adding up equations that must each be zero. */
export function randomWeight(): bigint {
  return littleEndian(randomBytes(16));
}
