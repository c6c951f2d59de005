/** Straight-line programs on pairs of elements, with bounds, as field-code.ts has them for single ones. */
import { expr, type I32, i32, type V128 } from './expression.ts';
import { type Arena, at, type Element, type Place, pointer } from './field-code.ts';
import { assertWithin } from './field-functions.ts';
import {
  LOOSEST_FACTOR,
  LOOSEST_SQUARED,
  loadFloats,
  PAIR,
  type PairFunctions,
  product,
  squared,
} from './fma-functions.ts';
import {
  addFloats,
  type Column,
  type Constant64,
  D_BITS,
  type Float,
  PAIR_BITS,
  PAIR_LIMBS,
  PAIR_TIGHT,
  subFloats,
} from './fma-limbs.ts';
import type { Bound } from './limbs.ts';
import { Body, type Func } from './module.ts';
import { multiplyAdd, shiftLeftInt, signMask, v128 } from './vector.ts';

/** Bits of 2^51 as a floating-point number. */
const TWO_51_BITS = 0x4320000000000000n;

/** A pair of elements of which both lanes are as products are. */
export function tightPair(base: I32, offset = 0): Element {
  return { base, offset, bound: PAIR_TIGHT };
}

export class PairCode {
  readonly body: Body;
  readonly #field: PairFunctions;
  readonly #arena: Arena;
  readonly #pool: Constant64;

  constructor(body: Body, field: PairFunctions, arena: Arena, pool: Constant64) {
    this.body = body;
    this.#field = field;
    this.#arena = arena;
    this.#pool = pool;
  }

  scratch(): Place {
    return at(i32.const(0), this.#arena.take(PAIR));
  }

  mul(a: Element, b: Element, to?: Place): Element {
    checkPair(a.bound, b.bound);
    const out = this.#place(to, PAIR_TIGHT);
    this.body.call(this.#field.multiply, pointer(out), pointer(a), pointer(b));
    return out;
  }

  sqr(a: Element, to?: Place): Element {
    checkPair(a.bound);
    const out = this.#place(to, PAIR_TIGHT);
    this.body.call(this.#field.square, pointer(out), pointer(a));
    return out;
  }

  add(a: Element, b: Element, to?: Place): Element {
    return this.#limbwise(to, addFloats, a, b);
  }

  sub(a: Element, b: Element, to?: Place): Element {
    return this.#limbwise(to, subFloats, a, b);
  }

  copy(a: Element, to: Place): Element {
    const out = this.#place(to, a.bound);
    for (let i = 0; i < PAIR; i += 16)
      this.body.storeVector(out.base, out.offset + i, v128.load(a.base, a.offset + i));
    return out;
  }

  /** The lanes of −a where the mask has ones, of a where it has zeros. */
  negateIf(mask: V128, a: Element, to?: Place): Element {
    const bound = a.bound.map(({ lo, hi }) => {
      const most = -lo > hi ? -lo : hi;
      return { lo: -most, hi: most };
    });
    const out = this.#place(to, bound);
    const signs = v128.and(mask, this.#pool(2n ** 63n));
    this.body.call(this.#field.turn, pointer(out), pointer(a), signs);
    return out;
  }

  /** The lanes of a where the mask has ones, of b where it has zeros. */
  select(mask: V128, a: Element, b: Element, to?: Place): Element {
    const bound = a.bound.map((x, i) => {
      const y = b.bound[i] as typeof x;
      return { lo: x.lo < y.lo ? x.lo : y.lo, hi: x.hi > y.hi ? x.hi : y.hi };
    });
    const out = this.#place(to, bound);
    this.body.call(this.#field.select, pointer(out), pointer(a), pointer(b), mask);
    return out;
  }

  /**
   * All ones in the lanes where a ≡ c, or a ≡ −c, for a product a and a constant c. No other limbs
   * within PAIR_TIGHT stand for the same element (`assertUnique`), so limbs are all there is to compare.
   */
  isConstant(a: Element, c: Element, isOpposite = false): V128 {
    assertWithin(a.bound, PAIR_TIGHT);
    assertUnique(c.bound);
    const zero = this.#pool(0n);
    const equal = a.bound.map((_, i) => {
      const [x, y] = [a, c].map((e) => v128.load(e.base, e.offset + 16 * i)) as [V128, V128];
      return isOpposite ? v128.equal(v128.add(x, y), zero) : v128.equal(x, y);
    });
    return this.body.local('v128', equal.reduce(v128.and));
  }

  /**
   * All ones in the lanes whose canonical encoding is odd, for a product a (of which no limb is −0): its
   * limbs stand for a number between −p and p, so that p, which is odd, is to be added where that number is
   * negative.
   */
  isNegative(a: Element): V128 {
    assertWithin(a.bound, PAIR_TIGHT);
    const limb = (i: number) => v128.load(a.base, a.offset + 16 * i);
    const odd = v128.add(limb(0), this.#pool(D_BITS));
    // Every limb is shorter than one of the next, so no rounding on the way down reaches the sign.
    let sign = limb(PAIR_LIMBS - 1);
    for (let i = PAIR_LIMBS - 2; i >= 0; i--)
      sign = multiplyAdd(sign, this.#pool(TWO_51_BITS), limb(i));
    return this.body.local('v128', signMask(v128.xor(shiftLeftInt(odd, 63), sign)));
  }

  abs(a: Element, to?: Place): Element {
    return this.negateIf(this.isNegative(a), a, to);
  }

  /** a + b, as products are: carried. */
  addTight(a: Element, b: Element, to?: Place): Element {
    return this.#carried(this.#field.add, a, b, to);
  }

  /** a − b, as products are: carried. */
  subTight(a: Element, b: Element, to?: Place): Element {
    return this.#carried(this.#field.subtract, a, b, to);
  }

  /** Both lanes from two strings of 32 bytes. */
  fromBytes(low: I32, high: I32): Element {
    const out = this.#place(undefined, PAIR_TIGHT);
    this.body.call(this.#field.fromBytes, pointer(out), i32.const(0), low);
    this.body.call(this.#field.fromBytes, pointer(out), i32.const(1), high);
    return out;
  }

  toBytes(a: Element, lane: 0 | 1, to: I32): void {
    for (const [i, { hi, lo }] of a.bound.entries()) {
      const most = 4n * (PAIR_TIGHT[i] as (typeof a.bound)[number]).hi;
      if (hi > most || lo < -most) throw new RangeError(`limb ${i} is too long to be frozen`);
    }
    this.body.call(this.#field.toBytes, to, pointer({ ...a, offset: a.offset + 8 * lane }));
  }

  #carried(operation: Func, a: Element, b: Element, to: Place | undefined): Element {
    assertWithin(a.bound, PAIR_TIGHT);
    assertWithin(b.bound, PAIR_TIGHT);
    const out = this.#place(to, PAIR_TIGHT);
    this.body.call(operation, pointer(out), pointer(a), pointer(b));
    return out;
  }

  #place(to: Place | undefined, bound: Bound): Element {
    if (to === undefined) return { ...this.scratch(), bound };
    assertWithin(bound, PAIR_TIGHT);
    return { ...to, bound };
  }

  #limbwise(
    to: Place | undefined,
    operation: (a: Float, b: Float) => Float,
    a: Element,
    b: Element,
  ): Element {
    const [x, y] = [a, b].map((e) => loadFloats(this.body, e.base, e.bound, e.offset)) as [
      Float[],
      Float[],
    ];
    const limbs = x.map((limb, i) => operation(limb, y[i] as Float));
    const out = this.#place(to, limbs);
    for (const [i, { value }] of limbs.entries())
      this.body.storeVector(out.base, out.offset + 16 * i, value);
    return { ...out, bound: limbs.map(({ lo, hi }) => ({ lo, hi })) };
  }
}

/**
 * Throws unless this constant has one row of limbs within PAIR_TIGHT only: two rows for one number differ
 * by 2^51 in a limb that lies at its end, and two numbers for one element by p.
 */
function assertUnique(bound: Bound): void {
  const most = PAIR_TIGHT.map(({ hi }) => hi);
  const largest = sumOfLimbs(most);
  const own = bound.map(({ lo, hi }) => {
    if (lo !== hi) throw new RangeError('no constant');
    return lo < 0n ? -lo : lo;
  });
  for (const [i, limb] of own.entries())
    if (limb >= 2n ** 51n - (most[i] as bigint)) throw new RangeError(`limb ${i} is at its end`);
  if (sumOfLimbs(own) + largest >= 2n ** 255n - 19n) throw new RangeError('another is congruent');
}

function sumOfLimbs(limbs: readonly bigint[]): bigint {
  return limbs.reduce((sum, limb, i) => sum + (limb << BigInt(PAIR_BITS * i)), 0n);
}

const checked = new Set<string>();

/**
 * Throws when a·b (or a², without b) could leave the exact range, or its columns outgrow what the
 * carries of `multiply` (or of `square`) were made for.
 */
export function checkPair(a: Bound, b?: Bound): void {
  const key = [...a, null, ...(b ?? [])].map((x) => (x === null ? '' : `${x.lo}:${x.hi}`)).join();
  if (checked.has(key)) return;
  // Nothing is emitted: a constant laid down here would change the bytes with what was checked before.
  const body = new Body([]);
  const pool = () => expr('v128');
  const floats = (bound: Bound) => bound.map(({ lo, hi }) => ({ lo, hi, value: pool() }));
  const [columns, most] =
    b === undefined
      ? [a, LOOSEST_SQUARED].map((x) => squared(body, pool, floats(x)))
      : [
          product(body, pool, floats(a), floats(b)),
          product(body, pool, floats(LOOSEST_FACTOR), floats(PAIR_TIGHT)),
        ];
  assertWithin(columns as Column[], most as Column[]);
  checked.add(key);
}
