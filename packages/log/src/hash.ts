/** The hashes of an RFC 6962 Merkle tree (§2.1): a leaf and a node can never be taken for each other. */
import { sha256 } from '@hustings/hash';

/** Bytes of one hash. */
export const HASH_SIZE = 32;

/** The root of the tree with no leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Returns SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry);
}

/** Returns SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}
