/**
 * Scalars as bytes, on the way to digits: the check that they are below ℓ, halving modulo ℓ, and
 * two ways to signed digits. The first three touch secrets and neither branch nor look up.
 */
import { type I32, type I64, i32, i64 } from './expression.ts';
import type { Body, Func, ModuleWriter } from './module.ts';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
/** Windows of the constant-time multiplications: five bits, 51 of them hold 255 bits. */
export const WINDOW = 5;
export const WINDOWS = 51;
/** Digits are −15..16, so a table has this many multiples. */
export const MULTIPLES = 16;

export interface ScalarFunctions {
  /** (scalars, n) → 1 when all are below ℓ. */
  readonly areValid: Func;
  /** (scalars, n): each k becomes k/2 modulo ℓ, in place. */
  readonly halve: Func;
  /** (digits, scalar): the 51 digits of one scalar as signed bytes, least significant first. */
  readonly fixedDigits: Func;
}

/** ℓ in words of 32 bits, lowest first. */
export const ORDER_WORDS: readonly bigint[] = Array.from(
  { length: 8 },
  (_, i) => (ORDER >> BigInt(32 * i)) & 0xffffffffn,
);

export function defineScalars(module: ModuleWriter): ScalarFunctions {
  const areValid = module.define(
    ['i32', 'i32'],
    'i32',
    (body, scalars, n) => {
      const all = body.local('i64', i64.const(-1));
      body.times(n, (i) => {
        const k = body.local('i32', i32.add(scalars, i32.shl(i, i32.const(5))));
        // The last borrow of k − ℓ is −1 exactly when k < ℓ.
        const borrow = body.local('i64', i64.const(0));
        for (const [w, word] of ORDER_WORDS.entries()) {
          const difference = i64.sub(i64.load32Unsigned(k, 4 * w), i64.const(word));
          body.set(borrow, i64.shr(i64.add(difference, borrow), i64.const(32)));
        }
        body.set(all, i64.and(all, borrow));
      });
      return i32.and(i32.wrap(all), i32.const(1));
    },
    'areScalars',
  );

  const halve = module.define(
    ['i32', 'i32'],
    undefined,
    (body, scalars, n) => {
      body.times(n, (i) => {
        const k = body.local('i32', i32.add(scalars, i32.shl(i, i32.const(5))));
        // k/2, or (k + ℓ)/2 for odd k: below ℓ in both cases, and k + ℓ < 2^254 keeps in 256 bits.
        const odd = body.local('i64', i64.sub(i64.const(0), i64.and(i64.load(k), i64.const(1))));
        const sums = addMasked(body, k, odd);
        for (const [w, sum] of sums.entries()) {
          const next = sums[w + 1];
          const low = i64.shrUnsigned(i64.and(sum, i64.const(0xffffffffn)), i64.const(1));
          const high = next === undefined ? i64.const(0) : i64.shl(next, i64.const(31));
          body.store64Low(k, 4 * w, i64.or(low, high));
        }
      });
      return undefined;
    },
    'halveScalars',
  );

  const fixedDigits = module.define(['i32', 'i32'], undefined, (body, digits, scalar) => {
    const carry = body.local('i32', i32.const(0));
    for (let w = 0; w < WINDOWS; w++) {
      const bits = i32.and(i32.wrap(bitsAt(scalar, WINDOW * w)), i32.const(31));
      const digit = body.local('i32', i32.add(bits, carry));
      // 17..32 become −15..0 with a carry into the next window.
      body.set(carry, i32.shrUnsigned(i32.sub(i32.const(16), digit), i32.const(31)));
      body.store8(digits, w, i32.sub(digit, i32.shl(carry, i32.const(WINDOW))));
    }
    return undefined;
  });

  return { areValid, halve, fixedDigits };
}

/** The words of k + (mask & ℓ), 32 bits each with the carry still on top of the bits below it. */
function addMasked(body: Body, k: I32, mask: I64): I64[] {
  const out: I64[] = [];
  let carry: I64 | undefined;
  for (const [w, word] of ORDER_WORDS.entries()) {
    const sum = i64.add(i64.load32Unsigned(k, 4 * w), i64.and(mask, i64.const(word)));
    const local = body.local('i64', carry === undefined ? sum : i64.add(sum, carry));
    out.push(local);
    carry = i64.shrUnsigned(local, i64.const(32));
  }
  return out;
}

/** The scalar's bits from `bit` on; at least 25 of them, and never read beyond its 32 bytes. */
function bitsAt(scalar: I32, bit: number): I64 {
  const at = Math.min(bit >> 3, 24);
  return i64.shrUnsigned(i64.load(scalar, at), i64.const(bit - 8 * at));
}
