/** The group by definition, one `@noble/curves` point at a time: slow, and independent of our bulk code. */
import { concat } from '@hustings/base';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { decodeScalars, type FixedTerm, ORDER } from '../src/index.ts';

type Point = InstanceType<typeof ristretto255.Point>;
const { ZERO } = ristretto255.Point;

export function decode(flat: Uint8Array): Point[] {
  const out: Point[] = [];
  for (let at = 0; at < flat.length; at += 32)
    out.push(ristretto255.Point.fromBytes(flat.slice(at, at + 32)));
  return out;
}

/** k·P also for k = 0. */
function times(k: bigint, point: Point): Point {
  return k === 0n ? ZERO : point.multiply(k);
}

function values(flat: Uint8Array): bigint[] {
  const out = decodeScalars(flat);
  if (out === undefined) throw new Error('the test has made a scalar that is not one');
  return out;
}

export const naive = {
  mulFixed(terms: readonly FixedTerm[], plus?: Uint8Array): Uint8Array {
    const n = (terms[0]?.scalars.length ?? plus?.length ?? 0) / 32;
    const sums: Point[] = plus === undefined ? new Array<Point>(n).fill(ZERO) : decode(plus);
    for (const { base, scalars } of terms) {
      const [point = ZERO] = decode(base);
      for (const [i, k] of values(scalars).entries())
        sums[i] = (sums[i] as Point).add(times(k, point));
    }
    return concat(...sums.map((p) => p.toBytes()));
  },

  mulEach(scalar: Uint8Array, points: Uint8Array): Uint8Array {
    const [k = 0n] = values(scalar);
    return concat(...decode(points).map((p) => times(k, p).toBytes()));
  },

  msm(scalars: Uint8Array, points: Uint8Array): Uint8Array {
    const ks = values(scalars);
    return decode(points)
      .reduce((sum, p, i) => sum.add(times(ks[i] as bigint, p)), ZERO)
      .toBytes();
  },

  combine(scalars: readonly Uint8Array[], points: readonly Uint8Array[]): Uint8Array {
    const ks = scalars.map((s) => values(s)[0] as bigint);
    const columns = points.map(decode);
    return concat(
      ...(columns[0] ?? []).map((_, i) =>
        columns
          .reduce((sum, column, k) => sum.add(times(ks[k] as bigint, column[i] as Point)), ZERO)
          .toBytes(),
      ),
    );
  },

  oneWayMap(uniform: Uint8Array): Uint8Array {
    const out: Uint8Array[] = [];
    for (let at = 0; at < uniform.length; at += 64) {
      const point = ristretto255_hasher.deriveToCurve?.(uniform.slice(at, at + 64));
      if (point === undefined) throw new Error('@noble/curves has lost deriveToCurve');
      out.push(point.toBytes());
    }
    return concat(...out);
  },

  /** The points k_i·G, for tests that need some. */
  multiplesOfG(ks: readonly bigint[]): Uint8Array {
    return concat(
      ...ks.map((k) =>
        ristretto255.Point.BASE.multiplyUnsafe(((k % ORDER) + ORDER) % ORDER).toBytes(),
      ),
    );
  },
};
