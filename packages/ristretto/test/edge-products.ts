/** Many field products of byte strings against BigInt, a quarter of the operands at edges. */

const P = 2n ** 255n - 19n;
const EDGES = [0n, 1n, 2n, 18n, 19n, P - 1n, P - 2n, P, P + 18n, 2n ** 255n - 1n, 2n ** 254n];

/** Returns how many of `total` products came out wrong. */
export function wrongProducts(
  total: number,
  products: (a: Uint8Array, b: Uint8Array) => Uint8Array,
): number {
  const random = xorshift(0x9e3779b9);
  const n = 10_000;
  let wrong = 0;
  for (let done = 0; done < total; done += n) {
    const [a, b] = [random(32 * n), random(32 * n)];
    for (let i = 0; i < n; i++) {
      for (const [k, flat] of [a, b].entries()) {
        flat[32 * i + 31] = (flat[32 * i + 31] as number) & 127;
        const kind = (i >> (3 * k)) & 7;
        if (kind === 1) put(flat, i, EDGES[(i * 7 + k) % EDGES.length] as bigint);
        if (kind === 2) put(flat, i, 2n ** BigInt((i * 5 + done / n) % 255) - BigInt(k));
      }
    }
    const out = products(a, b);
    for (let i = 0; i < n; i++)
      if (integer(out, i) !== (integer(a, i) * integer(b, i)) % P) wrong++;
  }
  return wrong;
}

/** The little-endian integer of element i of a flat array. */
export function integer(flat: Uint8Array, i: number): bigint {
  const view = new DataView(flat.buffer, flat.byteOffset + 32 * i);
  let out = 0n;
  for (let w = 3; w >= 0; w--) out = (out << 64n) | view.getBigUint64(8 * w, true);
  return out;
}

function put(flat: Uint8Array, i: number, value: bigint): void {
  for (let k = 0; k < 32; k++) flat[32 * i + k] = Number((value >> BigInt(8 * k)) & 255n);
}

/** Quick bytes of no quality but spread (G. Marsaglia, "Xorshift RNGs", 2003). */
function xorshift(seed: number): (n: number) => Uint8Array {
  let state = seed | 0;
  return (n) => {
    const words = new Int32Array(n / 4);
    for (let i = 0; i < words.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[i] = state;
    }
    return new Uint8Array(words.buffer);
  };
}
