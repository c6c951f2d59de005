/**
 * Pippenger's sum (msm-code.ts) with two rows of digits at once: lane 0 works on a row of the lower half
 * of the scalars' bits, lane 1 on one of the upper half. Each lane walks its own row in its own order, so
 * their runs of equal digits end at different times: the running sums are laid down as they grow, the last
 * of each run stays, and a second walk over the magnitudes adds them up, both lanes in step.
 */
import { type I32, type I64, i32, i64 } from './expression.ts';
import { tightPair } from './fma-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_POINT, type PairKit, type PairPoints, pairProgram } from './fma-points.ts';
import type { Body, Func } from './module.ts';
import { loadHigh, pairOf, v128 } from './vector.ts';

/** Bytes of a point of one lane: X, Y, Z, T, five numbers each. */
export const LANE_POINT = 160;

export function definePairMsm(kit: PairKit, points: PairPoints): void {
  const { module, arena } = kit;
  const point = i32.const(arena.take(PAIR_POINT));
  const niels = i32.const(arena.take(3 * PAIR));
  const limbs = LANE_POINT / 8;

  /** The points at both addresses into `point`. */
  function gather(body: Body, low: I32, high: I32): void {
    for (let i = 0; i < limbs; i++)
      body.storeVector(point, 16 * i, loadHigh(high, 8 * i, v128.loadLow(low, 8 * i)));
  }
  /** (to): one lane of `point` laid down. */
  const layDown = ([0, 1] as const).map((lane) =>
    module.define(['i32'], undefined, (body, to) => {
      for (let i = 0; i < limbs; i++) body.storeLane(to, 8 * i, lane, v128.load(point, 16 * i));
      return undefined;
    }),
  ) as readonly Func[] as readonly [Func, Func];

  /** (points, entry0, entry1): point += ±points[i] in each lane, i and the sign from its entry. */
  const addEntries = module.define(['i32', 'i32', 'i32'], undefined, (body, from, ...entries) => {
    const half = LANE_NIELS / 3;
    // y + x and y − x change places where the sign is minus.
    const lanes = entries.map((entry) => {
      const at = i32.mul(i32.and(entry, i32.const(0xfffe)), i32.const(LANE_NIELS / 2));
      const q = body.local('i32', i32.add(from, at));
      const turn = body.local('i32', i32.mul(i32.and(entry, i32.const(1)), i32.const(half)));
      const minus = body.local('i32', i32.sub(q, turn));
      return { q, plus: body.local('i32', i32.add(q, turn)), minus };
    }) as readonly Lane[] as readonly [Lane, Lane];
    const [sign0, sign1] = entries.map((entry) =>
      i64.shl(i64.extend(entry), i64.const(63)),
    ) as readonly I64[] as readonly [I64, I64];
    const sign = body.local('v128', pairOf(sign0, sign1));
    const [low, high] = lanes;
    for (let i = 0; i < half; i += 8) {
      const both = (name: keyof Lane, offset: number) =>
        loadHigh(high[name], offset, v128.loadLow(low[name], offset));
      body.storeVector(niels, 2 * i, both('plus', i));
      body.storeVector(niels, PAIR + 2 * i, both('minus', half + i));
      body.storeVector(niels, 2 * PAIR + 2 * i, v128.xor(both('q', 2 * half + i), sign));
    }
    body.call(points.addNiels, point, niels);
    return undefined;
  });

  const total = i32.const(arena.take(PAIR_POINT));
  const projective = i32.const(arena.take(PAIR_POINT));
  const addTo = (body: Body, from: I32): void => {
    body.call(points.toProjective, projective, from);
    body.call(points.addProjective, total, projective);
  };

  /**
   * (points, orders, n, ends, sums, width, most): total := 2^width·total + Σ digit·point over a row in
   * each lane. `orders` and `ends` are what `sortDigits` made of both rows, one after the other, `most`
   * the larger of what it gave; `sums` has room for 2·(2^(width − 1) + 2) points of LANE_POINT bytes.
   */
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, from, orders, n, ends, sums, width, most) => {
      const k = body.local('i32', i32.shl(i32.const(1), i32.sub(width, i32.const(1))));
      const places = body.local('i32', i32.add(k, i32.const(2)));
      const highSums = body.local('i32', sumAt(sums, places));
      const highOrders = body.local('i32', i32.add(orders, i32.shl(n, i32.const(2))));
      const highEnds = body.local('i32', i32.add(ends, i32.shl(places, i32.const(2))));
      const last = i32.add(k, i32.const(1));
      body.times(width, () => body.call(points.double, total));
      body.call(points.identity, point);
      const lanes = [
        { row: orders, own: sums, ends, run: body.local('i32', last) },
        { row: highOrders, own: highSums, ends: highEnds, run: body.local('i32', last) },
      ].map((lane, i) => ({
        ...lane,
        keep: layDown[i as 0 | 1],
        entry: body.local('i32'),
        held: body.local('i32', sumAt(lane.own, last)),
      }));
      const [low, high] = lanes as [(typeof lanes)[number], (typeof lanes)[number]];
      body.times(most, (i) => {
        for (const { row, own, run, entry, keep } of lanes) {
          body.set(entry, i32.load(i32.add(row, i32.shl(i, i32.const(2)))));
          const magnitude = i32.shrUnsigned(entry, i32.const(16));
          // A run has ended: its sum stays. Beyond the shorter row come its zero digits, run 0.
          body.if(i32.xor(magnitude, run), () => {
            body.call(keep, sumAt(own, run));
            body.set(run, magnitude);
          });
        }
        body.call(addEntries, from, low.entry, high.entry);
      });
      for (const { own, run, keep } of lanes) body.call(keep, sumAt(own, run));
      body.while(k, () => {
        for (const { held, own, ends: row } of lanes) {
          const end = i32.add(row, i32.shl(k, i32.const(2)));
          // No point has this digit: the sum is what it was.
          body.if(i32.sub(i32.load(end), i32.load(end, 4)), () => body.set(held, sumAt(own, k)));
        }
        gather(body, low.held, high.held);
        addTo(body, point);
        body.set(k, i32.sub(k, i32.const(1)));
      });
      return undefined;
    },
    'addRows',
  );

  module.define(
    [],
    undefined,
    (body) => {
      body.call(points.identity, total);
      return undefined;
    },
    'beginSum',
  );

  /** (out): the sum of each lane: X, Y, Z, T of lane 0, then of lane 1, as 32 bytes each. */
  module.define(
    ['i32'],
    undefined,
    (body, out) => {
      const f = pairProgram(kit, body);
      for (const [lane, i] of [0, 1].flatMap((l) => [0, 1, 2, 3].map((c) => [l, c] as const)))
        f.toBytes(
          tightPair(total, i * PAIR),
          lane === 0 ? 0 : 1,
          i32.add(out, i32.const(128 * lane + 32 * i)),
        );
      return undefined;
    },
    'endSum',
  );
}

/** Where y + x and y − x of a Niels point are taken from, less their own offsets. */
interface Lane {
  readonly q: I32;
  readonly plus: I32;
  readonly minus: I32;
}

function sumAt(sums: I32, k: I32): I32 {
  return i32.add(sums, i32.mul(k, i32.const(LANE_POINT)));
}
