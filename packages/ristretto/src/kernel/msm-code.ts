/**
 * Sums of products on public input, in time that depends on it.
 *
 * Many points: Pippenger's buckets with signed digits (D. Bernstein, J. Doumen, T. Lange and
 * J.-J. Oosterwijk, "Faster batch forgery identification", INDOCRYPT 2012, §4). Row by row from the
 * top: every point goes into the bucket of its digit, then Σ k·bucket_k as a sum of running sums.
 * Few points, or few scalars for many columns: non-adjacent forms with shared doublings
 * (E. Straus, "Addition chains of vectors", 1964).
 */
import { NAF_MULTIPLES } from './digit-code.ts';
import { type I32, i32 } from './expression.ts';
import { at, tight } from './field-code.ts';
import { ELEMENT } from './field-functions.ts';
import type { Func } from './module.ts';
import {
  copyPoint,
  EXTENDED,
  extended,
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
  definePippenger(kit, points, defineFromNiels(kit));
  defineStraus(kit, points);
}

/** (to, q, isNegative): the extended point of an affine Niels point, or its opposite. */
function defineFromNiels(kit: Kit): Func {
  return kit.module.define(['i32', 'i32', 'i32'], undefined, (body, toAt, q, isNegative) => {
    const f = program(kit, body);
    const to = extended(toAt);
    const sign = body.local('i32', i32.sub(i32.const(0), isNegative));
    // (2x : 2y : 2 : 2xy), and 2xy = 2dxy/d.
    f.negateIf(sign, f.carry(f.sub(tight(q), tight(q, ELEMENT))), to.x);
    f.carry(f.add(tight(q), tight(q, ELEMENT)), to.y);
    f.copy(kit.constants.two, to.z);
    f.negateIf(sign, f.mul(tight(q, 2 * ELEMENT), kit.constants.inverseD), to.t);
    return undefined;
  });
}

function definePippenger(kit: Kit, points: PointFunctions, fromNiels: Func): void {
  const { module, arena } = kit;
  const running = i32.const(arena.take(EXTENDED));
  const rowSum = i32.const(arena.take(EXTENDED));

  /** (points, digits, n, buckets, used): adds every point to the bucket of its digit. */
  const fill = module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, niels, digits, n, buckets, used) => {
      const digit = body.local('i32');
      const isNegative = body.local('i32');
      const index = body.local('i32');
      const bucket = body.local('i32');
      const point = body.local('i32');
      body.times(n, (i) => {
        body.set(digit, i32.load16(i32.add(digits, i32.shl(i, i32.const(1)))));
        body.if(digit, () => {
          body.set(isNegative, i32.less(digit, i32.const(0)));
          const sign = i32.sub(i32.const(0), isNegative);
          body.set(index, i32.sub(i32.sub(i32.xor(digit, sign), sign), i32.const(1)));
          body.set(bucket, i32.add(buckets, i32.mul(index, i32.const(EXTENDED))));
          body.set(point, i32.add(niels, i32.mul(i, i32.const(NIELS))));
          const flag = i32.add(used, index);
          body.if(
            i32.load8(flag),
            () =>
              body.if(
                isNegative,
                () => body.call(points.subNiels, bucket, bucket, point),
                () => body.call(points.addNiels, bucket, bucket, point),
              ),
            () => {
              body.store8(flag, 0, i32.const(1));
              body.call(fromNiels, bucket, point, isNegative);
            },
          );
        });
      });
      return undefined;
    },
  );

  /** (to, buckets, used, count): to = Σ (k + 1)·bucket_k. */
  const collect = module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, buckets, used, count) => {
      const f = program(kit, body);
      const k = body.local('i32', count);
      const state = body.local('i32', i32.const(0));
      body.call(points.identity, to);
      body.while(k, () => {
        body.set(k, i32.sub(k, i32.const(1)));
        const bucket = i32.add(buckets, i32.mul(k, i32.const(EXTENDED)));
        body.if(i32.load8(i32.add(used, k)), () => {
          body.if(
            state,
            () => body.call(points.add, running, running, bucket),
            () => copyPoint(f, body.local('i32', bucket), at(running), EXTENDED),
          );
          body.set(state, i32.const(1));
        });
        body.if(state, () => body.call(points.add, to, to, running));
      });
      return undefined;
    },
  );

  /** (to, points, digits, n, width, rows, buckets, used): to += Σ; `used` has a byte per bucket. */
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, to, niels, digits, n, width, rows, buckets, used) => {
      const total = i32.const(arena.take(EXTENDED));
      const count = body.local('i32', i32.shl(i32.const(1), i32.sub(width, i32.const(1))));
      const row = body.local('i32', rows);
      body.call(points.identity, total);
      body.while(row, () => {
        body.set(row, i32.sub(row, i32.const(1)));
        body.times(i32.sub(width, i32.const(1)), () => body.call(points.double, total, total));
        body.call(points.doubleFull, total, total);
        body.clear(used, count);
        const rowDigits = i32.add(digits, i32.mul(row, i32.shl(n, i32.const(1))));
        body.call(fill, niels, rowDigits, n, buckets, used);
        body.call(collect, rowSum, buckets, used, count);
        body.call(points.add, total, total, rowSum);
      });
      body.call(points.add, to, to, total);
      return undefined;
    },
    'pippenger',
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
