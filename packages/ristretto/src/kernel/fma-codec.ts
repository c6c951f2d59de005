/** Decoding of two encodings at once (RFC 9496 §4.3.1), on public input. */
import { type I32, type I64, i32, i64, type V128 } from './expression.ts';
import { type Element, pointer } from './field-code.ts';
import { type PairCode, tightPair } from './fma-code.ts';
import { PAIR } from './fma-functions.ts';
import { type PairKit, pairProgram } from './fma-points.ts';
import type { Func } from './module.ts';
import { ladder } from './roots.ts';
import { pairOf, v128 } from './vector.ts';

/** Bytes of an affine Niels point of one lane: y + x, y − x, 2dxy, five numbers each. */
export const LANE_NIELS = 120;

/** (low, high, to) → 1 when both strings are encodings; `to` = both points as Niels points, one after the other. */
export function definePairDecode(kit: PairKit): Func {
  const { module, constants, arena } = kit;
  const { one, zero } = constants;

  /** (to, v): to = v^(2^252 − 3). */
  const power = module.define(['i32', 'i32'], undefined, (body, to, from) => {
    const f = pairProgram(kit, body);
    const v = tightPair(from);
    f.mul(f.sqrTimes(ladder(f, v).long, 2), v, tightPair(to));
    return undefined;
  });

  /** |√(1/v)|, and in which lanes there is one (RFC 9496 §4.2 with u = 1). */
  function inverseRoot(f: PairCode, v: Element): { root: Element; isSquare: V128 } {
    const v3 = f.mul(f.sqr(v), v);
    const v7 = f.mul(f.sqr(v3), v);
    const raised = tightPair(i32.const(0), f.scratch().offset);
    f.body.call(power, pointer(raised), pointer(v7));
    const r = f.mul(v3, raised);
    const check = f.mul(v, f.sqr(r));
    const isRoot = f.isZero(f.sub(check, one));
    const isFlipped = f.isZero(f.add(check, one));
    const isFlippedI = f.isZero(f.add(check, constants.sqrtM1));
    const turned = f.mul(r, constants.sqrtM1);
    return {
      root: f.abs(f.select(v128.or(isFlipped, isFlippedI), turned, r)),
      isSquare: v128.or(isRoot, isFlipped),
    };
  }

  return module.define(['i32', 'i32', 'i32'], 'i32', (body, low, high, to) => {
    const f = pairProgram(kit, body);
    const s = f.fromBytes(low, high);
    const again = i32.const(arena.take(32));
    const isBad = ([low, high] as const).map((bytes, lane) => {
      f.toBytes(s, lane === 0 ? 0 : 1, again);
      const difference = [0, 8, 16, 24]
        .map((offset) => i64.xor(i64.load(bytes, offset), i64.load(again, offset)))
        .reduce(i64.or);
      const odd = i64.and(i64.load(bytes), i64.const(1));
      return body.local('i64', i64.or(difference, odd));
    }) as readonly I64[] as readonly [I64, I64];
    const ss = f.sqr(s);
    const u1 = f.sub(one, ss);
    const u2 = f.add(one, ss);
    const u2Squared = f.sqr(u2);
    const v = f.sub(f.sub(zero, f.mul(constants.d, f.sqr(u1))), u2Squared);
    const { root, isSquare } = inverseRoot(f, f.mul(v, u2Squared));
    const denX = f.mul(root, u2);
    const denY = f.mul(f.mul(root, denX), v);
    const x = f.abs(f.mul(f.add(s, s), denX));
    const y = f.mul(u1, denY);
    const t = f.mul(x, y);
    const isRefused = v128.or(f.isNegative(t), f.isZero(y));
    const wrong = body.local(
      'v128',
      v128.or(isRefused, v128.xor(isSquare, kit.pool(2n ** 64n - 1n))),
    );
    storeLanes(f, to, 0, f.mul(f.add(y, x), one));
    storeLanes(f, to, PAIR / 2, f.mul(f.sub(y, x), one));
    storeLanes(f, to, PAIR, f.mul(t, constants.twoD));
    const all = body.local('v128', v128.or(wrong, pairOf(...isBad)));
    body.storeVector(again, 0, all);
    return i64.isZero(i64.or(i64.load(again), i64.load(again, 8)));
  });
}

/** Lays each lane of a pair by itself: lane 0 at `to + offset`, lane 1 one Niels point further on. */
function storeLanes(f: PairCode, to: I32, offset: number, a: Element): void {
  for (let i = 0; i < PAIR / 16; i++) {
    const limb = f.body.local('v128', v128.load(a.base, a.offset + 16 * i));
    f.body.storeLane(to, offset + 8 * i, 0, limb);
    f.body.storeLane(to, LANE_NIELS + offset + 8 * i, 1, limb);
  }
}
