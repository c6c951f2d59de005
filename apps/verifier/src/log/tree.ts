/** The tree of RFC 6962 §2.1, and the tiles of c2sp.org/tlog-tiles over it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';

export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(0), leaf));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** The root over hashes of leaves, or of whole subtrees of one size. */
export function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return sha256(new Uint8Array());
  let level = hashes;
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2)
      next.push(nodeHash(level[i] as Uint8Array, level[i + 1] as Uint8Array));
    // A node without a neighbour goes up as it is; at the right edge RFC 6962 splits the same way.
    if (level.length % 2 === 1) next.push(level.at(-1) as Uint8Array);
    level = next;
  }
  return level[0] as Uint8Array;
}

export interface Tile {
  readonly path: string;
  /** Place of its first hash, or entry, in its level. */
  readonly from: number;
  readonly width: number;
}

/** 1234067 as `x001/x234/067`. */
function indexPath(index: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.map((g, i) => (i === groups.length - 1 ? g : `x${g}`)).join('/');
}

function tilesOfLevel(folder: string, nodes: number): readonly Tile[] {
  const out: Tile[] = [];
  for (let from = 0; from < nodes; from += 256) {
    const width = Math.min(256, nodes - from);
    const path = `tile/${folder}/${indexPath(from / 256)}${width < 256 ? `.p/${width}` : ''}`;
    out.push({ path, from, width });
  }
  return out;
}

/** The tiles of hashes, a list for every level from the leaves up. */
export function hashTiles(size: number): readonly (readonly Tile[])[] {
  const out: (readonly Tile[])[] = [];
  for (let level = 0, nodes = size; nodes > 0; level++, nodes = Math.floor(nodes / 256))
    out.push(tilesOfLevel(String(level), nodes));
  return out;
}

export function entryBundles(size: number): readonly Tile[] {
  return tilesOfLevel('entries', size);
}
