import { encodeScalar, type ScalarField, SIZE } from '@hustings/ristretto';

/** Cryptographic randomness; asked for at most 65,536 bytes at a time (the limit of WebCrypto's getRandomValues). */
export type Random = (length: number) => Uint8Array;

/** Scalars drawn at a time. */
const BATCH = 1024;
/** What fits below ℓ as it stands: 31 bytes. */
const LIMB = 31;
/** Bytes that are reduced to one scalar. */
const WIDE = 64;
const TWO_248 = encodeScalar(2n ** 248n);

/**
 * Draws n secret scalars as `randomScalars` does, 64 random bytes modulo ℓ each, but with the
 * arithmetic of a backend: in the kernel that is constant time, and BigInt never meets them.
 */
export async function drawScalars(
  field: ScalarField,
  n: number,
  random: Random,
): Promise<Uint8Array> {
  const out = new Uint8Array(n * SIZE);
  for (let from = 0; from < n; from += BATCH) {
    const wide = random(Math.min(BATCH, n - from) * WIDE);
    out.set(await scalarsFromWide(field, wide), from * SIZE);
    wide.fill(0);
  }
  return out;
}

/**
 * Numbers of 64 bytes, little-endian, end to end, modulo ℓ: `scalarFromWide` in bulk, with the arithmetic
 * of a backend. What is worked with is wiped; `wide` is the caller's.
 */
export async function scalarsFromWide(field: ScalarField, wide: Uint8Array): Promise<Uint8Array> {
  const count = wide.length / WIDE;
  const [low, middle, high] = [0, LIMB, 2 * LIMB].map((at) => {
    const limbs = new Uint8Array(count * SIZE);
    for (let i = 0; i < count; i++) {
      const start = WIDE * i + at;
      limbs.set(wide.subarray(start, Math.min(start + LIMB, WIDE * (i + 1))), i * SIZE);
    }
    return limbs;
  }) as [Uint8Array, Uint8Array, Uint8Array];
  const upper = await field.mulAdd(high, TWO_248, middle);
  const out = await field.mulAdd(upper, TWO_248, low);
  for (const worked of [low, middle, high, upper]) worked.fill(0);
  return out;
}
