/**
 * A tracker for people. The short form is four words and four digits, `amber-otter-cello-plum-0417`:
 * words for tracker bytes 0–3 (32 bits), then bytes 4–7 as a number modulo 10,000 (13.3 bits).
 *
 * 45.3 bits find a ballot in a box and can be read out; they do not decide. Two honest ballots among
 * 100,000 share a short form once in some 9,000 polls, and who tries can make two that do with some 2^23
 * ballots. A clash attack (two voters shown one receipt, PROTOCOL §6) is met by the full form alone.
 */
import { err, type Failure, ok, type Result, readBigEndian, toHex } from '@hustings/base';
import { TRACKER_BYTES } from './ballot.ts';
import { WORDS, wordsOf } from './words.ts';

const WORD_COUNT = 4;

export interface Receipt {
  readonly short: string;
  readonly words: readonly string[];
  readonly digits: string;
  /** All 256 bits, lower-case hex: this one decides. */
  readonly full: string;
}

export function receiptOf(tracker: Uint8Array): Receipt {
  if (tracker.length !== TRACKER_BYTES)
    throw new TypeError(`"tracker" expected ${TRACKER_BYTES} bytes, got ${tracker.length}`);
  const words = wordsOf(tracker.subarray(0, WORD_COUNT));
  const digits = String(readBigEndian(tracker, WORD_COUNT, 4) % 10_000).padStart(4, '0');
  return { short: [...words, digits].join('-'), words, digits, full: toHex(tracker) };
}

/** Reads what a person types: the full form, or words and digits in any case with any spaces or dashes. Code: `receipt/not-readable`. */
export function readReceipt(
  text: string,
): Result<{ readonly kind: 'full' | 'short'; readonly value: string }, Failure> {
  const parts = text
    .toLowerCase()
    .split(/[\s\p{Dash}]+/u)
    .filter((part) => part !== '');
  const joined = parts.join('');
  if (/^[0-9a-f]{64}$/.test(joined)) return ok({ kind: 'full', value: joined });
  const isShort =
    parts.length === WORD_COUNT + 1 &&
    parts.slice(0, WORD_COUNT).every((word) => WORDS.includes(word)) &&
    /^[0-9]{4}$/.test(parts[WORD_COUNT] as string);
  if (isShort) return ok({ kind: 'short', value: parts.join('-') });
  return err({
    code: 'receipt/not-readable',
    message: 'A receipt is four words and four figures, or 64 figures and letters from a to f.',
  });
}
