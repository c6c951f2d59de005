/**
 * The field functions of the kernel, on elements in memory: nine limbs as 32-bit integers, one after
 * the other, 40 bytes with the padding. Half the size of 64-bit limbs, so twice as many table entries
 * and buckets stay in the processor's cache; loading with sign extension costs nothing extra.
 */
import { expr, type I32, i32, i64 } from './expression.ts';
import { constant, isWithin, keep, type Ranged, ranged } from './interval.ts';
import {
  BITS,
  type Bound,
  carry,
  freeze,
  LIMBS,
  multiply,
  square,
  TIGHT,
  TOP_BITS,
} from './limbs.ts';
import { Body, type Func, type Local, type ModuleWriter } from './module.ts';

/** Bytes of one element in memory. */
export const ELEMENT = 40;

/** Four times TIGHT: what the functions that are no multiplications accept. */
export const LOOSE: Bound = TIGHT.map(({ lo, hi }) => ({ lo: 4n * lo, hi: 4n * hi }));

export interface FieldFunctions {
  /** (to, a, b): to = a·b. */
  readonly multiply: Func;
  /** (to, a, n): to = a^(2^n), n ≥ 1. */
  readonly squareTimes: Func;
  /** (to, a): to = a, within TIGHT. */
  readonly carry: Func;
  /** (to, a): 32 bytes, canonical, little-endian. */
  readonly toBytes: Func;
  /** (to, bytes): 32 bytes of which the topmost bit is ignored. */
  readonly fromBytes: Func;
  /** (to, a, b): limb by limb, not carried. */
  readonly add: Func;
  readonly subtract: Func;
  /** (to, a, b, mask): a where the mask is −1, b where it is 0. No branch. */
  readonly select: Func;
  /** (to, a, mask): −a where the mask is −1, a where it is 0. No branch. */
  readonly negateIf: Func;
  /** (a): 1 where a ≡ 0, else 0. */
  readonly isZero: Func;
  /** (a): 1 where the canonical encoding of a is odd (RFC 9496 §4.1), else 0. */
  readonly isNegative: Func;
}

export function loadLimbs(body: Body, address: I32, bound: Bound): Ranged[] {
  return bound.map((interval, i) => keep(body, ranged(i64.load32(address, 4 * i), interval)));
}

export function storeLimbs(body: Body, address: I32, limbs: readonly Ranged[]): void {
  for (const [i, limb] of limbs.entries()) {
    if (!isWithin(limb, { lo: -(2n ** 31n), hi: 2n ** 31n - 1n }))
      throw new RangeError(`limb ${i} does not fit in 32 bits`);
    body.store64Low(address, 4 * i, limb.value);
  }
}

/** Writes limbs of which none is negative as 32 bytes, little-endian. */
export function storeBytes(body: Body, to: I32, limbs: readonly Ranged[]): void {
  for (let word = 0; word < 4; word++) {
    let value = i64.const(0);
    for (const [i, limb] of limbs.entries()) {
      const shift = BITS * i - 64 * word;
      if (shift <= -BITS || shift >= 64) continue;
      const part =
        shift < 0
          ? i64.shrUnsigned(limb.value, i64.const(-shift))
          : i64.shl(limb.value, i64.const(shift));
      value = i64.or(value, part);
    }
    body.store64(to, 8 * word, value);
  }
}

/** Throws unless every limb is within its bound. */
export function assertWithin(limbs: Bound, bound: Bound): void {
  for (const [i, limb] of limbs.entries())
    if (!isWithin(limb, bound[i] as Ranged))
      throw new RangeError(`limb ${i} in ${limb.lo}..${limb.hi} is out of its bound`);
}

/** Throws when the product of elements with these bounds could overflow, or end outside TIGHT. */
export function checkProduct(a: Bound, b: Bound): void {
  const nothing = expr('i64', []);
  const known = (bound: Bound) => bound.map((interval) => ranged(nothing, interval));
  assertWithin(multiply(new Body([]), known(a), known(b)), TIGHT);
}

/** Throws when the square of an element with this bound could overflow, or end outside TIGHT. */
export function checkSquare(a: Bound): void {
  const nothing = expr('i64', []);
  const known = a.map((interval) => ranged(nothing, interval));
  assertWithin(square(new Body([]), known), TIGHT);
}

export function defineField(module: ModuleWriter): FieldFunctions {
  // The code is the same whatever the bounds; each call checks its own (field-code.ts).
  const multiplyFunction = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, b) => {
    const x = loadLimbs(body, a, TIGHT);
    storeLimbs(body, to, multiply(body, x, loadLimbs(body, b, TIGHT)));
    return undefined;
  });

  const squareTimes = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, n) => {
    const limbs = Array.from({ length: LIMBS }, (_, i) => body.local('i64', i64.load32(a, 4 * i)));
    body.while(n, () => {
      const known = limbs.map((limb, i) => ranged(limb, TIGHT[i] as Ranged));
      const next = square(body, known);
      assertWithin(next, TIGHT);
      for (const [i, { value }] of next.entries()) body.set(limbs[i] as Local<'i64'>, value);
      body.set(n, i32.sub(n, i32.const(1)));
    });
    for (const [i, limb] of limbs.entries()) body.store64Low(to, 4 * i, limb);
    return undefined;
  });

  const carryFunction = module.define(['i32', 'i32'], undefined, (body, to, a) => {
    const limbs = carry(body, loadLimbs(body, a, LOOSE));
    assertWithin(limbs, TIGHT);
    storeLimbs(body, to, limbs);
    return undefined;
  });

  const toBytes = module.define(['i32', 'i32'], undefined, (body, to, a) => {
    const limbs = freeze(body, loadLimbs(body, a, LOOSE));
    storeBytes(body, to, limbs);
    return undefined;
  });

  const fromBytes = module.define(['i32', 'i32'], undefined, (body, to, bytes) => {
    const limbs = Array.from({ length: LIMBS }, (_, i) => {
      // The last eight bytes hold the topmost limb; reading on from its first byte would leave the array.
      const at = Math.min((BITS * i) >> 3, 24);
      const bits = i === LIMBS - 1 ? TOP_BITS : BITS;
      const mask = 2n ** BigInt(bits) - 1n;
      const shifted = i64.shrUnsigned(i64.load(bytes, at), i64.const(BITS * i - 8 * at));
      return keep(body, ranged(i64.and(shifted, i64.const(mask)), { lo: 0n, hi: mask }));
    });
    const carried = carry(body, limbs);
    assertWithin(carried, TIGHT);
    storeLimbs(body, to, carried);
    return undefined;
  });

  const isZero = module.define(['i32'], 'i32', (body, address) => {
    const limbs = freeze(body, loadLimbs(body, address, LOOSE));
    const all = limbs.map(({ value }) => value).reduce(i64.or);
    // All limbs are below 2^29, so all − 1 is negative only when they are all zero.
    return i32.wrap(i64.shrUnsigned(i64.sub(all, i64.const(1)), i64.const(63)));
  });

  const isNegative = module.define(['i32'], 'i32', (body, address) => {
    const limbs = freeze(body, loadLimbs(body, address, LOOSE));
    return i32.and(i32.wrap((limbs[0] as Ranged).value), i32.const(1));
  });

  return {
    ...defineLimbwise(module),
    multiply: multiplyFunction,
    squareTimes,
    carry: carryFunction,
    toBytes,
    fromBytes,
    isZero,
    isNegative,
  };
}

function defineLimbwise(
  module: ModuleWriter,
): Pick<FieldFunctions, 'add' | 'subtract' | 'select' | 'negateIf'> {
  const each = (work: (offset: number) => void) => {
    for (let i = 0; i < LIMBS; i++) work(4 * i);
    return undefined;
  };
  const [add, subtract] = [i32.add, i32.sub].map((operation) =>
    module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, b) =>
      each((at) => body.store32(to, at, operation(i32.load(a, at), i32.load(b, at)))),
    ),
  ) as readonly Func[] as readonly [Func, Func];
  const select = module.define(['i32', 'i32', 'i32', 'i32'], undefined, (body, to, a, b, mask) =>
    each((at) => {
      const difference = i32.and(i32.xor(i32.load(a, at), i32.load(b, at)), mask);
      body.store32(to, at, i32.xor(i32.load(b, at), difference));
    }),
  );
  const negateIf = module.define(['i32', 'i32', 'i32'], undefined, (body, to, a, mask) =>
    each((at) => body.store32(to, at, i32.sub(i32.xor(i32.load(a, at), mask), mask))),
  );
  return { add, subtract, select, negateIf };
}

/** The limbs, within TIGHT, of a constant 0 ≤ value < p. */
export function limbsOf(value: bigint): bigint[] {
  const half = 2n ** 28n;
  const out: bigint[] = [];
  let rest = value;
  for (let i = 0; i < LIMBS; i++) {
    const limb = ((rest + half) & (2n * half - 1n)) - half;
    out.push(limb);
    rest = (rest - limb) >> BigInt(BITS);
  }
  assertWithin(out.map(constant), TIGHT);
  return out;
}
