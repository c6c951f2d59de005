/**
 * Keys of signed notes and their text forms. Source: c2sp.org/signed-note (key IDs, Ed25519 = 0x01);
 * the encodings are those of Go's golang.org/x/mod/sumdb/note:
 * verifier `<name>+<key ID, hex>+<base64 of 0x01 ‖ public key>`,
 * signer `PRIVATE+KEY+<name>+<key ID, hex>+<base64 of 0x01 ‖ seed>`.
 */
import {
  bigEndian,
  concat,
  err,
  fromBase64,
  ok,
  type Result,
  readBigEndian,
  toBase64,
  toHex,
  utf8,
} from '@hustings/base';
import { sha256 } from '@hustings/hash';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { LogFailure } from './errors.ts';

/** The signature type that stands before the key in its text and goes into its ID. */
export type KeyType = 0x01 | 0x04;

const ED25519 = 0x01;
export const KEY_SIZE = 32;
const SIGNER_PREFIX = 'PRIVATE+KEY+';

export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of the key hash, as a number. */
  readonly id: number;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
}

export interface SignerKey extends VerifierKey {
  /** The private key of RFC 8032: 32 secret bytes. */
  readonly secretSeed: Uint8Array;
}

/** Returns the verifier key for a name and a 32-byte public key; throws when the name is not allowed. */
export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  return keyOfType(ED25519, name, publicKey);
}

/** Returns the signer key for a name and 32 secret bytes; throws when the name is not allowed. */
export function signerKey(name: string, secretSeed: Uint8Array): SignerKey {
  if (secretSeed.length !== KEY_SIZE) throw new TypeError('"secretSeed" expected 32 bytes');
  return { ...verifierKey(name, ed25519.getPublicKey(secretSeed)), secretSeed };
}

export function formatVerifierKey(key: VerifierKey): string {
  return keyText(ED25519, key, key.publicKey);
}

/** The text holds the secret: for a key file, never for a log. */
export function formatSignerKey(key: SignerKey): string {
  return `${SIGNER_PREFIX}${keyText(ED25519, key, key.secretSeed)}`;
}

export function parseVerifierKey(text: string): Result<VerifierKey, LogFailure> {
  const parts = splitKey(ED25519, text);
  if (parts === undefined) return badKey('It is not a name, a key ID and an Ed25519 key.');
  return withId(verifierKey(parts.name, parts.key), parts.id);
}

export function parseSignerKey(text: string): Result<SignerKey, LogFailure> {
  const parts = splitSigner(ED25519, text);
  if (parts === undefined) return badKey('It is not a private Ed25519 key.');
  return withId(signerKey(parts.name, parts.key), parts.id);
}

/** Key names are not empty and hold no Unicode space, no plus sign, and no control character of ASCII. */
export function isKeyName(name: string): boolean {
  if (!name.isWellFormed() || !/^[^\p{White_Space}+]+$/u.test(name)) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) < 0x20) return false;
  return true;
}

/** A key whose ID is SHA-256(name ‖ "\n" ‖ type ‖ public key)[:4]. */
export function keyOfType(type: KeyType, name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new TypeError('"name" expected no spaces and no plus signs');
  if (publicKey.length !== KEY_SIZE) throw new TypeError('"publicKey" expected 32 bytes');
  const hash = sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return { name, id: readBigEndian(hash, 0, 4), publicKey };
}

export function keyText(type: KeyType, { name, id }: VerifierKey, key: Uint8Array): string {
  return `${name}+${hexId(id)}+${toBase64(concat(Uint8Array.of(type), key))}`;
}

export interface KeyParts {
  readonly name: string;
  /** As it stands in the text; not yet compared with the key's own. */
  readonly id: string;
  readonly key: Uint8Array;
}

export function splitKey(type: KeyType, text: string): KeyParts | undefined {
  // The base64 may itself hold a plus sign, so only the first two are separators.
  const [name, id, ...rest] = text.split('+');
  const key = fromBase64(rest.join('+'));
  if (name === undefined || !isKeyName(name) || id === undefined) return undefined;
  if (key?.length !== 1 + KEY_SIZE || key[0] !== type) return undefined;
  return { name, id, key: key.slice(1) };
}

export function splitSigner(type: KeyType, text: string): KeyParts | undefined {
  return text.startsWith(SIGNER_PREFIX)
    ? splitKey(type, text.slice(SIGNER_PREFIX.length))
    : undefined;
}

/** The key, if the ID that stood in its text is its own. */
export function withId<K extends VerifierKey>(key: K, id: string): Result<K, LogFailure> {
  return hexId(key.id) === id ? ok(key) : badKey('Its key ID does not belong to its key.');
}

export function badKey(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-key', message: `The key cannot be read. ${why}` });
}

function hexId(id: number): string {
  return toHex(bigEndian(id, 4));
}
