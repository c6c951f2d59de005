/**
 * Sums of a few products by the same public scalars for many columns of points, two columns at a time:
 * non-adjacent forms with shared doublings, as msm-code.ts has them, in time that depends on the scalars.
 */
import { NAF_DIGITS, NAF_MULTIPLES } from './digit-code.ts';
import { type I32, i32 } from './expression.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_POINT, type PairKit, type PairPoints } from './fma-points.ts';
import { v128 } from './vector.ts';

const ODD_MULTIPLES = 8;
/** Bytes of the odd multiples 1, 3, …, 15 of a pair of points. */
export const PAIR_NAF_TABLE: number = ODD_MULTIPLES * PAIR_POINT;

/** Defines `straus`(to, points, stride, digits, n, tables): to = Σ scalar_k·p_k, p_k `stride` bytes apart. */
export function definePairStraus(kit: PairKit, points: PairPoints): void {
  const { module, arena, pool } = kit;
  const twice = i32.const(arena.take(PAIR_POINT));
  const multiple = i32.const(arena.take(PAIR_POINT));
  const opposite = i32.const(arena.take(PAIR_POINT));

  /** (table, p, n): P, 3P, …, (2n − 1)P as projective Niels points, 1 ≤ n ≤ 8. */
  const oddMultiples = module.define(['i32', 'i32', 'i32'], undefined, (body, table, p, n) => {
    body.copy(multiple, p, i32.const(PAIR_POINT));
    // For ±1, as in B − D, that is all.
    body.if(i32.greater(n, i32.const(1)), () => {
      body.call(points.double, multiple);
      body.call(points.toProjective, twice, multiple);
      body.copy(multiple, p, i32.const(PAIR_POINT));
    });
    body.times(n, (i) => {
      body.if(i, () => body.call(points.addProjective, multiple, twice));
      const entry = i32.add(table, i32.mul(i, i32.const(PAIR_POINT)));
      body.call(points.toProjective, entry, multiple);
    });
    return undefined;
  });

  /** (p, q): p −= q. */
  const subtract = module.define(['i32', 'i32'], undefined, (body, p, q) => {
    const swapped = [PAIR, 0, 2 * PAIR, 3 * PAIR];
    for (const [c, from] of swapped.entries())
      for (let i = 0; i < PAIR; i += 16) {
        const limb = v128.load(q, from + i);
        const turned = c === 2 ? v128.xor(limb, pool(2n ** 63n)) : limb;
        body.storeVector(opposite, PAIR * c + i, turned);
      }
    body.call(points.addProjective, p, opposite);
    return undefined;
  });

  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, from, stride, digits, n, tables) => {
      const nth = (k: I32) => i32.add(tables, i32.mul(k, i32.const(PAIR_NAF_TABLE)));
      const own = (k: I32) => i32.add(digits, i32.mul(k, i32.const(NAF_DIGITS)));
      body.times(n, (k) => {
        const wanted = i32.load8(own(k), NAF_MULTIPLES);
        body.call(oddMultiples, nth(k), i32.add(from, i32.mul(k, stride)), wanted);
      });
      body.call(points.identity, to);
      const bit = body.local('i32', i32.const(NAF_MULTIPLES));
      const digit = body.local('i32');
      const entry = body.local('i32');
      const hasBegun = body.local('i32', i32.const(0));
      body.while(bit, () => {
        body.set(bit, i32.sub(bit, i32.const(1)));
        body.if(hasBegun, () => body.call(points.double, to));
        body.times(n, (k) => {
          body.set(digit, i32.load8(i32.add(own(k), bit)));
          body.if(digit, () => {
            body.set(hasBegun, i32.const(1));
            const sign = i32.shr(digit, i32.const(31));
            const magnitude = i32.sub(i32.xor(digit, sign), sign);
            const index = i32.shrUnsigned(magnitude, i32.const(1));
            body.set(entry, i32.add(nth(k), i32.mul(index, i32.const(PAIR_POINT))));
            body.if(
              i32.less(digit, i32.const(0)),
              () => body.call(subtract, to, entry),
              () => body.call(points.addProjective, to, entry),
            );
          });
        });
      });
      return undefined;
    },
    'straus',
  );
}
