import { concat } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bigScalars,
  decodeScalars,
  encodeScalar,
  encodeScalars,
  MINUS_ONE,
  ONE,
  ORDER,
  randomScalars,
  type ScalarField,
  wasmGroup,
  ZERO,
} from '../src/index.ts';
import { scalar, seededRandom } from './arbitraries.ts';

const mod = (a: bigint): bigint => ((a % ORDER) + ORDER) % ORDER;

/** Numbers at which a limb, a word, a carry or the last subtraction of ℓ turns over. */
const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  (1n << 29n) - 1n,
  1n << 29n,
  (1n << 232n) - 1n,
  1n << 232n,
  (1n << 252n) - 1n,
  1n << 252n,
  ORDER >> 1n,
  ORDER - (1n << 29n),
  ORDER - 2n,
  ORDER - 1n,
];

const { scalars: kernelScalars } = await wasmGroup({ kernels: 'scalar' });
let pauses = 0;
const { scalars: pausing } = await wasmGroup({
  pause: async () => {
    pauses++;
  },
});

describe.each<[string, ScalarField]>([
  ['BigInt', bigScalars],
  ['WebAssembly', kernelScalars],
])('arithmetic modulo ℓ on lists, by %s', (_, field) => {
  const list = fc.array(fc.tuple(scalar, scalar, scalar), { maxLength: 8 });

  test('every function is its definition', async () => {
    await fc.assert(
      fc.asyncProperty(list, scalar, scalar, async (rows, c, d) => {
        const [a, b, p] = [0, 1, 2].map((k) => rows.map((row) => row[k] as bigint)) as [
          bigint[],
          bigint[],
          bigint[],
        ];
        const [A, B, P] = [a, b, p].map(encodeScalars) as [Uint8Array, Uint8Array, Uint8Array];
        const [C, D] = [encodeScalar(c), encodeScalar(d)];
        expect(await field.mulAdd(A, B, P)).toEqual(
          encodeScalars(rows.map(([x, y, z]) => mod(x * y + z))),
        );
        expect(await field.mulAdd(A, B)).toEqual(encodeScalars(rows.map(([x, y]) => mod(x * y))));
        expect(await field.mulAdd(A, C, D)).toEqual(encodeScalars(a.map((x) => mod(x * c + d))));
        expect(await field.mulAdd(A, MINUS_ONE)).toEqual(encodeScalars(a.map((x) => mod(-x))));
        expect(await field.inner(A, B)).toEqual(
          encodeScalar(mod(rows.reduce((sum, [x, y]) => sum + x * y, 0n))),
        );
        expect(await field.inner(A, ONE)).toEqual(
          encodeScalar(mod(a.reduce((sum, x) => sum + x, 0n))),
        );
        let last = c;
        const chain = rows.map(([x, y]) => {
          last = mod(last * x + y);
          return last;
        });
        expect(await field.chain(C, A, B)).toEqual(encodeScalars(chain));
        last = 1n;
        const products = a.map((x) => {
          last = mod(last * x);
          return last;
        });
        expect(await field.chain(ONE, A)).toEqual(encodeScalars(products));
      }),
      { numRuns: 60 },
    );
  });

  test('every pair of edges multiplies, adds and reduces rightly', async () => {
    const pairs = EDGES.flatMap((x) => EDGES.map((y) => [x, y] as const));
    const A = encodeScalars(pairs.map(([x]) => x));
    const B = encodeScalars(pairs.map(([, y]) => y));
    for (const z of EDGES)
      expect(decodeScalars(await field.mulAdd(A, B, encodeScalar(z)))).toEqual(
        pairs.map(([x, y]) => mod(x * y + z)),
      );
  });

  test('lists that do not fit, and scalars that are none, are bugs and throw', async () => {
    const none = new Uint8Array(32).fill(255);
    const three = encodeScalars([1n, 2n, 3n]);
    await expect(field.inner(three, concat(ONE, ONE))).rejects.toThrow(TypeError);
    await expect(field.mulAdd(new Uint8Array(5), ONE)).rejects.toThrow(TypeError);
    await expect(field.mulAdd(three, ONE, concat(ONE, ONE))).rejects.toThrow(TypeError);
    await expect(field.mulAdd(none, ONE)).rejects.toThrow(RangeError);
    await expect(field.mulAdd(ONE, none)).rejects.toThrow(RangeError);
    await expect(field.inner(ONE, none)).rejects.toThrow(RangeError);
    await expect(field.chain(none, ONE)).rejects.toThrow(RangeError);
    await expect(field.chain(ONE, ONE, none)).rejects.toThrow(RangeError);
    await expect(field.chain(ONE, encodeScalars([ORDER - 1n]), ZERO)).resolves.toEqual(MINUS_ONE);
  });
});

test('long lists are worked on in slices with pauses between them, and give the same bytes', async () => {
  const n = 10_000;
  const random = seededRandom(5);
  const [a, b] = [randomScalars(n, random), randomScalars(n, random)];
  for (const [first, second] of [
    [bigScalars.mulAdd(a, b, b), pausing.mulAdd(a, b, b)],
    [bigScalars.inner(a, b), pausing.inner(a, b)],
    [bigScalars.chain(ONE, a, b), pausing.chain(ONE, a, b)],
  ] as const)
    expect(await second).toEqual(await first);
  expect(pauses).toBe(6);
});
