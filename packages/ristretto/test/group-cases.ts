/**
 * What every backend of `Group` must do, byte for byte. Call `groupCases(name, group)` at the top of a
 * test file of the backend.
 */
import { readFileSync } from 'node:fs';
import { concat, fromHex, toHex } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeScalar,
  encodeScalars,
  G,
  type Group,
  IDENTITY,
  ORDER,
  randomScalars,
  randomWeights,
  toScalar,
} from '../src/index.ts';
import { scalar, scalars, seededRandom } from './arbitraries.ts';
import { naive } from './naive.ts';

interface Vectors {
  readonly multiples: readonly string[];
  readonly invalid: readonly { readonly why: string; readonly encoding: string }[];
  readonly oneWayMap: readonly { readonly uniform: string; readonly encoding: string }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/rfc9496.json', import.meta.url), 'utf8'),
) as Vectors;

export function groupCases(name: string, group: Group): void {
  const few = { numRuns: 12 };

  describe(`${name}: vectors of RFC 9496`, () => {
    test('the multiples of the base point have the encodings of A.1', async () => {
      const ks = encodeScalars(vectors.multiples.map((_, i) => BigInt(i)));
      const expected = vectors.multiples.join('');
      expect(toHex(await group.mulFixed([{ base: G, scalars: ks }]))).toBe(expected);
      expect(await group.firstInvalid(hex(expected))).toBe(-1);
    });

    test('each multiple of A.1 is the one before plus the base point', async () => {
      const each = hex(vectors.multiples.join(''));
      const ones = encodeScalars(vectors.multiples.map(() => 1n));
      const next = await group.mulFixed([{ base: G, scalars: ones }], each);
      expect(toHex(next.slice(0, -32))).toBe(vectors.multiples.slice(1).join(''));
    });

    test.each(vectors.invalid)('the encoding $encoding is refused: $why', async ({ encoding }) => {
      const bad = hex(encoding);
      expect(await group.firstInvalid(bad)).toBe(0);
      expect(await group.firstInvalid(concat(G, IDENTITY, bad, G, bad))).toBe(2);
      const one = encodeScalar(1n);
      await expect(group.msmVartime(one, bad)).rejects.toThrow();
      await expect(group.mulEach(one, bad)).rejects.toThrow();
      await expect(group.combineVartime([one], [bad])).rejects.toThrow();
      await expect(group.mulFixed([{ base: G, scalars: one }], bad)).rejects.toThrow();
      await expect(group.mulFixed([{ base: bad, scalars: one }])).rejects.toThrow();
    });

    test('uniform strings map to the elements of A.3', async () => {
      const uniform = hex(vectors.oneWayMap.map((v) => v.uniform).join(''));
      const expected = vectors.oneWayMap.map((v) => v.encoding).join('');
      expect(toHex(await group.oneWayMap(uniform))).toBe(expected);
    });
  });

  describe(`${name}: against the definition`, () => {
    test('mulFixed sums the products of several bases, with and without a point to add', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(scalars(3), scalars(3), scalars(3), scalar),
          async ([a, b, c, d]) => {
            const base = naive.multiplesOfG([d]);
            const plus = naive.multiplesOfG(c);
            const terms = [
              { base: G, scalars: encodeScalars(a) },
              { base, scalars: encodeScalars(b) },
            ];
            expect(await group.mulFixed(terms)).toEqual(naive.mulFixed(terms));
            expect(await group.mulFixed(terms, plus)).toEqual(naive.mulFixed(terms, plus));
            expect(await group.mulFixed([], plus)).toEqual(plus);
          },
        ),
        few,
      );
    });

    test('mulFixed with a table for the base equals mulFixed without one', async () => {
      const base = naive.multiplesOfG([987654321n]);
      const ks = encodeScalars([0n, 1n, 128n, 129n, 2n ** 252n, ORDER - 1n, ORDER >> 1n, 5n]);
      const many = concat(ks, ks, ks, ks);
      const once = naive.mulFixed([{ base, scalars: ks }]);
      expect(await group.mulFixed([{ base, scalars: ks }])).toEqual(once);
      expect(await group.mulFixed([{ base, scalars: many }])).toEqual(
        concat(once, once, once, once),
      );
      expect(await group.mulFixed([{ base, scalars: ks }])).toEqual(once);
    });

    test('mulEach multiplies every point by one scalar', async () => {
      await fc.assert(
        fc.asyncProperty(scalar, scalars(4), async (k, ks) => {
          const points = naive.multiplesOfG(ks);
          expect(await group.mulEach(encodeScalar(k), points)).toEqual(
            naive.mulEach(encodeScalar(k), points),
          );
        }),
        few,
      );
    });

    test('msmVartime is the sum of the products', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(scalar, scalar), { maxLength: 9 }), async (pairs) => {
          const ks = encodeScalars(pairs.map(([k]) => k));
          const points = naive.multiplesOfG(pairs.map(([, p]) => p));
          expect(await group.msmVartime(ks, points)).toEqual(naive.msm(ks, points));
        }),
        few,
      );
    });

    test.each([150, 161, 400, 1500])('msmVartime is right for %i points', async (n) => {
      const random = seededRandom(n);
      const logs = randomScalars(n, random);
      const points = await group.mulFixed([{ base: G, scalars: logs }]);
      // Full-length scalars, weights, zeros, ones, minus ones and one scalar many times over, mixed.
      const ks = randomScalars(n, random);
      ks.set(randomWeights(n >> 2, random));
      for (let i = 0; i < n; i += 7)
        ks.set(encodeScalar([0n, 1n, ORDER - 1n, 3n, ORDER >> 1n][i % 5] as bigint), i * 32);
      let log = 0n;
      for (let i = 0; i < n; i++) log += integer(ks, i) * integer(logs, i);
      expect(await group.msmVartime(ks, points)).toEqual(naive.multiplesOfG([toScalar(log)]));
    });

    test('combineVartime combines column by column', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.tuple(scalars(3), scalars(4), scalars(4), scalars(4)),
          async ([ks, a, b, c]) => {
            const factors = [1n, ...ks].map(encodeScalar);
            const points = [a, b, c, a].map((logs) => naive.multiplesOfG(logs));
            expect(await group.combineVartime(factors, points)).toEqual(
              naive.combine(factors, points),
            );
          },
        ),
        few,
      );
    });

    test('oneWayMap agrees on any strings', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 192, maxLength: 192 }), async (uniform) => {
          expect(await group.oneWayMap(uniform)).toEqual(naive.oneWayMap(uniform));
        }),
        few,
      );
    });
  });

  describe(`${name}: laws`, () => {
    test('a·(b·G) = b·(a·G) = (a·b)·G', async () => {
      await fc.assert(
        fc.asyncProperty(scalar, scalar, async (a, b) => {
          const [A, B] = [encodeScalar(a), encodeScalar(b)];
          const product = await group.mulFixed([
            { base: G, scalars: encodeScalar((a * b) % ORDER) },
          ]);
          const aG = await group.mulFixed([{ base: G, scalars: A }]);
          const bG = await group.mulFixed([{ base: G, scalars: B }]);
          expect(await group.mulEach(A, bG)).toEqual(product);
          expect(await group.mulEach(B, aG)).toEqual(product);
        }),
        few,
      );
    });

    test('a point and its negative sum to the identity', async () => {
      await fc.assert(
        fc.asyncProperty(scalar, async (a) => {
          const points = naive.multiplesOfG([a, -a]);
          const ones = encodeScalars([1n, 1n]);
          expect(await group.msmVartime(ones, points)).toEqual(IDENTITY);
        }),
        few,
      );
    });

    test('the order of the terms does not matter', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(scalar, scalar), { minLength: 2, maxLength: 6 }),
          async (pairs) => {
            const sum = (list: readonly (readonly [bigint, bigint])[]) =>
              group.msmVartime(
                encodeScalars(list.map(([k]) => k)),
                naive.multiplesOfG(list.map(([, p]) => p)),
              );
            expect(await sum(pairs.toReversed())).toEqual(await sum(pairs));
          },
        ),
        few,
      );
    });

    test('every result is a canonical encoding', async () => {
      await fc.assert(
        fc.asyncProperty(scalars(3), async (ks) => {
          const points = await group.mulFixed([{ base: G, scalars: encodeScalars(ks) }]);
          expect(await group.firstInvalid(points)).toBe(-1);
        }),
        few,
      );
    });
  });

  describe(`${name}: edges`, () => {
    test('nothing gives nothing, and the empty sum is the identity', async () => {
      const none = new Uint8Array();
      expect(await group.firstInvalid(none)).toBe(-1);
      expect(await group.mulFixed([{ base: G, scalars: none }])).toEqual(none);
      expect(await group.mulFixed([{ base: G, scalars: none }], none)).toEqual(none);
      expect(await group.mulEach(encodeScalar(3n), none)).toEqual(none);
      expect(await group.msmVartime(none, none)).toEqual(IDENTITY);
      expect(await group.combineVartime([encodeScalar(3n)], [none])).toEqual(none);
      expect(await group.oneWayMap(none)).toEqual(none);
    });

    test('lengths that do not fit are refused', async () => {
      const one = encodeScalar(1n);
      const two = encodeScalars([1n, 1n]);
      await expect(group.firstInvalid(new Uint8Array(33))).rejects.toThrow();
      await expect(group.msmVartime(one, concat(G, G))).rejects.toThrow();
      await expect(group.mulFixed([{ base: G, scalars: two }], G)).rejects.toThrow();
      await expect(
        group.mulFixed([
          { base: G, scalars: one },
          { base: G, scalars: two },
        ]),
      ).rejects.toThrow();
      await expect(group.combineVartime([one, one], [G])).rejects.toThrow();
      await expect(group.combineVartime([one, one], [G, concat(G, G)])).rejects.toThrow();
      await expect(group.mulEach(two, G)).rejects.toThrow();
      await expect(group.oneWayMap(new Uint8Array(32))).rejects.toThrow();
    });

    test('a scalar that is not below ℓ is refused', async () => {
      const order = hex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
      await expect(group.mulFixed([{ base: G, scalars: order }])).rejects.toThrow();
      await expect(group.mulEach(order, G)).rejects.toThrow();
      await expect(group.msmVartime(order, G)).rejects.toThrow();
      await expect(group.combineVartime([order], [G])).rejects.toThrow();
    });

    test('inputs are left as they were', async () => {
      const ks = encodeScalars([5n, ORDER - 6n]);
      const points = naive.multiplesOfG([7n, 8n]);
      const [k, p] = [ks.slice(), points.slice()];
      await group.mulFixed([{ base: G, scalars: ks }], points);
      await group.msmVartime(ks, points);
      await group.mulEach(ks.subarray(0, 32), points);
      await group.combineVartime([ks.subarray(0, 32)], [points]);
      expect([ks, points]).toEqual([k, p]);
    });

    test('views into larger arrays are read where they lie', async () => {
      const held = concat(new Uint8Array(5), G, encodeScalar(9n), new Uint8Array(3));
      const base = held.subarray(5, 37);
      const nine = held.subarray(37, 69);
      expect(await group.mulFixed([{ base, scalars: nine }])).toEqual(naive.multiplesOfG([9n]));
      expect(await group.msmVartime(nine, base)).toEqual(naive.multiplesOfG([9n]));
    });
  });
}

function hex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new Error('the test holds hex that is none');
  return bytes;
}

function integer(flat: Uint8Array, i: number): bigint {
  return flat.slice(i * 32, i * 32 + 32).reduceRight((n, byte) => n * 256n + BigInt(byte), 0n);
}
