/** Decoding of four encodings at once (RFC 9496 §4.3.1), on public input. */
import { type I32, type I64, i32, i64 } from './expression.ts';
import { type Element, pointer } from './field-code.ts';
import { type PairCode, tightPair } from './fma-code.ts';
import { PAIR } from './fma-functions.ts';
import { type PairKit, pairProgram } from './fma-points.ts';
import { callExpr, type Func } from './module.ts';
import { ladder } from './roots.ts';
import { pairOf, v128 } from './vector.ts';

/** Bytes of an affine Niels point of one lane: y + x, y − x, 2dxy, five numbers each. */
export const LANE_NIELS = 120;

/** Elements that wait in memory for the root, and a mask of what is refused already. */
const STATE = {
  s: 0,
  ss: PAIR,
  du: 2 * PAIR,
  u2Squared: 3 * PAIR,
  w: 4 * PAIR,
  w3: 5 * PAIR,
} as const;
const REFUSED = 6 * PAIR;
const STATE_BYTES = REFUSED + 16;

/**
 * (bytes, to, stride) → 1 when all four strings are encodings; `to` = their points as Niels points,
 * two of them at `to` and two `stride` bytes further on.
 *
 * Four, because the root is one long chain of squarings, each waiting for the one before: two pairs
 * side by side fill the gaps.
 */
export function defineQuadDecode(kit: PairKit): Func {
  const begin = defineBegin(kit);
  const power = definePower(kit);
  const end = defineEnd(kit);
  const states = i32.const(kit.arena.take(2 * STATE_BYTES));
  const second = i32.add(states, i32.const(STATE_BYTES));
  const roots = i32.const(kit.arena.take(2 * PAIR));
  const secondRoot = i32.add(roots, i32.const(PAIR));
  return kit.module.define(['i32', 'i32', 'i32'], 'i32', (body, bytes, to, stride) => {
    const nth = (i: number) => i32.add(bytes, i32.const(32 * i));
    body.call(begin, states, bytes, nth(1), roots);
    body.call(begin, second, nth(2), nth(3), secondRoot);
    body.call(power, roots);
    const first = body.local('i32', callExpr('i32', end, states, roots, to));
    return i32.and(first, callExpr('i32', end, second, secondRoot, i32.add(to, stride)));
  });
}

/** (a): a := a^(2^252 − 3) for two pairs, one after the other. */
function definePower(kit: PairKit): Func {
  const { module, arena, field } = kit;
  return module.define(['i32'], undefined, (body, a) => {
    const place = (): Element => tightPair(i32.const(0), arena.take(2 * PAIR));
    const next = (at: I32) => i32.add(at, i32.const(PAIR));
    const quad = {
      mul(x: Element, y: Element, to: Element = place()): Element {
        const [out, p, q] = [to, x, y].map(pointer) as [I32, I32, I32];
        body.call(field.multiply, out, p, q);
        body.call(field.multiply, next(out), next(p), next(q));
        return to;
      },
      sqr: (x: Element): Element => quad.sqrTimes(x, 1),
      sqrTimes(x: Element, n: number): Element {
        const to = place();
        body.call(field.squareTimes, pointer(to), pointer(x), i32.const(n));
        return to;
      },
    };
    const v = tightPair(a);
    quad.mul(quad.sqrTimes(ladder(quad, v).long, 2), v, v);
    return undefined;
  });
}

/** (state, low, high, to): everything up to the power, whose base is left at `to`. */
function defineBegin(kit: PairKit): Func {
  const { module, constants, arena } = kit;
  const { one } = constants;
  return module.define(['i32', 'i32', 'i32', 'i32'], undefined, (body, state, low, high, to) => {
    const f = pairProgram(kit, body);
    const held = (offset: number) => tightPair(state, offset);
    const s = f.copy(f.fromBytes(low, high), held(STATE.s));
    const again = i32.const(arena.take(32));
    const isBad = ([low, high] as const).map((bytes, lane) => {
      f.toBytes(s, lane === 0 ? 0 : 1, again);
      const difference = [0, 8, 16, 24]
        .map((offset) => i64.xor(i64.load(bytes, offset), i64.load(again, offset)))
        .reduce(i64.or);
      const odd = i64.and(i64.load(bytes), i64.const(1));
      return body.local('i64', i64.or(difference, odd));
    }) as readonly I64[] as readonly [I64, I64];
    body.storeVector(state, REFUSED, pairOf(...isBad));
    const ss = f.sqr(s, held(STATE.ss));
    const du = f.mul(constants.d, f.sqr(f.sub(one, ss)), held(STATE.du));
    const u2Squared = f.sqr(f.add(one, ss), held(STATE.u2Squared));
    const w = f.mul(vOf(f, constants.zero, du, u2Squared), u2Squared, held(STATE.w));
    const w3 = f.mul(f.sqr(w), w, held(STATE.w3));
    f.mul(f.sqr(w3), w, tightPair(to));
    return undefined;
  });
}

/** v = −(D·u1²) − u2² of the RFC. */
function vOf(f: PairCode, zero: Element, du: Element, u2Squared: Element): Element {
  return f.sub(f.sub(zero, du), u2Squared);
}

/** (state, raised, to) → 1 when both are encodings: |√(1/w)| from the power, and the points. */
function defineEnd(kit: PairKit): Func {
  const { module, constants, pool } = kit;
  const { one, sqrtM1 } = constants;
  return module.define(['i32', 'i32', 'i32'], 'i32', (body, state, raised, to) => {
    const f = pairProgram(kit, body);
    const held = (offset: number) => tightPair(state, offset);
    const r = f.mul(held(STATE.w3), tightPair(raised));
    const check = f.mul(held(STATE.w), f.sqr(r));
    const isFlipped = f.isZero(f.add(check, one));
    const isSquare = v128.or(f.isZero(f.sub(check, one)), isFlipped);
    const isFlippedI = f.isZero(f.add(check, sqrtM1));
    const root = f.abs(f.select(v128.or(isFlipped, isFlippedI), f.mul(r, sqrtM1), r));
    const denX = f.mul(root, f.add(one, held(STATE.ss)));
    const v = vOf(f, constants.zero, held(STATE.du), held(STATE.u2Squared));
    const denY = f.mul(f.mul(root, denX), v);
    const x = f.abs(f.mul(f.add(held(STATE.s), held(STATE.s)), denX));
    const y = f.mul(f.sub(one, held(STATE.ss)), denY);
    const t = f.mul(x, y);
    const isRefused = v128.or(f.isNegative(t), f.isZero(y));
    const isNoSquare = v128.xor(isSquare, pool(2n ** 64n - 1n));
    const wrong = v128.or(v128.or(isRefused, isNoSquare), v128.load(state, REFUSED));
    body.storeVector(state, REFUSED, wrong);
    storeLanes(f, to, 0, f.mul(f.add(y, x), one));
    storeLanes(f, to, PAIR / 2, f.mul(f.sub(y, x), one));
    storeLanes(f, to, PAIR, f.mul(t, constants.twoD));
    return i64.isZero(i64.or(i64.load(state, REFUSED), i64.load(state, REFUSED + 8)));
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
