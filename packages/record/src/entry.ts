/**
 * Entries as leaves of the log, and back. Two kinds (PROTOCOL §11):
 *
 * - an event: the RFC 8785 canonical JSON of `{act, at, by, seq}` and, where the actor holds a key,
 *   `sig` (hex Ed25519); its first byte is `{`;
 * - a ballot: 0x01 ‖ time in ms, 6 bytes ‖ poll number, 2 bytes ‖ the ballot's bytes.
 *
 * Source: spec/record.md §2.
 */
import {
  bigEndian,
  canonicalJson,
  concat,
  err,
  type Failure,
  ok,
  parseCanonical,
  type Result,
  readBigEndian,
  utf8,
} from '@hustings/base';
import { type Entry, readEntry } from '@hustings/rulebook';

export interface EventLeaf {
  readonly kind: 'event';
  readonly entry: Entry;
  /** Hex Ed25519 signature, where the actor holds a key. */
  readonly sig?: string;
}

export interface BallotLeaf {
  readonly kind: 'ballot';
  readonly at: string;
  /** Polls are numbered from 0 in the order of their `ceremony-opened` entries. */
  readonly poll: number;
  readonly ballot: Uint8Array;
}

export type Leaf = EventLeaf | BallotLeaf;

const BALLOT = 1;
const BALLOT_HEAD = 9;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
/** A bundle counts an entry's length in two bytes (C2SP tlog-tiles). */
export const LARGEST_LEAF = 0xffff;

const SIGNATURE = /^[0-9a-f]{128}$/;

/** What the actor signs: the proceeding, so that it holds in no other, and everything of the entry but the signature. */
export function signedBytes(proceeding: string, entry: Entry): Uint8Array {
  return concat(utf8(`hustings/entry/1\n${proceeding}\n`), utf8(canonicalJson(plain(entry))));
}

export function encodeEvent(entry: Entry, sig?: string): Uint8Array {
  return utf8(canonicalJson(sig === undefined ? plain(entry) : { ...plain(entry), sig }));
}

function plain(entry: Entry): Record<string, unknown> {
  return {
    act: entry.act,
    at: entry.at,
    by: { id: entry.by.id, role: entry.by.role },
    seq: entry.seq,
  };
}

export function encodeBallotLeaf(at: string, poll: number, ballot: Uint8Array): Uint8Array {
  const leaf = new Uint8Array(BALLOT_HEAD + ballot.length);
  leaf[0] = BALLOT;
  leaf.set(bigEndian(Date.parse(at), 6), 1);
  leaf.set(bigEndian(poll, 2), 7);
  leaf.set(ballot, BALLOT_HEAD);
  return leaf;
}

/** Total: any bytes give a leaf or the reason why they are none. */
export function readLeaf(bytes: Uint8Array): Result<Leaf, Failure> {
  if (bytes[0] === BALLOT) {
    if (bytes.length < BALLOT_HEAD) return bad('A ballot entry is cut short.');
    const ms = readBigEndian(bytes, 1, 6);
    // Later years have six digits, and would not sort as text.
    if (ms > LAST_MS) return bad('The time of a ballot entry is out of range.');
    return ok({
      kind: 'ballot',
      at: new Date(ms).toISOString(),
      poll: readBigEndian(bytes, 7, 2),
      ballot: bytes.subarray(BALLOT_HEAD),
    });
  }
  const parsed = parseCanonical(bytes);
  if (!parsed.ok) return bad(`The entry is not canonical JSON: ${parsed.error.message}`);
  return readEvent(parsed.value);
}

function readEvent(value: unknown): Result<Leaf, Failure> {
  if (!isRecord(value)) return bad('The entry is not a JSON object.');
  const { sig, ...rest } = value;
  if (sig !== undefined && (typeof sig !== 'string' || !SIGNATURE.test(sig)))
    return bad('The entry\'s "sig" is not a signature.');
  const entry = readEntry(rest);
  if (!entry.ok) return err({ code: entry.error.code, message: entry.error.message });
  return ok(
    sig === undefined
      ? { kind: 'event', entry: entry.value }
      : { kind: 'event', entry: entry.value, sig },
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(message: string): Result<never, Failure> {
  return err({ code: 'record/entry-malformed', message });
}
