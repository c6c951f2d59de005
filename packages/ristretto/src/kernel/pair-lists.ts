/** Lists of points as the second kernel has them: pairs, and pairs of pairs for what takes a root. */
import { SIZE } from '../scalar.ts';
import { BaseTables } from './base-tables.ts';
import { NAF_DIGITS } from './digit-code.ts';
import { PAIR_BATCH_WORK } from './fma-encode.ts';
import { PAIR_EACH, PAIR_FIXED, PAIR_TABLE_WORK } from './fma-fixed.ts';
import { PAIR_POINT } from './fma-points.ts';
import { PAIR_NAF_TABLE } from './fma-straus.ts';
import type { FmaFunctions, Kernel } from './instance.ts';
import { decodeLanes, type PointLists, putScalars } from './point-lists.ts';

export function pairLists(kernel: Kernel, fast: FmaFunctions): PointLists {
  const { run } = kernel;
  const pairsOf = (n: number) => (n + 1) >> 1;
  const foursOf = (n: number) => (n + 3) >> 2;
  const bases = new BaseTables(kernel, {
    worth: 1,
    build(slot, base, space) {
      const { niels, invalid } = decodeLanes(kernel, fast, space, base);
      if (invalid < 0) fast.fixedTable(slot, niels, space.take(PAIR_TABLE_WORK));
      return invalid < 0;
    },
  });

  const lists: PointLists = {
    room: (n) => foursOf(n) * 2 * PAIR_POINT,

    // A whole four, so that what is not wanted is a point too.
    identities: (list, n) => fast.identities(list, 2 * foursOf(n)),

    addEncoded(space, list, encodings) {
      const { niels, invalid } = decodeLanes(kernel, fast, space, encodings);
      if (invalid < 0) fast.addLanes(list, niels, pairsOf(encodings.length / SIZE));
      return invalid;
    },

    addProducts(space, list, { base, scalars }, isHalved) {
      const n = scalars.length / SIZE;
      const even = 2 * pairsOf(n);
      const table = bases.prepare(base, n, space.fork()) as number;
      const ks = putScalars(kernel, space, scalars, even);
      if (isHalved) run.halveScalars(ks, n);
      const { width, rows } = PAIR_FIXED;
      const digits = space.take(rows * even);
      run.secretDigits(digits, ks, even, width, rows);
      fast.addFixed(list, digits, even / 2, table);
      kernel.wipe(ks, even * SIZE);
      kernel.wipe(digits, rows * even);
    },

    mulByHalf(space, list, n, scalar) {
      const { width, rows } = PAIR_EACH;
      const digits = space.take(rows);
      run.halveScalars(scalar, 1);
      run.secretDigits(digits, scalar, 1, width, rows);
      fast.mulEach(list, pairsOf(n), digits);
      kernel.wipe(digits, rows);
    },

    combine(space, list, n, columns, scalars) {
      const digits = space.take(scalars.n * NAF_DIGITS);
      run.nafDigits(digits, scalars.at, scalars.n);
      const tables = space.take(scalars.n * PAIR_NAF_TABLE);
      const stride = lists.room(n);
      for (let i = 0; i < pairsOf(n); i++) {
        const at = i * PAIR_POINT;
        fast.straus(list + at, columns + at, stride, digits, scalars.n, tables);
      }
    },

    oneWayMap(space, list, uniform) {
      const n = uniform.length / 64;
      const bytes = space.take(2 * pairsOf(n) * 64);
      kernel.write(bytes, uniform);
      fast.oneWayMap(list, bytes, pairsOf(n));
    },

    encode(space, list, n) {
      const out = space.take(foursOf(n) * 4 * SIZE);
      fast.encode(out, list, foursOf(n));
      return kernel.read(out, n * SIZE);
    },

    doubleEncode(space, list, n) {
      const pairs = pairsOf(n);
      const out = space.take(2 * pairs * SIZE);
      fast.doubleEncode(out, list, pairs, space.take(pairs * PAIR_BATCH_WORK));
      return kernel.read(out, n * SIZE);
    },
  };
  return lists;
}
