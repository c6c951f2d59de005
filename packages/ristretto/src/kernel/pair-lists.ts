/** Lists of points as the second kernel has them: pairs, and pairs of pairs for what takes a root. */
import { encodeScalar, ORDER, SIZE } from '../scalar.ts';
import { BaseTables } from './base-tables.ts';
import { NAF_DIGITS } from './digit-code.ts';
import { PAIR_EACH } from './fma-each.ts';
import { PAIR_BATCH_WORK } from './fma-encode.ts';
import { BLOCK, PAIR_FIXED, PAIR_TABLE_WORK } from './fma-fixed.ts';
import { PAIR_POINT } from './fma-points.ts';
import { PAIR_NAF_TABLE } from './fma-straus.ts';
import type { FmaFunctions, Kernel } from './instance.ts';
import { decodeLanes, type PointLists, putScalars } from './point-lists.ts';

/** 1/2 and (2^259 − 1)/2, and the same with 1/4 for 1/2: what makes K = (k + 2^259 − 1)/2 of k, or of 2k. */
const INVERSE_OF_2 = (ORDER + 1n) / 2n;
const SUMMAND = (2n ** BigInt(PAIR_FIXED.width * PAIR_FIXED.rows) - 1n) * INVERSE_OF_2;
const HALF = [INVERSE_OF_2, SUMMAND].map((k) => encodeScalar(k % ORDER));
const QUARTER = [INVERSE_OF_2 * INVERSE_OF_2, SUMMAND].map((k) => encodeScalar(k % ORDER));

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

    addEncoded(space, list, encodings, hints) {
      const { niels, invalid } = decodeLanes(kernel, fast, space, encodings, hints);
      if (invalid < 0) fast.addLanes(list, niels, pairsOf(encodings.length / SIZE));
      return invalid;
    },

    addProducts(space, list, { base, scalars }, isHalved) {
      const n = scalars.length / SIZE;
      const table = bases.prepare(base, n, space.fork()) as number;
      const whole = Math.ceil(n / BLOCK) * BLOCK;
      const ks = putScalars(kernel, space, scalars, whole);
      // K of PAIR_FIXED, from k or from k/2.
      const [factor, summand] = (isHalved ? QUARTER : HALF).map((k) => space.put(k)) as [
        number,
        number,
      ];
      run.mulAddScalars(ks, ks, factor, 0, summand, 0, whole);
      const { width, rows } = PAIR_FIXED;
      const digits = space.take(rows * whole);
      run.secretDigits(digits, ks, whole, width, rows, 2 ** width - 1);
      fast.addFixed(list, digits, whole, pairsOf(n), table);
      kernel.wipe(ks, whole * SIZE);
      kernel.wipe(digits, rows * whole);
    },

    mulByHalf(space, list, n, scalar) {
      const { width, rows } = PAIR_EACH;
      const digits = space.take(rows);
      run.halveScalars(scalar, 1);
      run.secretDigits(digits, scalar, 1, width, rows, 2 ** (width - 1));
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

    givesHints: true,

    encode(space, list, n, hints) {
      const room = foursOf(n) * 4 * SIZE;
      const [out, hintsAt] = [space.take(room), hints === undefined ? 0 : space.take(room)];
      fast.encode(out, list, foursOf(n), hintsAt);
      hints?.set(kernel.read(hintsAt, n * SIZE));
      return kernel.read(out, n * SIZE);
    },

    doubleEncode(space, list, n, hints) {
      const pairs = pairsOf(n);
      const room = 2 * pairs * SIZE;
      const [out, hintsAt] = [space.take(room), hints === undefined ? 0 : space.take(room)];
      fast.doubleEncode(out, list, pairs, space.take(pairs * PAIR_BATCH_WORK), hintsAt);
      hints?.set(kernel.read(hintsAt, n * SIZE));
      return kernel.read(out, n * SIZE);
    },
  };
  return lists;
}
