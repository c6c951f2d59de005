/**
 * Products by secret scalars, two at a time, as fixed-code.ts has them for one: the same additions
 * whatever the digits, and of every row of multiples all entries are read, the wanted one kept by masks.
 *
 * All numbers here are integers in floating-point lanes: 0, or at least 1 and below 2^104 in size. So no
 * instruction meets a subnormal number, an infinity or a NaN, the operands whose time is known to differ.
 */
import { type I32, type I64, i32, i64, type V128 } from './expression.ts';
import { pointer } from './field-code.ts';
import { tightPair } from './fma-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_LIMBS } from './fma-limbs.ts';
import { PAIR_POINT, type PairKit, type PairPoints, pairProgram } from './fma-points.ts';
import type { PairRoots } from './fma-roots.ts';
import type { Body, Func, Local } from './module.ts';
import { bitSelect, loadHigh, pairOf, v128 } from './vector.ts';

/** Digits of six bits, −31..32, of scalars below 2^253: 43 rows of 32 multiples for a fixed base. */
export const PAIR_FIXED = { width: 6, rows: 43 } as const;
/** Digits of four bits, −7..8: 64 of them, and eight multiples for any other point. */
export const PAIR_EACH = { width: 4, rows: 64 } as const;

const FIXED_MULTIPLES = 2 ** (PAIR_FIXED.width - 1);
const EACH_MULTIPLES = 2 ** (PAIR_EACH.width - 1);
const ROW = FIXED_MULTIPLES * LANE_NIELS;
const STEPS = (PAIR_FIXED.rows * FIXED_MULTIPLES) / 2;

/** Bytes of the table of one base. */
export const PAIR_TABLE: number = PAIR_FIXED.rows * ROW;
/** Bytes of working memory to build one: points, and the products of all Z before. */
export const PAIR_TABLE_WORK: number = STEPS * (PAIR_POINT + PAIR);

const ONE_BITS = 0x3ff0000000000000n;
const TWO_BITS = 0x4000000000000000n;

export function definePairFixed(kit: PairKit, points: PairPoints, roots: PairRoots): void {
  defineAddLanes(kit, points);
  defineTable(kit, points, roots);
  defineAddFixed(kit, points);
  defineMulEach(kit, points);
}

/** Both lanes of a point of single lanes at `low` and `high`, into `to`. */
function gatherLanes(body: Body, to: I32, low: I32, high: I32, limbs: number): void {
  for (let i = 0; i < limbs; i++)
    body.storeVector(to, 16 * i, loadHigh(high, 8 * i, v128.loadLow(low, 8 * i)));
}

/**
 * `identities`(points, pairs); `addLanes`(points, niels, pairs): points_i += niels_i of single lanes;
 * `coordinates`(out, niels, pairs): y + x, y − x and 2dxy of each, 32 bytes each.
 */
function defineAddLanes(kit: PairKit, points: PairPoints): void {
  const { module, arena } = kit;
  const niels = i32.const(arena.take(3 * PAIR));
  const nth = (at: I32, i: I32, size: number) => i32.add(at, i32.mul(i, i32.const(size)));
  module.define(
    ['i32', 'i32'],
    undefined,
    (body, to, pairs) => {
      body.times(pairs, (i) => body.call(points.identity, nth(to, i, PAIR_POINT)));
      return undefined;
    },
    'identities',
  );
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, to, from, pairs) => {
      body.times(pairs, (i) => {
        const low = body.local('i32', nth(from, i, 2 * LANE_NIELS));
        gatherLanes(body, niels, low, i32.add(low, i32.const(LANE_NIELS)), 3 * PAIR_LIMBS);
        body.call(points.addNiels, nth(to, i, PAIR_POINT), niels);
      });
      return undefined;
    },
    'addLanes',
  );
  const element = i32.const(arena.take(PAIR));
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, out, from, pairs) => {
      const f = pairProgram(kit, body);
      body.times(pairs, (i) => {
        const low = body.local('i32', nth(from, i, 2 * LANE_NIELS));
        const to = body.local('i32', nth(out, i, 2 * 96));
        body.times(3, (c) => {
          const at = body.local('i32', i32.add(low, i32.mul(c, i32.const(PAIR / 2))));
          gatherLanes(body, element, at, i32.add(at, i32.const(LANE_NIELS)), PAIR_LIMBS);
          const bytes = body.local('i32', i32.add(to, i32.shl(c, i32.const(5))));
          f.toBytes(tightPair(element), 0, bytes);
          f.toBytes(tightPair(element), 1, i32.add(bytes, i32.const(96)));
        });
      });
      return undefined;
    },
    'coordinates',
  );
}

/** `fixedTable`(table, niels, work): the rows of multiples of a base given as a Niels point of one lane. */
function defineTable(kit: PairKit, points: PairPoints, roots: PairRoots): void {
  const { module, arena, constants } = kit;
  const place = (bytes: number) => i32.const(arena.take(bytes));
  const [first, second, step] = [place(PAIR_POINT), place(PAIR_POINT), place(PAIR_POINT)];
  const running = tightPair(place(2 * PAIR));
  const vectors = PAIR_POINT / 16;

  /** The next row begins with lane 1 of `first` doubled, and that doubled once more. */
  const begin = module.define([], undefined, (body) => {
    const splat = (to: I32, from: I32) => {
      for (let i = 0; i < vectors; i++)
        body.storeVector(to, 16 * i, v128.loadSplat(from, 16 * i + 8));
    };
    splat(second, first);
    body.call(points.double, second);
    splat(first, second);
    body.call(points.double, second);
    body.call(points.toProjective, step, second);
    for (let i = 0; i < vectors; i++)
      body.storeVector(first, 16 * i, loadHigh(second, 16 * i, v128.load(first, 16 * i)));
    return undefined;
  });

  /** (to, p, zInverse): two affine Niels points of single lanes, one after the other. */
  const toNiels = module.define(['i32', 'i32', 'i32'], undefined, (body, to, p, zInverseAt) => {
    const f = pairProgram(kit, body);
    const zInverse = tightPair(zInverseAt);
    const x = f.mul(tightPair(p), zInverse);
    const y = f.mul(tightPair(p, PAIR), zInverse);
    const xy = f.mul(f.mul(x, y), constants.twoD);
    for (const [c, a] of [f.addTight(y, x), f.subTight(y, x), xy].entries())
      for (let i = 0; i < PAIR_LIMBS; i++) {
        const limb = body.local('v128', v128.load(a.base, a.offset + 16 * i));
        const at = 8 * (PAIR_LIMBS * c + i);
        body.storeLane(to, at, 0, limb);
        body.storeLane(to, LANE_NIELS + at, 1, limb);
      }
    return undefined;
  });

  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, table, niels, work) => {
      const f = pairProgram(kit, body);
      const entry = body.local('i32', work);
      const before = body.local('i32', i32.add(work, i32.const(STEPS * PAIR_POINT)));
      const to = body.local('i32', i32.add(table, i32.const(PAIR_TABLE)));
      // `step` serves as a Niels point first; then as twice the first multiple of the row.
      gatherLanes(body, step, niels, niels, 3 * PAIR_LIMBS);
      body.call(points.identity, first);
      body.call(points.addNiels, first, step);
      for (let i = 0; i < vectors; i++) body.storeVector(second, 16 * i, v128.load(first, 16 * i));
      body.call(points.double, second);
      body.call(points.toProjective, step, second);
      for (let i = 0; i < vectors; i++)
        body.storeVector(first, 16 * i, loadHigh(second, 16 * i, v128.load(first, 16 * i)));
      f.copy(constants.one, running);
      body.times(PAIR_FIXED.rows, () => {
        body.times(FIXED_MULTIPLES / 2, () => {
          body.copy(entry, first, i32.const(PAIR_POINT));
          f.copy(running, tightPair(before));
          f.mul(running, tightPair(entry, 2 * PAIR), running);
          body.call(points.addProjective, first, step);
          body.set(entry, i32.add(entry, i32.const(PAIR_POINT)));
          body.set(before, i32.add(before, i32.const(PAIR)));
        });
        // Lane 1 of the last entry is the largest multiple of this row.
        body.copy(first, i32.sub(entry, i32.const(PAIR_POINT)), i32.const(PAIR_POINT));
        body.call(begin);
      });
      body.call(roots.invert, pointer(running));
      body.times(STEPS, () => {
        body.set(entry, i32.sub(entry, i32.const(PAIR_POINT)));
        body.set(before, i32.sub(before, i32.const(PAIR)));
        body.set(to, i32.sub(to, i32.const(2 * LANE_NIELS)));
        const zInverse = f.mul(running, tightPair(before));
        f.mul(running, tightPair(entry, 2 * PAIR), running);
        body.call(toNiels, to, entry, pointer(zInverse));
      });
      return undefined;
    },
    'fixedTable',
  );
}

/** The magnitude of a digit, and all ones where it is negative. */
function magnitudeOf(body: Body, digit: I32): { readonly magnitude: I64; readonly sign: I64 } {
  const long = body.local('i64', i64.extend(digit));
  const sign = body.local('i64', i64.shr(long, i64.const(63)));
  return { magnitude: body.local('i64', i64.sub(i64.xor(long, sign), sign)), sign };
}

/**
 * (to, row, digit0, digit1): digit·P in each lane, as a Niels point in both lanes, from the row
 * [1..multiples]·P; every byte of the row is read. The entries are of one lane each, for both, or of two.
 */
function defineSelect(kit: PairKit, entries: 'single' | 'paired'): Func {
  const { module, pool } = kit;
  const isSingle = entries === 'single';
  const multiples = isSingle ? FIXED_MULTIPLES : EACH_MULTIPLES;
  const size = isSingle ? LANE_NIELS : PAIR_POINT;
  const unit = isSingle ? 8 : 16;
  const load = isSingle ? v128.loadSplat : v128.load;
  // y + x, y − x, 2dxy, and 2Z where there is one; of the identity.
  const neutral = isSingle ? [ONE_BITS, ONE_BITS, 0n] : [ONE_BITS, ONE_BITS, 0n, TWO_BITS];
  return module.define(['i32', 'i32', 'i32', 'i32'], undefined, (body, to, row, digit0, digit1) => {
    const [low, high] = [magnitudeOf(body, digit0), magnitudeOf(body, digit1)];
    const wanted = body.local('v128', pairOf(low.magnitude, high.magnitude));
    const sign = body.local('v128', pairOf(low.sign, high.sign));
    const isNone = body.local('v128', v128.equalInt(wanted, pool(0n)));
    const from = body.local('i32');
    const counter = body.local('v128');

    /** The limbs of coordinates `c`, `c` + 1, …, `count` of them, of the wanted entry. */
    function kept(c: number, count: number): Local<'v128'>[] {
      const limbs = Array.from({ length: count * PAIR_LIMBS }, (_, i) => {
        const start = i % PAIR_LIMBS === 0 ? (neutral[c + i / PAIR_LIMBS] as bigint) : 0n;
        return body.local('v128', start === 0n ? pool(0n) : v128.and(isNone, pool(start)));
      });
      body.set(from, row);
      body.set(counter, pool(1n));
      body.times(multiples, () => {
        const mask = body.local('v128', v128.equalInt(counter, wanted));
        for (const [i, limb] of limbs.entries()) {
          const held = load(from, unit * (PAIR_LIMBS * c + i));
          body.set(limb, v128.or(limb, v128.and(mask, held)));
        }
        body.set(counter, v128.addInt(counter, pool(1n)));
        body.set(from, i32.add(from, i32.const(size)));
      });
      return limbs;
    }

    // −P: y + x and y − x change places, 2dT changes its sign.
    const sums = kept(0, 2);
    for (let i = 0; i < PAIR_LIMBS; i++) {
      const [plus, minus] = [sums[i], sums[PAIR_LIMBS + i]] as [V128, V128];
      body.storeVector(to, 16 * i, bitSelect(sign, minus, plus));
      body.storeVector(to, PAIR + 16 * i, bitSelect(sign, plus, minus));
    }
    const turned = body.local('v128', v128.and(sign, pool(2n ** 63n)));
    for (const [i, limb] of kept(2, neutral.length - 2).entries())
      body.storeVector(to, 2 * PAIR + 16 * i, i < PAIR_LIMBS ? v128.xor(limb, turned) : limb);
    return undefined;
  });
}

/** `addFixed`(points, digits, pairs, table): points_i += scalar_i·B, the digits row by row, a byte each. */
function defineAddFixed(kit: PairKit, points: PairPoints): void {
  const { module, arena } = kit;
  const select = defineSelect(kit, 'single');
  const chosen = i32.const(arena.take(3 * PAIR));
  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, digits, pairs, table) => {
      const row = body.local('i32', table);
      const digit = body.local('i32', digits);
      const p = body.local('i32');
      body.times(PAIR_FIXED.rows, () => {
        body.set(p, to);
        body.times(pairs, () => {
          body.call(select, chosen, row, i32.load8(digit), i32.load8(digit, 1));
          body.call(points.addNiels, p, chosen);
          body.set(p, i32.add(p, i32.const(PAIR_POINT)));
          body.set(digit, i32.add(digit, i32.const(2)));
        });
        body.set(row, i32.add(row, i32.const(ROW)));
      });
      return undefined;
    },
    'addFixed',
  );
}

/** `mulEach`(points, pairs, digits): points_i := scalar·points_i, one scalar for all. */
function defineMulEach(kit: PairKit, points: PairPoints): void {
  const { module, arena } = kit;
  const select = defineSelect(kit, 'paired');
  const chosen = i32.const(arena.take(PAIR_POINT));
  const table = i32.const(arena.take(EACH_MULTIPLES * PAIR_POINT));
  const multiple = i32.const(arena.take(PAIR_POINT));
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, all, pairs, digits) => {
      const p = body.local('i32', all);
      body.times(pairs, () => {
        body.copy(multiple, p, i32.const(PAIR_POINT));
        body.times(EACH_MULTIPLES, (m) => {
          const entry = i32.add(table, i32.mul(m, i32.const(PAIR_POINT)));
          body.call(points.toProjective, entry, multiple);
          body.call(points.addProjective, multiple, table);
        });
        body.call(points.identity, p);
        body.times(PAIR_EACH.rows, (w) => {
          // The first doublings are of the identity: the same work for every scalar.
          body.times(PAIR_EACH.width - 1, () => body.call(points.doubleShort, p));
          body.call(points.double, p);
          const at = i32.sub(i32.add(digits, i32.const(PAIR_EACH.rows - 1)), w);
          const digit = body.local('i32', i32.load8(at));
          body.call(select, chosen, table, digit, digit);
          body.call(points.addProjective, p, chosen);
        });
        body.set(p, i32.add(p, i32.const(PAIR_POINT)));
      });
      return undefined;
    },
    'mulEach',
  );
}
