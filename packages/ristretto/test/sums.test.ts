/** Sums of products by rows of sorted digits: every length of scalar, and the digits at their ends. */
import { concat } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeScalar, encodeScalars, ORDER, toScalar, wasmGroup } from '../src/index.ts';
import { rowWidths } from '../src/kernel/public-sums.ts';
import { naive } from './naive.ts';

const both = await wasmGroup();
const scalarOnly = await wasmGroup({ kernels: 'scalar' });

describe('rows of digits', () => {
  test('hold every bit and one more, are at most 15 wide, and grow with the number of points', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 252 }),
        fc.integer({ min: 1, max: 16384 }),
        (bits, n) => {
          const single = rowWidths(bits, n, false);
          const pairs = rowWidths(bits, n, true);
          const sum = (list: readonly number[]) => list.reduce((total, width) => total + width, 0);
          expect(sum(single)).toBe(bits + 1);
          expect(sum(pairs)).toBe(2 * Math.ceil((bits + 1) / 2));
          expect(pairs.slice(0, pairs.length / 2)).toEqual(pairs.slice(pairs.length / 2));
          for (const width of [...single, ...pairs]) {
            expect(width).toBeGreaterThanOrEqual(1);
            expect(width).toBeLessThanOrEqual(15);
          }
          expect(rowWidths(bits, 2 * n, true).length).toBeLessThanOrEqual(pairs.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('sums of many points', () => {
  const n = 130;
  const points = naive.multiplesOfG(Array.from({ length: n }, (_, i) => BigInt(i + 1)));
  const weights = BigInt((n * (n + 1)) / 2);

  async function agree(ks: readonly bigint[]): Promise<void> {
    const log = ks.reduce((sum, k, i) => sum + k * BigInt(i + 1), 0n);
    const flat = encodeScalars(ks.map(toScalar));
    const expected = naive.multiplesOfG([toScalar(log)]);
    expect(await both.msmVartime(flat, points)).toEqual(expected);
    expect(await scalarOnly.msmVartime(flat, points)).toEqual(expected);
  }

  test('with 2^b − 1, its opposite, 2^b and 2^b + 1 for every length b', async () => {
    for (let bits = 0; bits <= 252; bits++) {
      const one = 2n ** BigInt(bits);
      const k = [one - 1n, 1n - one, one, one + 1n];
      await agree(Array.from({ length: n }, (_, i) => k[i % 4] as bigint));
    }
  });

  test('with one scalar for all, so that every row has one digit', async () => {
    for (const k of [0n, 1n, 2n ** 128n - 1n, ORDER >> 1n, (ORDER >> 1n) + 1n, ORDER - 1n]) {
      const flat = concat(...Array.from({ length: n }, () => encodeScalar(k)));
      const expected = naive.multiplesOfG([toScalar(k * weights)]);
      expect(await both.msmVartime(flat, points)).toEqual(expected);
      expect(await scalarOnly.msmVartime(flat, points)).toEqual(expected);
    }
  });

  test('with one scalar that is long among short ones, in either half', async () => {
    for (const at of [0, 64, n - 1])
      for (const long of [2n ** 251n, ORDER - 2n ** 250n, ORDER >> 1n])
        await agree(Array.from({ length: n }, (_, i) => (i === at ? long : BigInt(i % 3))));
  });

  test('that are taken in several slices, and one that is no point in the last of them', async () => {
    const many = 16_384 + 3;
    const indexes = Array.from({ length: many }, (_, i) => i % n);
    const flat = concat(...indexes.map((k) => points.subarray(32 * k, 32 * k + 32)));
    const ks = indexes.map((k, i) => BigInt(i) ** 3n * BigInt(k + 1));
    const log = ks.reduce((sum, k, i) => sum + k * BigInt((indexes[i] as number) + 1), 0n);
    const scalars = encodeScalars(ks);
    expect(await both.msmVartime(scalars, flat)).toEqual(naive.multiplesOfG([toScalar(log)]));
    const { hints } = await both.decodeHints(flat);
    expect(await both.msmVartime(scalars, flat, hints)).toEqual(
      naive.multiplesOfG([toScalar(log)]),
    );
    flat[32 * (many - 1)] = (flat[32 * (many - 1)] as number) ^ 1;
    await expect(both.msmVartime(scalars, flat, hints)).rejects.toThrow(`point ${many - 1} is not`);
  });

  test('with digits at the ends of their range', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 15 }),
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: n, maxLength: n }),
        async (width, turns) => {
          // Repeated patterns 10…0 and 01…1 of any width, and their neighbours.
          let pattern = 0n;
          for (let bit = width - 1; bit < 250; bit += width) pattern += 2n ** BigInt(bit);
          await agree(
            turns.map((turn, i) => (i % 2 === 0 ? pattern : pattern - 1n) + BigInt(turn)),
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});
