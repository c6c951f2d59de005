import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPair } from '../src/kernel/fma-code.ts';
import { LOOSEST_FACTOR, LOOSEST_SQUARED } from '../src/kernel/fma-functions.ts';
import { PAIR_LIMBS, PAIR_TIGHT } from '../src/kernel/fma-limbs.ts';
import type { Bound } from '../src/kernel/limbs.ts';
import { integer, wrongProducts } from './edge-products.ts';
import { pairElementOf, pairKernel } from './pair-kernel.ts';

const P = 2n ** 255n - 19n;
const field = await pairKernel();

function scaled(factor: bigint): Bound {
  return PAIR_TIGHT.map(({ lo, hi }) => ({ lo: factor * lo, hi: factor * hi }));
}

/** Limbs within a bound, at its ends more often than not. */
function limbs(bound: Bound): fc.Arbitrary<bigint[]> {
  return fc.tuple(
    ...bound.map(({ lo, hi }) =>
      fc.oneof(fc.constantFrom(lo, hi, 0n, lo + 1n, hi - 1n), fc.bigInt({ min: lo, max: hi })),
    ),
  );
}

function within(all: readonly (readonly bigint[])[]): boolean {
  return all.every((lane) =>
    lane.every((limb, i) => {
      const { lo, hi } = PAIR_TIGHT[i] as Bound[number];
      return lo <= limb && limb <= hi;
    }),
  );
}

describe('pairs of elements in floating-point limbs', () => {
  test('operands may grow to the exact range and no further', () => {
    checkPair(scaled(2n), PAIR_TIGHT);
    checkPair(scaled(3n), PAIR_TIGHT);
    expect(() => checkPair(scaled(2n), scaled(2n))).toThrow(RangeError);
    expect(() => checkPair(scaled(2n))).toThrow(RangeError);
  });

  test('all limbs at the ends that the carries are made for', () => {
    const ends = (bound: Bound) => [bound.map(({ lo }) => lo), bound.map(({ hi }) => hi)];
    for (const a of ends(LOOSEST_FACTOR))
      for (const b of ends(PAIR_TIGHT)) {
        const out = field.multiply([a, b], [b, a]);
        expect(within(out)).toBe(true);
        for (const lane of out)
          expect(pairElementOf(lane)).toBe((pairElementOf(a) * pairElementOf(b)) % P);
      }
    for (const a of ends(LOOSEST_SQUARED)) {
      const out = field.square([a, a]);
      expect(within(out)).toBe(true);
      for (const lane of out) expect(pairElementOf(lane)).toBe(pairElementOf(a) ** 2n % P);
    }
  });

  test('products and squares of both lanes are right, and their limbs tight', () => {
    const lane = fc.tuple(limbs(LOOSEST_FACTOR), limbs(PAIR_TIGHT), limbs(LOOSEST_SQUARED));
    fc.assert(
      fc.property(lane, lane, ([a, b, c], [x, y, z]) => {
        const products = field.multiply([a, x], [b, y]);
        expect(within(products)).toBe(true);
        expect(products.map(pairElementOf)).toEqual([
          (pairElementOf(a) * pairElementOf(b)) % P,
          (pairElementOf(x) * pairElementOf(y)) % P,
        ]);
        const squares = field.square([c, z]);
        expect(within(squares)).toBe(true);
        expect(squares.map(pairElementOf)).toEqual([
          pairElementOf(c) ** 2n % P,
          pairElementOf(z) ** 2n % P,
        ]);
      }),
      { numRuns: 1500 },
    );
  });

  test('sums and differences are right, and their limbs tight', () => {
    fc.assert(
      fc.property(limbs(PAIR_TIGHT), limbs(PAIR_TIGHT), (a, b) => {
        const [x, y] = [pairElementOf(a), pairElementOf(b)];
        const [sums, differences] = [field.add([a, b], [b, b]), field.subtract([a, b], [b, a])];
        expect(within(sums) && within(differences)).toBe(true);
        expect(sums.map(pairElementOf)).toEqual([(x + y) % P, (2n * y) % P]);
        expect(differences.map(pairElementOf)).toEqual([(x - y + P) % P, (y - x + P) % P]);
      }),
      { numRuns: 1000 },
    );
  });

  test('freezing gives the canonical bytes, around every multiple of p as well', () => {
    fc.assert(
      fc.property(limbs(scaled(4n)), (a) => {
        expect(integer(field.toBytes(a), 0)).toBe(pairElementOf(a));
      }),
      { numRuns: 1000 },
    );
    for (const multiple of [-4n, -2n, -1n, 0n, 1n, 2n, 4n])
      for (let near = -20n; near <= 20n; near++) {
        const value = multiple * P + near;
        const a = Array.from({ length: PAIR_LIMBS }, (_, i) =>
          i === PAIR_LIMBS - 1
            ? value >> BigInt(51 * i)
            : (value >> BigInt(51 * i)) & (2n ** 51n - 1n),
        );
        expect(integer(field.toBytes(a), 0)).toBe(((near % P) + P) % P);
      }
  });

  const total = process.env['SLOW'] === '1' ? 1_000_000 : 100_000;
  test(`${total} products of bytes, edges among them`, () => {
    expect(wrongProducts(total, field.products)).toBe(0);
  });
});
