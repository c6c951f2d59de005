/**
 * Products of points by one secret scalar, two at a time, as fixed-code.ts has them for one: the same
 * doublings and additions whatever the digits, and all multiples of a point are read, the wanted one kept by masks.
 */
import { i32, i64 } from './expression.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_LIMBS } from './fma-limbs.ts';
import { PAIR_POINT, type PairKit, type PairPoints } from './fma-points.ts';
import type { Func } from './module.ts';
import { bitSelect, splatOf, v128 } from './vector.ts';

/** Digits of four bits, −7..8: 64 of them for scalars below 2^253, and eight multiples of a point. */
export const PAIR_EACH = { width: 4, rows: 64 } as const;

const MULTIPLES = 2 ** (PAIR_EACH.width - 1);
const ONE_BITS = 0x3ff0000000000000n;
const TWO_BITS = 0x4000000000000000n;
/** y + x, y − x, 2dxy and 2Z of the identity. */
const NEUTRAL = [ONE_BITS, ONE_BITS, 0n, TWO_BITS];

/** (to, table, digit): digit·P from [1..8]·P, projective Niels points; every byte of them is read. */
function defineSelect({ module, pool }: PairKit): Func {
  return module.define(['i32', 'i32', 'i32'], undefined, (body, to, table, digit) => {
    const long = body.local('i64', i64.extend(digit));
    const minus = body.local('i64', i64.shr(long, i64.const(63)));
    const wanted = body.local('v128', splatOf(i64.sub(i64.xor(long, minus), minus)));
    const sign = body.local('v128', splatOf(minus));
    const isNone = body.local('v128', v128.equalInt(wanted, pool(0n)));
    const from = body.local('i32', table);
    const target = body.local('i32', to);
    const counter = body.local('v128');
    for (const one of NEUTRAL) {
      const limbs = Array.from({ length: PAIR_LIMBS }, (_, i) =>
        body.local('v128', i > 0 || one === 0n ? pool(0n) : v128.and(isNone, pool(one))),
      );
      body.set(counter, pool(1n));
      body.times(MULTIPLES, (m) => {
        const entry = body.local('i32', i32.add(from, i32.mul(m, i32.const(PAIR_POINT))));
        const mask = body.local('v128', v128.equalInt(counter, wanted));
        for (const [i, limb] of limbs.entries())
          body.set(limb, v128.or(limb, v128.and(mask, v128.load(entry, 16 * i))));
        body.set(counter, v128.addInt(counter, pool(1n)));
      });
      for (const [i, limb] of limbs.entries()) body.storeVector(target, 16 * i, limb);
      body.set(from, i32.add(from, i32.const(PAIR)));
      body.set(target, i32.add(target, i32.const(PAIR)));
    }
    // −P: y + x and y − x change places, 2dT changes its sign.
    const turned = body.local('v128', v128.and(sign, pool(2n ** 63n)));
    for (let i = 0; i < PAIR; i += 16) {
      const plus = body.local('v128', v128.load(to, i));
      const less = body.local('v128', v128.load(to, PAIR + i));
      body.storeVector(to, i, bitSelect(sign, less, plus));
      body.storeVector(to, PAIR + i, bitSelect(sign, plus, less));
      body.storeVector(to, 2 * PAIR + i, v128.xor(v128.load(to, 2 * PAIR + i), turned));
    }
    return undefined;
  });
}

/** `mulEach`(points, pairs, digits): points_i := scalar·points_i, one scalar for all. */
export function definePairEach(kit: PairKit, points: PairPoints): void {
  const { module, arena } = kit;
  const select = defineSelect(kit);
  const chosen = i32.const(arena.take(PAIR_POINT));
  const table = i32.const(arena.take(MULTIPLES * PAIR_POINT));
  const multiple = i32.const(arena.take(PAIR_POINT));
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, all, pairs, digits) => {
      const p = body.local('i32', all);
      body.times(pairs, () => {
        body.copy(multiple, p, i32.const(PAIR_POINT));
        body.times(MULTIPLES, (m) => {
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
          body.call(select, chosen, table, i32.load8(at));
          body.call(points.addProjective, p, chosen);
        });
        body.set(p, i32.add(p, i32.const(PAIR_POINT)));
      });
      return undefined;
    },
    'mulEach',
  );
}
