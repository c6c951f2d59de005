/**
 * Cosignatures: the word of a witness, with its time, that a checkpoint is the largest it has seen of
 * a log and goes on from every one before. Source: c2sp.org/tlog-cosignature (Ed25519, type 0x04).
 */
import { bigEndian, concat, err, ok, type Result, readBigEndian, utf8 } from '@hustings/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { LogFailure } from './errors.ts';
import {
  badKey,
  KEY_SIZE,
  keyOfType,
  keyText,
  splitKey,
  splitSigner,
  type VerifierKey,
  withId,
} from './note-key.ts';
import { type NoteSignature, signatureLine, splitNote, verifies } from './signed-note.ts';

const COSIGNATURE = 0x04;
const TIME_SIZE = 8;
/** The last second of the year 9999. */
const LAST_TIME = 253_402_300_799;

/** The public key of a witness. Its ID differs from that of the same key as a signer of notes. */
export interface CosignerKey extends VerifierKey {
  readonly kind: 'cosigner';
}

export interface CosignerSecret extends CosignerKey {
  /** The private key of RFC 8032: 32 secret bytes. */
  readonly secretSeed: Uint8Array;
}

export interface Cosignature {
  readonly by: CosignerKey;
  /** Seconds since 1970 (UTC), as the witness states it. */
  readonly time: number;
  /** The signature line, without its newline. */
  readonly line: string;
}

/** Throws when the name is not allowed or the key has not 32 bytes. */
export function cosignerKey(name: string, publicKey: Uint8Array): CosignerKey {
  return { kind: 'cosigner', ...keyOfType(COSIGNATURE, name, publicKey) };
}

/**
 * The name is not part of what is signed: one key must never serve two names, nor as the key of a log
 * (the specification asks for distinct keys).
 */
export function cosignerSecret(name: string, secretSeed: Uint8Array): CosignerSecret {
  if (secretSeed.length !== KEY_SIZE) throw new TypeError('"secretSeed" expected 32 bytes');
  return { ...cosignerKey(name, ed25519.getPublicKey(secretSeed)), secretSeed };
}

/** `<name>+<key ID, hex>+<base64 of 0x04 ‖ public key>`. */
export function formatCosignerKey(key: CosignerKey): string {
  return keyText(COSIGNATURE, key, key.publicKey);
}

export function parseCosignerKey(text: string): Result<CosignerKey, LogFailure> {
  const parts = splitKey(COSIGNATURE, text);
  if (parts === undefined) return badKey('It is not a name, a key ID and a key of a witness.');
  return withId(cosignerKey(parts.name, parts.key), parts.id);
}

/** The text holds the secret: for a key file, never for a log. */
export function formatCosignerSecret(key: CosignerSecret): string {
  return `PRIVATE+KEY+${keyText(COSIGNATURE, key, key.secretSeed)}`;
}

export function parseCosignerSecret(text: string): Result<CosignerSecret, LogFailure> {
  const parts = splitSigner(COSIGNATURE, text);
  if (parts === undefined) return badKey('It is not the private key of a witness.');
  return withId(cosignerSecret(parts.name, parts.key), parts.id);
}

/** Returns the signature line, with its newline, over the text of a checkpoint. `time`: seconds since 1970. */
export function cosign(text: string, signer: CosignerSecret, time: number): string {
  const signature = ed25519.sign(cosignedMessage(text, time), signer.secretSeed);
  return signatureLine(signer, concat(bigEndian(time, TIME_SIZE), signature));
}

/**
 * Returns the cosignatures by `cosigners` on a note, one each: the latest where one signed twice.
 * Signatures by others, the log's included, are passed over; a false one by a given witness refuses
 * the note. Does not ask who else signed: open the checkpoint for that.
 */
export function readCosignatures(
  note: string | Uint8Array,
  cosigners: readonly CosignerKey[],
): Result<readonly Cosignature[], LogFailure> {
  const split = splitNote(note);
  if (!split.ok) return split;
  return verifyCosignatures(split.value.text, split.value.signatures, cosigners);
}

/** The same for a text and signature lines that were taken apart before. */
export function verifyCosignatures(
  text: string,
  signatures: readonly NoteSignature[],
  cosigners: readonly CosignerKey[],
): Result<readonly Cosignature[], LogFailure> {
  const found = new Map<CosignerKey, Cosignature>();
  for (const signature of signatures) {
    const by = cosigners.find((k) => k.name === signature.name && k.id === signature.id);
    if (by === undefined) continue;
    const time = verifiedTime(text, signature, by);
    if (time === undefined)
      return err({ code: 'log/bad-signature', message: `The cosignature by ${by.name} is false.` });
    if (time >= (found.get(by)?.time ?? 0)) found.set(by, { by, time, line: signature.line });
  }
  return ok([...found.values()]);
}

/** Returns the note with the lines added, each in place of an earlier one by the same key. */
export function addSignatures(note: string, lines: readonly NoteSignature[]): string {
  const split = splitNote(note);
  if (!split.ok) throw new TypeError('"note" expected a signed note');
  const { text, signatures } = split.value;
  const added = new Map(lines.map((s) => [keyOf(s), s.line]));
  const kept = signatures.filter((s) => !added.has(keyOf(s))).map((s) => s.line);
  return `${text}\n${[...kept, ...added.values()].map((line) => `${line}\n`).join('')}`;
}

function keyOf({ name, id }: NoteSignature): string {
  return `${name}+${id}`;
}

function verifiedTime(text: string, { bytes }: NoteSignature, by: CosignerKey): number | undefined {
  if (bytes.length !== TIME_SIZE + 64) return undefined;
  const time = readBigEndian(bytes, 0, 2) * 2 ** 48 + readBigEndian(bytes, 2, 6);
  // No witness can mean a time that far ahead; signatures from the future may be refused.
  if (time > LAST_TIME) return undefined;
  const isTrue = verifies(bytes.slice(TIME_SIZE), cosignedMessage(text, time), by.publicKey);
  return isTrue ? time : undefined;
}

function cosignedMessage(text: string, time: number): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 0) throw new RangeError('"time" expected 0 or more');
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}
