/** Fixed powers of two pairs of elements at once, and what comes of them: inverses and square roots. */
import { type I32, i32 } from './expression.ts';
import { type Element, pointer } from './field-code.ts';
import { tightPair } from './fma-code.ts';
import { PAIR } from './fma-functions.ts';
import { type PairKit, pairProgram } from './fma-points.ts';
import type { Func } from './module.ts';
import { ladder } from './roots.ts';
import { v128 } from './vector.ts';

/** Begins the state of a pair that waits for √(1/w): w, its cube, and then whether there is one. */
export const ROOT: { readonly w: number; readonly w3: number; readonly isSquare: number } = {
  w: 0,
  w3: PAIR,
  isSquare: 2 * PAIR,
};
export const ROOT_STATE: number = 2 * PAIR + 16;

export interface PairRoots {
  /** (a): a := a^(2^252 − 3) for two pairs, one after the other. */
  readonly power: Func;
  /** (a): a := a⁻¹, or 0 for 0, for one pair that has room for another behind it. */
  readonly invert: Func;
  /** (first, second, roots): √(1/w), or √(i/w), for two states, as two pairs; 0 for w = 0; of either sign. */
  readonly inverseRoots: Func;
}

/** (a): a := a^(2^252 − 3) for two pairs, one after the other. */
export function definePower(kit: PairKit): Func {
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

export function definePairRoots(kit: PairKit, power: Func): PairRoots {
  const { module, arena, field, constants } = kit;

  const cube = i32.const(arena.take(PAIR));
  const invert = module.define(['i32'], undefined, (body, a) => {
    const f = pairProgram(kit, body);
    const held = tightPair(a);
    f.mul(f.sqr(held), held, tightPair(cube));
    f.copy(held, tightPair(a, PAIR));
    body.call(power, a);
    // 8·(2^252 − 3) + 3 = 2^255 − 21 = p − 2.
    body.call(field.squareTimes, a, a, i32.const(3));
    f.mul(held, tightPair(cube), held);
    return undefined;
  });

  /** (state, to): to = w⁷. */
  const begin = module.define(['i32', 'i32'], undefined, (body, state, to) => {
    const f = pairProgram(kit, body);
    const w = tightPair(state, ROOT.w);
    const w3 = f.mul(f.sqr(w), w, tightPair(state, ROOT.w3));
    f.mul(f.sqr(w3), w, tightPair(to));
    return undefined;
  });

  /** (state, root): w³ times the power is right but for a factor that is a power of i. */
  const end = module.define(['i32', 'i32'], undefined, (body, state, root) => {
    const f = pairProgram(kit, body);
    const { one, sqrtM1 } = constants;
    const r = f.mul(tightPair(state, ROOT.w3), tightPair(root));
    const check = f.mul(tightPair(state, ROOT.w), f.sqr(r));
    const isOpposite = f.isConstant(check, one, true);
    body.storeVector(state, ROOT.isSquare, v128.or(f.isConstant(check, one), isOpposite));
    const isTurned = v128.or(isOpposite, f.isConstant(check, sqrtM1, true));
    f.select(body.local('v128', isTurned), f.mul(r, sqrtM1), r, tightPair(root));
    return undefined;
  });

  const inverseRoots = module.define(['i32', 'i32', 'i32'], undefined, (body, one, two, roots) => {
    const second = i32.add(roots, i32.const(PAIR));
    body.call(begin, one, roots);
    body.call(begin, two, second);
    body.call(power, roots);
    body.call(end, one, roots);
    body.call(end, two, second);
    return undefined;
  });
  return { power, invert, inverseRoots };
}
