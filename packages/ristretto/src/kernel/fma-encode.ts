/**
 * From points to encodings, pairs of extended points at a time: encodings of the points (RFC 9496
 * §4.3.2), four at once as their roots are; and encodings of their doubles with one inversion for
 * all, of which batch-code.ts has the definitions.
 */
import { type I32, i32 } from './expression.ts';
import { pointer } from './field-code.ts';
import { type PairCode, tightPair } from './fma-code.ts';
import { PAIR } from './fma-functions.ts';
import { PAIR_POINT, type PairKit, pairProgram } from './fma-points.ts';
import { type PairRoots, ROOT, ROOT_STATE } from './fma-roots.ts';

const [X, Y, Z, T] = [0, PAIR, 2 * PAIR, 3 * PAIR] as const;

/** Bytes of working memory per pair: E·G, F·H, their product, the product of all before. */
export const PAIR_BATCH_WORK: number = 4 * PAIR;

/**
 * Defines `encode`(out, points, fours, hints): 32 bytes for each of 4·fours points. Unless it is 0, `hints`
 * gets the hints that decoding them again may use (fma-codec.ts): with (x, y) the point that was chosen,
 * s² = (1 − y)/(1 + y), so I = x/(2s·(1 + s²)) = x·(1 + y)/(4s), and 1/s is known with s.
 */
export function definePairEncode(kit: PairKit, roots: PairRoots): void {
  const { module, arena, constants } = kit;
  const U1 = ROOT_STATE;
  const U2 = ROOT_STATE + PAIR;

  const begin = module.define(['i32', 'i32'], undefined, (body, state, p) => {
    const f = pairProgram(kit, body);
    // (Z + Y)(Z − Y), of which the factors would be too long.
    const u1 = f.sub(f.sqr(tightPair(p, Z)), f.sqr(tightPair(p, Y)));
    const u2 = f.mul(tightPair(p, X), tightPair(p, Y), tightPair(state, U2));
    f.mul(u1, f.sqr(u2), tightPair(state, ROOT.w));
    f.mul(u1, constants.one, tightPair(state, U1));
    return undefined;
  });

  /** (out, p, state, root, hints): the root exists for every point of the group, so nobody asks. */
  const end = module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, p, state, root, hints) => {
      const f = pairProgram(kit, body);
      const [x, y, z, t] = [X, Y, Z, T].map((offset) => tightPair(p, offset)) as [P, P, P, P];
      const den1 = f.mul(tightPair(root), tightPair(state, U1));
      const den2 = f.mul(tightPair(root), tightPair(state, U2));
      const zInverse = f.mul(f.mul(den1, den2), t);
      const isRotated = f.isNegative(f.mul(t, zInverse));
      const newX = f.select(isRotated, f.mul(y, constants.sqrtM1), x);
      const newY = f.select(isRotated, f.mul(x, constants.sqrtM1), y);
      const den = f.select(isRotated, f.mul(den1, constants.invSqrtAMinusD), den2);
      const signed = f.negateIf(f.isNegative(f.mul(newX, zInverse)), newY);
      writePair(f, f.mul(f.sub(z, signed), den), out);
      body.if(hints, () => {
        // 1/s = ±(Z + Y)·den, and 1 + y = (Z + Y)/Z.
        const plus = f.sqr(f.mul(f.add(z, signed), zInverse));
        writePair(f, f.mul(f.mul(f.mul(newX, den), plus), constants.quarter), hints);
      });
      return undefined;
    },
  );

  const states = i32.const(arena.take(2 * (U2 + PAIR)));
  const second = i32.add(states, i32.const(U2 + PAIR));
  const root = i32.const(arena.take(2 * PAIR));
  module.define(
    ['i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, points, fours, hints) => {
      const hint = body.local('i32', hints);
      body.times(fours, (i) => {
        const p = body.local('i32', i32.add(points, i32.mul(i, i32.const(2 * PAIR_POINT))));
        const next = i32.add(p, i32.const(PAIR_POINT));
        const to = body.local('i32', i32.add(out, i32.shl(i, i32.const(7))));
        body.call(begin, states, p);
        body.call(begin, second, next);
        body.call(roots.inverseRoots, states, second, root);
        body.call(end, to, p, states, root, hint);
        const secondRoot = i32.add(root, i32.const(PAIR));
        body.call(end, i32.add(to, i32.const(64)), next, second, secondRoot, beyond(hint, 64));
        body.set(hint, beyond(hint, 128));
      });
      return undefined;
    },
    'encode',
  );
}

type P = ReturnType<typeof tightPair>;

/** The address so much further, or 0 where it is 0. */
function beyond(address: I32, bytes: number): I32 {
  const isSome = i32.sub(i32.isZero(address), i32.const(1));
  return i32.and(i32.add(address, i32.const(bytes)), isSome);
}

/** |a| in both lanes, as 32 bytes each. */
function writePair(f: PairCode, a: P, out: I32): void {
  const absolute = f.abs(a);
  f.toBytes(absolute, 0, out);
  f.toBytes(absolute, 1, i32.add(out, i32.const(32)));
}

/** Defines `doubleEncode`(out, points, pairs, work, hints): encodings of 2·points, which are overwritten. */
export function definePairBatch(kit: PairKit, roots: PairRoots): void {
  const { module, arena, constants } = kit;

  /** (p, work, running): E, F, G, H over p; fills `work`; running := running · product. */
  const gather = module.define(['i32', 'i32', 'i32'], undefined, (body, p, work, runningAt) => {
    const f = pairProgram(kit, body);
    const [x, y, z, t] = [X, Y, Z, T].map((offset) => tightPair(p, offset)) as [P, P, P, P];
    const running = tightPair(runningAt);
    const zz = f.sqr(z);
    const dtt = f.mul(f.sqr(t), constants.d);
    const xx = f.sqr(x);
    const yy = f.sqr(y);
    const xy = f.mul(x, y);
    const e = f.addTight(xy, xy, x);
    const ff = f.addTight(zz, dtt, y);
    const g = f.addTight(yy, xx, z);
    const h = f.subTight(zz, dtt, t);
    const eg = f.mul(e, g);
    const fh = f.mul(ff, h);
    const all = f.mul(eg, fh);
    // Where the product is zero, 2P is the identity: it must not spoil the others, and with E·G and
    // F·H zero its own encoding comes out as zero.
    const isZero = f.isConstant(all, constants.zero);
    f.select(isZero, constants.zero, eg, tightPair(work));
    f.select(isZero, constants.zero, fh, tightPair(work, PAIR));
    const factor = f.select(isZero, constants.one, all, tightPair(work, 2 * PAIR));
    f.copy(running, tightPair(work, 3 * PAIR));
    f.mul(running, factor, running);
    return undefined;
  });

  /** (out, p, work, inverse, hints): the encodings; inverse := inverse of the products before this one. */
  const scatter = module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, p, work, runningAt, hints) => {
      const f = pairProgram(kit, body);
      const running = tightPair(runningAt);
      const [eg, fh, factor, before] = [0, 1, 2, 3].map((i) => tightPair(work, i * PAIR)) as [
        P,
        P,
        P,
        P,
      ];
      const [e, ff, g, h] = [X, Y, Z, T].map((offset) => tightPair(p, offset)) as [P, P, P, P];
      const inverse = f.mul(running, before);
      f.mul(running, factor, running);
      const zInverse = f.mul(eg, inverse);
      const tInverse = f.mul(fh, inverse);
      const isRotated = f.isNegative(f.mul(eg, zInverse));
      const magic = f.select(isRotated, constants.sqrtM1, constants.invSqrtAMinusD);
      const newE = f.select(isRotated, g, e);
      const newH = f.select(isRotated, f.mul(ff, constants.sqrtM1), h);
      const newG = f.select(isRotated, f.sub(constants.zero, e), g);
      const ez = f.mul(newE, zInverse);
      const isOpposite = f.isNegative(f.mul(newH, ez));
      const signedG = f.negateIf(isOpposite, newG);
      const scale = f.mul(magic, f.mul(signedG, tInverse));
      writePair(f, f.mul(f.sub(newH, signedG), scale), out);
      body.if(hints, () => {
        // x = E·H/Z, 1 + y = (H + G)/H and 1/s = (H + G)·scale.
        const plus = f.mul(f.add(newH, signedG), constants.one);
        writePair(f, f.mul(f.mul(f.mul(ez, scale), f.sqr(plus)), constants.quarter), hints);
      });
      return undefined;
    },
  );

  const running = tightPair(i32.const(arena.take(2 * PAIR)));
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, out, points, pairs, work, hints) => {
      const f = pairProgram(kit, body);
      f.copy(constants.one, running);
      const nth = (base: I32, i: I32, size: number) => i32.add(base, i32.mul(i, i32.const(size)));
      body.times(pairs, (i) => {
        const own = nth(work, i, PAIR_BATCH_WORK);
        body.call(gather, nth(points, i, PAIR_POINT), own, pointer(running));
      });
      body.call(roots.invert, pointer(running));
      body.times(pairs, (i) => {
        const k = body.local('i32', i32.sub(i32.sub(pairs, i32.const(1)), i));
        const own = nth(work, k, PAIR_BATCH_WORK);
        // As `beyond`, from the end: 0 stays 0.
        const isSome = i32.sub(i32.isZero(hints), i32.const(1));
        const hint = i32.and(nth(hints, k, 64), isSome);
        body.call(
          scatter,
          nth(out, k, 64),
          nth(points, k, PAIR_POINT),
          own,
          pointer(running),
          hint,
        );
      });
      return undefined;
    },
    'doubleEncode',
  );
}
