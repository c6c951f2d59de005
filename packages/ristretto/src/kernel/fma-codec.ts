/** Decoding of four encodings at once (RFC 9496 §4.3.1), on public input. */
import { type I32, type I64, i32, i64 } from './expression.ts';
import type { Element } from './field-code.ts';
import { type PairCode, tightPair } from './fma-code.ts';
import { PAIR } from './fma-functions.ts';
import { type PairKit, pairProgram } from './fma-points.ts';
import { type Body, callExpr, type Func } from './module.ts';
import { anyTrue, pairOf, v128 } from './vector.ts';

/** Bytes of an affine Niels point of one lane: y + x, y − x, 2dxy, five numbers each. */
export const LANE_NIELS = 120;

/** Elements that wait in memory for the root, and a mask of what is refused already. */
const STATE = { s: 0, ss: PAIR, v: 2 * PAIR, w: 3 * PAIR, w3: 4 * PAIR } as const;
const REFUSED = 5 * PAIR;
const STATE_BYTES = REFUSED + 16;

export interface QuadDecoders {
  /**
   * (bytes, to, stride, hintsOut) → 1 when all four strings are encodings; `to` = their points as Niels
   * points, two of them at `to` and two `stride` bytes further on. Unless it is 0, `hintsOut` gets their hints.
   *
   * Four, because the root is one long chain of squarings, each waiting for the one before: two pairs
   * side by side fill the gaps.
   */
  readonly decode: Func;
  /**
   * (bytes, to, stride, hints) → 1 when all four strings are encodings and their hints are right; `to` as
   * above. A hint I is right when I²·v·u2² = 1: then it is ± the root that decoding takes, and the point
   * does not depend on its sign. So nothing is believed: where it gives 1, `decode` would give the same.
   */
  readonly decodeHinted: Func;
}

export function defineQuadDecode(kit: PairKit, power: Func): QuadDecoders {
  const begin = defineBegin(kit);
  const base = defineBase(kit);
  const settle = defineSettle(kit);
  const claim = defineClaim(kit);
  const end = defineEnd(kit);
  const states = i32.const(kit.arena.take(2 * STATE_BYTES));
  const second = i32.add(states, i32.const(STATE_BYTES));
  const roots = i32.const(kit.arena.take(2 * PAIR));
  const secondRoot = i32.add(roots, i32.const(PAIR));
  const p4 = ['i32', 'i32', 'i32', 'i32'] as const;
  function ends(body: Body, to: I32, stride: I32): I32 {
    const first = body.local('i32', callExpr('i32', end, states, roots, to));
    return i32.and(first, callExpr('i32', end, second, secondRoot, i32.add(to, stride)));
  }
  const decode = kit.module.define(p4, 'i32', (body, bytes, to, stride, hintsOut) => {
    const nth = (i: number) => i32.add(bytes, i32.const(32 * i));
    body.call(begin, states, bytes, nth(1));
    body.call(begin, second, nth(2), nth(3));
    body.call(base, states, roots);
    body.call(base, second, secondRoot);
    body.call(power, roots);
    body.call(settle, states, roots, hintsOut);
    body.call(settle, second, secondRoot, i32.add(hintsOut, i32.const(64)));
    return ends(body, to, stride);
  });
  const decodeHinted = kit.module.define(p4, 'i32', (body, bytes, to, stride, hints) => {
    const nth = (at: I32, i: number) => i32.add(at, i32.const(32 * i));
    body.call(begin, states, bytes, nth(bytes, 1));
    body.call(begin, second, nth(bytes, 2), nth(bytes, 3));
    body.call(claim, states, roots, hints, nth(hints, 1));
    body.call(claim, second, secondRoot, nth(hints, 2), nth(hints, 3));
    return ends(body, to, stride);
  });
  return { decode, decodeHinted };
}

/** (state, low, high): what decoding needs besides the root, and w, whose inverse has it. */
function defineBegin(kit: PairKit): Func {
  const { module, constants } = kit;
  const { one } = constants;
  return module.define(['i32', 'i32', 'i32'], undefined, (body, state, low, high) => {
    const f = pairProgram(kit, body);
    const held = (offset: number) => tightPair(state, offset);
    const isBad = ([low, high] as const).map((bytes) => body.local('i64', isOut(bytes)));
    body.storeVector(state, REFUSED, pairOf(...(isBad as readonly I64[] as [I64, I64])));
    const s = f.copy(f.fromBytes(low, high), held(STATE.s));
    const ss = f.sqr(s, held(STATE.ss));
    const u2 = f.add(one, ss);
    const u2Squared = f.sqr(u2);
    const du = f.mul(constants.d, f.sqr(f.sub(one, ss)));
    // v = −(D·u1²) − u2² of the RFC.
    const v = f.subTight(f.sub(constants.zero, du), u2Squared, held(STATE.v));
    f.mul(v, u2Squared, held(STATE.w));
    return undefined;
  });
}

/**
 * Not 0 where the 32 bytes are no even number below p − 1. That number itself is even and below p: it has
 * u1 = 1 − s² = 0 and so y = 0, which the RFC refuses, and no other s has, for a root's den_y is not 0.
 */
function isOut(bytes: I32): I64 {
  const [w0, w1, w2, w3] = [0, 8, 16, 24].map((offset) => i64.load(bytes, offset)) as [
    I64,
    I64,
    I64,
    I64,
  ];
  const odd = i64.and(w0, i64.const(1));
  const rest = i64.and(i64.and(w1, w2), i64.or(w3, i64.const(-(2n ** 63n))));
  const isTop = i64.isZero(i64.xor(rest, i64.const(-1)));
  const isLast = i64.aboveUnsigned(w0, i64.const(-21));
  const tooLarge = i64.extendUnsigned(i32.and(isTop, isLast));
  return i64.or(i64.or(odd, i64.shrUnsigned(w3, i64.const(63))), tooLarge);
}

/** (state, to): to = w⁷, the base of the power. */
function defineBase(kit: PairKit): Func {
  return kit.module.define(['i32', 'i32'], undefined, (body, state, to) => {
    const f = pairProgram(kit, body);
    const w = tightPair(state, STATE.w);
    const w3 = f.mul(f.sqr(w), w, tightPair(state, STATE.w3));
    f.mul(f.sqr(w3), w, tightPair(to));
    return undefined;
  });
}

/** (state, root, hints): root := √(1/w) from the power, or refused; its absolute value at `hints`, unless that is below 128. */
function defineSettle(kit: PairKit): Func {
  const { module, constants, pool } = kit;
  const { one, sqrtM1 } = constants;
  return module.define(['i32', 'i32', 'i32'], undefined, (body, state, root, hints) => {
    const f = pairProgram(kit, body);
    const held = (offset: number) => tightPair(state, offset);
    const r = f.mul(held(STATE.w3), tightPair(root));
    const check = f.mul(held(STATE.w), f.sqr(r));
    const isFlipped = f.isConstant(check, one, true);
    const isSquare = v128.or(f.isConstant(check, one), isFlipped);
    const isNoSquare = v128.xor(isSquare, pool(2n ** 64n - 1n));
    body.storeVector(state, REFUSED, v128.or(isNoSquare, v128.load(state, REFUSED)));
    f.select(isFlipped, f.mul(r, sqrtM1), r, tightPair(root));
    body.if(i32.greater(hints, i32.const(127)), () => {
      const absolute = f.abs(tightPair(root));
      f.toBytes(absolute, 0, hints);
      f.toBytes(absolute, 1, i32.add(hints, i32.const(32)));
    });
    return undefined;
  });
}

/** (state, root, low, high): root := the hints, refused where they are wrong. */
function defineClaim(kit: PairKit): Func {
  const { module, constants, pool } = kit;
  return module.define(['i32', 'i32', 'i32', 'i32'], undefined, (body, state, root, low, high) => {
    const f = pairProgram(kit, body);
    const hint = f.copy(f.fromBytes(low, high), tightPair(root));
    const check = f.mul(tightPair(state, STATE.w), f.sqr(hint));
    const isWrong = v128.xor(f.isConstant(check, constants.one), pool(2n ** 64n - 1n));
    body.storeVector(state, REFUSED, v128.or(isWrong, v128.load(state, REFUSED)));
    return undefined;
  });
}

/** (state, root, to) → 1 when both are encodings; the points from either of ±√(1/w). */
function defineEnd(kit: PairKit): Func {
  const { module, constants } = kit;
  const { one } = constants;
  return module.define(['i32', 'i32', 'i32'], 'i32', (body, state, rootAt, to) => {
    const f = pairProgram(kit, body);
    const held = (offset: number) => tightPair(state, offset);
    const root = tightPair(rootAt);
    const ss = held(STATE.ss);
    const denX = f.mul(f.add(one, ss), root);
    const denY = f.mul(f.mul(root, denX), held(STATE.v));
    const x = f.abs(f.mul(f.add(held(STATE.s), held(STATE.s)), denX));
    const y = f.mul(f.sub(one, ss), denY);
    const t = f.mul(x, y);
    const wrong = v128.or(f.isNegative(t), v128.load(state, REFUSED));
    storeLanes(f, to, 0, f.addTight(y, x));
    storeLanes(f, to, PAIR / 2, f.subTight(y, x));
    storeLanes(f, to, PAIR, f.mul(t, constants.twoD));
    return i32.isZero(anyTrue(wrong));
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
