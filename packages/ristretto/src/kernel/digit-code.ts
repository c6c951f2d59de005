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
  defineWindows(module, normalise, place);
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

/** (digits, scalars, n, width, rows): digits of `width` ≤ 15 bits, row r of scalar i at r·n + i, 16 bits each. */
function defineWindows(module: ModuleWriter, normalise: Func, place: I32): void {
  module.define(
    ['i32', 'i32', 'i32', 'i32', 'i32'],
    undefined,
    (body, digits, scalars, n, width, rows) => {
      const full = body.local('i32', i32.shl(i32.const(1), width));
      const half = body.local('i32', i32.shrUnsigned(full, i32.const(1)));
      const bits = body.local('i32');
      const digit = body.local('i32');
      const carry = body.local('i32');
      const to = body.local('i32');
      const sign = body.local('i32');
      body.times(n, (i) => {
        const scalar = i32.add(scalars, i32.shl(i, i32.const(5)));
        body.set(sign, i32.sub(i32.const(0), callExpr('i32', normalise, scalar)));
        body.set(bits, i32.const(0));
        body.set(carry, i32.const(0));
        body.set(to, i32.add(digits, i32.shl(i, i32.const(1))));
        body.times(rows, () => {
          const low = i32.and(i32.wrap(wordAt(place, bits)), i32.sub(full, i32.const(1)));
          body.set(digit, i32.add(low, carry));
          body.set(carry, i32.greater(digit, half));
          body.set(digit, i32.sub(digit, i32.mul(carry, full)));
          body.store16(to, 0, i32.sub(i32.xor(digit, sign), sign));
          body.set(to, i32.add(to, i32.shl(n, i32.const(1))));
          body.set(bits, i32.add(bits, width));
        });
      });
      return undefined;
    },
    'windowDigits',
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
