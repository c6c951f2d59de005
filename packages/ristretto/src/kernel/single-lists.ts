/** Lists of points as the first kernel has them: one extended point after the other. */
import { SIZE } from '../scalar.ts';
import { BaseTables } from './base-tables.ts';
import { BATCH_WORK } from './batch-code.ts';
import { NAF_DIGITS } from './digit-code.ts';
import { FIXED_WORK } from './fixed-code.ts';
import type { Kernel, WorkSpace } from './instance.ts';
import { NAF_TABLE } from './msm-code.ts';
import { EXTENDED } from './point-code.ts';
import { decodeLanes, type PointLists, putScalars } from './point-lists.ts';
import { MULTIPLES, WINDOW, WINDOWS } from './scalar-code.ts';

export function singleLists(kernel: Kernel): PointLists {
  const { run, fast } = kernel;
  const bases = new BaseTables(kernel, {
    worth: 6,
    build: (slot, base, space) =>
      run.fixedTable(slot, space.put(base), space.take(FIXED_WORK)) === 1,
  });

  /** Digits of n secret scalars, row by row. */
  function digitsOf(space: WorkSpace, scalars: number, n: number): number {
    const digits = space.take(n * WINDOWS);
    run.secretDigits(digits, scalars, n, WINDOW, WINDOWS, MULTIPLES);
    return digits;
  }

  const lists: PointLists = {
    room: (n) => n * EXTENDED,

    identities: (list, n) => run.identities(list, n),

    addEncoded(space, list, encodings, hints) {
      const n = encodings.length / SIZE;
      if (fast === undefined) {
        const points = space.take(n * EXTENDED);
        const hintsAt = hints === undefined ? 0 : space.put(hints);
        const invalid = run.decodeExtended(space.put(encodings), n, points, hintsAt);
        for (let i = 0; i < n && invalid < 0; i++)
          run.addPoint(list + i * EXTENDED, list + i * EXTENDED, points + i * EXTENDED);
        return invalid;
      }
      // What is decoded is public, so the faster kernel may do it.
      const { niels, invalid } = decodeLanes(kernel, fast, space, encodings, hints);
      if (invalid >= 0) return invalid;
      const coordinates = space.take((n + 1) * 96);
      fast.coordinates(coordinates, niels, (n + 1) >> 1);
      run.addCoordinates(list, coordinates, n);
      return -1;
    },

    addProducts(space, list, { base, scalars }, isHalved) {
      const n = scalars.length / SIZE;
      const table = bases.prepare(base, n, space.fork());
      const ks = putScalars(kernel, space, scalars);
      if (isHalved) run.halveScalars(ks, n);
      if (table !== undefined) {
        const digits = digitsOf(space, ks, n);
        run.addFixed(list, digits, n, table);
        kernel.wipe(digits, n * WINDOWS);
      } else {
        const product = space.take(EXTENDED);
        for (let i = 0; i < n; i++) {
          const own = space.fork();
          run.identities(product, 1);
          if (lists.addEncoded(own, product, base) >= 0)
            throw new RangeError('"base" is not a canonical encoding');
          const digits = digitsOf(own, ks + i * SIZE, 1);
          run.mulEach(product, 1, digits);
          kernel.wipe(digits, WINDOWS);
          run.addPoint(list + i * EXTENDED, list + i * EXTENDED, product);
        }
      }
      kernel.wipe(ks, n * SIZE);
    },

    mulByHalf(space, list, n, scalar) {
      run.halveScalars(scalar, 1);
      const digits = digitsOf(space, scalar, 1);
      run.mulEach(list, n, digits);
      kernel.wipe(digits, WINDOWS);
    },

    combine(space, list, n, columns, scalars) {
      const digits = space.take(scalars.n * NAF_DIGITS);
      run.nafDigits(digits, scalars.at, scalars.n);
      const tables = space.take(scalars.n * NAF_TABLE);
      for (let i = 0; i < n; i++) {
        const at = i * EXTENDED;
        run.straus(list + at, columns + at, n * EXTENDED, digits, scalars.n, tables);
      }
    },

    oneWayMap: (space, list, uniform) =>
      run.oneWayMap(list, space.put(uniform), uniform.length / 64),

    givesHints: false,

    encode(space, list, n) {
      const out = space.take(n * SIZE);
      run.encode(out, list, n);
      return kernel.read(out, n * SIZE);
    },

    doubleEncode(space, list, n) {
      const out = space.take(n * SIZE);
      run.doubleEncode(out, list, n, space.take(n * BATCH_WORK));
      return kernel.read(out, n * SIZE);
    },
  };
  return lists;
}
