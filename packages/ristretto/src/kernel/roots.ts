/** Inverses and square roots by fixed powers: the same squarings and products whatever the element. */
import { i32 } from './expression.ts';
import { at, type Element, type FieldCode, maskOf, pointer, tight } from './field-code.ts';
import { TIGHT } from './limbs.ts';
import { callExpr, type Func, type Local } from './module.ts';
import { type Kit, program } from './point-code.ts';

export interface RootFunctions {
  /** (to, a): to = a⁻¹, or 0 for 0. */
  readonly invert: Func;
  /** (to, u, v) → 1 where u/v is a square: SQRT_RATIO_M1 of RFC 9496 §4.2. */
  readonly sqrtRatio: Func;
}

/** The powers that the ladder needs, of single elements or of pairs. */
interface Powers {
  mul(a: Element, b: Element): Element;
  sqr(a: Element): Element;
  sqrTimes(a: Element, n: number): Element;
}

/** a^(2^250 − 1) and a^11, on the way to both powers that are wanted. */
export function ladder(
  f: Powers,
  a: Element,
): { readonly long: Element; readonly eleven: Element } {
  const two = f.sqr(a);
  const nine = f.mul(f.sqrTimes(two, 2), a);
  const eleven = f.mul(two, nine);
  /** From a^(2^m − 1) and a^(2^n − 1): a^(2^(m+n) − 1). */
  const joined = (x: Element, n: number, y: Element) => f.mul(f.sqrTimes(x, n), y);
  const e5 = f.mul(f.sqr(eleven), nine);
  const e10 = joined(e5, 5, e5);
  const e20 = joined(e10, 10, e10);
  const e40 = joined(e20, 20, e20);
  const e50 = joined(e40, 10, e10);
  const e100 = joined(e50, 50, e50);
  const e200 = joined(e100, 100, e100);
  return { long: joined(e200, 50, e50), eleven };
}

export function defineRoots(kit: Kit): RootFunctions {
  const { module, constants } = kit;

  const invert = module.define(['i32', 'i32'], undefined, (body, to, from) => {
    const f = program(kit, body);
    const a = f.copy(tight(from), f.scratch());
    const { long, eleven } = ladder(f, a);
    // 2^255 − 21 = p − 2.
    f.mul(f.sqrTimes(long, 5), eleven, at(to));
    return undefined;
  });

  const power = module.define(['i32', 'i32'], undefined, (body, to, from) => {
    const f = program(kit, body);
    const a = tight(from);
    const { long } = ladder(f, a);
    // 2^252 − 3 = (p − 5)/8.
    f.mul(f.sqrTimes(long, 2), a, at(to));
    return undefined;
  });

  const sqrtRatio = module.define(['i32', 'i32', 'i32'], 'i32', (body, out, uAt, vAt) => {
    const f = program(kit, body);
    const [u, v] = [tight(uAt), tight(vAt)];
    const v3 = f.mul(f.sqr(v), v);
    const uv3 = f.mul(u, v3);
    const uv7 = f.mul(uv3, f.mul(v3, v));
    const raised = f.scratch();
    body.call(power, pointer(raised), pointer(uv7));
    const r = f.mul(uv3, { ...raised, bound: TIGHT });
    const check = f.mul(v, f.sqr(r));
    const isRoot = body.local('i32', f.isZero(f.sub(check, u)));
    const isFlipped = body.local('i32', f.isZero(f.add(check, u)));
    const isFlippedI = body.local('i32', f.isZero(f.add(check, f.mul(u, constants.sqrtM1))));
    const turned = f.mul(r, constants.sqrtM1);
    f.abs(f.select(maskOf(i32.or(isFlipped, isFlippedI)), turned, r), at(out));
    return i32.or(isRoot, isFlipped);
  });

  return { invert, sqrtRatio };
}

/** u/v's square root as `sqrtRatio` gives it: |√(u/v)|, or |√(i·u/v)| where there is none. */
export function rootOf(
  f: FieldCode,
  roots: RootFunctions,
  u: Element,
  v: Element,
): { readonly root: Element; readonly isSquare: Local<'i32'> } {
  const to = f.scratch();
  const call = callExpr('i32', roots.sqrtRatio, pointer(to), pointer(u), pointer(v));
  return { root: { ...to, bound: TIGHT }, isSquare: f.body.local('i32', call) };
}
