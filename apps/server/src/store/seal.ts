/**
 * Secrets at rest: voting codes, trustee keys, signing keys. They are sealed with a key that lies in
 * its own file beside the store, so that a copy of the database alone (a back-up, a stolen disk
 * image of the store) opens none of them. AES-256-GCM; the place of a secret is bound into its seal,
 * so that one cannot be passed off as another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { assert, concat, utf8 } from '@hustings/base';

export interface Sealer {
  seal(place: string, secret: Uint8Array): Uint8Array;
  /** Throws when the seal is broken or belongs elsewhere: that is damage, never an expected failure. */
  open(place: string, sealed: Uint8Array): Uint8Array;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function openSealer(dataDir: string): Sealer {
  const key = sealKey(join(dataDir, 'secret.key'));
  return {
    seal(place, secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(utf8(place));
      const body = concat(cipher.update(secret), cipher.final());
      return concat(nonce, body, cipher.getAuthTag());
    },
    open(place, sealed) {
      assert(sealed.length >= NONCE_BYTES + TAG_BYTES, 'a sealed secret is cut short');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
        .setAAD(utf8(place))
        .setAuthTag(sealed.subarray(-TAG_BYTES));
      const body = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
      return concat(decipher.update(body), decipher.final());
    },
  };
}

function sealKey(path: string): Uint8Array {
  if (!existsSync(path)) {
    // Written aside, synced, then linked: a kill in between leaves no half key under the real name,
    // and two processes that start together end up with the same one.
    const draft = `${path}.${process.pid}`;
    const file = openSync(draft, 'w', 0o600);
    writeSync(file, randomBytes(KEY_BYTES));
    fsyncSync(file);
    closeSync(file);
    try {
      linkSync(draft, path);
    } catch (fault) {
      if (!existsSync(path)) throw fault;
    }
    unlinkSync(draft);
  }
  const key = readFileSync(path);
  assert(key.length === KEY_BYTES, `${path} does not hold a key of ${KEY_BYTES} bytes`);
  return key;
}
