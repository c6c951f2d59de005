/**
 * The constants of SHA-2 from their definition (FIPS 180-4 §4.2 and §5.3): the first 64 bits of the
 * fractional parts of the cube roots of the first 80 primes, and of the square roots of the first 8.
 * Those of SHA-256 are the upper halves of the first 64, and of the 8.
 */

const WORD = 2n ** 64n - 1n;

export const ROUND_CONSTANTS: readonly bigint[] = primes(80).map((p) => root(3n, p << 192n) & WORD);

/** H(0) of SHA-512. */
export const START: readonly bigint[] = primes(8).map((p) => root(2n, p << 128n) & WORD);

function primes(count: number): readonly bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}

/** ⌊value^(1/k)⌋, by Newton's method from above. */
function root(k: bigint, value: bigint): bigint {
  let x = 1n << 80n;
  while (x ** k < value) x <<= 1n;
  for (;;) {
    const next = ((k - 1n) * x + value / x ** (k - 1n)) / k;
    if (next >= x) return x;
    x = next;
  }
}
