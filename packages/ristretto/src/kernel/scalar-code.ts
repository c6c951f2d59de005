/**
 * Scalars as bytes, on the way to digits: the check that they are below ℓ, halving modulo ℓ, and
 * their signed digits. All of it touches secrets, and neither branches on them nor looks up by them.
 */
import { type I32, type I64, i32, i64 } from './expression.ts';
import type { Body, ModuleWriter } from './module.ts';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
/** Windows of the constant-time multiplications: five bits, 51 of them hold 255 bits. */
export const WINDOW = 5;
export const WINDOWS = 51;
/** Digits are −15..16, so a table has this many multiples. */
export const MULTIPLES = 16;

/** ℓ in words of 32 bits, lowest first. */
export const ORDER_WORDS: readonly bigint[] = Array.from(
  { length: 8 },
  (_, i) => (ORDER >> BigInt(32 * i)) & 0xffffffffn,
);

/** `areScalars`, `halveScalars` and `secretDigits`. */
export function defineScalars(module: ModuleWriter): void {
  module.define(
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

  module.define(
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

  // (digits, scalars, n, width, rows, most): digit w of scalar i at w·n + i, a byte. With most =
  // 2^(width−1) they are signed, from 1 − most to most, for scalars below 2^253 and width·rows ≥ 254; with
  // most = 2^width − 1 they are the windows as they stand. Addresses depend on counts alone.
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, digits, scalars, n, width, rows, most) => {
      const full = body.local('i32', i32.shl(i32.const(1), width));
      const bit = body.local('i32');
      const carry = body.local('i32');
      const digit = body.local('i32');
      const at = body.local('i32');
      const to = body.local('i32');
      body.times(n, (i) => {
        const scalar = body.local('i32', i32.add(scalars, i32.shl(i, i32.const(5))));
        body.set(bit, i32.const(0));
        body.set(carry, i32.const(0));
        body.set(to, i32.add(digits, i));
        body.times(rows, () => {
          // The last eight bytes hold all of the top windows: nothing is read beyond the scalar.
          body.set(at, i32.shrUnsigned(bit, i32.const(3)));
          body.if(i32.greater(at, i32.const(24)), () => body.set(at, i32.const(24)));
          const shift = i64.extendUnsigned(i32.sub(bit, i32.shl(at, i32.const(3))));
          const word = i64.shrUnsigned(i64.load(i32.add(scalar, at)), shift);
          const mask = i32.sub(full, i32.const(1));
          body.set(digit, i32.add(i32.and(i32.wrap(word), mask), carry));
          // Beyond the most: less a whole one, and one more in the next.
          body.set(carry, i32.shrUnsigned(i32.sub(most, digit), i32.const(31)));
          body.store8(to, 0, i32.sub(digit, i32.shl(carry, width)));
          body.set(to, i32.add(to, n));
          body.set(bit, i32.add(bit, width));
        });
      });
      return undefined;
    },
    'secretDigits',
  );
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
