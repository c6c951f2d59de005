/**
 * Checkpoints: the log's signed word on its size and root. Source: c2sp.org/tlog-checkpoint.
 */
import { err, fromBase64, ok, type Result, toBase64 } from '@hustings/base';
import type { LogFailure } from './errors.ts';
import { HASH_SIZE } from './hash.ts';
import type { SignerKey, VerifierKey } from './note-key.ts';
import { openNote, signNote } from './signed-note.ts';

export interface Checkpoint {
  /** Which log this is; one line, not empty. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Returns the text of the note: origin, size, root, each on its line. We write no extension lines. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isLine(origin)) throw new TypeError('"origin" expected one line of text');
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('"size" expected 0 or more');
  if (root.length !== HASH_SIZE) throw new TypeError('"root" expected 32 bytes');
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a note as a checkpoint. Extension lines are allowed and ignored, as the source says. */
export function parseCheckpoint(text: string): Result<Checkpoint, LogFailure> {
  if (!text.endsWith('\n')) return bad('Its last line does not end.');
  const [origin, sizeLine, rootLine, ...extensions] = text.slice(0, -1).split('\n');
  if (origin === undefined || sizeLine === undefined || rootLine === undefined)
    return bad('It has fewer than three lines.');
  if (![origin, ...extensions].every(isLine)) return bad('It has an empty line.');
  const size = /^(?:0|[1-9]\d{0,15})$/.test(sizeLine) ? Number(sizeLine) : Number.NaN;
  if (!Number.isSafeInteger(size)) return bad('Its size is not a number.');
  const root = fromBase64(rootLine);
  if (root?.length !== HASH_SIZE) return bad('Its root is not a hash.');
  return ok({ origin, size, root });
}

export function signCheckpoint(checkpoint: Checkpoint, signers: readonly SignerKey[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** Opens a signed checkpoint of the log `origin`, signed by the key that speaks for that log. */
export function openCheckpoint(
  note: string | Uint8Array,
  origin: string,
  key: VerifierKey,
): Result<Checkpoint, LogFailure> {
  const opened = openNote(note, [key]);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.value.text);
  if (checkpoint.ok && checkpoint.value.origin !== origin)
    return err({ code: 'log/wrong-origin', message: 'The checkpoint belongs to another log.' });
  return checkpoint;
}

function isLine(text: string): boolean {
  if (text.length === 0 || !text.isWellFormed()) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20) return false;
  return true;
}

function bad(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-checkpoint', message: `The checkpoint cannot be read. ${why}` });
}
