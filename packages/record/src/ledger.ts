/**
 * Where the leaves of a proceeding durably are. The server's ledger is a database, a replay's may be
 * memory: nothing is acknowledged before `append` resolves.
 */
import { toHex } from '@hustings/base';
import { sha256 } from '@hustings/hash';
import type { BlobRef } from '@hustings/rulebook';

export interface NewBlob {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

export interface Ledger {
  /** Resolves when leaves and blobs are all durable; rejects when none of them is. */
  append(leaves: readonly Uint8Array[], blobs?: readonly NewBlob[]): Promise<void>;
  /** Every leaf from `from` on, in order. */
  leaves(from?: number): AsyncIterable<Uint8Array>;
  blob(sha256: string): Promise<Uint8Array | undefined>;
}

export function newBlob(bytes: Uint8Array): NewBlob {
  return { sha256: toHex(sha256(bytes)), bytes };
}

export function refOf(blob: NewBlob): BlobRef {
  return { sha256: blob.sha256, size: blob.bytes.length };
}

/** Bytes of one of the pieces of memory that leaves are laid in. */
const SLAB = 2 ** 18;

interface Extent {
  readonly slab: number;
  readonly from: number;
  readonly to: number;
}

/** Keeps everything in memory: for replays that are written out at the end, and for tests. */
export class MemoryLedger implements Ledger {
  /** Leaves end to end: half a million arrays of their own would take twice the memory. */
  readonly #slabs: Uint8Array[] = [];
  #filled = SLAB;
  readonly #leaves: Extent[] = [];
  readonly #blobs = new Map<string, Uint8Array>();

  async append(leaves: readonly Uint8Array[], blobs: readonly NewBlob[] = []): Promise<void> {
    for (const blob of blobs) this.#blobs.set(blob.sha256, blob.bytes);
    for (const leaf of leaves) this.#append(leaf);
  }

  /** The leaves as views, for reading. */
  async *leaves(from = 0): AsyncGenerator<Uint8Array> {
    for (let i = from; i < this.#leaves.length; i++) {
      const { slab, from: start, to } = this.#leaves[i] as Extent;
      yield (this.#slabs[slab] as Uint8Array).subarray(start, to);
    }
  }

  async blob(name: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(name);
  }

  #append(leaf: Uint8Array): void {
    if (this.#filled + leaf.length > SLAB) {
      this.#slabs.push(new Uint8Array(Math.max(SLAB, leaf.length)));
      this.#filled = 0;
    }
    const slab = this.#slabs.length - 1;
    const from = this.#filled;
    this.#slabs[slab]?.set(leaf, from);
    this.#filled += leaf.length;
    this.#leaves.push({ slab, from, to: this.#filled });
  }
}
