/**
 * Between 32-byte encodings and points of the curve underneath, as `@noble/curves` holds them.
 * A ristretto255 element is a set of Edwards points; any of them may stand for it while we compute,
 * and encoding gives the same bytes for all (RFC 9496 §4.3).
 */
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js';
import { FpInvertBatch } from '@noble/curves/abstract/modular.js';
import { ed25519, ristretto255 } from '@noble/curves/ed25519.js';
import { SIZE } from './scalar.ts';

const { Fp } = ed25519.Point;
const D = ed25519.Point.CURVE().d;
// RFC 9496 §4.1.
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;
const INVSQRT_A_MINUS_D =
  54469307008909316920995813868745141605393597292927456921205312896311721017578n;

export type { EdwardsPoint };

export const ZERO: EdwardsPoint = ed25519.Point.ZERO;

/** Decodes point i of a flat array, or gives `undefined` for anything but a canonical encoding. */
export function decodePoint(points: Uint8Array, i: number): EdwardsPoint | undefined {
  try {
    const point = ristretto255.Point.fromBytes(points.subarray(i * SIZE, (i + 1) * SIZE));
    // A decoded point has Z = 1, so this costs no inversion.
    return ed25519.Point.fromAffine(point.toAffine());
  } catch {
    return undefined;
  }
}

/** Decodes point i of a flat array; throws on anything but a canonical encoding. */
export function pointAt(points: Uint8Array, i: number): EdwardsPoint {
  const point = decodePoint(points, i);
  if (point === undefined) throw new RangeError(`point ${i} is not a canonical encoding`);
  return point;
}

/** |1/√(v·u2²)| of RFC 9496 §4.3.1 for point i, which is known to be a canonical encoding. */
export function decodeHint(points: Uint8Array, i: number): Uint8Array {
  const ss = Fp.sqr(Fp.fromBytes(points.slice(i * SIZE, (i + 1) * SIZE)));
  const u1 = Fp.sub(Fp.ONE, ss);
  const u2Squared = Fp.sqr(Fp.add(Fp.ONE, ss));
  const v = Fp.sub(Fp.neg(Fp.mul(D, Fp.sqr(u1))), u2Squared);
  const root = Fp.sqrt(Fp.inv(Fp.mul(v, u2Squared)));
  return Fp.toBytes(isNegative(root) ? Fp.neg(root) : root);
}

export function encodePoint(point: EdwardsPoint): Uint8Array {
  return new ristretto255.Point(point).toBytes();
}

/**
 * Encodes 2·points_i into `out` from element `first` on, mutating it. One inversion serves them all,
 * where encoding the points themselves takes a square root for each; so a product that is wanted
 * only encoded is computed with half its scalar and doubled here.
 *
 * Definitions (H. de Valence, curve25519-dalek, `double_and_compress_batch`): with P = (X:Y:Z:T),
 * 2P = (E·F : G·H : F·G : E·H) in extended coordinates, where E = 2XY, F = Z² + dT², G = Y² + X²,
 * H = Z² − dT²; the square root that encoding needs is then known, and 1/(E·F·G·H) gives the rest.
 */
export function doubleAndEncode(
  points: readonly EdwardsPoint[],
  out: Uint8Array,
  first: number,
): void {
  const states = points.map(({ X, Y, Z, T }) => {
    const zz = Fp.sqr(Z);
    const dtt = Fp.mul(Fp.sqr(T), D);
    const e = Fp.mul(X, Fp.add(Y, Y));
    const f = Fp.add(zz, dtt);
    const g = Fp.add(Fp.sqr(Y), Fp.sqr(X));
    const h = Fp.sub(zz, dtt);
    return { e, f, g, h, eg: Fp.mul(e, g), fh: Fp.mul(f, h) };
  });
  // Where the product is zero, 2P is the identity: its "inverse" 0 leads to s = 0, its encoding.
  const inverses = FpInvertBatch(
    Fp,
    states.map((s) => Fp.mul(s.eg, s.fh)),
    true,
  );
  for (const [i, state] of states.entries()) {
    const inverse = inverses[i] ?? 0n;
    const zInverse = Fp.mul(state.eg, inverse);
    const tInverse = Fp.mul(state.fh, inverse);
    const isRotated = isNegative(Fp.mul(state.eg, zInverse));
    const e = isRotated ? state.g : state.e;
    const h = isRotated ? Fp.mul(state.f, SQRT_M1) : state.h;
    const magic = isRotated ? SQRT_M1 : INVSQRT_A_MINUS_D;
    let g = isRotated ? Fp.neg(state.e) : state.g;
    if (isNegative(Fp.mul(Fp.mul(h, e), zInverse))) g = Fp.neg(g);
    const s = Fp.mul(Fp.sub(h, g), Fp.mul(magic, Fp.mul(g, tInverse)));
    out.set(Fp.toBytes(isNegative(s) ? Fp.neg(s) : s), (first + i) * SIZE);
  }
}

/** RFC 9496 §4.1: a field element is negative when its canonical encoding is odd. */
function isNegative(a: bigint): boolean {
  return (a & 1n) === 1n;
}
