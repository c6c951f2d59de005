/**
 * Field functions on pairs of elements in memory: five vectors one after the other, 80 bytes; lane 0
 * is one element, lane 1 the other. Bytes go in and out one lane at a time, in integers.
 */
import { type I32, type I64, i32, i64, type V128 } from './expression.ts';
import type { Arena } from './field-code.ts';
import { assertWithin } from './field-functions.ts';
import {
  addColumns,
  type Column,
  type Constant64,
  carryColumns,
  columnOf,
  type Float,
  keepFloat,
  PAIR_BITS,
  PAIR_LIMBS,
  PAIR_TIGHT,
  productColumns,
  subColumns,
} from './fma-limbs.ts';
import {
  constant,
  type Interval,
  keep,
  lowBits,
  minus,
  plus,
  type Ranged,
  ranged,
  shiftRight,
  times,
} from './interval.ts';
import type { Bound } from './limbs.ts';
import type { Body, Func, Local, ModuleWriter } from './module.ts';
import { bitSelect, intAsFloatBits, loadFloatAsInt, v128 } from './vector.ts';

/** Bytes of a pair of elements. */
export const PAIR = 80;

export interface PairFunctions {
  /** (to, a, b): to = a·b. */
  readonly multiply: Func;
  readonly square: Func;
  /** (to, a, n): to = a^(2^n), n ≥ 1, for two pairs, one right after the other, step by step together. */
  readonly squareTimes: Func;
  /** (to, lane, bytes): one lane from 32 bytes of which the topmost bit is ignored. */
  readonly fromBytes: Func;
  /** (to, a, b, mask): lanes of a where the mask has ones, of b where it has zeros. */
  readonly select: Func;
  /** (to, a, signs): a with the bits of its limbs turned that `signs` has. */
  readonly turn: Func;
  /** (to, a, b): to = a + b. */
  readonly add: Func;
  /** (to, a, b): to = a − b. */
  readonly subtract: Func;
  /** (to, a): 32 canonical bytes of the lane that begins at address `a`. */
  readonly toBytes: Func;
}

/**
 * What the carries of `multiply` and of `square` are made for: their constants depend on how large a
 * column may grow, so each call must show that its columns stay within these (fma-code.ts).
 */
export const LOOSEST_FACTOR: Bound = scaled(7n, 2n);
export const LOOSEST_SQUARED: Bound = scaled(5n, 4n);

function scaled(top: bigint, bottom: bigint): Bound {
  return PAIR_TIGHT.map(({ lo, hi }) => ({ lo: (top * lo) / bottom, hi: (top * hi) / bottom }));
}

/** Lays 64-bit constants in memory, each once: loading is cheaper than building them in registers. */
export function constantPool(module: ModuleWriter, arena: Arena): Constant64 {
  const known = new Map<bigint, V128>();
  return (bits) => {
    const found = known.get(bits);
    if (found !== undefined) return found;
    const address = arena.take(16);
    const bytes = Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(8 * i)) & 255n));
    module.data(address, [...bytes, ...bytes]);
    const load = v128.load(i32.const(0), address);
    known.set(bits, load);
    return load;
  };
}

export function loadFloats(body: Body, address: I32, bound: Bound, offset = 0): Float[] {
  return bound.map((interval, i) =>
    keepFloat(body, { ...interval, value: v128.load(address, offset + 16 * i) }),
  );
}

export function storeFloats(body: Body, address: I32, limbs: readonly Float[], offset = 0): void {
  assertWithin(limbs, PAIR_TIGHT);
  for (const [i, { value }] of limbs.entries()) body.storeVector(address, offset + 16 * i, value);
}

/** Five folded columns of a·b. */
export function product(
  body: Body,
  pool: Constant64,
  a: readonly Float[],
  b: readonly Float[],
): Column[] {
  const terms = a.flatMap((ai, i) => b.map((bj, j) => [i, j, ai, bj] as const));
  return productColumns(body, pool, terms);
}

/** Five folded columns of a². */
export function squared(body: Body, pool: Constant64, a: readonly Float[]): Column[] {
  const doubled = a.map((ai) =>
    keepFloat(body, { value: v128.add(ai.value, ai.value), lo: 2n * ai.lo, hi: 2n * ai.hi }),
  );
  const terms = a.flatMap((ai, i) =>
    a.slice(i).map((aj, k) => [i, i + k, k === 0 ? ai : (doubled[i] as Float), aj] as const),
  );
  return productColumns(body, pool, terms);
}

export function combine(
  operation: (a: Column, b: Column) => Column,
  a: readonly Column[],
  b: readonly Column[],
): Column[] {
  return a.map((column, k) => operation(column, b[k] as Column));
}

export function definePairField(module: ModuleWriter, pool: Constant64): PairFunctions {
  const multiply = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, b) => {
    const x = loadFloats(body, a, LOOSEST_FACTOR);
    const y = loadFloats(body, b, PAIR_TIGHT);
    storeFloats(body, to, carryColumns(body, pool, product(body, pool, x, y)));
    return undefined;
  });

  const square = module.define(['i32', 'i32'], undefined, (body, to, a) => {
    const x = loadFloats(body, a, LOOSEST_SQUARED);
    storeFloats(body, to, carryColumns(body, pool, squared(body, pool, x)));
    return undefined;
  });

  const squareTimes = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, n) => {
    const limbs = Array.from({ length: 2 * PAIR_LIMBS }, (_, i) =>
      body.local('v128', v128.load(a, 16 * i)),
    );
    body.while(n, () => {
      for (const own of [limbs.slice(0, PAIR_LIMBS), limbs.slice(PAIR_LIMBS)]) {
        const known = own.map((value, i) => ({ ...(PAIR_TIGHT[i] as Interval), value }));
        const next = carryColumns(body, pool, squared(body, pool, known));
        assertWithin(next, PAIR_TIGHT);
        for (const [i, { value }] of next.entries()) body.set(own[i] as Local<'v128'>, value);
      }
      body.set(n, i32.sub(n, i32.const(1)));
    });
    for (const [i, limb] of limbs.entries()) body.storeVector(to, 16 * i, limb);
    return undefined;
  });

  const [add, subtract] = [addColumns, subColumns].map((operation) =>
    module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, b) => {
      const [x, y] = [a, b].map((from) =>
        loadFloats(body, from, PAIR_TIGHT).map((limb) => columnOf(pool, limb)),
      ) as [Column[], Column[]];
      storeFloats(body, to, carryColumns(body, pool, combine(operation, x, y)));
      return undefined;
    }),
  ) as readonly Func[] as readonly [Func, Func];
  const select = module.define(['i32', 'i32', 'i32', 'v128'], undefined, (body, to, a, b, mask) => {
    for (let i = 0; i < PAIR; i += 16)
      body.storeVector(to, i, bitSelect(mask, v128.load(a, i), v128.load(b, i)));
    return undefined;
  });
  const turn = module.define(['i32', 'i32', 'v128'], undefined, (body, to, a, signs) => {
    for (let i = 0; i < PAIR; i += 16) body.storeVector(to, i, v128.xor(v128.load(a, i), signs));
    return undefined;
  });
  return { multiply, square, squareTimes, select, turn, add, subtract, ...defineBytes(module) };
}

function defineBytes(module: ModuleWriter): Pick<PairFunctions, 'fromBytes' | 'toBytes'> {
  const half = constant(2n ** 50n);

  const fromBytes = module.define(['i32', 'i32', 'i32'], undefined, (body, to, lane, bytes) => {
    const place = body.local('i32', i32.add(to, i32.shl(lane, i32.const(3))));
    let over: Ranged | undefined;
    const limbs: Ranged[] = [];
    for (let i = 0; i < PAIR_LIMBS; i++) {
      const at = Math.min((PAIR_BITS * i) >> 3, 24);
      const shifted = i64.shrUnsigned(i64.load(bytes, at), i64.const(PAIR_BITS * i - 8 * at));
      const limb = lowBits({ value: shifted, lo: -(2n ** 63n), hi: 2n ** 63n - 1n }, PAIR_BITS);
      const x = keep(body, over === undefined ? plus(limb, half) : plus(plus(limb, half), over));
      limbs.push(minus(lowBits(x, PAIR_BITS), half));
      over = shiftRight(x, PAIR_BITS);
    }
    const [first, ...rest] = limbs as [Ranged, ...Ranged[]];
    const all = [plus(first, times(over as Ranged, constant(19n))), ...rest];
    assertWithin(all, PAIR_TIGHT);
    for (const [i, limb] of all.entries()) body.store64(place, 16 * i, intAsFloatBits(limb.value));
    return undefined;
  });

  const toBytes = module.define(['i32', 'i32'], undefined, (body, to, a) => {
    // Four times what products are: no limb of a sum or a difference in use here is longer.
    let limbs = PAIR_TIGHT.map(({ lo, hi }, i) =>
      keep(body, ranged(loadFloatAsInt(a, 16 * i), { lo: 4n * lo, hi: 4n * hi })),
    );
    // 16p = 2^259 − 304 makes every limb positive; then as in limbs.ts.
    limbs = limbs.map((limb, i) =>
      plus(limb, constant(i === 0 ? 16n * (2n ** 51n - 19n) : 16n * (2n ** 51n - 1n))),
    );
    if (limbs.some(({ lo }) => lo < 0n)) throw new RangeError('a limb could stay negative');
    limbs = ripple(body, limbs);
    limbs = ripple(body, limbs);
    let over: Ranged = constant(19n);
    for (const limb of limbs) over = shiftRight(plus(limb, over), PAIR_BITS);
    const isTooLarge = keep(body, over);
    const [first, ...rest] = limbs as [Ranged, ...Ranged[]];
    limbs = ripple(body, [plus(first, times(isTooLarge, constant(19n))), ...rest], true);
    for (let word = 0; word < 4; word++) {
      let value: I64 = i64.const(0);
      for (const [i, limb] of limbs.entries()) {
        const shift = PAIR_BITS * i - 64 * word;
        if (shift <= -PAIR_BITS || shift >= 64) continue;
        const part =
          shift < 0
            ? i64.shrUnsigned(limb.value, i64.const(-shift))
            : i64.shl(limb.value, i64.const(shift));
        value = i64.or(value, part);
      }
      body.store64(to, 8 * word, value);
    }
    return undefined;
  });

  return { fromBytes, toBytes };
}

/** Carries upwards; what leaves the top comes back times 19, or with `isLast` is dropped: q·2^255. */
function ripple(body: Body, limbs: readonly Ranged[], isLast = false): Ranged[] {
  let over: Ranged | undefined;
  const out = limbs.map((limb) => {
    const x = keep(body, over === undefined ? limb : plus(limb, over));
    over = shiftRight(x, PAIR_BITS);
    return keep(body, lowBits(x, PAIR_BITS));
  });
  if (isLast) return out;
  const [first, ...rest] = out as [Ranged, ...Ranged[]];
  return [plus(first, times(over as unknown as Ranged, constant(19n))), ...rest];
}
