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

/** Keeps everything in memory: for replays that are written out at the end, and for tests. */
export class MemoryLedger implements Ledger {
  readonly #leaves: Uint8Array[] = [];
  readonly #blobs = new Map<string, Uint8Array>();

  async append(leaves: readonly Uint8Array[], blobs: readonly NewBlob[] = []): Promise<void> {
    for (const blob of blobs) this.#blobs.set(blob.sha256, blob.bytes);
    for (const leaf of leaves) this.#leaves.push(leaf);
  }

  async *leaves(from = 0): AsyncGenerator<Uint8Array> {
    for (let i = from; i < this.#leaves.length; i++) yield this.#leaves[i] as Uint8Array;
  }

  async blob(name: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(name);
  }
}
