/**
 * Checking Merkle proofs without the tree. Source: RFC 9162 §2.1.3.2 and §2.1.4.2, which fit the
 * trees and proofs of RFC 6962 (its own text gives no algorithm). Total: a malformed proof, size or
 * hash is a proof that fails, never an exception.
 */
import { equal } from '@hustings/base';
import { EMPTY_ROOT, HASH_SIZE, nodeHash } from './hash.ts';

export interface InclusionClaim {
  /** The hash of the leaf: `leafHash(entry)`. */
  readonly leaf: Uint8Array;
  readonly index: number;
  /** The size of the tree whose root is given. */
  readonly size: number;
  readonly root: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

/** Returns whether `leaf` is entry `index` of the tree of that size and root. */
export function verifyInclusion({ leaf, index, size, root, hashes }: InclusionClaim): boolean {
  if (!isSize(size) || !isSize(index) || index >= size) return false;
  if (![leaf, root, ...hashes].every(isHash)) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && equal(hash, root);
}

export interface ConsistencyClaim {
  readonly firstSize: number;
  readonly firstRoot: Uint8Array;
  readonly secondSize: number;
  readonly secondRoot: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

/** Returns whether the first tree is the beginning of the second: nothing changed, nothing dropped. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { firstSize, firstRoot, secondSize, secondRoot, hashes } = claim;
  if (!isSize(firstSize) || !isSize(secondSize) || firstSize > secondSize) return false;
  if (![firstRoot, secondRoot, ...hashes].every(isHash)) return false;
  // The empty tree begins every tree; it has one root, and so has each size.
  if (firstSize === 0 && !equal(firstRoot, EMPTY_ROOT)) return false;
  if (secondSize === 0 && !equal(secondRoot, EMPTY_ROOT)) return false;
  if (firstSize === secondSize) return hashes.length === 0 && equal(firstRoot, secondRoot);
  if (firstSize === 0) return hashes.length === 0;

  const rest = [...hashes];
  // Where the first tree is one complete subtree, its root is the missing first hash.
  const start = isPowerOfTwo(firstSize) ? firstRoot : rest.shift();
  if (start === undefined) return false;
  let node = firstSize - 1;
  let last = secondSize - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  let first = start;
  let second = start;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      first = nodeHash(sibling, first);
      second = nodeHash(sibling, second);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      second = nodeHash(second, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && equal(first, firstRoot) && equal(second, secondRoot);
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_SIZE;
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function isPowerOfTwo(n: number): boolean {
  let rest = n;
  while (rest % 2 === 0) rest = half(rest);
  return rest === 1;
}

/** ⌊n / 2⌋, also above 2^31 where shifts would wrap. */
function half(n: number): number {
  return Math.floor(n / 2);
}
