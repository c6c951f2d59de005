/**
 * Lists of points in the kernel's memory, and what is done to all of a list at once. Two kinds: points
 * one after the other for the first kernel, pairs of points for the second.
 */
import type { FixedTerm } from '../group.ts';
import { SIZE } from '../scalar.ts';
import { LANE_NIELS } from './fma-codec.ts';
import type { Kernel, WorkSpace } from './instance.ts';

export interface PointLists {
  /** Bytes of memory for n points. */
  room(n: number): number;
  identities(list: number, n: number): void;
  /** list_i += the point of encoding i. Returns the index of the first that is not canonical, or −1. */
  addEncoded(space: WorkSpace, list: number, encodings: Uint8Array, hints?: Uint8Array): number;
  /** list_i += scalar_i·base, or half of it. Secret scalars; throws when the base is not canonical. */
  addProducts(space: WorkSpace, list: number, term: FixedTerm, isHalved: boolean): void;
  /** list_i := scalar/2·list_i. Secret scalar, at address `scalar`. */
  mulByHalf(space: WorkSpace, list: number, n: number, scalar: number): void;
  /**
   * list_i := Σ_k scalars_k·columns_{k,i}, the columns one after the other, each with `room` for n. Public
   * scalars, at address `scalars`.
   */
  combine(space: WorkSpace, list: number, n: number, columns: number, scalars: Count): void;
  oneWayMap(space: WorkSpace, list: number, uniform: Uint8Array): void;
  /** Whether encoding gives hints for decoding. */
  readonly givesHints: boolean;
  /** The encodings of n points; their hints are written to `hints`, where given and `givesHints`. */
  encode(space: WorkSpace, list: number, n: number, hints?: Uint8Array): Uint8Array;
  /** The encodings of twice n points, which are overwritten. */
  doubleEncode(space: WorkSpace, list: number, n: number, hints?: Uint8Array): Uint8Array;
}

/** `n` scalars at an address. */
export interface Count {
  readonly at: number;
  readonly n: number;
}

/** Copies the scalars into memory; throws unless all are below ℓ. `room` is at least n. */
export function putScalars(
  kernel: Kernel,
  space: WorkSpace,
  scalars: Uint8Array,
  room: number = scalars.length / SIZE,
): number {
  const at = space.take(room * SIZE);
  kernel.write(at, scalars);
  kernel.wipe(at + scalars.length, room * SIZE - scalars.length);
  if (kernel.run.areScalars(at, scalars.length / SIZE) === 0)
    throw new RangeError('a scalar is not below ℓ');
  return at;
}

/** Decodes by the second kernel, to Niels points of single lanes; the index of a bad one, or −1. */
export function decodeLanes(
  kernel: Kernel,
  fast: NonNullable<Kernel['fast']>,
  space: WorkSpace,
  encodings: Uint8Array,
  hints?: Uint8Array,
): { readonly niels: number; readonly invalid: number } {
  const n = encodings.length / SIZE;
  const bytes = space.putFours(encodings);
  const hintsAt = hints === undefined ? 0 : space.putFours(hints);
  const fours = Math.ceil(n / 4);
  const niels = space.take(fours * 4 * LANE_NIELS);
  const four = fast.decodeNiels(bytes, 4 * fours, niels, 2 * LANE_NIELS, hintsAt);
  if (four < 0) return { niels, invalid: -1 };
  return { niels, invalid: four + kernel.run.decodeCheck(bytes + four * SIZE, 4, 0, 0) };
}
