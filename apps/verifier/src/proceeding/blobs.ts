/** The record's blobs, each held against its name and the size that an entry states. */
import { toHex } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Blob } from '../entries/acts.ts';
import type { Source } from '../files/source.ts';
import { entryPlace, type Findings } from '../findings.ts';

/** A rule book is named by its hash alone. */
type NamedBlob = Pick<Blob, 'sha256'> & Partial<Blob>;

export class Blobs {
  readonly #source: Source;
  readonly #findings: Findings;
  readonly #checked = new Set<string>();
  readonly #named = new Set<string>();

  constructor(source: Source, findings: Findings) {
    this.#source = source;
    this.#findings = findings;
  }

  /** The bytes that the entry at `seq` names; undefined, and a finding, where they are not its own. */
  async read(seq: number, { sha256: name, size }: NamedBlob): Promise<Uint8Array | undefined> {
    const path = `blob/${name}`;
    this.#named.add(path);
    const bytes = await this.#source.read(path);
    if (bytes === undefined) {
      this.#findings.wrong('files', entryPlace(seq), `The blob ${name} is missing.`);
      return undefined;
    }
    if (size !== undefined && bytes.length !== size)
      this.#findings.wrong('files', entryPlace(seq), `The blob ${name} has not the size stated.`);
    if (this.#checked.has(path)) return bytes;
    this.#checked.add(path);
    this.#findings.count('blobs');
    if (toHex(sha256(bytes)) !== name)
      this.#findings.wrong('files', path, 'The blob has not the hash that is its name.');
    return bytes;
  }

  /** After everything was read: what nobody asked for. */
  async reportStrangers(): Promise<void> {
    for (const path of this.#source.paths)
      if (path.startsWith('blob/') && !this.#named.has(path))
        this.#findings.wrong('files', path, 'No entry names this blob.');
  }
}
