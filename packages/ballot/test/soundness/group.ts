/** The group of the soundness tests: the fastest here (both backends give the same bytes), and sums in it. */
import { concat } from '@hustings/base';
import { bestGroup, encodeScalars, G, type Group, SIZE, toScalar } from '@hustings/ristretto';
import { seededRandom } from '../support.ts';

export const group: Group = await bestGroup();

export type Point = Uint8Array;
export type Term = readonly [scalar: bigint, point: Point];

/** Σ scalar·point; no terms give the identity. */
export function sum(...terms: readonly Term[]): Promise<Point> {
  return group.msmVartime(
    encodeScalars(terms.map(([scalar]) => toScalar(scalar))),
    concat(...terms.map(([, point]) => point)),
  );
}

export const onBase = (scalar: bigint): Promise<Point> => sum([scalar, G]);
export const minus = (point: Point): Promise<Point> => sum([-1n, point]);

/** Points of which nobody knows a logarithm. */
export async function strangers(seed: string, n: number): Promise<readonly Point[]> {
  return elements(await group.oneWayMap(seededRandom(seed)(64 * n)));
}

/** The elements of a flat list. */
export function elements(flat: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: flat.length / SIZE }, (_, i) => flat.slice(i * SIZE, (i + 1) * SIZE));
}
