/** Checkpoints (c2sp.org/tlog-checkpoint) in signed notes (c2sp.org/signed-note). */
import { concat, fromBase64, fromUtf8, readBigEndian, toBase64, utf8 } from '@hustings/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The text that is signed, its last line end included. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

export interface SignatureLine {
  readonly name: string;
  /** Four bytes of the key's id, then the signature. */
  readonly bytes: Uint8Array;
}

/** The text over which a log signs, and over which the coin is tossed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The signed note, or what is wrong with its layout. */
export function readSignedCheckpoint(bytes: Uint8Array): SignedCheckpoint | string {
  const note = fromUtf8(bytes);
  if (note === undefined) return 'The checkpoint is not UTF-8.';
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return 'The checkpoint is no signed note.';
  const text = note.slice(0, split + 1);
  const lines = text.slice(0, -1).split('\n');
  const [origin, size, root] = lines;
  const hash = fromBase64(root ?? '');
  if (lines.length < 3 || lines.includes('') || !origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? ''))
    return 'The checkpoint is not origin, size and root, each in a line.';
  if (hash?.length !== 32) return 'The root of the checkpoint is no hash in base64.';
  const signatures = readSignatures(note.slice(split + 2));
  return { checkpoint: { origin, size: Number(size), root: hash }, text, signatures };
}

/** None where any line is misshapen, or the last has no end: then nothing is signed. */
function readSignatures(lines: string): readonly SignatureLine[] {
  const out: SignatureLine[] = [];
  if (!lines.endsWith('\n')) return [];
  for (const line of lines.slice(0, -1).split('\n')) {
    const match = /^— ([^\s+]+) (\S+)$/u.exec(line);
    const signature = fromBase64(match?.[2] ?? '');
    if (match === null || signature === undefined || signature.length < 5) return [];
    out.push({ name: match[1] as string, bytes: signature });
  }
  return out;
}

export interface LogKey {
  readonly name: string;
  readonly id: number;
  readonly key: Uint8Array;
}

/** A verifier key, `name+hash+base64`, of Ed25519; undefined if it is none. */
export function readLogKey(text: string): LogKey | undefined {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text);
  const key = fromBase64(match?.[3] ?? '');
  if (match === null || key?.length !== 33 || key[0] !== 1) return undefined;
  const name = match[1] as string;
  const id = readBigEndian(sha256(concat(utf8(`${name}\n`), key)), 0, 4);
  return id === Number.parseInt(match[2] as string, 16)
    ? { name, id, key: key.subarray(1) }
    : undefined;
}

/** Whether the log's key signed; lines of other keys are passed over, a wrong one of this key is not. */
export function isSignedByLog({ text, signatures }: SignedCheckpoint, key: LogKey): boolean {
  const own = signatures.filter(
    ({ name, bytes }) => name === key.name && readBigEndian(bytes, 0, 4) === key.id,
  );
  return own.length > 0 && own.every((s) => isEd25519(s.bytes.subarray(4), utf8(text), key.key));
}

/** RFC 8032, strict: canonical encodings only, s below the order, no key of small order. */
export function isEd25519(signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  if (signature.length !== 64 || key.length !== 32) return false;
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
