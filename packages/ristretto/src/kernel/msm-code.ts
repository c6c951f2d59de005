/**
 * Sums of products on public input, in time that depends on it.
 *
 * Many points: Pippenger's buckets with signed digits (D. Bernstein, J. Doumen, T. Lange and
 * J.-J. Oosterwijk, "Faster batch forgery identification", INDOCRYPT 2012, §4). Row by row from the
 * top: Σ digit·point as the sum over k, from the largest magnitude down, of the running sum of all points
 * whose digit is k or more. The points come sorted by their digits (digit-code.ts), so that they go into
 * the running sum as they come and no bucket is kept: one addition a bucket, where the usual way takes two.
 * Few points, or few scalars for many columns: non-adjacent forms with shared doublings
 * (E. Straus, "Addition chains of vectors", 1964).
 */
import { NAF_MULTIPLES } from './digit-code.ts';
import { type I32, i32 } from './expression.ts';
import { at } from './field-code.ts';
import {
  copyPoint,
  EXTENDED,
  type Kit,
  NIELS,
  type PointFunctions,
  PROJECTIVE_NIELS,
  program,
} from './point-code.ts';

const ODD_MULTIPLES = 8;
/** Bytes of the odd multiples 1, 3, …, 15 of one point. */
export const NAF_TABLE: number = ODD_MULTIPLES * PROJECTIVE_NIELS;

export function defineMsm(kit: Kit, points: PointFunctions): void {
  definePippenger(kit, points);
  defineStraus(kit, points);
}

function definePippenger(kit: Kit, points: PointFunctions): void {
  const { module, arena } = kit;
  const running = i32.const(arena.take(EXTENDED));

  /** (total, points, order, ends, width): total := 2^width·total + Σ digit·point over one row. */
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, total, niels, order, ends, width) => {
      const k = body.local('i32', i32.shl(i32.const(1), i32.sub(width, i32.const(1))));
      const i = body.local('i32', i32.const(0));
      const end = body.local('i32');
      const point = body.local('i32');
      body.times(width, () => body.call(points.doubleFull, total, total));
      body.call(points.identity, running);
      body.while(k, () => {
        body.set(end, i32.load(i32.add(ends, i32.shl(k, i32.const(2)))));
        body.while(i32.less(i, end), () => {
          const entry = i32.load(i32.add(order, i32.shl(i, i32.const(2))));
          const index = i32.shrUnsigned(i32.and(entry, i32.const(0xffff)), i32.const(1));
          body.set(point, i32.add(niels, i32.mul(index, i32.const(NIELS))));
          body.if(
            i32.and(entry, i32.const(1)),
            () => body.call(points.subNiels, running, running, point),
            () => body.call(points.addNiels, running, running, point),
          );
          body.set(i, i32.add(i, i32.const(1)));
        });
        body.if(end, () => body.call(points.add, total, total, running));
        body.set(k, i32.sub(k, i32.const(1)));
      });
      return undefined;
    },
    'addRow',
  );
}

function defineStraus(kit: Kit, points: PointFunctions): void {
  const { module, arena } = kit;
  const twice = i32.const(arena.take(PROJECTIVE_NIELS));
  const multiple = i32.const(arena.take(EXTENDED));

  /** (table, p, n): P, 3P, …, (2n − 1)P as projective Niels points, 1 ≤ n ≤ 8. */
  const oddMultiples = module.define(['i32', 'i32', 'i32'], undefined, (body, table, p, n) => {
    const f = program(kit, body);
    // For ±1, as in B − D, that is all.
    body.if(i32.equal(n, i32.const(1)), () => {
      body.call(points.toProjective, table, p);
      body.return();
    });
    body.call(points.doubleFull, multiple, p);
    body.call(points.toProjective, twice, multiple);
    copyPoint(f, p, at(multiple), EXTENDED);
    body.times(n, (i) => {
      const entry = i32.add(table, i32.mul(i, i32.const(PROJECTIVE_NIELS)));
      body.call(points.toProjective, entry, multiple);
      body.call(points.addProjective, multiple, multiple, twice);
    });
    return undefined;
  });

  /** (to, points, stride, digits, n, tables): to = Σ scalar_k·p_k, p_k extended, `stride` bytes apart. */
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, from, stride, digits, n, tables) => {
      const nth = (k: I32) => i32.add(tables, i32.mul(k, i32.const(NAF_TABLE)));
      body.times(n, (k) => {
        const wanted = i32.load8(i32.add(digits, i32.shl(k, i32.const(8))), NAF_MULTIPLES);
        body.call(oddMultiples, nth(k), i32.add(from, i32.mul(k, stride)), wanted);
      });
      body.call(points.identity, to);
      const bit = body.local('i32', i32.const(NAF_MULTIPLES));
      const digit = body.local('i32');
      const entry = body.local('i32');
      const hasBegun = body.local('i32', i32.const(0));
      body.while(bit, () => {
        body.set(bit, i32.sub(bit, i32.const(1)));
        body.if(hasBegun, () => body.call(points.doubleFull, to, to));
        body.times(n, (k) => {
          const digitAt = i32.add(i32.add(digits, i32.shl(k, i32.const(8))), bit);
          body.set(digit, i32.load8(digitAt));
          body.if(digit, () => {
            body.set(hasBegun, i32.const(1));
            const sign = i32.shr(digit, i32.const(31));
            const magnitude = i32.sub(i32.xor(digit, sign), sign);
            const index = i32.shrUnsigned(magnitude, i32.const(1));
            body.set(entry, i32.add(nth(k), i32.mul(index, i32.const(PROJECTIVE_NIELS))));
            body.if(
              i32.less(digit, i32.const(0)),
              () => body.call(points.subProjective, to, to, entry),
              () => body.call(points.addProjective, to, to, entry),
            );
          });
        });
      });
      return undefined;
    },
    'straus',
  );
}
