/**
 * A log as an observer follows it (c2sp.org/tlog-tiles): each checkpoint that it shows is kept, its tree
 * is built from the tiles, and whatever contradicts what it showed before becomes evidence.
 */
import { equal, err, type Failure, ok, type Result } from '@hustings/base';
import {
  EMPTY_ROOT,
  type ForkEvidence,
  HASH_SIZE,
  MerkleTree,
  openCheckpoint,
  type SeenCheckpoint,
  TILE_WIDTH,
  tilePath,
  tileWidth,
  type VerifierKey,
} from '@hustings/log';

/** A file of the log by its path, as tlog-tiles names it; undefined where there is none. */
export type ReadFile = (path: string) => Promise<Result<Uint8Array | undefined, Failure>>;

/** What an observer keeps: survives the program. */
export interface Kept {
  /** Every checkpoint seen, in the order of their sizes. */
  readonly checkpoints: readonly SeenCheckpoint[];
  /** The hashes of the leaves seen, end to end. */
  readonly hashes: Uint8Array;
}

export interface Keeper {
  keepHashes(from: number, hashes: Uint8Array): void;
  keepCheckpoint(checkpoint: SeenCheckpoint): void;
}

export type Look =
  | { readonly kind: 'same'; readonly size: number }
  | { readonly kind: 'grown'; readonly from: number; readonly size: number }
  /** The log's key signed two trees of which neither is the beginning of the other. */
  | { readonly kind: 'fork'; readonly evidence: ForkEvidence }
  /** The log shows less than it has shown. */
  | {
      readonly kind: 'shrunk';
      readonly from: number;
      readonly size: number;
      readonly evidence: ForkEvidence;
    };

const MOST_LEAVES = 10_000_000;

export class WatchedLog {
  readonly #key: VerifierKey;
  readonly #read: ReadFile;
  readonly #keeper: Keeper;
  readonly #seen: SeenCheckpoint[];
  #tree: MerkleTree;

  constructor(key: VerifierKey, read: ReadFile, kept: Kept, keeper: Keeper) {
    this.#key = key;
    this.#read = read;
    this.#keeper = keeper;
    this.#seen = [...kept.checkpoints];
    const last = this.#seen.at(-1);
    // As much as the last checkpoint covers; where that is not its tree (a torn write), none at all.
    const tree = treeOfHashes(kept.hashes.subarray(0, (last?.size ?? 0) * HASH_SIZE));
    this.#tree = isTreeOf(last, tree) ? tree : new MerkleTree();
  }

  /** Looks once. An error is a log that cannot be reached or does not show what it signed. */
  async look(): Promise<Result<Look, Failure>> {
    const note = await this.#read('checkpoint');
    if (!note.ok) return note;
    if (note.value === undefined) return broken('There is no checkpoint.');
    const opened = openCheckpoint(note.value, this.#key.name, this.#key);
    if (!opened.ok) return opened;
    if (opened.value.size > MOST_LEAVES) return broken('The log is too large to be followed here.');
    if (opened.value.size === 0 && !equal(opened.value.root, EMPTY_ROOT))
      return broken('The log signed a root for no entries that is not theirs.');
    const shown: SeenCheckpoint = { ...opened.value, note: Buffer.from(note.value).toString() };
    const known = this.#tree.size;
    if (shown.size > known) {
      const grown = await this.#grow(shown);
      if (!grown.ok) return grown;
      if (grown.value !== undefined) return ok(grown.value);
    } else {
      const against = this.#contradiction(shown);
      if (against !== undefined) return ok({ kind: 'fork', evidence: against });
    }
    const last = this.#seen.at(-1);
    const isNew = !this.#seen.some((s) => s.size === shown.size);
    if (isNew) this.#keep(shown);
    if (last !== undefined && shown.size < last.size) {
      if (!isTreeOf(last, this.#tree))
        return broken(`The log shows ${shown.size} entries, and has shown ${last.size} before.`);
      return ok({
        kind: 'shrunk',
        from: last.size,
        size: shown.size,
        evidence: this.#between(shown, last),
      });
    }
    const from = last?.size ?? 0;
    return ok(
      isNew ? { kind: 'grown', from, size: shown.size } : { kind: 'same', size: shown.size },
    );
  }

  /** Reads the tree up to what is shown; gives a look when that contradicts what was seen. */
  async #grow(shown: SeenCheckpoint): Promise<Result<Look | undefined, Failure>> {
    const known = this.#tree.size;
    const added = await this.#leaves(known, shown.size);
    if (!added.ok) return added;
    if (added.value !== undefined) {
      for (const hash of added.value) this.#tree.appendHash(hash);
      if (this.#againstSeen(shown) === undefined && equal(this.#tree.root(), shown.root)) {
        this.#keeper.keepHashes(known, Buffer.concat(added.value));
        return ok(undefined);
      }
    }
    // What it shows now does not go on from what it showed: the whole of it is looked at anew.
    this.#tree = new MerkleTree();
    const whole = await this.#leaves(0, shown.size);
    if (!whole.ok) return whole;
    const hashes = Buffer.concat(whole.value ?? []);
    this.#tree = treeOfHashes(hashes);
    const isOwn = equal(this.#tree.root(), shown.root);
    const fork = isOwn ? this.#againstSeen(shown) : undefined;
    if (isOwn && fork === undefined) {
      // A tree smaller than one seen before is not kept: the next look reads it again.
      const last = this.#seen.at(-1);
      if (last === undefined || last.size <= shown.size) this.#keeper.keepHashes(0, hashes);
      return ok(undefined);
    }
    this.#tree = new MerkleTree();
    return fork === undefined
      ? broken('The tiles of the log do not give the root that it signed.')
      : ok(fork);
  }

  /** Every checkpoint seen must be a root that the tree now shown had. */
  #againstSeen(shown: SeenCheckpoint): Look | undefined {
    for (const seen of this.#seen)
      if (seen.size <= shown.size && !equal(this.#tree.root(seen.size), seen.root))
        return { kind: 'fork', evidence: this.#between(seen, shown) };
    return undefined;
  }

  /** A checkpoint no larger than the tree known, with another root than that tree had. */
  #contradiction(shown: SeenCheckpoint): ForkEvidence | undefined {
    if (equal(this.#tree.root(shown.size), shown.root)) return undefined;
    const same = this.#seen.find((s) => s.size === shown.size);
    const { size } = this.#tree;
    const against = same ?? this.#seen.findLast((s) => s.size > shown.size && s.size <= size);
    return against === undefined ? undefined : this.#between(shown, against);
  }

  /** Two checkpoints, the second being of the tree known. */
  #between(first: SeenCheckpoint, second: SeenCheckpoint): ForkEvidence {
    const notes = { log: this.#key, first: first.note, second: second.note };
    if (first.size === second.size) return { ...notes, proof: [] };
    const proof = this.#tree.consistencyProof(first.size, second.size);
    return { ...notes, root: this.#tree.root(first.size), proof };
  }

  #keep(shown: SeenCheckpoint): void {
    this.#keeper.keepCheckpoint(shown);
    this.#seen.push(shown);
    this.#seen.sort((a, b) => a.size - b.size);
  }

  /** The leaf hashes from `from` to `to`; undefined when those before `from` are others than those known. */
  async #leaves(from: number, to: number): Promise<Result<Uint8Array[] | undefined, Failure>> {
    const hashes: Uint8Array[] = [];
    for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index++) {
      const width = tileWidth(0, index, to);
      const path = tilePath({ level: 0, index, width });
      const tile = await this.#read(path);
      if (!tile.ok) return tile;
      if (tile.value?.length !== width * HASH_SIZE)
        return broken(`The log does not serve ${path}, which it must have.`);
      for (let i = 0; i < width; i++) {
        const hash = tile.value.slice(i * HASH_SIZE, (i + 1) * HASH_SIZE);
        const seq = index * TILE_WIDTH + i;
        if (seq >= from) hashes.push(hash);
        else if (!equal(this.#tree.leaf(seq), hash)) return ok(undefined);
      }
    }
    return ok(hashes);
  }
}

/** Whether a tree goes exactly up to the last checkpoint and has its root. */
function isTreeOf(last: SeenCheckpoint | undefined, tree: MerkleTree): boolean {
  return last !== undefined && tree.size === last.size && equal(tree.root(), last.root);
}

function treeOfHashes(hashes: Uint8Array): MerkleTree {
  const tree = new MerkleTree();
  for (let at = 0; at + HASH_SIZE <= hashes.length; at += HASH_SIZE)
    tree.appendHash(hashes.slice(at, at + HASH_SIZE));
  return tree;
}

function broken(message: string): Result<never, Failure> {
  return err({ code: 'cli/log-broken', message });
}
