/** Leaves as entries (spec/record.md §2): events in canonical JSON, and ballots. */
import { fromHex, parseCanonical, readBigEndian, utf8 } from '@hustings/base';
import { isObject, misfit, oneOf, pseudonym, time } from './shape.ts';

export interface EventLeaf {
  readonly kind: 'event';
  readonly at: string;
  readonly by: { readonly id: string; readonly role: string };
  /** Its kind may be missing, or no text. */
  readonly act: Readonly<Record<string, unknown>>;
  readonly sig: Uint8Array | undefined;
  /** The canonical JSON that `sig` signs. */
  readonly unsigned: Readonly<Record<string, unknown>>;
  readonly seq: number;
}

export interface BallotLeaf {
  readonly kind: 'ballot';
  readonly at: string;
  /** Number of the poll, from 0. */
  readonly poll: number;
  readonly ballot: Uint8Array;
}

const ROLES = ['officer', 'mover', 'nominator', 'candidate', 'trustee', 'mixer', 'system'];
/** The first millisecond of the year 10000. */
const YEAR_10000 = 253_402_300_800_000;
const ENVELOPE = {
  act: isObject,
  at: time,
  by: { id: pseudonym, role: oneOf(...ROLES) },
  seq: (v: unknown) => Number.isSafeInteger(v),
  'sig?': (v: unknown) => typeof v === 'string' && /^[0-9a-f]{128}$/.test(v),
};

/** The entry in a leaf, or what is wrong with it. */
export function readLeaf(leaf: Uint8Array): EventLeaf | BallotLeaf | string {
  if (leaf[0] === 1) return readBallotLeaf(leaf);
  if (leaf[0] !== 0x7b) return 'The entry is neither an event nor a ballot.';
  const json = parseCanonical(leaf);
  if (!json.ok) return json.error.message;
  const value = json.value as Readonly<Record<string, unknown>>;
  const wrong = misfit(value, ENVELOPE);
  if (wrong !== undefined) return `The event is misshapen at ${wrong}.`;
  const { sig, ...unsigned } = value;
  const act = value['act'] as EventLeaf['act'];
  return {
    kind: 'event',
    at: value['at'] as string,
    by: value['by'] as EventLeaf['by'],
    seq: value['seq'] as number,
    act,
    sig: typeof sig === 'string' ? fromHex(sig) : undefined,
    unsigned,
  };
}

function readBallotLeaf(leaf: Uint8Array): BallotLeaf | string {
  if (leaf.length < 10) return 'The ballot is cut short.';
  const ms = readBigEndian(leaf, 1, 6);
  if (ms >= YEAR_10000) return 'The ballot’s time is not before the year 10000.';
  return {
    kind: 'ballot',
    at: new Date(ms).toISOString(),
    poll: readBigEndian(leaf, 7, 2),
    ballot: leaf.subarray(9),
  };
}

/** What `sig` signs: domain, proceeding, and the event without `sig`. */
export function signedMessage(proceeding: string, canonical: string): Uint8Array {
  return utf8(`hustings/entry/1\n${proceeding}\n${canonical}`);
}
