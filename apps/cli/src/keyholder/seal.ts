/**
 * Sealing what a keyholder keeps on its disk: AES-256-GCM, the name of the thing as associated data, so that
 * one sealed thing cannot be put in the place of another. The key comes from a passphrase (scrypt) or is
 * 32 random bytes in a file of its own.
 */
import { createCipheriv, createDecipheriv, scryptSync } from 'node:crypto';
import { concat, utf8 } from '@hustings/base';

const NONCE = 12;
const TAG = 16;
/** 128 MB and about half a second for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 };
export const SALT_BYTES = 16;

export function keyFromPassphrase(passphrase: string, salt: Uint8Array): Uint8Array {
  return new Uint8Array(scryptSync(passphrase.normalize('NFC'), salt, 32, COST));
}

export function seal(
  key: Uint8Array,
  name: string,
  bytes: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const nonce = random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(utf8(name));
  const sealed = concat(cipher.update(bytes), cipher.final());
  return concat(nonce, cipher.getAuthTag(), sealed);
}

/** Undefined where the key is another, or anything was changed. */
export function unseal(key: Uint8Array, name: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE));
  decipher.setAAD(utf8(name));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  try {
    return concat(decipher.update(sealed.subarray(NONCE + TAG)), decipher.final());
  } catch {
    // Node throws where the tag is wrong.
    return undefined;
  }
}
