/** A secret number is held to ℓ as a public one is, without a look at its size on the way. */
import { decodeScalar, ORDER } from '@hustings/ristretto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSecretScalar } from '../src/secret-scalar.ts';
import { littleEndian } from './soundness/changes.ts';

test('below ℓ and not otherwise: around ℓ, at the ends, and wherever bytes differ', () => {
  for (const value of [
    0n,
    1n,
    ORDER - 1n,
    ORDER,
    ORDER + 1n,
    2n ** 252n,
    2n ** 253n,
    2n ** 256n - 1n,
  ])
    expect([value, isSecretScalar(littleEndian(value))]).toEqual([value, value < ORDER]);
  for (let i = 0; i < 32; i++)
    for (const by of [-1n, 1n]) {
      const value = ORDER + by * 256n ** BigInt(i);
      if (value >= 0n)
        expect([value, isSecretScalar(littleEndian(value))]).toEqual([value, value < ORDER]);
    }
  for (const length of [0, 31, 33, 64]) expect(isSecretScalar(new Uint8Array(length))).toBe(false);
});

test('the same as decoding says, for any 32 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.boolean(), (bytes, isLow) => {
      if (isLow) bytes[31] = (bytes[31] as number) & 0x1f;
      expect(isSecretScalar(bytes)).toBe(decodeScalar(bytes) !== undefined);
    }),
  );
});
