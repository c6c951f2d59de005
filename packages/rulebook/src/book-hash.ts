import { canonicalJson, toHex, utf8 } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { RuleBook } from './rule-book.ts';

/** Hex SHA-256 of the book's RFC 8785 canonical JSON: what a proceeding names its book by. */
export function bookHash(book: RuleBook): string {
  return toHex(sha256(utf8(canonicalJson(book))));
}
