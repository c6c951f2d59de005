/** Blobs by name, each hashed once; a blob that is missing or altered is found where it is named. */
import { toHex } from '@hustings/base';
import { sha256 as hash } from '@hustings/hash';
import { blobPath, type RecordSource } from '../source.ts';
import type { Notebook } from './finding.ts';

export class Blobs {
  readonly #source: RecordSource;
  readonly #notes: Notebook;
  readonly #named = new Set<string>();
  /** Names of files that were found to be others. */
  readonly #changed = new Set<string>();

  constructor(source: RecordSource, notes: Notebook) {
    this.#source = source;
    this.#notes = notes;
  }

  /** Takes note that entry `seq` names this blob, and checks it. */
  async check(
    named: { readonly sha256: string; readonly size?: number },
    seq: number,
  ): Promise<void> {
    const path = blobPath(named.sha256);
    const bytes = await this.#source.read(path);
    if (bytes === undefined) {
      this.#notes.find('blob/missing', path, `Entry ${seq} names this file, and it is not there.`);
      return;
    }
    if (named.size !== undefined && bytes.length !== named.size)
      this.#notes.find(
        'blob/size-differs',
        path,
        `Entry ${seq} says ${named.size} bytes; the file has ${bytes.length}.`,
      );
    if (this.#named.has(named.sha256)) return;
    this.#named.add(named.sha256);
    if (this.#isWhole(named.sha256, bytes)) this.#notes.count('blobs');
  }

  /**
   * The bytes as they are, altered or not: what follows from them is checked too. They are hashed at
   * every reading, since whoever serves them could show each check another file.
   */
  async read(sha256: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#source.read(blobPath(sha256));
    if (bytes !== undefined) this.#isWhole(sha256, bytes);
    return bytes;
  }

  #isWhole(name: string, bytes: Uint8Array): boolean {
    if (this.#changed.has(name)) return false;
    if (toHex(hash(bytes)) === name) return true;
    this.#changed.add(name);
    this.#notes.find(
      'blob/changed',
      blobPath(name),
      'The file is not the one whose hash is its name.',
    );
    return false;
  }

  async checkStrays(): Promise<void> {
    for (const path of await this.#source.list()) {
      const name = /^blob\/([0-9a-f]{64})$/.exec(path)?.[1];
      if (name !== undefined && !this.#named.has(name))
        this.#notes.find('blob/stray', path, 'No entry names this file.');
    }
  }
}
