/** Generators for fast-check that go to the edges often: uniform scalars alone would never find them. */
import fc from 'fast-check';
import { ORDER } from '../src/index.ts';

const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  127n,
  128n,
  129n,
  255n,
  256n,
  2n ** 64n - 1n,
  2n ** 64n,
  2n ** 128n - 1n,
  2n ** 128n,
  2n ** 248n,
  2n ** 251n,
  2n ** 252n - 1n,
  2n ** 252n,
  ORDER >> 1n,
  (ORDER >> 1n) + 1n,
  ORDER - 128n,
  ORDER - 2n,
  ORDER - 1n,
];

export const scalar: fc.Arbitrary<bigint> = fc.oneof(
  fc.constantFrom(...EDGES),
  fc.bigInt({ min: 0n, max: ORDER - 1n }),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  // Bytes of all zeros and all ones make carries run far.
  fc
    .array(fc.constantFrom(0n, 1n, 127n, 128n, 255n), { minLength: 32, maxLength: 32 })
    .map((bytes) => bytes.reduce<bigint>((n, b) => n * 256n + b, 0n) % ORDER),
);

export function scalars(n: number): fc.Arbitrary<bigint[]> {
  return fc.array(scalar, { minLength: n, maxLength: n });
}

/** Deterministic bytes for big inputs, from a small seed: tests need spread, not secrecy. */
export function seededRandom(seed: number): (n: number) => Uint8Array {
  let state = BigInt(seed) + 0x9e3779b97f4a7c15n;
  return (n) => {
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      // splitmix64
      state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
      let z = state;
      z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
      z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
      out[i] = Number((z ^ (z >> 31n)) & 255n);
    }
    return out;
  };
}
