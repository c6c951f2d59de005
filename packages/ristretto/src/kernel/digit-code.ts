/**
 * Signed digits of public scalars, in time that depends on them. A scalar in the upper half is taken
 * as its opposite with all digits turned: weights and their negatives then cost the same.
 */
import { type I32, type I64, i32, i64 } from './expression.ts';
import type { Arena } from './field-code.ts';
import { callExpr, type Func, type ModuleWriter } from './module.ts';
import { ORDER_WORDS } from './scalar-code.ts';

/** Digits per scalar in non-adjacent form, one byte each. */
export const NAF_DIGITS = 256;
/**
 * Scalars are below 2^252 here, so the last digits are always zero: in the place of the last one stands
 * how many odd multiples of its point the scalar needs.
 */
export const NAF_MULTIPLES = 255;
/** Width of the non-adjacent form: odd digits within ±15, at least four zeros between two of them. */
const NAF_WIDTH = 5;

export function defineDigits(module: ModuleWriter, arena: Arena): void {
  // The scalar at hand with zeros after it, so that a window may reach beyond its end.
  const padded = arena.take(48);
  const place = i32.const(padded);

  /** (scalar) → 1 when ℓ − scalar was laid at `padded`, 0 when the scalar itself: below 2^252 both. */
  const normalise = module.define(['i32'], 'i32', (body, scalar) => {
    const top = i64.shrUnsigned(i64.load(scalar, 24), i64.const(59));
    const isUpper = body.local('i32', i32.isZero(i64.isZero(top)));
    body.if(
      isUpper,
      () => {
        const borrow = body.local('i64', i64.const(0));
        for (const [w, word] of ORDER_WORDS.entries()) {
          const limb = i64.sub(i64.const(word), i64.load32Unsigned(scalar, 4 * w));
          const difference = body.local('i64', i64.add(limb, borrow));
          body.store64Low(place, 4 * w, difference);
          body.set(borrow, i64.shr(difference, i64.const(32)));
        }
      },
      () => body.copy(place, scalar, i32.const(32)),
    );
    return isUpper;
  });

  defineBitLength(module, normalise, place);
  defineBias(module);
  defineSort(module);
  defineNaf(module, normalise, place);
}

/** (scalars, n) → bits of the longest scalar after normalising. */
function defineBitLength(module: ModuleWriter, normalise: Func, place: I32): void {
  module.define(
    ['i32', 'i32'],
    'i32',
    (body, scalars, n) => {
      const words = [0, 1, 2, 3].map(() => body.local('i64', i64.const(0)));
      body.times(n, (i) => {
        body.call(normalise, i32.add(scalars, i32.shl(i, i32.const(5))));
        for (const [w, word] of words.entries())
          body.set(word, i64.or(word, i64.load(place, 8 * w)));
      });
      for (const [w, word] of [...words.entries()].reverse())
        body.if(i32.isZero(i64.isZero(word)), () => {
          const zeros = i32.wrap(i64.leadingZeros(word));
          body.return(i32.sub(i32.const(64 * w + 64), zeros));
        });
      return i32.const(0);
    },
    'bitLength',
  );
}

/**
 * (scalars, n, biases): each scalar becomes k + bias, or (ℓ − k) + bias with bit 255 set where k is in
 * the upper half. `biases` are two numbers of 32 bytes: bias, and ℓ + 1 + bias. Windows of the sum, each
 * less what the bias has there, are the signed digits: no carry runs from one to the next.
 */
function defineBias(module: ModuleWriter): void {
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, scalars, n, biases) => {
      const k = body.local('i32', scalars);
      const over = body.local('i64');
      const bias = body.local('i32');
      const flip = body.local('i64');
      const word = body.local('i32');
      body.times(n, () => {
        const isUpper = i32.isZero(i64.isZero(i64.shrUnsigned(i64.load(k, 24), i64.const(59))));
        body.set(word, isUpper);
        body.set(flip, i64.shrUnsigned(i64.sub(i64.const(0), i64.extend(word)), i64.const(32)));
        body.set(bias, i32.sub(i32.add(biases, i32.shl(word, i32.const(5))), k));
        body.set(over, i64.const(0));
        body.times(8, () => {
          // ℓ − k = (ℓ + 1) + (−1 − k), and −1 − k is k with all bits turned.
          const own = i64.xor(i64.load32Unsigned(k), flip);
          body.set(over, i64.add(over, i64.add(own, i64.load32Unsigned(i32.add(bias, k)))));
          body.store64Low(k, 0, over);
          body.set(over, i64.shrUnsigned(over, i64.const(32)));
          body.set(k, i32.add(k, i32.const(4)));
        });
        const top = i32.sub(k, i32.const(1));
        const flag = i32.shl(i32.wrap(flip), i32.const(7));
        body.store8(top, 0, i32.or(i32.load8(top), flag));
      });
      return undefined;
    },
    'biasScalars',
  );
}

/**
 * (order, ends, scalars, n, bit, width) → how many digits are not zero. Reads the digit of `width` bits
 * at `bit` of each of n ≤ 2^15 scalars that `biasScalars` made, and sorts by its magnitude k, largest
 * first: `order` gets k·2^16 + 2i + sign for each i, 32 bits each, `ends`[k] where the run of k ends.
 * `ends` has 2^(width − 1) + 2 places, for 0 to one beyond the largest magnitude.
 */
function defineSort(module: ModuleWriter): void {
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    'i32',
    (body, order, ends, scalars, n, bit, width) => {
      const half = body.local('i32', i32.shl(i32.const(1), i32.sub(width, i32.const(1))));
      const mask = body.local('i32', i32.sub(i32.shl(half, i32.const(1)), i32.const(1)));
      const shift = body.local('i64', i64.extend(i32.and(bit, i32.const(7))));
      const byte = body.local('i32', i32.add(scalars, i32.shrUnsigned(bit, i32.const(3))));
      const digit = body.local('i32');
      const sign = body.local('i32');
      const k = body.local('i32');
      const place = body.local('i32');
      const sum = body.local('i32', i32.const(0));
      const endOf = (index: I32) => i32.add(ends, i32.shl(index, i32.const(2)));
      /** Calls `work(i)` with `place` at the end of the run that i belongs to. */
      function each(work: (i: I32) => void): void {
        body.times(n, (i) => {
          const along = i32.shl(i, i32.const(5));
          const bits = i32.wrap(i64.shrUnsigned(i64.load(i32.add(byte, along)), shift));
          body.set(digit, i32.sub(i32.add(i32.and(bits, mask), i32.const(1)), half));
          body.set(sign, i32.shr(digit, i32.const(31)));
          body.set(k, i32.sub(i32.xor(digit, sign), sign));
          body.set(place, endOf(k));
          work(i);
          body.store32(place, 0, i32.add(i32.load(place), i32.const(1)));
        });
      }
      body.clear(ends, i32.add(i32.shl(half, i32.const(2)), i32.const(8)));
      each(() => undefined);
      body.set(k, i32.add(half, i32.const(1)));
      body.while(k, () => {
        body.set(k, i32.sub(k, i32.const(1)));
        body.set(place, endOf(k));
        body.set(digit, i32.load(place));
        body.store32(place, 0, sum);
        body.set(sum, i32.add(sum, digit));
      });
      each((i) => {
        // The sign of the digit, turned where the scalar was taken as its opposite: its top byte is negative.
        const flag = i32.load8(i32.add(scalars, i32.shl(i, i32.const(5))), 31);
        const isMinus = i32.shrUnsigned(i32.xor(flag, digit), i32.const(31));
        const entry = i32.or(i32.shl(k, i32.const(16)), i32.or(i32.shl(i, i32.const(1)), isMinus));
        body.store32(i32.add(order, i32.shl(i32.load(place), i32.const(2))), 0, entry);
      });
      return i32.load(ends, 4);
    },
    'sortDigits',
  );
}

/** (digits, scalars, n): the width-5 non-adjacent form of each, 256 signed bytes, lowest first; see NAF_MULTIPLES. */
function defineNaf(module: ModuleWriter, normalise: Func, place: I32): void {
  const full = 2 ** NAF_WIDTH;
  module.define(
    ['i32', 'i32', 'i32'],
    undefined,
    (body, digits, scalars, n) => {
      const bit = body.local('i32');
      const carry = body.local('i32');
      const window = body.local('i32');
      const seen = body.local('i32');
      const to = body.local('i32');
      const sign = body.local('i32');
      body.clear(digits, i32.mul(n, i32.const(NAF_DIGITS)));
      body.times(n, (i) => {
        const scalar = i32.add(scalars, i32.shl(i, i32.const(5)));
        body.set(sign, i32.sub(i32.const(0), callExpr('i32', normalise, scalar)));
        body.set(bit, i32.const(0));
        body.set(carry, i32.const(0));
        body.set(to, i32.add(digits, i32.mul(i, i32.const(NAF_DIGITS))));
        body.set(seen, i32.const(0));
        body.while(i32.less(bit, i32.const(NAF_MULTIPLES)), () => {
          const low = i32.and(i32.wrap(wordAt(place, bit)), i32.const(full - 1));
          body.set(window, i32.add(low, carry));
          body.if(
            i32.and(window, i32.const(1)),
            () => {
              body.set(carry, i32.greater(window, i32.const(full / 2)));
              body.set(window, i32.sub(window, i32.mul(carry, i32.const(full))));
              // The magnitudes are odd and below 16: their union is at least the largest of them.
              const own = i32.shr(window, i32.const(31));
              body.set(seen, i32.or(seen, i32.sub(i32.xor(window, own), own)));
              body.store8(i32.add(to, bit), 0, i32.sub(i32.xor(window, sign), sign));
              body.set(bit, i32.add(bit, i32.const(NAF_WIDTH)));
            },
            () => body.set(bit, i32.add(bit, i32.const(1))),
          );
        });
        const multiples = i32.add(i32.shrUnsigned(seen, i32.const(1)), i32.const(1));
        body.store8(to, NAF_MULTIPLES, multiples);
      });
      return undefined;
    },
    'nafDigits',
  );
}

/** The scalar from bit `bit` on, at least 56 bits of it. */
function wordAt(place: I32, bit: I32): I64 {
  const word = i64.load(i32.add(place, i32.shrUnsigned(bit, i32.const(3))));
  return i64.shrUnsigned(word, i64.extend(i32.and(bit, i32.const(7))));
}
