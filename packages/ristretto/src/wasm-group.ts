/**
 * The group on our WebAssembly kernel (kernel/kernel.ts). Scalars that may be secret go through
 * constant-time code only, from the bytes on: no BigInt touches them. Work is done in slices, each one
 * call into the kernel and complete in itself, so that calls may overlap between pauses.
 */

import { concat } from '@hustings/base';
import { G } from './generators.ts';
import {
  type ColumnHints,
  checkColumnHints,
  checkHints,
  type FixedTerm,
  type Group,
} from './group.ts';
import { WORK } from './kernel/base-tables.ts';
import { LANE_NIELS } from './kernel/fma-codec.ts';
import { type Kernel, startKernel, WorkSpace } from './kernel/instance.ts';
import { kernelScalars } from './kernel/order-arithmetic.ts';
import { pairLists } from './kernel/pair-lists.ts';
import { EXTENDED } from './kernel/point-code.ts';
import { type PointLists, putScalars } from './kernel/point-lists.ts';
import { firstInvalid, sumOfProducts, writeHints } from './kernel/public-sums.ts';
import { agree } from './kernel/self-test.ts';
import { singleLists } from './kernel/single-lists.ts';
import { encodeScalar, SIZE } from './scalar.ts';

/** Elements between two pauses: some milliseconds, and about 100 kB of working memory. */
const SLICE = 256;
/** Decoding is cheaper, so more of it goes between two pauses. */
const CHECK_SLICE = 2048;
/** Points of one multi-scalar multiplication in memory at once: about 4 MB; more would save little. */
const MSM_SLICE = 16384;

/** Columns that are combined at a time: their tables and digits take 200 kB. */
const COLUMNS = 64;

export interface WasmOptions {
  /** `scalar` leaves out the second kernel, which only some engines run. */
  readonly kernels?: 'both' | 'scalar';
  /**
   * Which kernel computes with secret scalars. Both are constant-time by construction, but nobody promises
   * that of floating-point instructions, so `fma` is for machines that run nothing else: see SECURITY.md.
   * `scalar` unless given.
   */
  readonly secrets?: 'scalar' | 'fma';
  /** Called between slices of long work, so that a page can draw and a server can answer. */
  readonly pause?: () => Promise<void>;
}

/** Starts a kernel of its own. Rejects where WebAssembly is missing or not allowed. */
export async function wasmGroup(options: WasmOptions = {}): Promise<Group> {
  const accept = (plain: Kernel, fast: Kernel) => agree(plain, fast, G, WORK);
  return groupOf(await startKernel(options.kernels ?? 'both', accept), options);
}

function groupOf(kernel: Kernel, options: WasmOptions): Group {
  const { run, fast } = kernel;
  const single = singleLists(kernel);
  const pairs = fast === undefined ? undefined : pairLists(kernel, fast);
  const forPublic = pairs ?? single;
  const hasFastSecrets = pairs !== undefined && options.secrets === 'fma';
  const forSecrets = hasFastSecrets ? pairs : single;

  /** Calls `work(from, to)` over [0, n) in slices, with a pause between two of them. */
  async function sliced(n: number, size: number, work: (from: number, to: number) => void) {
    for (let from = 0; from < n; from += size) {
      if (from > 0) await options.pause?.();
      work(from, Math.min(from + size, n));
    }
  }

  /** A list of the points with these encodings; throws on anything but canonical ones. */
  function decoded(
    lists: PointLists,
    space: WorkSpace,
    points: Uint8Array,
    first: number,
    hints: Uint8Array | undefined,
  ): number {
    const n = points.length / SIZE;
    const list = space.take(lists.room(n));
    lists.identities(list, n);
    const invalid = lists.addEncoded(space.fork(), list, points, hints);
    if (invalid >= 0) throw new RangeError(`point ${first + invalid} is not a canonical encoding`);
    return list;
  }

  /** The hints of a slice in memory, or 0 without any. */
  function putHints(
    space: WorkSpace,
    hints: Uint8Array | undefined,
    from: number,
    to: number,
  ): number {
    return hints === undefined ? 0 : space.putFours(hints.subarray(from * SIZE, to * SIZE));
  }

  async function combine(
    scalars: readonly Uint8Array[],
    points: readonly Uint8Array[],
    hints?: ColumnHints,
  ): Promise<Uint8Array> {
    checkColumnHints(points, hints);
    const [first = new Uint8Array()] = points;
    const n = count(first, 'points');
    if (scalars.length !== points.length || points.some((p) => p.length !== first.length))
      throw new TypeError('"points" expected one array per scalar, all of one length');
    if (scalars.some((k) => k.length !== SIZE)) throw new TypeError('"scalars" expected 32 bytes');
    if (scalars.length > COLUMNS) {
      const parts: Uint8Array[] = [];
      for (let k = 0; k < scalars.length; k += COLUMNS)
        parts.push(
          await combine(
            scalars.slice(k, k + COLUMNS),
            points.slice(k, k + COLUMNS),
            hints?.slice(k, k + COLUMNS),
          ),
        );
      return combine(
        parts.map(() => encodeScalar(1n)),
        parts,
      );
    }
    const flat = concat(...scalars);
    putScalars(kernel, new WorkSpace(kernel, WORK), flat);
    const out = new Uint8Array(n * SIZE);
    const lists = forPublic;
    await sliced(n, SLICE / 4, (from, to) => {
      const size = to - from;
      const space = new WorkSpace(kernel, WORK);
      const list = space.take(lists.room(size));
      const columns = space.take(points.length * lists.room(size));
      lists.identities(list, size);
      for (const [k, column] of points.entries()) {
        const at = columns + k * lists.room(size);
        lists.identities(at, size);
        const encodings = column.subarray(from * SIZE, to * SIZE);
        const own = hints?.[k]?.subarray(from * SIZE, to * SIZE);
        const invalid = lists.addEncoded(space.fork(), at, encodings, own);
        if (invalid >= 0)
          throw new RangeError(`point ${from + invalid} is not a canonical encoding`);
      }
      const held = { at: putScalars(kernel, space, flat), n: scalars.length };
      lists.combine(space.fork(), list, size, columns, held);
      out.set(lists.encode(space, list, size), from * SIZE);
    });
    return out;
  }

  async function mulFixed(
    terms: readonly FixedTerm[],
    plus?: Uint8Array,
    plusHints?: Uint8Array,
    hintsOut?: Uint8Array,
  ): Promise<Uint8Array> {
    checkHints(plus ?? new Uint8Array(), plusHints);
    const n = countTerms(terms, plus);
    const out = new Uint8Array(n * SIZE);
    await sliced(n, SLICE, (from, to) => {
      const size = to - from;
      const lists = forSecrets;
      const cut = (flat: Uint8Array) => flat.subarray(from * SIZE, to * SIZE);
      const space = new WorkSpace(kernel, WORK);
      const sums = space.take(lists.room(size));
      lists.identities(sums, size);
      // Halving a given point costs more than the square root that it would save.
      const isHalved = plus === undefined;
      const hints = plusHints === undefined ? undefined : cut(plusHints);
      const invalid = isHalved ? -1 : lists.addEncoded(space.fork(), sums, cut(plus), hints);
      if (invalid >= 0) throw new RangeError(`point ${from + invalid} is not a canonical encoding`);
      for (const { base, scalars } of terms)
        lists.addProducts(space.fork(), sums, { base, scalars: cut(scalars) }, isHalved);
      const cutOut = (a: number, b: number) => hintsOut?.subarray(a * SIZE, b * SIZE);
      const done = isHalved
        ? lists.doubleEncode(space, sums, size, cutOut(from, to))
        : lists.encode(space, sums, size, cutOut(from, to));
      out.set(done, from * SIZE);
    });
    return out;
  }

  async function oneWayMap(uniform: Uint8Array, hintsOut?: Uint8Array): Promise<Uint8Array> {
    const n = uniform.length / 64;
    if (!Number.isInteger(n)) throw new TypeError('"uniform" expected whole strings of 64 bytes');
    const out = new Uint8Array(n * SIZE);
    await sliced(n, SLICE, (from, to) => {
      const space = new WorkSpace(kernel, WORK);
      const list = space.take(forPublic.room(to - from));
      forPublic.identities(list, to - from);
      forPublic.oneWayMap(space.fork(), list, uniform.subarray(from * 64, to * 64));
      const hints = hintsOut?.subarray(from * SIZE, to * SIZE);
      out.set(forPublic.encode(space, list, to - from, hints), from * SIZE);
    });
    return out;
  }

  return {
    scalars: kernelScalars(kernel, options.pause),
    name: pairs === undefined ? 'wasm' : hasFastSecrets ? 'wasm+fma, secrets too' : 'wasm+fma',
    keepsSecrets: async () => 'fixed-sequence',

    async firstInvalid(points, hints) {
      checkHints(points, hints);
      let found = -1;
      await sliced(count(points, 'points'), CHECK_SLICE, (from, to) => {
        if (found >= 0) return;
        const space = new WorkSpace(kernel, WORK);
        const hintsAt = putHints(space, hints, from, to);
        const bytes = space.putFours(points.subarray(from * SIZE, to * SIZE));
        space.take(2 * LANE_NIELS);
        const at = firstInvalid(kernel, { bytes, hints: hintsAt, n: to - from });
        if (at >= 0) found = from + at;
      });
      return found;
    },

    async validity(points) {
      const n = count(points, 'points');
      const out = new Uint8Array(n).fill(1);
      await sliced(n, CHECK_SLICE, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const bytes = space.putFours(points.subarray(from * SIZE, to * SIZE));
        space.take(2 * LANE_NIELS);
        // From one that is refused to the next.
        for (let i = from; i < to; i++) {
          const rest = { bytes: bytes + (i - from) * SIZE, hints: 0, n: to - i };
          const invalid = firstInvalid(kernel, rest);
          if (invalid < 0) return;
          i += invalid;
          out[i] = 0;
        }
      });
      return out;
    },

    async decodeHints(points) {
      const hints = new Uint8Array(points.length);
      let found = -1;
      await sliced(count(points, 'points'), CHECK_SLICE, (from, to) => {
        if (found >= 0) return;
        const space = new WorkSpace(kernel, WORK);
        const bytes = space.putFours(points.subarray(from * SIZE, to * SIZE));
        const hintsAt = space.take((to - from + 3) * SIZE);
        const at = writeHints(kernel, { bytes, hints: hintsAt, n: to - from });
        if (at >= 0) found = from + at;
        hints.set(kernel.read(hintsAt, (at < 0 ? to - from : at) * SIZE), from * SIZE);
      });
      return { firstInvalid: found, hints };
    },

    mulFixed: (terms, plus, plusHints) => mulFixed(terms, plus, plusHints),

    async mulFixedHinted(terms, plus, plusHints) {
      if (!forSecrets.givesHints)
        return { points: await mulFixed(terms, plus, plusHints), hints: undefined };
      const hints = new Uint8Array(countTerms(terms, plus) * SIZE);
      return { points: await mulFixed(terms, plus, plusHints, hints), hints };
    },

    async mulEach(scalar, points, hints) {
      checkHints(points, hints);
      if (scalar.length !== SIZE) throw new TypeError('"scalar" expected 32 bytes');
      const n = count(points, 'points');
      const out = new Uint8Array(n * SIZE);
      putScalars(kernel, new WorkSpace(kernel, WORK), scalar);
      await sliced(n, SLICE, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const [some, own] = [points, hints].map((f) => f?.subarray(from * SIZE, to * SIZE));
        const list = decoded(forSecrets, space, some as Uint8Array, from, own);
        const k = putScalars(kernel, space, scalar);
        forSecrets.mulByHalf(space.fork(), list, to - from, k);
        kernel.wipe(k, SIZE);
        out.set(forSecrets.doubleEncode(space, list, to - from), from * SIZE);
      });
      return out;
    },

    async msmVartime(scalars, points, hints) {
      checkHints(points, hints);
      const n = count(points, 'points');
      if (count(scalars, 'scalars') !== n)
        throw new TypeError(`"scalars" expected ${n} scalars for ${n} points`);
      let sum: Uint8Array | undefined;
      // In equal parts: a short one at the end would cost more for each of its points.
      await sliced(n, Math.ceil(n / Math.max(1, Math.ceil(n / MSM_SLICE))), (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const ks = putScalars(kernel, space, scalars.subarray(from * SIZE, to * SIZE));
        const total = space.take(EXTENDED);
        if (sum === undefined) run.identities(total, 1);
        else kernel.write(total, sum);
        const bytes = space.putFours(points.subarray(from * SIZE, to * SIZE));
        const hintsAt = putHints(space, hints, from, to);
        const work = { total, scalars: ks, bytes, hints: hintsAt, n: to - from };
        const invalid = sumOfProducts(kernel, space, work);
        if (invalid >= 0)
          throw new RangeError(`point ${from + invalid} is not a canonical encoding`);
        sum = kernel.read(total, EXTENDED);
      });
      if (sum === undefined) return new Uint8Array(SIZE);
      const space = new WorkSpace(kernel, WORK);
      return single.encode(space, space.put(sum), 1);
    },

    combineVartime: combine,

    oneWayMap: (uniform) => oneWayMap(uniform),

    async oneWayMapHinted(uniform) {
      if (!forPublic.givesHints) return { points: await oneWayMap(uniform), hints: undefined };
      const hints = new Uint8Array(uniform.length / 2);
      return { points: await oneWayMap(uniform, hints), hints };
    },
  };
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
