/**
 * Pippenger's sum (msm-code.ts) with two rows of digits at once: lane 0 works on the even rows, lane 1
 * on the odd ones, each with buckets of its own, so that two additions never meet in one bucket.
 * Bucket 0 takes the zero digits and is thrown away.
 */
import { type I32, i32, i64 } from './expression.ts';
import { tightPair } from './fma-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_POINT, type PairKit, type PairPoints, pairProgram } from './fma-points.ts';
import type { Body } from './module.ts';
import { bitSelect, loadHigh, pairOf, v128 } from './vector.ts';

/** Bytes of a bucket of one lane: X, Y, Z, T, five numbers each. */
export const LANE_POINT = 160;

export function definePairMsm(kit: PairKit, points: PairPoints): void {
  const { module, arena, constants, pool } = kit;
  const point = i32.const(arena.take(PAIR_POINT));
  const niels = i32.const(arena.take(3 * PAIR));
  const limbs = LANE_POINT / 8;

  /** The buckets of both lanes into `point`. */
  function gather(body: Body, low: I32, high: I32): void {
    for (let i = 0; i < limbs; i++)
      body.storeVector(point, 16 * i, loadHigh(high, 8 * i, v128.loadLow(low, 8 * i)));
  }
  function scatter(body: Body, low: I32, high: I32): void {
    for (let i = 0; i < limbs; i++) {
      const limb = body.local('v128', v128.load(point, 16 * i));
      body.storeLane(low, 8 * i, 0, limb);
      body.storeLane(high, 8 * i, 1, limb);
    }
  }

  /** (p): p := the identity in both lanes. */
  const identity = module.define(['i32'], undefined, (body, p) => {
    const f = pairProgram(kit, body);
    f.copy(constants.zero, tightPair(p));
    f.copy(constants.one, tightPair(p, PAIR));
    f.copy(constants.one, tightPair(p, 2 * PAIR));
    f.copy(constants.zero, tightPair(p, 3 * PAIR));
    return undefined;
  });

  /** (q, low, high, digit0, digit1): both buckets += ±q. */
  const addTo = module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, q, low, high, digit0, digit1) => {
      const [sign0, sign1] = [digit0, digit1].map((digit) =>
        i64.shr(i64.extend(digit), i64.const(63)),
      ) as [ReturnType<typeof i64.load>, ReturnType<typeof i64.load>];
      const sign = body.local('v128', pairOf(sign0, sign1));
      const half = PAIR / 2;
      for (let i = 0; i < half; i += 8) {
        const plus = body.local('v128', v128.loadSplat(q, i));
        const minus = body.local('v128', v128.loadSplat(q, half + i));
        body.storeVector(niels, 2 * i, bitSelect(sign, minus, plus));
        body.storeVector(niels, PAIR + 2 * i, bitSelect(sign, plus, minus));
        const turned = v128.and(sign, pool(2n ** 63n));
        body.storeVector(niels, 2 * PAIR + 2 * i, v128.xor(v128.loadSplat(q, PAIR + i), turned));
      }
      gather(body, low, high);
      body.call(points.addNiels, point, niels);
      scatter(body, low, high);
      return undefined;
    },
  );

  /** (points, digits, n, buckets, count): adds every point to the buckets of its digits in two rows. */
  const fill = module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, from, digits, n, buckets, count) => {
      const [digit0, digit1] = [body.local('i32'), body.local('i32')];
      const highBuckets = body.local('i32', bucketAt(buckets, count));
      const highDigits = body.local('i32', i32.add(digits, i32.shl(n, i32.const(1))));
      body.times(n, (i) => {
        const offset = i32.shl(i, i32.const(1));
        body.set(digit0, i32.load16(i32.add(digits, offset)));
        body.set(digit1, i32.load16(i32.add(highDigits, offset)));
        body.if(i32.or(digit0, digit1), () =>
          body.call(
            addTo,
            i32.add(from, i32.mul(i, i32.const(LANE_NIELS))),
            bucketAt(buckets, magnitude(digit0)),
            bucketAt(highBuckets, magnitude(digit1)),
            digit0,
            digit1,
          ),
        );
      });
      return undefined;
    },
  );

  const running = i32.const(arena.take(PAIR_POINT));
  const total = i32.const(arena.take(PAIR_POINT));
  const rowSum = i32.const(arena.take(PAIR_POINT));
  const projective = i32.const(arena.take(PAIR_POINT));

  /** (buckets, count): rowSum = Σ k·bucket_k, k = 1..count − 1, in both lanes. */
  const collect = module.define(['i32', 'i32'], undefined, (body, buckets, count) => {
    const highBuckets = body.local('i32', bucketAt(buckets, count));
    const k = body.local('i32', i32.sub(count, i32.const(1)));
    body.call(identity, running);
    body.call(identity, rowSum);
    body.while(k, () => {
      gather(body, bucketAt(buckets, k), bucketAt(highBuckets, k));
      body.call(points.toProjective, projective, point);
      body.call(points.addProjective, running, projective);
      body.call(points.toProjective, projective, running);
      body.call(points.addProjective, rowSum, projective);
      body.set(k, i32.sub(k, i32.const(1)));
    });
    return undefined;
  });

  /**
   * (out, points, digits, n, width, rows, buckets), rows even: Σ over the even rows and Σ over the odd
   * ones, each row pair weighing 4^width times the one before; X, Y, Z, T of lane 0, then of lane 1,
   * as 32 bytes each.
   */
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, from, digits, n, width, rows, buckets) => {
      const f = pairProgram(kit, body);
      const count = body.local(
        'i32',
        i32.add(i32.shl(i32.const(1), i32.sub(width, i32.const(1))), i32.const(1)),
      );
      const row = body.local('i32', rows);
      body.call(identity, total);
      body.while(row, () => {
        body.set(row, i32.sub(row, i32.const(2)));
        body.times(i32.shl(width, i32.const(1)), () => body.call(points.double, total));
        body.call(identity, point);
        body.times(count, (k) => {
          const bucket = body.local('i32', bucketAt(buckets, k));
          scatter(body, bucket, bucketAt(bucket, count));
        });
        const rowDigits = i32.add(digits, i32.mul(row, i32.shl(n, i32.const(1))));
        body.call(fill, from, rowDigits, n, buckets, count);
        body.call(collect, buckets, count);
        body.call(points.toProjective, projective, rowSum);
        body.call(points.addProjective, total, projective);
      });
      for (const lane of [0, 1] as const)
        for (let i = 0; i < 4; i++)
          f.toBytes(tightPair(total, i * PAIR), lane, i32.add(out, i32.const(128 * lane + 32 * i)));
      return undefined;
    },
    'pippenger',
  );
}

function bucketAt(buckets: I32, k: I32): I32 {
  return i32.add(buckets, i32.mul(k, i32.const(LANE_POINT)));
}

function magnitude(digit: I32): I32 {
  const sign = i32.shr(digit, i32.const(31));
  return i32.sub(i32.xor(digit, sign), sign);
}
