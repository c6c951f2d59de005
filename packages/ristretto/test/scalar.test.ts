import { concat, fromHex } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addScalar,
  decodeScalar,
  decodeScalars,
  encodeScalar,
  encodeScalars,
  evaluatePolynomial,
  invertScalar,
  lagrangeAtZero,
  mulScalar,
  negScalar,
  ORDER,
  randomScalar,
  randomScalars,
  randomWeights,
  scalarFromWide,
  subScalar,
  toScalar,
} from '../src/index.ts';
import { scalar, seededRandom } from './arbitraries.ts';

function mod(a: bigint): bigint {
  return ((a % ORDER) + ORDER) % ORDER;
}

describe('encoding', () => {
  test('decoding what was encoded gives the scalar back', () => {
    fc.assert(
      fc.property(scalar, (a) => {
        expect(decodeScalar(encodeScalar(a))).toBe(a);
      }),
    );
  });

  test('bytes are accepted exactly when they are an integer below ℓ, and then they are its only spelling', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.boolean(),
        (bytes, isSmall) => {
          // Uniform bytes are mostly too large; half the runs clear the top so that both sides are seen.
          if (isSmall) bytes[31] = (bytes[31] as number) & 0x0f;
          const value = bytes.reduceRight((n, b) => n * 256n + BigInt(b), 0n);
          const decoded = decodeScalar(bytes);
          expect(decoded).toBe(value < ORDER ? value : undefined);
          if (decoded !== undefined) expect(encodeScalar(decoded)).toEqual(bytes);
        },
      ),
    );
  });

  test('ℓ is refused and ℓ − 1 is accepted', () => {
    const order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
    if (order === undefined) throw new Error('bad hex in the test');
    expect(decodeScalar(order)).toBeUndefined();
    order[0] = 0xec;
    expect(decodeScalar(order)).toBe(ORDER - 1n);
  });

  test('short, long and ragged arrays are refused', () => {
    expect(decodeScalar(new Uint8Array(31))).toBeUndefined();
    expect(decodeScalar(new Uint8Array(32), 1)).toBeUndefined();
    expect(decodeScalars(new Uint8Array(33))).toBeUndefined();
    expect(decodeScalars(concat(encodeScalar(1n), new Uint8Array(32).fill(255)))).toBeUndefined();
    expect(decodeScalars(encodeScalars([1n, 2n]))).toEqual([1n, 2n]);
  });

  test('what is no scalar cannot be encoded', () => {
    expect(() => encodeScalar(ORDER)).toThrow(RangeError);
    expect(() => encodeScalar(-1n)).toThrow(RangeError);
  });

  test('64 bytes are reduced modulo ℓ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        const value = bytes.reduceRight((n, b) => n * 256n + BigInt(b), 0n);
        expect(scalarFromWide(bytes)).toBe(value % ORDER);
      }),
    );
    expect(() => scalarFromWide(new Uint8Array(32))).toThrow(TypeError);
  });
});

describe('arithmetic', () => {
  test('sums, differences, products and negatives are those modulo ℓ', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        expect(addScalar(a, b)).toBe(mod(a + b));
        expect(subScalar(a, b)).toBe(mod(a - b));
        expect(mulScalar(a, b)).toBe(mod(a * b));
        expect(negScalar(a)).toBe(mod(-a));
        expect(toScalar(-3)).toBe(ORDER - 3n);
      }),
    );
  });

  test('a scalar times its inverse is one, and zero has none', () => {
    fc.assert(
      fc.property(
        scalar.filter((a) => a !== 0n),
        (a) => {
          expect(mulScalar(a, invertScalar(a))).toBe(1n);
        },
      ),
    );
    expect(() => invertScalar(0n)).toThrow(RangeError);
    expect(() => invertScalar(ORDER)).toThrow(RangeError);
  });
});

describe('drawing', () => {
  test('a scalar is 64 of the bytes drawn, modulo ℓ', () => {
    expect(randomScalar((n) => new Uint8Array(n).fill(7))).toBe(
      scalarFromWide(new Uint8Array(64).fill(7)),
    );
  });

  test('many scalars are drawn in pieces that every generator allows, and are all scalars', () => {
    const random = seededRandom(1);
    const asked: number[] = [];
    const flat = randomScalars(2100, (n) => {
      asked.push(n);
      return random(n);
    });
    expect(Math.max(...asked)).toBeLessThanOrEqual(65_536);
    expect(new Set(decodeScalars(flat)).size).toBe(2100);
  });

  test('weights are below 2^128 and differ', () => {
    const weights = decodeScalars(randomWeights(5000, seededRandom(2))) ?? [];
    expect(weights.every((w) => w < 2n ** 128n)).toBe(true);
    expect(new Set(weights).size).toBe(5000);
  });
});

describe('sharing', () => {
  test('any t shares of a polynomial of degree t − 1 give back its value at zero', () => {
    fc.assert(
      fc.property(
        fc.array(scalar, { minLength: 1, maxLength: 5 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 5, maxLength: 5 }),
        (coefficients, members) => {
          const places = members.slice(0, coefficients.length).map(BigInt);
          const shares = places.map((x) => evaluatePolynomial(coefficients, x));
          const lambda = lagrangeAtZero(places);
          const value = shares.reduce((sum, s, i) => sum + s * (lambda[i] as bigint), 0n);
          expect(mod(value)).toBe(coefficients[0]);
        },
      ),
    );
  });

  test('places that are equal or zero are refused', () => {
    expect(() => lagrangeAtZero([1n, 1n])).toThrow(RangeError);
    expect(() => lagrangeAtZero([0n, 1n])).toThrow(RangeError);
  });
});
