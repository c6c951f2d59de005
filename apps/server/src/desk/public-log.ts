/**
 * The files of the public record as they are asked for one by one (C2SP tlog-tiles): hash tiles,
 * entry bundles, blobs. Their bytes are those of the record folder. The tree of hashes is built when
 * first asked for and grows with the ledger.
 */
import {
  type BundleId,
  encodeBundle,
  MerkleTree,
  parseTilePath,
  TILE_WIDTH,
  tileWidth,
} from '@hustings/log';
import type { Desk } from './desk.ts';

const SHA256 = /^[0-9a-f]{64}$/;

interface GrownTree {
  readonly tree: MerkleTree;
  growing: Promise<void>;
}

const trees = new WeakMap<object, GrownTree>();

/**
 * The file at a path below the log's address; undefined when the record has none there now. What is
 * found never changes: a partial tile's width is part of its path.
 */
export async function publicFile(desk: Desk, path: string): Promise<Uint8Array | undefined> {
  const { size, ledger } = desk.recorder;
  if (path.startsWith('blob/')) {
    const name = path.slice('blob/'.length);
    return SHA256.test(name) ? ledger.blob(name) : undefined;
  }
  const parsed = parseTilePath(path);
  if (!parsed.ok) return undefined;
  const level = parsed.value.kind === 'entries' ? 0 : parsed.value.level;
  const { index, width } = parsed.value;
  // A partial tile of an earlier, smaller log is a prefix of today's and is still answered.
  if (width > tileWidth(level, index, size)) return undefined;
  if (parsed.value.kind === 'entries') return bundle(desk, parsed.value);
  const tree = await grownTree(desk, size);
  return tree.tile({ level, index, width });
}

async function bundle(desk: Desk, { index, width }: BundleId): Promise<Uint8Array> {
  const leaves: Uint8Array[] = [];
  for await (const leaf of desk.recorder.ledger.leaves(index * TILE_WIDTH)) {
    leaves.push(leaf);
    if (leaves.length === width) break;
  }
  return encodeBundle(leaves);
}

async function grownTree(desk: Desk, size: number): Promise<MerkleTree> {
  const { ledger } = desk.recorder;
  let grown = trees.get(ledger);
  if (grown === undefined) {
    grown = { tree: new MerkleTree(), growing: Promise.resolve() };
    trees.set(ledger, grown);
  }
  const { tree } = grown;
  grown.growing = grown.growing.then(async () => {
    if (tree.size >= size) return;
    for await (const leaf of ledger.leaves(tree.size)) {
      tree.append(leaf);
      if (tree.size === size) break;
    }
  });
  await grown.growing;
  return tree;
}
