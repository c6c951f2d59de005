/** Between encodings and points, one at a time: RFC 9496 §4.3.1, §4.3.2 and §4.3.4. */
import { type I32, type I64, i32, i64 } from './expression.ts';
import { type Element, type FieldCode, maskOf, pointer, tight } from './field-code.ts';
import { ELEMENT } from './field-functions.ts';
import { callExpr, type Func } from './module.ts';
import { type Extended, extended, type Kit, type PointFunctions, program } from './point-code.ts';
import { type RootFunctions, rootOf } from './roots.ts';

export interface CodecFunctions {
  /**
   * (to, bytes, hint) → 1 for a canonical encoding, and then `to` is its point, extended with Z = 1.
   * `hint` is 0, or 32 bytes that somebody says are the root I = ±1/√(v·u2²): where I²·v·u2² = 1 they
   * are, and the point does not depend on the sign; where not, the root is computed.
   */
  readonly decode: Func;
  /** The root that `decode` took last. */
  readonly root: Element;
  /** (to, p): the 32 bytes of an extended point. */
  readonly encode: Func;
  /** (to, bytes): the element for 64 uniform bytes, extended. */
  readonly oneWayMap: Func;
}

export function defineCodec(
  kit: Kit,
  points: PointFunctions,
  roots: RootFunctions,
): CodecFunctions {
  const { module, constants, arena } = kit;
  const { one } = constants;

  const root = tight(i32.const(0), arena.take(ELEMENT));
  const decode = module.define(['i32', 'i32', 'i32'], 'i32', (body, toAt, bytes, hint) => {
    const f = program(kit, body);
    const to = extended(toAt);
    const s = f.fromBytes(bytes);
    // Canonical and even, or refused: the bytes must be those that we would write.
    const again = i32.const(arena.take(32));
    f.toBytes(s, again);
    const isCanonical = body.local('i32', i64.isZero(differenceOf(bytes, again)));
    const isOdd = body.local('i32', i32.and(i32.load8(bytes), i32.const(1)));
    const ss = f.sqr(s);
    const u1 = f.sub(one, ss);
    const u2 = f.add(one, ss);
    const u2Squared = f.sqr(u2);
    // v = −(D·u1²) − u2²
    const v = f.carry(f.sub(f.sub(constants.zero, f.mul(constants.d, f.sqr(u1))), u2Squared));
    const w = f.mul(v, u2Squared);
    const isSquare = body.local('i32', i32.const(0));
    body.if(hint, () => {
      f.fromBytes(hint, root);
      body.set(isSquare, f.isZero(f.sub(f.mul(f.sqr(root), w), one)));
    });
    body.if(i32.isZero(isSquare), () =>
      body.set(isSquare, callExpr('i32', roots.sqrtRatio, pointer(root), pointer(one), pointer(w))),
    );
    const denX = f.mul(root, u2);
    const denY = f.mul(f.mul(root, denX), v);
    f.abs(f.mul(f.add(s, s), denX), to.x);
    f.mul(u1, denY, to.y);
    f.copy(one, to.z);
    f.mul(to.x, to.y, to.t);
    const isRefused = i32.or(i32.or(isOdd, f.isNegative(to.t)), f.isZero(to.y));
    return i32.and(i32.and(isCanonical, isSquare), i32.isZero(isRefused));
  });

  const encode = module.define(['i32', 'i32'], undefined, (body, out, pAt) => {
    const f = program(kit, body);
    const p = extended(pAt);
    const u1 = f.mul(f.add(p.z, p.y), f.sub(p.z, p.y));
    const u2 = f.mul(p.x, p.y);
    // The ratio is a square for every point of the group, so nobody asks.
    const { root } = rootOf(f, roots, one, f.mul(u1, f.sqr(u2)));
    const den1 = f.mul(root, u1);
    const den2 = f.mul(root, u2);
    const zInverse = f.mul(f.mul(den1, den2), p.t);
    const isRotated = mask(f, f.isNegative(f.mul(p.t, zInverse)));
    const x = f.select(isRotated, f.mul(p.y, constants.sqrtM1), p.x);
    const y = f.select(isRotated, f.mul(p.x, constants.sqrtM1), p.y);
    const den = f.select(isRotated, f.mul(den1, constants.invSqrtAMinusD), den2);
    const signed = f.negateIf(mask(f, f.isNegative(f.mul(x, zInverse))), y);
    f.toBytes(f.abs(f.mul(den, f.sub(p.z, signed))), out);
    return undefined;
  });

  /** (to, bytes): MAP of RFC 9496 §4.3.4 on 32 bytes. */
  const map = module.define(['i32', 'i32'], undefined, (body, toAt, bytes) => {
    const f = program(kit, body);
    const to = extended(toAt);
    const t = f.fromBytes(bytes);
    const r = f.mul(constants.sqrtM1, f.sqr(t));
    const u = f.mul(f.add(r, one), constants.oneMinusDSquared);
    const rd = f.mul(r, constants.d);
    const v = f.mul(f.sub(f.sub(constants.zero, one), rd), f.add(r, constants.d));
    const { root, isSquare } = rootOf(f, roots, u, v);
    const square = mask(f, isSquare);
    const other = f.sub(constants.zero, f.abs(f.mul(root, t)));
    const s = f.select(square, root, other);
    const c = f.select(square, f.sub(constants.zero, one), r);
    const n = f.sub(f.mul(f.mul(c, f.sub(r, one)), constants.dMinusOneSquared), v);
    const sv = f.mul(s, v);
    const w0 = f.add(sv, sv);
    const w1 = f.mul(n, constants.sqrtADMinusOne);
    const ss = f.sqr(s);
    const w2 = f.sub(one, ss);
    const w3 = f.add(one, ss);
    product(f, to, [w0, w1, w2, w3]);
    return undefined;
  });

  const oneWayMap = module.define(['i32', 'i32'], undefined, (body, to, bytes) => {
    const second = i32.const(arena.take(160));
    body.call(map, to, bytes);
    body.call(map, second, i32.add(bytes, i32.const(32)));
    body.call(points.add, to, to, second);
    return undefined;
  });

  return { decode, root, encode, oneWayMap };
}

/** (w0·w3 : w2·w1 : w1·w3 : w0·w2), the end of MAP. */
function product(
  f: FieldCode,
  to: Extended,
  [w0, w1, w2, w3]: readonly [Element, Element, Element, Element],
): void {
  f.mul(w0, w3, to.x);
  f.mul(w2, w1, to.y);
  f.mul(w1, w3, to.z);
  f.mul(w0, w2, to.t);
}

/** A bit as a mask in a local variable: 0 or −1. */
export function mask(f: FieldCode, bit: I32): I32 {
  return f.body.local('i32', maskOf(bit));
}

/** Zero where the 32 bytes at both addresses are equal. */
function differenceOf(a: I32, b: I32): I64 {
  return [0, 8, 16, 24]
    .map((offset) => i64.xor(i64.load(a, offset), i64.load(b, offset)))
    .reduce(i64.or);
}
