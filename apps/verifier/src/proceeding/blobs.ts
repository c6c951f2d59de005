/** The record's blobs, each held against its name and the size that an entry states. */
import { toHex } from '@hustings/base';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Blob } from '../entries/acts.ts';
import { count, hex32, isObject } from '../entries/shape.ts';
import type { Source } from '../files/source.ts';
import { entryPlace, type Findings } from '../findings.ts';

/** A rule book is named by its hash alone. */
type NamedBlob = Pick<Blob, 'sha256'> & Partial<Blob>;

export class Blobs {
  readonly #source: Source;
  readonly #findings: Findings;
  readonly #checked = new Set<string>();
  readonly #named = new Set<string>();
  readonly #toRead: { readonly seq: number; readonly blob: Blob }[] = [];

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
      if (!this.#checked.has(path))
        this.#findings.wrong(
          'blob/missing',
          path,
          `${entryPlace(seq)} names this blob, and it is not there.`,
        );
      this.#checked.add(path);
      return undefined;
    }
    if (size !== undefined && bytes.length !== size)
      this.#findings.wrong(
        'blob/size-differs',
        path,
        `The blob has not the size that ${entryPlace(seq)} states.`,
      );
    if (this.#checked.has(path)) return bytes;
    this.#checked.add(path);
    this.#findings.count('blobs');
    if (toHex(sha256(bytes)) !== name)
      this.#findings.wrong('blob/changed', path, 'The blob has not the hash that is its name.');
    return bytes;
  }

  /** Notes every blob that a well-formed act names, whether or not it is allowed. */
  nameAll(seq: number, act: unknown): void {
    if (Array.isArray(act)) for (const item of act) this.nameAll(seq, item);
    if (!isObject(act)) return;
    const { sha256: name, size } = act;
    if (hex32(name) && count(size))
      this.#toRead.push({ seq, blob: { sha256: name as string, size: size as number } });
    for (const inner of Object.values(act)) this.nameAll(seq, inner);
  }

  /** After everything: those that no check has asked for, and those that no entry names. */
  async finish(): Promise<void> {
    for (const { seq, blob } of this.#toRead)
      if (!this.#named.has(`blob/${blob.sha256}`)) await this.read(seq, blob);
    for (const path of this.#source.paths)
      if (/^blob\/[0-9a-f]{64}$/.test(path) && !this.#named.has(path))
        this.#findings.wrong('blob/stray', path, 'No entry names this blob.');
  }
}
