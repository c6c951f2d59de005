/**
 * Point formulas on −x² + y² = 1 + d·x²·y². Source: H. Hisil, K. Wong, G. Carter and E. Dawson,
 * "Twisted Edwards curves revisited", ASIACRYPT 2008, §3.1, §3.2 and §3.3: extended coordinates
 * (X:Y:Z:T) with x = X/Z, y = Y/Z, T = XY/Z. The addition is complete on this curve (a = −1 is a
 * square, d is not), so the identity, equal and opposite points need no case of their own.
 *
 * Definitions. Extended: X, Y, Z, T. Affine Niels: y + x, y − x, 2dxy. Projective Niels: Y + X,
 * Y − X, 2dT, 2Z. Coordinates in memory are always within TIGHT.
 */
import type { Constants } from './constants.ts';
import { type I32, i32 } from './expression.ts';
import {
  type Arena,
  at,
  type Element,
  FieldCode,
  type Place,
  pointer,
  tight,
} from './field-code.ts';
import { ELEMENT, type FieldFunctions } from './field-functions.ts';
import { TIGHT } from './limbs.ts';
import type { Body, Func, ModuleWriter } from './module.ts';

/** Bytes of a point in memory. */
export const EXTENDED: number = 4 * ELEMENT;
export const NIELS: number = 3 * ELEMENT;
export const PROJECTIVE_NIELS: number = 4 * ELEMENT;

export interface Extended {
  readonly x: Element;
  readonly y: Element;
  readonly z: Element;
  readonly t: Element;
}

export function extended(base: I32, offset = 0): Extended {
  return {
    x: tight(base, offset),
    y: tight(base, offset + ELEMENT),
    z: tight(base, offset + 2 * ELEMENT),
    t: tight(base, offset + 3 * ELEMENT),
  };
}

export interface PointFunctions {
  /** (to, p): to = 2p without its T, for a doubling to follow. */
  readonly double: Func;
  /** (to, p): to = 2p. */
  readonly doubleFull: Func;
  /** (to, p, q): to = p + q, q affine Niels. */
  readonly addNiels: Func;
  /** (to, p, q): to = p − q, q affine Niels. */
  readonly subNiels: Func;
  /** (to, p, q): to = p + q, q projective Niels. */
  readonly addProjective: Func;
  /** (to, p, q): to = p − q, q projective Niels. */
  readonly subProjective: Func;
  /** (to, p, q): to = p + q, both extended. */
  readonly add: Func;
  /** (to, p): projective Niels of an extended point. */
  readonly toProjective: Func;
  /** (to): the identity, extended. */
  readonly identity: Func;
}

export interface Kit {
  readonly module: ModuleWriter;
  readonly field: FieldFunctions;
  readonly arena: Arena;
  readonly constants: Constants;
}

/** Starts a field program in a function's body. */
export function program(kit: Kit, body: Body): FieldCode {
  return new FieldCode(body, kit.field, kit.arena);
}

export function definePoints(kit: Kit): PointFunctions {
  const { module, constants } = kit;
  const p2 = ['i32', 'i32'] as const;
  const p3 = ['i32', 'i32', 'i32'] as const;

  const hot = (body: Body) => new FieldCode(body, kit.field, kit.arena, true);

  function defineDouble(): readonly [Func, Func] {
    let [eAt, hAt] = [constants.zero, constants.zero];
    const double = module.define(p2, undefined, (body, toAt, pAt) => {
      const f = hot(body);
      const to = extended(toAt);
      const p = extended(pAt);
      const a = f.sqr(p.x);
      const b = f.sqr(p.y);
      const zz = f.sqr(p.z);
      const xy = f.sqr(f.add(p.x, p.y));
      // With a = −1: D = −A, G = D + B, F = G − 2Z², H = D − B; all four negated serves as well,
      // since the coordinates are products of two of them.
      const h = f.add(a, b);
      const e = f.sub(h, xy);
      const g = f.sub(a, b);
      const ff = f.add(f.add(zz, zz), g);
      // (X:Y:Z:T) = (E·F : G·H : F·G : E·H)
      f.mul(e, ff, to.x);
      f.mul(g, h, to.y);
      f.mul(ff, g, to.z);
      [eAt, hAt] = [e, h];
      return undefined;
    });
    const doubleFull = module.define(p2, undefined, (body, toAt, pAt) => {
      body.call(double, toAt, pAt);
      hot(body).mul(eAt, hAt, extended(toAt).t);
      return undefined;
    });
    return [double, doubleFull];
  }

  /** D = 2·Z1·Z2 waits here for the rest of a sum. */
  const d: Element = {
    ...at(i32.const(0), kit.arena.take(ELEMENT)),
    bound: TIGHT.map(({ lo, hi }) => ({ lo: 2n * lo, hi: 2n * hi })),
  };
  const sum = module.define(p3, undefined, (body, toAt, pAt, q) => {
    const f = hot(body);
    const to = extended(toAt);
    const p = extended(pAt);
    const a = f.mul(f.sub(p.y, p.x), tight(q, ELEMENT));
    const b = f.mul(f.add(p.y, p.x), tight(q));
    const c = f.mul(p.t, tight(q, 2 * ELEMENT));
    const e = f.sub(b, a);
    const h = f.add(b, a);
    const [ff, g] = [f.sub(d, c), f.add(d, c)];
    f.mul(e, ff, to.x);
    f.mul(g, h, to.y);
    f.mul(ff, g, to.z);
    f.mul(e, h, to.t);
    return undefined;
  });
  const addNiels = module.define(p3, undefined, (body, to, pAt, q) => {
    const { z } = extended(pAt);
    body.call(kit.field.add, pointer(d), pointer(z), pointer(z));
    body.call(sum, to, pAt, q);
    return undefined;
  });
  const addProjective = module.define(p3, undefined, (body, to, pAt, q) => {
    hot(body).mul(extended(pAt).z, tight(q, 3 * ELEMENT), at(d.base, d.offset));
    body.call(sum, to, pAt, q);
    return undefined;
  });

  const opposite = i32.const(kit.arena.take(PROJECTIVE_NIELS));
  /** p − q as p + (−q): y + x and y − x change places, 2dxy its sign. */
  const [subNiels, subProjective] = [
    { add: addNiels, bytes: NIELS },
    { add: addProjective, bytes: PROJECTIVE_NIELS },
  ].map(({ add, bytes }) =>
    module.define(p3, undefined, (body, to, p, q) => {
      const f = program(kit, body);
      f.copy(tight(q), at(opposite, ELEMENT));
      f.copy(tight(q, ELEMENT), at(opposite));
      f.negateIf(i32.const(-1), tight(q, 2 * ELEMENT), at(opposite, 2 * ELEMENT));
      if (bytes > NIELS) f.copy(tight(q, 3 * ELEMENT), at(opposite, 3 * ELEMENT));
      body.call(add, to, p, opposite);
      return undefined;
    }),
  ) as readonly Func[] as readonly [Func, Func];

  const toProjective = module.define(p2, undefined, (body, to, pAt) => {
    const f = program(kit, body);
    const p = extended(pAt);
    f.carry(f.add(p.y, p.x), at(to));
    f.carry(f.sub(p.y, p.x), at(to, ELEMENT));
    f.mul(p.t, constants.twoD, at(to, 2 * ELEMENT));
    f.carry(f.add(p.z, p.z), at(to, 3 * ELEMENT));
    return undefined;
  });

  const projective = i32.const(kit.arena.take(PROJECTIVE_NIELS));
  const add = module.define(p3, undefined, (body, to, p, q) => {
    body.call(toProjective, projective, q);
    body.call(addProjective, to, p, projective);
    return undefined;
  });

  const identity = module.define(['i32'], undefined, (body, toAt) => {
    const f = program(kit, body);
    const to = extended(toAt);
    for (const place of [to.x, to.t]) f.copy(constants.zero, place);
    for (const place of [to.y, to.z]) f.copy(constants.one, place);
    return undefined;
  });

  const [double, doubleFull] = defineDouble();
  return {
    double,
    doubleFull,
    addNiels,
    subNiels,
    addProjective,
    subProjective,
    add,
    toProjective,
    identity,
  };
}

/** Copies a whole point, coordinate by coordinate. */
export function copyPoint(f: FieldCode, from: I32, to: Place, bytes: number): void {
  for (let i = 0; i < bytes; i += ELEMENT) f.copy(tight(from, i), at(to.base, to.offset + i));
}
