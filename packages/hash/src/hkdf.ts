/** HMAC (RFC 2104) and HKDF (RFC 5869) over SHA-512. Keys may be secret: the time depends on lengths only. */
import { sha512 } from './sha2.ts';

const BLOCK = 128;
const SIZE = 64;

export function hmacSha512(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const short = key.length > BLOCK ? sha512(key) : key;
  return sha512(padded(short, 0x5c), sha512(padded(short, 0x36), ...parts));
}

/** The key filled up with zeros to a block, each byte XOR `pad`. */
function padded(key: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(BLOCK).fill(pad);
  for (let i = 0; i < key.length; i++) block[i] = (key[i] as number) ^ pad;
  return block;
}

/** Returns `length` bytes, at most 255·64. */
export function hkdfSha512(
  secret: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  if (length > 255 * SIZE)
    throw new RangeError(`"length" expected at most ${255 * SIZE}, got ${length}`);
  const key = hmacSha512(salt, secret);
  const out = new Uint8Array(Math.ceil(length / SIZE) * SIZE);
  let last: Uint8Array = new Uint8Array();
  for (let i = 0; i * SIZE < length; i++) {
    last = hmacSha512(key, last, info, Uint8Array.of(i + 1));
    out.set(last, i * SIZE);
  }
  return out.subarray(0, length);
}
