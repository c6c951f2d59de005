/**
 * Signed notes: a text and signatures under it, readable by anyone. Source: c2sp.org/signed-note.
 * Ed25519 by RFC 8032, verified strictly (no ZIP 215 leniency): every verifier must agree.
 */
import {
  bigEndian,
  concat,
  err,
  fromBase64,
  fromUtf8,
  ok,
  type Result,
  readBigEndian,
  toBase64,
  utf8,
} from '@hustings/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { LogFailure } from './errors.ts';
import { isKeyName, type SignerKey, type VerifierKey } from './note-key.ts';

/** Far above the 16 signatures that must be accepted, far below what could keep a verifier busy. */
const MOST_SIGNATURES = 64;
const MOST_BYTES = 1_000_000;
const SIGNATURE_PREFIX = '— ';

export interface OpenedNote {
  /** What was signed, with its last newline. */
  readonly text: string;
  /** The given keys whose signatures are on the note, in the order of the note; at least one. */
  readonly signedBy: readonly VerifierKey[];
}

/** One signature line, taken apart and not verified. */
export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  /** What stands after the key ID; its layout depends on the key's type. */
  readonly bytes: Uint8Array;
  /** The line itself, without its newline. */
  readonly line: string;
}

/** A note taken apart; nothing of it is verified. */
export interface NoteParts {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Signs `text`, which must end in a newline and hold no other control characters. */
export function signNote(text: string, signers: readonly SignerKey[]): string {
  if (!isNoteText(text))
    throw new TypeError('"text" expected lines of text, each ending in a newline');
  const message = utf8(text);
  const lines = signers.map((key) => signatureLine(key, ed25519.sign(message, key.secretSeed)));
  return `${text}\n${lines.join('')}`;
}

/** A signature line with its newline. */
export function signatureLine({ name, id }: VerifierKey, signature: Uint8Array): string {
  return `${SIGNATURE_PREFIX}${name} ${toBase64(concat(bigEndian(id, 4), signature))}\n`;
}

/**
 * Opens a note for a reader who trusts `keys`. Signatures by others are ignored; a bad signature by
 * one of these keys refuses the whole note, as does the lack of any.
 */
export function openNote(
  note: string | Uint8Array,
  keys: readonly VerifierKey[],
): Result<OpenedNote, LogFailure> {
  const split = splitNote(note);
  if (!split.ok) return split;
  const { text, signatures } = split.value;
  const message = utf8(text);
  const signedBy: VerifierKey[] = [];
  for (const signature of signatures) {
    const key = keys.find((k) => k.name === signature.name && k.id === signature.id);
    if (key === undefined) continue;
    if (!verifies(signature.bytes, message, key.publicKey))
      return err({ code: 'log/bad-signature', message: `The signature by ${key.name} is false.` });
    if (!signedBy.includes(key)) signedBy.push(key);
  }
  if (signedBy.length === 0)
    return err({
      code: 'log/no-known-signature',
      message: 'The note is not signed by any key that this reader trusts.',
    });
  return ok({ text, signedBy });
}

/** Takes a note apart without verifying anything: the text must not be believed yet. */
export function splitNote(note: string | Uint8Array): Result<NoteParts, LogFailure> {
  if (note.length > MOST_BYTES) return bad('It is too long.');
  const whole = typeof note === 'string' ? note : fromUtf8(note);
  if (whole === undefined || !isNoteText(whole)) return bad('It is not plain text in lines.');
  const end = whole.lastIndexOf('\n\n');
  if (end < 0) return bad('It has no blank line before its signatures.');
  const lines = whole
    .slice(end + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0) return bad('It has no signatures.');
  if (lines.length > MOST_SIGNATURES) return bad('It has too many signatures.');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === undefined) return bad('One of its signature lines is malformed.');
    signatures.push(signature);
  }
  return ok({ text: whole.slice(0, end + 1), signatures });
}

/** Reads signature lines that stand by themselves, as a witness answers them: each ends in a newline. */
export function parseSignatureLines(text: string): Result<readonly NoteSignature[], LogFailure> {
  // Under any text at all they are a note, unless they hold a blank line themselves.
  const split = splitNote(`lines\n\n${text}`);
  if (!split.ok) return split;
  return split.value.text === 'lines\n'
    ? ok(split.value.signatures)
    : bad('There is a blank line among its signatures.');
}

/** Whether the 64 bytes are the key's Ed25519 signature of the message, strictly by RFC 8032. */
export function verifies(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  if (signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    // Noble throws on keys that are no curve points; to a reader that is a signature that fails.
    return false;
  }
}

function parseSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(SIGNATURE_PREFIX)) return undefined;
  const [name, base64, ...rest] = line.slice(SIGNATURE_PREFIX.length).split(' ');
  if (name === undefined || !isKeyName(name) || base64 === undefined || rest.length > 0)
    return undefined;
  const bytes = fromBase64(base64);
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: readBigEndian(bytes, 0, 4), bytes: bytes.slice(4), line };
}

function isNoteText(text: string): boolean {
  if (!text.endsWith('\n') || !text.isWellFormed()) return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x20 && c !== 0x0a) return false;
  }
  return true;
}

function bad(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-note', message: `The signed note cannot be read. ${why}` });
}
