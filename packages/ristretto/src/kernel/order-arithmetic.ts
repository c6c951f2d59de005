/** Scalars modulo ℓ by the kernel: slices of flat arrays go in and out of its memory. */
import { SIZE } from '../scalar.ts';
import { countScalars, type ScalarField, strides, ZERO } from '../scalar-field.ts';
import { WORK } from './base-tables.ts';
import { type Kernel, WorkSpace } from './instance.ts';

/** Scalars between two pauses: under a millisecond, and 512 kB of working memory. */
const SLICE = 4096;

export function kernelScalars(kernel: Kernel, pause?: () => Promise<void>): ScalarField {
  const { run } = kernel;

  async function sliced(n: number, work: (from: number, to: number) => void): Promise<void> {
    for (let from = 0; from < n; from += SLICE) {
      if (from > 0) await pause?.();
      work(from, Math.min(from + SLICE, n));
    }
  }

  /** Puts the scalars of a slice in memory, or the one that stands for all; throws unless all are below ℓ. */
  function put(
    space: WorkSpace,
    list: Uint8Array,
    stride: number,
    from: number,
    to: number,
  ): number {
    const part = stride === 0 ? list : list.subarray(from * SIZE, to * SIZE);
    const at = space.put(part);
    if (run.areScalars(at, part.length / SIZE) === 0)
      throw new RangeError('a scalar is not below ℓ');
    return at;
  }

  /** Nothing that a slice put in memory stays there: it may be secret. */
  function wiped<T>(space: WorkSpace, work: () => T): T {
    try {
      return work();
    } finally {
      kernel.wipe(WORK, space.taken(WORK));
    }
  }

  return {
    async mulAdd(a, b, plus = ZERO) {
      const n = countScalars(a);
      const [bStride = 0, plusStride = 0] = strides(n, b, plus);
      const out = new Uint8Array(n * SIZE);
      await sliced(n, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        wiped(space, () => {
          const as = put(space, a, SIZE, from, to);
          const bs = put(space, b, bStride, from, to);
          const ps = put(space, plus, plusStride, from, to);
          run.mulAddScalars(as, as, bs, bStride, ps, plusStride, to - from);
          out.set(kernel.read(as, (to - from) * SIZE), from * SIZE);
        });
      });
      return out;
    },

    async inner(a, b) {
      const n = countScalars(a);
      const [bStride = 0] = strides(n, b);
      let sum = ZERO;
      await sliced(n, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        sum = wiped(space, () => {
          const total = space.put(sum);
          const as = put(space, a, SIZE, from, to);
          const bs = put(space, b, bStride, from, to);
          run.innerScalars(total, as, bs, bStride, to - from);
          return kernel.read(total, SIZE);
        });
      });
      return sum.slice();
    },

    async chain(start, factors, plus = ZERO) {
      const n = countScalars(factors);
      const [plusStride = 0] = strides(n, plus);
      if (start.length !== SIZE) throw new TypeError('"start" expected one scalar');
      const out = new Uint8Array(n * SIZE);
      await sliced(n, (from, to) => {
        const space = new WorkSpace(kernel, WORK);
        wiped(space, () => {
          const before = from === 0 ? start : out.subarray((from - 1) * SIZE, from * SIZE);
          const last = put(space, before, 0, 0, 1);
          const fs = put(space, factors, SIZE, from, to);
          const ps = put(space, plus, plusStride, from, to);
          run.chainScalars(fs, last, fs, SIZE, ps, plusStride, to - from);
          out.set(kernel.read(fs, (to - from) * SIZE), from * SIZE);
        });
      });
      return out;
    },
  };
}
