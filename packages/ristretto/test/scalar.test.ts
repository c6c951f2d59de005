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
  followingProducts,
  innerProduct,
  invertScalar,
  lagrangeAtZero,
  mulAddScalars,
  mulScalar,
  mulScalars,
  negScalar,
  negScalars,
  ORDER,
  randomScalar,
  randomScalars,
  randomWeights,
  runningProducts,
  scalarAt,
  scalarChain,
  scalarFromWide,
  scaleScalars,
  subScalar,
  sumScalars,
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

describe('flat arrays', () => {
  const pairs = fc.array(fc.tuple(scalar, scalar), { maxLength: 8 });

  test('the bulk functions are their definitions', () => {
    fc.assert(
      fc.property(pairs, scalar, (list, c) => {
        const a = list.map(([x]) => x);
        const b = list.map(([, y]) => y);
        const [A, B] = [encodeScalars(a), encodeScalars(b)];
        const product = (values: readonly bigint[]) => values.reduce((x, y) => mod(x * y), 1n);
        expect(sumScalars(A)).toBe(mod(a.reduce((x, y) => x + y, 0n)));
        expect(innerProduct(A, B)).toBe(mod(list.reduce((sum, [x, y]) => sum + x * y, 0n)));
        expect(mulScalars(A, B)).toEqual(encodeScalars(list.map(([x, y]) => mod(x * y))));
        expect(scaleScalars(c, A)).toEqual(encodeScalars(a.map((x) => mod(c * x))));
        expect(mulAddScalars(c, A, B)).toEqual(encodeScalars(list.map(([x, y]) => mod(c * x + y))));
        expect(negScalars(A)).toEqual(encodeScalars(a.map((x) => mod(-x))));
        expect(runningProducts(A)).toEqual(
          encodeScalars(a.map((_, i) => product(a.slice(0, i + 1)))),
        );
        expect(followingProducts(A)).toEqual(
          encodeScalars(a.map((_, i) => product(a.slice(i + 1)))),
        );
        const chain: bigint[] = [];
        for (const [f, p] of list) chain.push(mod(p + f * (chain.at(-1) ?? 0n)));
        expect(scalarChain(A, B)).toEqual(encodeScalars(chain));
      }),
    );
  });

  test('arrays that do not fit, and scalars that are none, are bugs and throw', () => {
    const one = encodeScalar(1n);
    expect(() => innerProduct(one, concat(one, one))).toThrow(TypeError);
    expect(() => sumScalars(new Uint8Array(5))).toThrow(TypeError);
    expect(() => sumScalars(new Uint8Array(32).fill(255))).toThrow(RangeError);
    expect(() => scalarAt(one, 1)).toThrow(RangeError);
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
