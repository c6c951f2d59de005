import { fromHex } from '@hustings/base';
import { MerkleTree, type SignerKey, signerKey } from '../src/index.ts';

export function hex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new Error('the test holds hex that is none');
  return bytes;
}

/** A tree whose entry i is the two bytes of i. */
export function treeOf(size: number): MerkleTree {
  const tree = new MerkleTree();
  for (let i = 0; i < size; i++) tree.append(entry(i));
  return tree;
}

export function entry(i: number): Uint8Array {
  return Uint8Array.of(i >> 8, i & 255);
}

export function testKey(name: string, seed = 1): SignerKey {
  return signerKey(name, new Uint8Array(32).fill(seed));
}
