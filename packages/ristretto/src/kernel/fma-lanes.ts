/** Between points of single lanes, as decoding lays them down, and lists of pairs of points. */
import { type I32, i32 } from './expression.ts';
import { tightPair } from './fma-code.ts';
import { LANE_NIELS } from './fma-codec.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_LIMBS } from './fma-limbs.ts';
import { PAIR_POINT, type PairKit, type PairPoints, pairProgram } from './fma-points.ts';
import type { Body } from './module.ts';
import { loadHigh, v128 } from './vector.ts';

/** Both lanes of a point of single lanes at `low` and `high`, into `to`. */
export function gatherLanes(body: Body, to: I32, low: I32, high: I32, limbs: number): void {
  for (let i = 0; i < limbs; i++)
    body.storeVector(to, 16 * i, loadHigh(high, 8 * i, v128.loadLow(low, 8 * i)));
}

/**
 * `identities`(points, pairs); `addLanes`(points, niels, pairs): points_i += niels_i of single lanes;
 * `coordinates`(out, niels, pairs): y + x, y − x and 2dxy of each, 32 bytes each.
 */
export function definePairLanes(kit: PairKit, points: PairPoints): void {
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
