/**
 * The group on `@noble/curves` (BigInt): runs on every engine, and is the measure for faster backends.
 * Source: RFC 9496. Secret scalars go through fixed sequences of point operations, but BigInt itself
 * is not constant time: use it for secrets only where nobody can time the device that closely.
 */
import { ristretto255_hasher } from '@noble/curves/ed25519.js';
import {
  decodeHint,
  decodePoint,
  doubleAndEncode,
  type EdwardsPoint,
  encodePoint,
  pointAt,
  ZERO,
} from './edwards-codec.ts';
import { FixedBases } from './fixed-base.ts';
import { checkColumnHints, checkHints, type FixedTerm, type Group } from './group.ts';
import { multiScalarVartime } from './multi-scalar.ts';
import { invertScalar, mulScalar, SIZE, scalarAt } from './scalar.ts';
import { bigScalars } from './scalar-field.ts';

/** Points held decoded at once by a multi-scalar multiplication: about 2.5 MB. */
const MSM_SLICE = 8192;
/** Elements between two pauses elsewhere: some tens of milliseconds. */
const SLICE = 128;
const HALF: bigint = invertScalar(2n);

export interface NobleOptions {
  /** Called between slices of long work, so that a page can draw and a server can answer. */
  readonly pause?: () => Promise<void>;
}

export function nobleGroup(options: NobleOptions = {}): Group {
  const bases = new FixedBases();

  /** Calls `work(from, to)` over [0, n) in slices, with a pause between two of them. */
  async function sliced(n: number, size: number, work: (from: number, to: number) => void) {
    for (let from = 0; from < n; from += size) {
      if (from > 0) await options.pause?.();
      work(from, Math.min(from + size, n));
    }
  }

  const backend: Group = {
    scalars: bigScalars,
    name: 'noble',
    keepsSecrets: async () => 'bigint',

    // Hints are left alone: noble decodes by itself.
    async firstInvalid(points, hints) {
      checkHints(points, hints);
      let found = -1;
      await sliced(count(points, 'points'), SLICE * 4, (from, to) => {
        for (let i = from; i < to && found < 0; i++)
          if (decodePoint(points, i) === undefined) found = i;
      });
      return found;
    },

    async validity(points) {
      const out = new Uint8Array(count(points, 'points'));
      await sliced(out.length, SLICE * 4, (from, to) => {
        for (let i = from; i < to; i++) out[i] = decodePoint(points, i) === undefined ? 0 : 1;
      });
      return out;
    },

    async decodeHints(points) {
      const hints = new Uint8Array(points.length);
      let found = -1;
      await sliced(count(points, 'points'), SLICE * 4, (from, to) => {
        for (let i = from; i < to && found < 0; i++) {
          if (decodePoint(points, i) === undefined) found = i;
          else hints.set(decodeHint(points, i), i * SIZE);
        }
      });
      return { firstInvalid: found, hints };
    },

    async mulFixed(terms, plus, plusHints) {
      checkHints(plus ?? new Uint8Array(), plusHints);
      const n = countTerms(terms, plus);
      const out = new Uint8Array(n * SIZE);
      const ready = terms.map(({ base, scalars }) => ({
        scalars,
        addProduct: bases.prepare(base, n),
      }));
      await sliced(n, SLICE, (from, to) => {
        const halves: EdwardsPoint[] = [];
        for (let i = from; i < to; i++) {
          let sum = plus === undefined ? ZERO : pointAt(plus, i);
          for (const { scalars, addProduct } of ready) {
            const scalar = scalarAt(scalars, i);
            sum = addProduct(sum, plus === undefined ? mulScalar(scalar, HALF) : scalar);
          }
          // Halving a given point costs more than the square root that it would save.
          if (plus === undefined) halves.push(sum);
          else out.set(encodePoint(sum), i * SIZE);
        }
        doubleAndEncode(halves, out, from);
      });
      return out;
    },

    mulFixedHinted: async (terms, plus, plusHints) => ({
      points: await backend.mulFixed(terms, plus, plusHints),
      hints: undefined,
    }),

    oneWayMapHinted: async (uniform) => ({
      points: await backend.oneWayMap(uniform),
      hints: undefined,
    }),

    async mulEach(scalar, points, hints) {
      checkHints(points, hints);
      if (scalar.length !== SIZE) throw new TypeError('"scalar" expected 32 bytes');
      const half = mulScalar(scalarAt(scalar, 0), HALF);
      const n = count(points, 'points');
      const out = new Uint8Array(n * SIZE);
      await sliced(n, SLICE / 4, (from, to) => {
        const halves: EdwardsPoint[] = [];
        for (let i = from; i < to; i++) {
          const point = pointAt(points, i);
          halves.push(half === 0n ? ZERO : point.multiply(half));
        }
        doubleAndEncode(halves, out, from);
      });
      return out;
    },

    async msmVartime(scalars, points, hints) {
      checkHints(points, hints);
      const n = count(points, 'points');
      if (count(scalars, 'scalars') !== n)
        throw new TypeError(`"scalars" expected ${n} scalars for ${n} points`);
      let sum = ZERO;
      await sliced(n, MSM_SLICE, (from, to) => {
        const someScalars: bigint[] = [];
        const somePoints: EdwardsPoint[] = [];
        for (let i = from; i < to; i++) {
          someScalars.push(scalarAt(scalars, i));
          somePoints.push(pointAt(points, i));
        }
        sum = sum.add(multiScalarVartime(someScalars, somePoints));
      });
      return encodePoint(sum);
    },

    async combineVartime(scalars, points, hints) {
      checkColumnHints(points, hints);
      const [first = new Uint8Array()] = points;
      const n = count(first, 'points');
      if (scalars.length !== points.length || points.some((p) => p.length !== first.length))
        throw new TypeError('"points" expected one array per scalar, all of one length');
      const factors = scalars.map((s) => scalarAt(s, 0));
      const out = new Uint8Array(n * SIZE);
      await sliced(n, SLICE, (from, to) => {
        for (let i = from; i < to; i++) {
          const sum = multiScalarVartime(
            factors,
            points.map((flat) => pointAt(flat, i)),
          );
          out.set(encodePoint(sum), i * SIZE);
        }
      });
      return out;
    },

    async oneWayMap(uniform) {
      const n = uniform.length / 64;
      if (!Number.isInteger(n)) throw new TypeError('"uniform" expected whole strings of 64 bytes');
      const out = new Uint8Array(n * SIZE);
      await sliced(n, SLICE, (from, to) => {
        for (let i = from; i < to; i++) {
          const point = ristretto255_hasher.deriveToCurve?.(uniform.subarray(i * 64, i * 64 + 64));
          if (point === undefined) throw new Error('@noble/curves has lost deriveToCurve');
          out.set(point.toBytes(), i * SIZE);
        }
      });
      return out;
    },
  };
  return backend;
}

function count(flat: Uint8Array, name: string): number {
  if (flat.length % SIZE !== 0)
    throw new TypeError(`"${name}" expected whole elements of ${SIZE} bytes, got ${flat.length}`);
  return flat.length / SIZE;
}

function countTerms(terms: readonly FixedTerm[], plus: Uint8Array | undefined): number {
  const [first] = terms;
  const n =
    first === undefined ? count(plus ?? new Uint8Array(), 'plus') : count(first.scalars, 'scalars');
  if (terms.some((t) => t.scalars.length !== n * SIZE) || (plus && plus.length !== n * SIZE))
    throw new TypeError(`"terms" and "plus" expected ${n} elements each`);
  if (terms.some((t) => t.base.length !== SIZE)) throw new TypeError('"base" expected 32 bytes');
  return n;
}
