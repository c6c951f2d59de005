/**
 * Straight-line field programs inside one function: elements in memory, each with the bound of its
 * limbs. Sums and differences are not carried; their bounds grow, and every multiplication checks,
 * with the intervals of the multiplication itself, that its operands have not grown too far.
 */
import { type I32, i32, i64, offsetBy } from './expression.ts';
import {
  assertWithin,
  checkProduct,
  checkSquare,
  ELEMENT,
  type FieldFunctions,
  LOOSE,
} from './field-functions.ts';
import { isWithin } from './interval.ts';
import type { Bound } from './limbs.ts';
import { LIMBS, TIGHT } from './limbs.ts';
import { type Body, callExpr } from './module.ts';

/** Where an element lies: at `base + offset`. */
export interface Place {
  readonly base: I32;
  readonly offset: number;
}

export interface Element extends Place {
  readonly bound: Bound;
}

/** Hands out memory that never moves, for scratch and constants. */
export class Arena {
  #next: number;

  constructor(start: number) {
    this.#next = start;
  }

  get end(): number {
    return this.#next;
  }

  take(bytes: number): number {
    const at = this.#next;
    this.#next += Math.ceil(bytes / 16) * 16;
    return at;
  }
}

export function at(base: I32, offset = 0): Place {
  return { base, offset };
}

/** An element of which the bound is known without looking, as all that lies in tables is. */
export function tight(base: I32, offset = 0): Element {
  return { base, offset, bound: TIGHT };
}

export function pointer({ base, offset }: Place): I32 {
  return offsetBy(base, offset);
}

/** Pairs of bounds that were checked before: the same few come again and again. */
const checked = new Set<string>();

function once(key: string, check: () => void): void {
  if (checked.has(key)) return;
  check();
  checked.add(key);
}

function keyOf(bound: Bound): string {
  return bound.map(({ lo, hi }) => `${lo}:${hi}`).join();
}

export class FieldCode {
  readonly body: Body;
  readonly #field: FieldFunctions;
  readonly #arena: Arena;

  /** Sums are formed in place, for code that runs often, and not by calls, which are shorter. */
  readonly #isHot: boolean;

  constructor(body: Body, field: FieldFunctions, arena: Arena, isHot = false) {
    this.#isHot = isHot;
    this.body = body;
    this.#field = field;
    this.#arena = arena;
  }

  /** A place for an intermediate result of this function. */
  scratch(): Place {
    return at(i32.const(0), this.#arena.take(ELEMENT));
  }

  mul(a: Element, b: Element, to?: Place): Element {
    once(`${keyOf(a.bound)}*${keyOf(b.bound)}`, () => checkProduct(a.bound, b.bound));
    const out = this.#place(to, TIGHT);
    this.body.call(this.#field.multiply, pointer(out), pointer(a), pointer(b));
    return out;
  }

  sqr(a: Element, to?: Place): Element {
    once(keyOf(a.bound), () => checkSquare(a.bound));
    const out = this.#place(to, TIGHT);
    this.body.call(this.#field.squareTimes, pointer(out), pointer(a), i32.const(1));
    return out;
  }

  /** a^(2^n). */
  sqrTimes(a: Element, n: number, to?: Place): Element {
    assertWithin(a.bound, TIGHT);
    const out = this.#place(to, TIGHT);
    this.body.call(this.#field.squareTimes, pointer(out), pointer(a), i32.const(n));
    return out;
  }

  add(a: Element, b: Element, to?: Place): Element {
    return this.#limbwise(to, 'add', a, b, (x, y) => ({ lo: x.lo + y.lo, hi: x.hi + y.hi }));
  }

  sub(a: Element, b: Element, to?: Place): Element {
    return this.#limbwise(to, 'subtract', a, b, (x, y) => ({ lo: x.lo - y.hi, hi: x.hi - y.lo }));
  }

  carry(a: Element, to?: Place): Element {
    assertWithin(a.bound, LOOSE);
    const out = this.#place(to, TIGHT);
    this.body.call(this.#field.carry, pointer(out), pointer(a));
    return out;
  }

  copy(a: Element, to: Place): Element {
    const out = this.#place(to, a.bound);
    for (let i = 0; i < ELEMENT; i += 8)
      this.body.store64(to.base, to.offset + i, i64.load(a.base, a.offset + i));
    return out;
  }

  /** Where mask is −1: −a; where it is 0: a. No branch. */
  negateIf(mask: I32, a: Element, to?: Place): Element {
    const bound = a.bound.map(({ lo, hi }) => {
      const most = -lo > hi ? -lo : hi;
      return { lo: -most, hi: most };
    });
    const out = this.#place(to, bound);
    this.body.call(this.#field.negateIf, pointer(out), pointer(a), mask);
    return out;
  }

  /** Where mask is −1: a; where it is 0: b. No branch. */
  select(mask: I32, a: Element, b: Element, to?: Place): Element {
    const bound = a.bound.map((x, i) => {
      const y = b.bound[i] as typeof x;
      return { lo: x.lo < y.lo ? x.lo : y.lo, hi: x.hi > y.hi ? x.hi : y.hi };
    });
    const out = this.#place(to, bound);
    this.body.call(this.#field.select, pointer(out), pointer(a), pointer(b), mask);
    return out;
  }

  /** 1 where a ≡ 0 (mod p), else 0. */
  isZero(a: Element): I32 {
    assertWithin(a.bound, LOOSE);
    return callExpr('i32', this.#field.isZero, pointer(a));
  }

  /** 1 where the canonical encoding is odd, else 0. */
  isNegative(a: Element): I32 {
    assertWithin(a.bound, LOOSE);
    return callExpr('i32', this.#field.isNegative, pointer(a));
  }

  /** |a|: whichever of a and −a has an even encoding (RFC 9496 §4.1). */
  abs(a: Element, to?: Place): Element {
    const mask = this.body.local('i32', maskOf(this.isNegative(a)));
    return this.negateIf(mask, a, to);
  }

  toBytes(a: Element, to: I32): void {
    assertWithin(a.bound, LOOSE);
    this.body.call(this.#field.toBytes, to, pointer(a));
  }

  fromBytes(bytes: I32, to?: Place): Element {
    const out = this.#place(to, TIGHT);
    this.body.call(this.#field.fromBytes, pointer(out), bytes);
    return out;
  }

  /** Intermediate results may be loose; what is written elsewhere will be read as TIGHT, and must be. */
  #place(to: Place | undefined, bound: Bound): Element {
    if (to === undefined) return { ...this.scratch(), bound };
    assertWithin(bound, TIGHT);
    return { ...to, bound };
  }

  #limbwise(
    to: Place | undefined,
    operation: 'add' | 'subtract',
    a: Element,
    b: Element,
    range: (x: Bound[number], y: Bound[number]) => Bound[number],
  ): Element {
    const bound = a.bound.map((x, i) => range(x, b.bound[i] as typeof x));
    const out = this.#place(to, bound);
    for (const [i, interval] of bound.entries())
      if (!isWithin(interval, { lo: -(2n ** 31n), hi: 2n ** 31n - 1n }))
        throw new RangeError(`limb ${i} of a sum does not fit in 32 bits`);
    if (!this.#isHot) this.body.call(this.#field[operation], pointer(out), pointer(a), pointer(b));
    else
      for (let i = 0; i < LIMBS; i++) {
        const [x, y] = [a, b].map((e) => i32.load(e.base, e.offset + 4 * i)) as [I32, I32];
        this.body.store32(
          out.base,
          out.offset + 4 * i,
          i32[operation === 'add' ? 'add' : 'sub'](x, y),
        );
      }
    return out;
  }
}

/** 0 → 0, 1 → −1. */
export function maskOf(bit: I32): I32 {
  return i32.sub(i32.const(0), bit);
}
