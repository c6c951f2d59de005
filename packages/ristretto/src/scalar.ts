/**
 * Scalars of ristretto255: integers modulo ℓ = 2^252 + 27742317777372353535851937790883648493
 * (RFC 9496 §4), in memory as `bigint`, on the wire as 32 bytes little-endian and below ℓ.
 *
 * NOT constant time: BigInt arithmetic takes longer for longer numbers. Every secret of the protocol
 * that passes through here (nonces, responses, shares) is uniform below ℓ, so lengths tell little,
 * but nothing stronger is promised; see SECURITY.md.
 *
 * The bulk functions take and give flat arrays: n scalars laid end to end.
 */

/** ℓ, the number of points of the group. */
export const ORDER: bigint = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Bytes of one encoded scalar, and of one encoded point. */
export const SIZE = 32;

const LOW64 = 0xffffffffffffffffn;

/** Returns the scalar encoded at index `i` of a flat array, or `undefined` unless it is below ℓ. */
export function decodeScalar(bytes: Uint8Array, i = 0): bigint | undefined {
  const at = i * SIZE;
  if (at + SIZE > bytes.length) return undefined;
  const value = readLittleEndian(bytes, at, 4);
  return value < ORDER ? value : undefined;
}

/** Returns scalar i of a flat array; throws when it is missing or not below ℓ. */
export function scalarAt(flat: Uint8Array, i: number): bigint {
  const value = decodeScalar(flat, i);
  if (value === undefined) throw new RangeError(`scalar ${i} is missing or not below ℓ`);
  return value;
}

/** Encodes one scalar; throws unless 0 ≤ value < ℓ. */
export function encodeScalar(value: bigint): Uint8Array {
  const out = new Uint8Array(SIZE);
  writeScalar(new DataView(out.buffer), 0, value);
  return out;
}

/** Decodes a flat array; `undefined` when its length is odd or any scalar is not below ℓ. */
export function decodeScalars(flat: Uint8Array): bigint[] | undefined {
  if (flat.length % SIZE !== 0) return undefined;
  const out: bigint[] = [];
  for (let i = 0; i < flat.length / SIZE; i++) {
    const value = decodeScalar(flat, i);
    if (value === undefined) return undefined;
    out.push(value);
  }
  return out;
}

export function encodeScalars(values: readonly bigint[]): Uint8Array {
  const out = new Uint8Array(values.length * SIZE);
  const view = new DataView(out.buffer);
  for (let i = 0; i < values.length; i++) writeScalar(view, i * SIZE, values[i] as bigint);
  return out;
}

/** Returns the 64 bytes, little-endian, modulo ℓ: the challenge of PROTOCOL §1. */
export function scalarFromWide(bytes: Uint8Array): bigint {
  if (bytes.length !== 64) throw new TypeError(`"bytes" expected 64 bytes, got ${bytes.length}`);
  return readLittleEndian(bytes, 0, 8) % ORDER;
}

/** Reduces any integer, negative too, to 0 ≤ value < ℓ. */
export function toScalar(value: bigint | number): bigint {
  const rest = BigInt(value) % ORDER;
  return rest < 0n ? rest + ORDER : rest;
}

export function addScalar(a: bigint, b: bigint): bigint {
  return toScalar(a + b);
}

export function subScalar(a: bigint, b: bigint): bigint {
  return toScalar(a - b);
}

export function mulScalar(a: bigint, b: bigint): bigint {
  return toScalar(a * b);
}

export function negScalar(a: bigint): bigint {
  return toScalar(-a);
}

/** Returns a⁻¹ modulo ℓ by Fermat's theorem; throws on zero. */
export function invertScalar(a: bigint): bigint {
  let base = toScalar(a);
  if (base === 0n) throw new RangeError('"a" expected a scalar other than zero');
  let out = 1n;
  for (let e = ORDER - 2n; e > 0n; e >>= 1n) {
    if (e & 1n) out = (out * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return out;
}

/** Draws a scalar uniform to within 2^−259: 64 random bytes modulo ℓ. */
export function randomScalar(random: (n: number) => Uint8Array): bigint {
  return scalarFromWide(random(64));
}

/** Draws n scalars as a flat array. */
export function randomScalars(n: number, random: (n: number) => Uint8Array): Uint8Array {
  const out = new Uint8Array(n * SIZE);
  const view = new DataView(out.buffer);
  // In pieces: some generators refuse more than 65,536 bytes at once (Web Cryptography, getRandomValues).
  for (let i = 0; i < n; ) {
    const count = Math.min(n - i, 1024);
    const wide = random(count * 64);
    for (let k = 0; k < count; k++, i++)
      writeScalar(view, i * SIZE, scalarFromWide(wide.subarray(k * 64, k * 64 + 64)));
  }
  return out;
}

/** Draws n weights below 2^128 as a flat array of scalars: for folding many equations into one. */
export function randomWeights(n: number, random: (n: number) => Uint8Array): Uint8Array {
  const out = new Uint8Array(n * SIZE);
  for (let i = 0; i < n; ) {
    const count = Math.min(n - i, 4096);
    const bytes = random(count * 16);
    for (let k = 0; k < count; k++, i++) out.set(bytes.subarray(k * 16, k * 16 + 16), i * SIZE);
  }
  return out;
}

function readLittleEndian(bytes: Uint8Array, at: number, words: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, words * 8);
  let out = 0n;
  for (let w = words - 1; w >= 0; w--) out = (out << 64n) | view.getBigUint64(w * 8, true);
  return out;
}

/** Writes `value` at byte `at`, mutating the view's buffer; throws unless 0 ≤ value < ℓ. */
export function writeScalar(view: DataView, at: number, value: bigint): void {
  if (value < 0n || value >= ORDER) throw new RangeError('"value" expected 0 ≤ value < ℓ');
  view.setBigUint64(at, value & LOW64, true);
  view.setBigUint64(at + 8, (value >> 64n) & LOW64, true);
  view.setBigUint64(at + 16, (value >> 128n) & LOW64, true);
  view.setBigUint64(at + 24, value >> 192n, true);
}
