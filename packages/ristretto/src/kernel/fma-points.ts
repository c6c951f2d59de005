/**
 * The point formulas of point-code.ts on pairs, two points side by side. Sums and differences of
 * products are formed as columns, before they are carried: one carry per value, and what is
 * multiplied next is within PAIR_TIGHT again, which the 53 bits of a lane ask for.
 */
import { type I32, i32 } from './expression.ts';
import type { Arena, Element } from './field-code.ts';
import { PairCode, tightPair } from './fma-code.ts';
import type { PairConstants } from './fma-constants.ts';
import {
  combine,
  loadFloats,
  PAIR,
  type PairFunctions,
  product,
  squared,
  storeFloats,
} from './fma-functions.ts';
import {
  addColumns,
  addFloats,
  type Column,
  type Constant64,
  carryColumns,
  columnOf,
  type Float,
  PAIR_TIGHT,
  subColumns,
  subFloats,
} from './fma-limbs.ts';
import type { Body, Func, ModuleWriter } from './module.ts';

export const PAIR_POINT: number = 4 * PAIR;

export interface PairKit {
  readonly module: ModuleWriter;
  readonly arena: Arena;
  readonly pool: Constant64;
  readonly field: PairFunctions;
  readonly constants: PairConstants;
}

export function pairProgram(kit: PairKit, body: Body): PairCode {
  return new PairCode(body, kit.field, kit.arena, kit.pool);
}

export interface PairPoints {
  /** (p): p := 2p, both lanes. */
  readonly double: Func;
  /** (p): p := 2p without its T, for a doubling to follow. */
  readonly doubleShort: Func;
  /** (to): the identity in both lanes. */
  readonly identity: Func;
  /** (p, q): p += q, q affine Niels. */
  readonly addNiels: Func;
  /** (p, q): p += q, q projective Niels. */
  readonly addProjective: Func;
  /** (to, p): projective Niels. */
  readonly toProjective: Func;
}

export function definePairPoints(kit: PairKit): PairPoints {
  const { module, pool, arena } = kit;
  const shared = () => tightPair(i32.const(0), arena.take(PAIR));
  const [e, f, g, h] = [shared(), shared(), shared(), shared()];

  const load = (body: Body, base: I32, offset: number): Float[] =>
    loadFloats(body, base, PAIR_TIGHT, offset);
  const store = (body: Body, to: Element, columns: readonly Column[]): void =>
    storeFloats(body, to.base, carryColumns(body, pool, columns), to.offset);
  const zip = (op: (a: Float, b: Float) => Float, a: readonly Float[], b: readonly Float[]) =>
    a.map((limb, i) => op(limb, b[i] as Float));

  /** (p): p = (E·F : G·H : F·G), and then E·H. */
  const finishShort = module.define(['i32'], undefined, (body, p) => {
    const code = pairProgram(kit, body);
    code.mul(e, f, tightPair(p));
    code.mul(g, h, tightPair(p, PAIR));
    code.mul(f, g, tightPair(p, 2 * PAIR));
    return undefined;
  });
  const finish = module.define(['i32'], undefined, (body, p) => {
    body.call(finishShort, p);
    pairProgram(kit, body).mul(e, h, tightPair(p, 3 * PAIR));
    return undefined;
  });

  /** (p, q): E = B − A and H = B + A, with A = (Y1 − X1)(Y2 − X2) and B = (Y1 + X1)(Y2 + X2). */
  const addFirst = module.define(['i32', 'i32'], undefined, (body, p, q) => {
    const x = load(body, p, 0);
    const y = load(body, p, PAIR);
    const a = product(body, pool, zip(subFloats, y, x), load(body, q, PAIR));
    const b = product(body, pool, zip(addFloats, y, x), load(body, q, 0));
    store(body, e, combine(subColumns, b, a));
    store(body, h, combine(addColumns, b, a));
    return undefined;
  });

  /** (p, q): F = D − C and G = D + C, with C = T1·2dT2 and D = 2·Z1 or Z1·2Z2. */
  function defineSecond(isProjective: boolean): Func {
    return module.define(['i32', 'i32'], undefined, (body, p, q) => {
      const z = load(body, p, 2 * PAIR);
      const c = product(body, pool, load(body, p, 3 * PAIR), load(body, q, 2 * PAIR));
      const d = isProjective
        ? product(body, pool, z, load(body, q, 3 * PAIR))
        : z.map((limb) => {
            const column = columnOf(pool, limb);
            return addColumns(column, column);
          });
      store(body, f, combine(subColumns, d, c));
      store(body, g, combine(addColumns, d, c));
      return undefined;
    });
  }

  function defineAdd(isProjective: boolean): Func {
    const addSecond = defineSecond(isProjective);
    return module.define(['i32', 'i32'], undefined, (body, p, q) => {
      body.call(addFirst, p, q);
      body.call(addSecond, p, q);
      body.call(finish, p);
      return undefined;
    });
  }

  /** (p): −2XY for E, and X² − Y² for G, X² + Y² for H, 2Z² + G for F: all negated, as in point-code.ts. */
  const doubleFirst = module.define(['i32'], undefined, (body, p) => {
    const xx = squared(body, pool, load(body, p, 0));
    const yy = squared(body, pool, load(body, p, PAIR));
    const zz = squared(body, pool, load(body, p, 2 * PAIR));
    const difference = combine(subColumns, xx, yy);
    store(body, h, combine(addColumns, xx, yy));
    store(body, g, difference);
    store(body, f, combine(addColumns, combine(addColumns, zz, zz), difference));
    return undefined;
  });
  const doubleSecond = module.define(['i32'], undefined, (body, p) => {
    const x = load(body, p, 0);
    const xy = product(body, pool, zip(addFloats, x, x), load(body, p, PAIR));
    const none = xy.map(() => ({ value: pool(0n), lo: 0n, hi: 0n, offset: 0n }));
    store(body, e, combine(subColumns, none, xy));
    return undefined;
  });
  const [double, doubleShort] = [finish, finishShort].map((end) =>
    module.define(['i32'], undefined, (body, p) => {
      body.call(doubleFirst, p);
      body.call(doubleSecond, p);
      body.call(end, p);
      return undefined;
    }),
  ) as readonly Func[] as readonly [Func, Func];

  const identity = module.define(['i32'], undefined, (body, p) => {
    const code = pairProgram(kit, body);
    const { zero, one } = kit.constants;
    for (const [i, value] of [zero, one, one, zero].entries())
      code.copy(value, tightPair(p, i * PAIR));
    return undefined;
  });

  const toProjective = module.define(['i32', 'i32'], undefined, (body, to, p) => {
    const code = pairProgram(kit, body);
    const [x, y, z, t] = [0, 1, 2, 3].map((i) => tightPair(p, i * PAIR)) as [
      Element,
      Element,
      Element,
      Element,
    ];
    code.addTight(y, x, tightPair(to));
    code.subTight(y, x, tightPair(to, PAIR));
    code.addTight(z, z, tightPair(to, 3 * PAIR));
    code.mul(t, kit.constants.twoD, tightPair(to, 2 * PAIR));
    return undefined;
  });

  return {
    double,
    doubleShort,
    identity,
    addNiels: defineAdd(false),
    addProjective: defineAdd(true),
    toProjective,
  };
}
