/**
 * What every backend must do with hints: give them as defined, and believe none. Call
 * `hintCases(name, group)` at the top of a test file of the backend.
 */
import { readFileSync } from 'node:fs';
import { concat, fromHex } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeScalar,
  G,
  type Group,
  IDENTITY,
  nobleGroup,
  ORDER,
  randomScalars,
} from '../src/index.ts';
import { seededRandom } from './arbitraries.ts';

const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const SQRT_M1 = 19681161376707505956807079304988542015446066515923890162744021073123829784752n;

const { invalid } = JSON.parse(
  readFileSync(new URL('./vectors/rfc9496.json', import.meta.url), 'utf8'),
) as { readonly invalid: readonly { readonly encoding: string }[] };
const badOnes = invalid.map(({ encoding }) => {
  const bytes = fromHex(encoding);
  if (bytes === undefined) throw new Error('no hex');
  return bytes;
});

const random = seededRandom(29);
const N = 70;
const points = concat(
  IDENTITY,
  await nobleGroup().mulFixed([{ base: G, scalars: randomScalars(N - 1, random) }]),
);
const scalars = randomScalars(N, random);

/** Ways to be wrong, and some to be right in an unusual manner; 32 bytes each from the right hint. */
const twists: readonly ((hint: bigint) => bigint)[] = [
  (hint) => hint,
  (hint) => (P - hint) % P,
  () => 0n,
  () => 1n,
  () => P - 1n,
  (hint) => (hint * SQRT_M1) % P,
  (hint) => (P - ((hint * SQRT_M1) % P)) % P,
  // The same residue once more, where it fits in 32 bytes, and with the bit that is ignored.
  (hint) => (hint + P < 2n ** 256n ? hint + P : hint),
  (hint) => hint + 2n ** 255n,
  (hint) => (hint * 2n) % P,
  (hint) => hint ^ 1n,
  (hint) => hint ^ (1n << 254n),
  () => P,
  () => 2n ** 256n - 1n,
];

function bytesOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function integer(flat: Uint8Array, i: number): bigint {
  return flat.slice(32 * i, 32 * i + 32).reduceRight((n, byte) => n * 256n + BigInt(byte), 0n);
}

/** A list of hints for `points`, each of them twisted in some way or replaced by any bytes. */
function hintsFrom(right: Uint8Array): fc.Arbitrary<Uint8Array> {
  const one = fc.oneof(
    fc.nat(twists.length - 1).map((k) => ({ k, bytes: undefined })),
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => ({ k: 0, bytes })),
  );
  return fc
    .array(one, { minLength: N, maxLength: N })
    .map((all) =>
      concat(
        ...all.map(
          ({ k, bytes }, i) =>
            bytes ?? bytesOf((twists[k] as (hint: bigint) => bigint)(integer(right, i))),
        ),
      ),
    );
}

export function hintCases(name: string, group: Group): void {
  describe(`${name}: hints`, () => {
    test('are the even inverse square roots of v·u2², canonically written', async () => {
      const { firstInvalid, hints } = await group.decodeHints(points);
      expect(firstInvalid).toBe(-1);
      for (let i = 0; i < N; i++) {
        const ss = integer(points, i) ** 2n % P;
        const u2Squared = (1n + ss) ** 2n;
        const v = -D * (1n - ss) ** 2n - u2Squared;
        const hint = integer(hints, i);
        expect((((hint ** 2n * v * u2Squared) % P) + P) % P).toBe(1n);
        expect(hint).toBeLessThan(P);
        expect(hint & 1n).toBe(0n);
      }
    });

    test('stop at the first string that is no encoding', async () => {
      const { hints } = await group.decodeHints(points);
      for (const at of [0, 1, 6, 17, N - 1]) {
        const broken = points.slice();
        broken.set(badOnes[at % badOnes.length] as Uint8Array, 32 * at);
        const expected = hints.slice();
        expected.fill(0, 32 * at);
        expect(await group.decodeHints(broken)).toEqual({ firstInvalid: at, hints: expected });
      }
    });

    test('any hints at all leave every result as it is without', async () => {
      const { hints } = await group.decodeHints(points);
      const sum = await group.msmVartime(scalars, points);
      const few = await group.msmVartime(scalars.slice(0, 32 * 9), points.slice(0, 32 * 9));
      await fc.assert(
        fc.asyncProperty(
          hintsFrom(hints),
          fc.nat(N - 1),
          fc.constantFrom(...badOnes),
          async (some, at, bad) => {
            expect(await group.firstInvalid(points, some)).toBe(-1);
            expect(await group.msmVartime(scalars, points, some)).toEqual(sum);
            const [k, p, h] = [scalars, points, some].map((flat) => flat.slice(0, 32 * 9));
            expect(await group.msmVartime(k as Uint8Array, p as Uint8Array, h)).toEqual(few);
            const broken = points.slice();
            broken.set(bad, 32 * at);
            expect(await group.firstInvalid(broken, some)).toBe(at);
            await expect(group.msmVartime(scalars, broken, some)).rejects.toThrow(
              /not a canonical encoding|not below|worker/,
            );
          },
        ),
        { numRuns: process.env['SLOW'] === '1' ? 300 : 20 },
      );
    });

    test('products of points, points to add to and columns are the same with any hints', async () => {
      const { hints } = await group.decodeHints(points);
      const k = scalars.slice(32, 64);
      const terms = [{ base: G, scalars }];
      const opposite = encodeScalar(ORDER - 1n);
      const sums = await group.mulFixed(terms, points);
      const products = await group.mulEach(k, points);
      const differences = await group.combineVartime([k, opposite], [points, sums]);
      await fc.assert(
        fc.asyncProperty(
          hintsFrom(hints),
          fc.nat(N - 1),
          fc.constantFrom(...badOnes),
          async (some, at, bad) => {
            expect(await group.mulFixed(terms, points, some)).toEqual(sums);
            expect(await group.mulEach(k, points, some)).toEqual(products);
            for (const columns of [
              [some, undefined],
              [undefined, some],
              [hints, some],
            ])
              expect(await group.combineVartime([k, opposite], [points, sums], columns)).toEqual(
                differences,
              );
            const broken = points.slice();
            broken.set(bad, 32 * at);
            await expect(group.mulFixed(terms, broken, some)).rejects.toThrow();
            await expect(group.mulEach(k, broken, some)).rejects.toThrow();
            await expect(group.combineVartime([k], [broken], [some])).rejects.toThrow();
          },
        ),
        { numRuns: name === 'noble' ? 2 : process.env['SLOW'] === '1' ? 150 : 8 },
      );
      expect(await group.mulFixed(terms, points, hints)).toEqual(sums);
    });

    test('a string that is no encoding is refused with every hint that could be made for it', async () => {
      for (const bad of badOnes) {
        // Roots of what decoding would take the root of, and of its turned values, where there are any.
        const ss = integer(bad, 0) ** 2n % P;
        const u2Squared = (1n + ss) ** 2n % P;
        const v = (((-D * (1n - ss) ** 2n - u2Squared) % P) + P) % P;
        const w = (v * u2Squared) % P;
        for (const turned of [w, (P - w) % P, (w * SQRT_M1) % P]) {
          const root = power(power(turned, (P - 5n) / 8n) * turned, P - 2n);
          for (const twist of twists)
            expect(await group.firstInvalid(bad, bytesOf(twist(root) % 2n ** 256n))).toBe(0);
        }
      }
    });

    test('of the wrong number are refused', async () => {
      const hints = new Uint8Array(32 * (N - 1));
      await expect(group.firstInvalid(points, hints)).rejects.toThrow(TypeError);
      await expect(group.msmVartime(scalars, points, hints)).rejects.toThrow(TypeError);
      const k = scalars.slice(0, 32);
      await expect(group.mulEach(k, points, hints)).rejects.toThrow(TypeError);
      const terms = [{ base: G, scalars }];
      await expect(group.mulFixed(terms, points, hints)).rejects.toThrow(TypeError);
      await expect(group.mulFixed(terms, undefined, hints)).rejects.toThrow(TypeError);
      for (const columns of [[hints], [], [undefined, undefined]])
        await expect(group.combineVartime([k], [points], columns)).rejects.toThrow(TypeError);
    });

    test('of no points are none', async () => {
      const none = new Uint8Array();
      expect(await group.decodeHints(none)).toEqual({ firstInvalid: -1, hints: none });
      expect(await group.firstInvalid(none, none)).toBe(-1);
    });
  });

  test(`${name}: validity is said point by point`, async () => {
    const mixed = points.slice();
    const expected = new Uint8Array(N).fill(1);
    for (const at of [0, 2, 3, 4, 31, 66, N - 1]) {
      mixed.set(badOnes[(at * 5) % badOnes.length] as Uint8Array, 32 * at);
      expected[at] = 0;
    }
    expect(await group.validity(mixed)).toEqual(expected);
    expect(await group.validity(concat(...badOnes))).toEqual(new Uint8Array(badOnes.length));
    expect(await group.validity(new Uint8Array())).toEqual(new Uint8Array());
  });
}

function power(base: bigint, exponent: bigint): bigint {
  let out = 1n;
  let square = ((base % P) + P) % P;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) out = (out * square) % P;
    square = (square * square) % P;
  }
  return out;
}
