import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bigScalars,
  encodeScalar,
  encodeScalars,
  invertScalar,
  invertScalars,
  ONE,
  ORDER,
  scalarPowers,
  toScalar,
  wasmGroup,
} from '../src/index.ts';
import { scalar } from './arbitraries.ts';

const wasm = await wasmGroup();

describe.each([
  ['BigInt', bigScalars],
  ['the kernel', wasm.scalars],
])('lists of scalars by %s', (_, field) => {
  test('powers are as multiplied one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(scalar, fc.nat(12), async (x, n) => {
        const expected: bigint[] = [];
        for (let i = 0, power = 1n; i < n; i++, power = toScalar(power * x)) expected.push(power);
        expect(await scalarPowers(field, encodeScalar(x), n)).toEqual(encodeScalars(expected));
      }),
      { numRuns: 60 },
    );
  });

  test('inverses are what BigInt finds one by one', async () => {
    const units = scalar.map((x) => (x === 0n ? 1n : x));
    await fc.assert(
      fc.asyncProperty(fc.array(units, { maxLength: 9 }), async (list) => {
        const flat = encodeScalars(list);
        const before = flat.slice();
        expect(await invertScalars(field, flat)).toEqual(encodeScalars(list.map(invertScalar)));
        expect(flat).toEqual(before);
      }),
      { numRuns: 30 },
    );
    expect(await invertScalars(field, ONE)).toEqual(ONE);
  });

  test('a zero anywhere is refused, and so is what is not below ℓ', async () => {
    for (const list of [[0n], [0n, 5n], [5n, 0n], [3n, 0n, ORDER - 1n]])
      await expect(invertScalars(field, encodeScalars(list))).rejects.toThrow(RangeError);
    const high = Uint8Array.from({ length: 32 }, () => 255);
    await expect(invertScalars(field, high)).rejects.toThrow(RangeError);
    await expect(scalarPowers(field, high, 3)).rejects.toThrow(RangeError);
    await expect(scalarPowers(field, new Uint8Array(31), 3)).rejects.toThrow(TypeError);
    await expect(invertScalars(field, new Uint8Array(33))).rejects.toThrow(TypeError);
  });
});
