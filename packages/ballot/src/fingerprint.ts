/**
 * A key in ten words of `WORDS`, for trustees to compare by another way before the poll opens
 * (PROTOCOL §3): the first ten bytes of SHA-256("hustings/1/fingerprint" ‖ key), one word each.
 * 80 bits: to make another key with the same words takes 2^80 tries. All ten must be compared.
 */
import { concat, utf8 } from '@hustings/base';
import { sha256 } from '@hustings/hash';
import { wordsOf } from './words.ts';

const DOMAIN = utf8('hustings/1/fingerprint');
const LENGTH = 10;

/** Returns `word-word-…`, ten words. */
export function fingerprint(key: Uint8Array): string {
  return wordsOf(sha256(concat(DOMAIN, key)).subarray(0, LENGTH)).join('-');
}
