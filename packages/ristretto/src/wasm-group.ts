/**
 * The group on our WebAssembly kernel (kernel/kernel.ts). Scalars that may be secret go through
 * constant-time code only, from the bytes on: no BigInt touches them. Work is done in slices, each one
 * call into the kernel and complete in itself, so that calls may overlap between pauses.
 */

import { G } from './generators.ts';
import { checkHints, type FixedTerm, type Group } from './group.ts';
import { BaseTables, WORK } from './kernel/base-tables.ts';
import { BATCH_WORK } from './kernel/batch-code.ts';
import { LANE_NIELS } from './kernel/fma-codec.ts';
import { type Kernel, startKernel, WorkSpace } from './kernel/instance.ts';
import { kernelScalars } from './kernel/order-arithmetic.ts';
import { EXTENDED } from './kernel/point-code.ts';
import { combineSlice, firstInvalid, sumOfProducts, writeHints } from './kernel/public-sums.ts';
import { agree } from './kernel/self-test.ts';
import { SIZE } from './scalar.ts';

/** Elements between two pauses: some milliseconds, and about 100 kB of working memory. */
const SLICE = 256;
/** Decoding is cheaper, so more of it goes between two pauses. */
const CHECK_SLICE = 2048;
/** Points of one multi-scalar multiplication in memory at once: about 4 MB; more would save little. */
const MSM_SLICE = 16384;

export interface WasmOptions {
  /** `scalar` leaves out the second kernel, which only some engines run. */
  readonly kernels?: 'both' | 'scalar';
  /** Called between slices of long work, so that a page can draw and a server can answer. */
  readonly pause?: () => Promise<void>;
}

/** Starts a kernel of its own. Rejects where WebAssembly is missing or not allowed. */
export async function wasmGroup(options: WasmOptions = {}): Promise<Group> {
  const accept = (plain: Kernel, fast: Kernel) => agree(plain, fast, G, WORK);
  return groupOf(await startKernel(options.kernels ?? 'both', accept), options);
}

function groupOf(kernel: Kernel, options: WasmOptions): Group {
  const { run } = kernel;
  const bases = new BaseTables(kernel);

  /** Calls `work(from, to)` over [0, n) in slices, with a pause between two of them. */
  async function sliced(n: number, size: number, work: (from: number, to: number) => void) {
    for (let from = 0; from < n; from += size) {
      if (from > 0) await options.pause?.();
      work(from, Math.min(from + size, n));
    }
  }

  /** Puts scalars in memory; throws unless all are below ℓ. */
  function putScalars(space: WorkSpace, scalars: Uint8Array): number {
    const at = space.put(scalars);
    if (run.areScalars(at, scalars.length / SIZE) === 0)
      throw new RangeError('a scalar is not below ℓ');
    return at;
  }

  /** Decodes to extended points at `to`; throws on anything but canonical encodings. */
  function decode(space: WorkSpace, points: Uint8Array, to: number, first: number): void {
    const invalid = run.decodeExtended(space.fork().put(points), points.length / SIZE, to);
    if (invalid >= 0) throw new RangeError(`point ${first + invalid} is not a canonical encoding`);
  }

  /** sums_i += scalars_i·base, or half of it. */
  function addProducts(space: WorkSpace, sums: number, term: FixedTerm, isHalved: boolean): void {
    const n = term.scalars.length / SIZE;
    const table = bases.prepare(term.base, n, space);
    const ks = putScalars(space, term.scalars);
    if (isHalved) run.halveScalars(ks, n);
    if (table !== undefined) run.addFixed(sums, ks, n, table);
    else {
      const product = space.take(EXTENDED);
      for (let i = 0; i < n; i++) {
        decode(space, term.base, product, 0);
        run.mulEach(product, 1, ks + i * SIZE);
        run.addPoint(sums + i * EXTENDED, sums + i * EXTENDED, product);
      }
    }
    kernel.wipe(ks, n * SIZE);
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

  /** The encodings of 2·points; the points are overwritten. */
  function doubled(space: WorkSpace, points: number, n: number): Uint8Array {
    const out = space.take(n * SIZE);
    run.doubleEncode(out, points, n, space.take(n * BATCH_WORK));
    return kernel.read(out, n * SIZE);
  }

  function encoded(space: WorkSpace, points: number, n: number): Uint8Array {
    const out = space.take(n * SIZE);
    run.encode(out, points, n);
    return kernel.read(out, n * SIZE);
  }

  return {
    scalars: kernelScalars(kernel, options.pause),
    name: kernel.fast === undefined ? 'wasm' : 'wasm+fma',
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

    async mulFixed(terms, plus) {
      const n = countTerms(terms, plus);
      const out = new Uint8Array(n * SIZE);
      await sliced(n, SLICE, (from, to) => {
        const size = to - from;
        const cut = (flat: Uint8Array) => flat.subarray(from * SIZE, to * SIZE);
        const space = new WorkSpace(kernel, WORK);
        const sums = space.take(size * EXTENDED);
        if (plus === undefined) run.identities(sums, size);
        else decode(space, cut(plus), sums, from);
        for (const { base, scalars } of terms)
          addProducts(space.fork(), sums, { base, scalars: cut(scalars) }, plus === undefined);
        // Halving a given point costs more than the square root that it would save.
        const encode = plus === undefined ? doubled : encoded;
        out.set(encode(space, sums, size), from * SIZE);
      });
      return out;
    },

    async mulEach(scalar, points) {
      if (scalar.length !== SIZE) throw new TypeError('"scalar" expected 32 bytes');
      const n = count(points, 'points');
      const out = new Uint8Array(n * SIZE);
      putScalars(new WorkSpace(kernel, WORK), scalar);
      await sliced(n, SLICE / 4, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const k = putScalars(space, scalar);
        run.halveScalars(k, 1);
        const some = space.take((to - from) * EXTENDED);
        decode(space, points.subarray(from * SIZE, to * SIZE), some, from);
        run.mulEach(some, to - from, k);
        kernel.wipe(k, SIZE);
        out.set(doubled(space, some, to - from), from * SIZE);
      });
      return out;
    },

    async msmVartime(scalars, points, hints) {
      checkHints(points, hints);
      const n = count(points, 'points');
      if (count(scalars, 'scalars') !== n)
        throw new TypeError(`"scalars" expected ${n} scalars for ${n} points`);
      let sum: Uint8Array | undefined;
      await sliced(n, MSM_SLICE, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const ks = putScalars(space, scalars.subarray(from * SIZE, to * SIZE));
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
      return encoded(space, space.put(sum), 1);
    },

    async combineVartime(scalars, points) {
      const [first = new Uint8Array()] = points;
      const n = count(first, 'points');
      if (scalars.length !== points.length || points.some((p) => p.length !== first.length))
        throw new TypeError('"points" expected one array per scalar, all of one length');
      if (scalars.some((k) => k.length !== SIZE))
        throw new TypeError('"scalars" expected 32 bytes');
      for (const k of scalars) putScalars(new WorkSpace(kernel, WORK), k);
      const out = new Uint8Array(n * SIZE);
      await sliced(n, SLICE / 4, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const cut = points.map((flat) => flat.subarray(from * SIZE, to * SIZE));
        const sums = combineSlice(kernel, space, {
          scalars,
          decode: (k, at, own) => decode(own, cut[k] as Uint8Array, at, from),
          n: to - from,
        });
        out.set(encoded(space, sums, to - from), from * SIZE);
      });
      return out;
    },

    async oneWayMap(uniform) {
      const n = uniform.length / 64;
      if (!Number.isInteger(n)) throw new TypeError('"uniform" expected whole strings of 64 bytes');
      const out = new Uint8Array(n * SIZE);
      await sliced(n, SLICE, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        const bytes = space.put(uniform.subarray(from * 64, to * 64));
        const points = space.take((to - from) * EXTENDED);
        run.oneWayMap(points, bytes, to - from);
        out.set(encoded(space, points, to - from), from * SIZE);
      });
      return out;
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
