/** Sealed shares and complaints about them (spec/keys.md §2 and §3). */

import { utf8 } from '@hustings/base';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { len16 } from '../group/lengths.ts';
import { BASE, readElement, readPoint, readScalar, times } from '../group/points.ts';
import { haveEqualLogarithms } from '../group/small-proofs.ts';
import { Transcript } from '../group/transcript.ts';
import { type Ceremony, commitmentAt, type Deal } from './ceremony.ts';

const SALT = utf8('hustings/1/share');

interface SealedShare {
  readonly ephemeral: Uint8Array;
  readonly box: Uint8Array;
}

/** The shares of dealer `index` to everybody, or what is wrong with the message. */
export function readShares(
  { trustees }: Ceremony,
  index: number,
  bytes: Uint8Array,
): readonly SealedShare[] | string {
  if (bytes.length !== 3 + 80 * trustees) return 'The message of shares has the wrong length.';
  if (bytes[0] !== 1 || bytes[1] !== index || bytes[2] !== trustees)
    return 'The message of shares has the wrong version, dealer or number of trustees.';
  const out: SealedShare[] = [];
  for (let at = 3; at < bytes.length; at += 80) {
    const ephemeral = bytes.subarray(at, at + 32);
    if (readElement(ephemeral) === undefined)
      return 'A key of a sealed share is no point, or the identity.';
    out.push({ ephemeral, box: bytes.subarray(at + 32, at + 80) });
  }
  return out;
}

export interface Complaint {
  /** Who complains, from 1. */
  readonly by: number;
  readonly against: number;
  readonly evidence: Uint8Array;
  /** The whole message of shares complained about. */
  readonly message: Uint8Array;
}

/** Judges as anyone can: `upheld`, or why it is dismissed. */
export function judge(
  ceremony: Ceremony,
  deals: readonly Deal[],
  { by, against, evidence, message }: Complaint,
): 'upheld' | string {
  const shares = readShares(ceremony, against, message);
  if (typeof shares === 'string') return 'upheld';
  const { ephemeral, box } = shares[by - 1] as SealedShare;
  const { transport } = deals[by - 1] as Deal;
  const base = readPoint(ephemeral);
  if (evidence.length !== 129 || evidence[0] !== 1 || base === undefined)
    return 'The complaint has the wrong layout.';
  const opened = evidence.subarray(1, 33);
  const value = readPoint(opened);
  if (value === undefined) return 'The opening of the complaint is no point.';
  const statement = new Transcript('key-complaint')
    .append('context', ceremony.context)
    .number('threshold', ceremony.threshold)
    .number('trustees', ceremony.trustees)
    .number('by', by)
    .number('against', against)
    .append('message', message);
  if (!haveEqualLogarithms(statement, { image: transport, base, value }, evidence.subarray(33)))
    return 'The proof of the complaint is wrong.';
  const info = concatBytes(
    len16(ceremony.context.length),
    ceremony.context,
    Uint8Array.of(against, by),
    ephemeral,
    transport.toBytes(),
  );
  const key = hkdf(sha512, opened, SALT, info, 32);
  let plain: Uint8Array;
  try {
    plain = chacha20poly1305(key, new Uint8Array(12), info).decrypt(box);
  } catch {
    return 'upheld';
  }
  const share = readScalar(plain);
  if (share === undefined) return 'upheld';
  const isRight = times(BASE, share).equals(commitmentAt(deals[against - 1] as Deal, by));
  return isRight ? 'The share complained about is right.' : 'upheld';
}
