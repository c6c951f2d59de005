/**
 * Receipts: proof, to keep and to check without a network, that an entry is in a log.
 * The text form is c2sp.org/tlog-proof: index, Merkle path, then the signed checkpoint word for word.
 */
import { err, fromBase64, ok, type Result, toBase64 } from '@hustings/base';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import type { LogFailure } from './errors.ts';
import { HASH_SIZE, leafHash } from './hash.ts';
import { verifyInclusion } from './merkle-proof.ts';
import type { VerifierKey } from './note-key.ts';

/** Where an entry lies in a tree of `size` leaves, and the hashes that show it. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** The same, fit for JSON: hashes in base64. */
export interface InclusionProofJson {
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly string[];
}

export interface Receipt {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  /** The signed note, unopened. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of fewer than 2^53 leaves has paths no longer than this. */
const MOST_HASHES = 53;

export function inclusionProofToJson({ index, size, hashes }: InclusionProof): InclusionProofJson {
  return { index, size, hashes: hashes.map(toBase64) };
}

/** Reads what `JSON.parse` gave; anything but the form above is refused. */
export function inclusionProofFromJson(json: unknown): Result<InclusionProof, LogFailure> {
  if (typeof json !== 'object' || json === null) return bad('It is not an object.');
  const { index, size, hashes } = json as Partial<Record<keyof InclusionProofJson, unknown>>;
  if (!isCount(index) || !isCount(size) || index >= size)
    return bad('Its index and size do not fit.');
  if (!Array.isArray(hashes) || hashes.length > MOST_HASHES)
    return bad('It has no list of hashes.');
  const decoded = hashes.map((hash: unknown) => decodeHash(hash));
  if (!decoded.every((hash) => hash !== undefined)) return bad('One of its hashes is malformed.');
  return ok({ index, size, hashes: decoded });
}

export function formatReceipt({ index, hashes, checkpoint }: Receipt): string {
  const path = hashes.map((hash) => `${toBase64(hash)}\n`).join('');
  return `${HEADER}\nindex ${index}\n${path}\n${checkpoint}`;
}

/** Reads the text form. Its optional `extra` line is nobody's signed word and is passed over. */
export function parseReceipt(text: string): Result<Receipt, LogFailure> {
  const end = text.indexOf('\n\n');
  if (end < 0) return bad('It has no checkpoint.');
  const [header, ...lines] = text.slice(0, end).split('\n');
  if (header !== HEADER) return bad('It does not begin as one.');
  if (lines[0]?.startsWith('extra ')) {
    const extra = lines.shift();
    if (fromBase64(extra?.slice(6) ?? '') === undefined) return bad('Its extra data is malformed.');
  }
  const [indexLine = '', ...path] = lines;
  const digits = /^index (0|[1-9]\d{0,15})$/.exec(indexLine)?.[1];
  const index = digits === undefined ? Number.NaN : Number(digits);
  if (!isCount(index)) return bad('Its index is not a number.');
  if (path.length > MOST_HASHES) return bad('Its path is too long.');
  const hashes = path.map((line) => decodeHash(line));
  if (!hashes.every((hash) => hash !== undefined)) return bad('One of its hashes is malformed.');
  return ok({ index, hashes, checkpoint: text.slice(end + 2) });
}

/** Checks that `entry` is in the log `origin` at the receipt's index; gives the checkpoint that covers it. */
export function verifyReceipt(
  receipt: Receipt,
  entry: Uint8Array,
  log: { readonly origin: string; readonly key: VerifierKey },
): Result<Checkpoint, LogFailure> {
  const opened = openCheckpoint(receipt.checkpoint, log.origin, log.key);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  const { index, hashes } = receipt;
  if (!verifyInclusion({ leaf: leafHash(entry), index, size, root, hashes }))
    return err({
      code: 'log/not-included',
      message: 'The entry is not at this place in the log that the checkpoint describes.',
    });
  return opened;
}

function decodeHash(text: unknown): Uint8Array | undefined {
  const hash = typeof text === 'string' ? fromBase64(text) : undefined;
  return hash?.length === HASH_SIZE ? hash : undefined;
}

function isCount(n: unknown): n is number {
  return typeof n === 'number' && Number.isSafeInteger(n) && n >= 0;
}

function bad(why: string): Result<never, LogFailure> {
  return err({ code: 'log/bad-proof', message: `The proof cannot be read. ${why}` });
}
