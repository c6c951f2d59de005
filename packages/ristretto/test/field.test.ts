import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProduct, checkSquare, LOOSE } from '../src/kernel/field-functions.ts';
import {
  constant,
  lowBits,
  minus,
  plus,
  type Ranged,
  ranged,
  shiftRight,
  times,
} from '../src/kernel/interval.ts';
import { type Bound, LIMBS, TIGHT } from '../src/kernel/limbs.ts';
import { integer, wrongProducts } from './edge-products.ts';
import { elementOf, fieldKernel } from './field-kernel.ts';

const P = 2n ** 255n - 19n;
const field = await fieldKernel();

function scaled(factor: bigint): Bound {
  return TIGHT.map(({ lo, hi }) => ({ lo: factor * lo, hi: factor * hi }));
}

/** Limbs within a bound, at its ends more often than not. */
function limbs(bound: Bound): fc.Arbitrary<bigint[]> {
  return fc.tuple(
    ...bound.map(({ lo, hi }) =>
      fc.oneof(fc.constantFrom(lo, hi, 0n, lo + 1n, hi - 1n), fc.bigInt({ min: lo, max: hi })),
    ),
  );
}

describe('the analysis of ranges', () => {
  const interval = fc
    .tuple(fc.bigInt({ min: -(2n ** 30n), max: 2n ** 30n }), fc.bigInt({ min: 0n, max: 2n ** 30n }))
    .map(([lo, more]) => ({ lo, hi: lo + more }));

  test('a result lies in the range derived from the ranges of its operands', () => {
    fc.assert(
      fc.property(interval, interval, fc.double({ min: 0, max: 1, noNaN: true }), (x, y, at) => {
        const pick = ({ lo, hi }: typeof x, part: number) =>
          lo + (BigInt(Math.floor(part * 1e6)) * (hi - lo)) / 1_000_000n;
        const [a, b] = [pick(x, at), pick(y, 1 - at)];
        const [A, B] = [x, y].map((i) => ranged(constant(0n).value, i)) as [Ranged, Ranged];
        const holds = ({ lo, hi }: Ranged, value: bigint) => lo <= value && value <= hi;
        expect(holds(plus(A, B), a + b)).toBe(true);
        expect(holds(minus(A, B), a - b)).toBe(true);
        expect(holds(times(A, B), a * b)).toBe(true);
        expect(holds(shiftRight(A, 7), a >> 7n)).toBe(true);
        expect(holds(lowBits(A, 7), a & 127n)).toBe(true);
      }),
    );
  });

  test('generation stops where 64 bits could overflow, and not before', () => {
    const big = constant(2n ** 62n);
    expect(plus(big, constant(2n ** 62n - 1n)).hi).toBe(2n ** 63n - 1n);
    expect(() => plus(big, big)).toThrow(RangeError);
    expect(minus(constant(-(2n ** 62n)), big).lo).toBe(-(2n ** 63n));
    expect(() => minus(constant(-(2n ** 62n) - 1n), big)).toThrow(RangeError);
    expect(() => times(constant(2n ** 32n), constant(2n ** 31n))).toThrow(RangeError);
  });

  test('factors may grow to what the columns hold and no further', () => {
    checkProduct(scaled(3n), scaled(4n));
    checkSquare(scaled(3n));
    expect(() => checkProduct(LOOSE, LOOSE)).toThrow(RangeError);
    expect(() => checkSquare(scaled(4n))).toThrow(RangeError);
  });
});

describe('field functions on limbs at the ends of their bounds', () => {
  test('all limbs at an end: the worst that the analysis allows', () => {
    for (const [i, j] of [
      [1n, 1n],
      [1n, -1n],
      [-1n, -1n],
    ] as const)
      for (const [m, n] of [
        [3n, 4n],
        [1n, 14n],
        [2n, 2n],
      ] as const) {
        if (m * n > 12n) continue;
        const a = TIGHT.map(({ hi }) => i * m * hi);
        const b = TIGHT.map(({ hi }) => j * n * hi);
        expect(elementOf(field.multiply(a, b))).toBe((elementOf(a) * elementOf(b)) % P);
        if (m <= 3n) expect(elementOf(field.square(a))).toBe(elementOf(a) ** 2n % P);
      }
  });

  test('products and squares are right, and their limbs within TIGHT', () => {
    fc.assert(
      fc.property(limbs(scaled(3n)), limbs(scaled(4n)), (a, b) => {
        const product = field.multiply(a, b);
        expect(elementOf(product)).toBe((elementOf(a) * elementOf(b)) % P);
        const square = field.square(a);
        expect(elementOf(square)).toBe(elementOf(a) ** 2n % P);
        for (const [i, { lo, hi }] of TIGHT.entries())
          for (const limb of [product[i], square[i]] as [bigint, bigint])
            expect(lo <= limb && limb <= hi).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('carrying and freezing keep the value; zero and sign are those of the frozen value', () => {
    fc.assert(
      fc.property(limbs(LOOSE), (a) => {
        expect(elementOf(field.carry(a))).toBe(elementOf(a));
        expect(integer(field.toBytes(a), 0)).toBe(elementOf(a));
        expect(field.isNegative(a)).toBe(Number(elementOf(a) & 1n));
        expect(field.isZero(a)).toBe(elementOf(a) === 0n ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });

  test('every spelling of zero and of the numbers beside it is frozen', () => {
    // p, 2p, 64p, −p and so on, spelt in limbs as they come.
    const inLimbs = (n: bigint) => {
      const out = Array.from({ length: LIMBS }, (_, i) => (n >> BigInt(29 * i)) & (2n ** 29n - 1n));
      out[LIMBS - 1] = n >> BigInt(29 * (LIMBS - 1));
      return out;
    };
    for (const multiple of [-64n, -63n, -2n, -1n, 0n, 1n, 2n, 31n, 63n, 64n])
      for (let near = -20n; near <= 20n; near++) {
        const a = inLimbs(multiple * P + near);
        expect(integer(field.toBytes(a), 0)).toBe(((near % P) + P) % P);
        expect(field.isZero(a)).toBe(near === 0n ? 1 : 0);
      }
  });
});

describe('many products against BigInt', () => {
  const total = process.env['SLOW'] === '1' ? 1_000_000 : 100_000;

  test(`${total} products of bytes, edges among them`, () => {
    expect(wrongProducts(total, field.products)).toBe(0);
  });
});
