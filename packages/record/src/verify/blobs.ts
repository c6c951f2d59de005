/**
 * Blobs by name, hashed at every reading; a blob that is missing or altered is found where it is
 * named. Where the source can give ranges, no blob is held whole: it is hashed once from beginning to
 * end, and so is each of its pages, which every later reading of a range is held to.
 */
import { type ByteSource, equal, sourceOf, toHex } from '@hustings/base';
import { sha256 as hash, Sha256 } from '@hustings/hash';
import { blobPath, type RecordSource } from '../source.ts';
import type { Notebook } from './finding.ts';

/** Bytes of a page: 2,048 elements of a list. */
const PAGE = 2 ** 16;
/** Pages of one blob kept: a list or a proof is read at seven places at once, each going forward. */
const KEPT = 16;

/** What a blob was when it was read from beginning to end. */
interface Known {
  readonly size: number;
  /** SHA-256 of each page. */
  readonly pages: readonly Uint8Array[];
}

export class Blobs {
  readonly #source: RecordSource;
  readonly #notes: Notebook;
  readonly #named = new Set<string>();
  /** Names of files that were found to be others. */
  readonly #changed = new Set<string>();
  readonly #known = new Map<string, Known>();

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
    const file = await this.#open(path);
    if (file === undefined) {
      this.#notes.find('blob/missing', path, `Entry ${seq} names this file, and it is not there.`);
      return;
    }
    if (named.size !== undefined && file.size !== named.size)
      this.#notes.find(
        'blob/size-differs',
        path,
        `Entry ${seq} says ${named.size} bytes; the file has ${file.size}.`,
      );
    if (this.#named.has(named.sha256)) return;
    this.#named.add(named.sha256);
    await this.#readThrough(named.sha256, file);
    if (!this.#changed.has(named.sha256)) this.#notes.count('blobs');
  }

  /**
   * The bytes as they are, altered or not: what follows from them is checked too. They are hashed at
   * every reading, since whoever serves them could show each check another file.
   */
  async read(sha256: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#source.read(blobPath(sha256));
    if (bytes !== undefined && toHex(hash(bytes)) !== sha256) this.#findChanged(sha256);
    return bytes;
  }

  /** The same in ranges: every page is what it was when the whole was hashed, or that is found. */
  async open(sha256: string): Promise<ByteSource | undefined> {
    if (this.#source.open === undefined) {
      const bytes = await this.read(sha256);
      return bytes && sourceOf(bytes);
    }
    const file = await this.#open(blobPath(sha256));
    if (file === undefined) return undefined;
    const known = this.#known.get(sha256) ?? (await this.#readThrough(sha256, file));
    if (file.size !== known.size) this.#findChanged(sha256);
    return new PagedBlob(file, known, () => this.#findChanged(sha256));
  }

  async checkStrays(): Promise<void> {
    for (const path of await this.#source.list()) {
      const name = /^blob\/([0-9a-f]{64})$/.exec(path)?.[1];
      if (name !== undefined && !this.#named.has(name))
        this.#notes.find('blob/stray', path, 'No entry names this file.');
    }
  }

  async #open(path: string): Promise<ByteSource | undefined> {
    if (this.#source.open !== undefined) return this.#source.open(path);
    const bytes = await this.#source.read(path);
    return bytes && sourceOf(bytes);
  }

  async #readThrough(name: string, file: ByteSource): Promise<Known> {
    const whole = new Sha256();
    const pages: Uint8Array[] = [];
    for (let from = 0; from < file.size; from += PAGE) {
      const page = await pageAt(file, from);
      whole.update(page);
      if (this.#source.open !== undefined) pages.push(hash(page));
    }
    const known = { size: file.size, pages };
    if (this.#source.open !== undefined) this.#known.set(name, known);
    if (toHex(whole.digest()) !== name) this.#findChanged(name);
    return known;
  }

  #findChanged(name: string): void {
    if (this.#changed.has(name)) return;
    this.#changed.add(name);
    this.#notes.find(
      'blob/changed',
      blobPath(name),
      'The file is not the one whose hash is its name.',
    );
  }
}

/** The page from byte `from` on; zeros, which are not what was there, where a file has been cut short meanwhile. */
async function pageAt(file: ByteSource, from: number): Promise<Uint8Array> {
  const to = Math.min(file.size, from + PAGE);
  try {
    return await file.read(from, to);
  } catch (error) {
    if (error instanceof RangeError) return new Uint8Array(to - from);
    throw error;
  }
}

/** A blob read by pages, each held to what it was. */
class PagedBlob implements ByteSource {
  readonly size: number;
  readonly #file: ByteSource;
  readonly #known: Known;
  readonly #onChange: () => void;
  /** Least recently asked for first. */
  readonly #pages = new Map<number, Promise<Uint8Array>>();

  constructor(file: ByteSource, known: Known, onChange: () => void) {
    this.size = file.size;
    this.#file = file;
    this.#known = known;
    this.#onChange = onChange;
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    const out = new Uint8Array(to - from);
    for (let at = from; at < to; ) {
      const p = Math.floor(at / PAGE);
      const page = await this.#page(p);
      const part = page.subarray(at - p * PAGE, Math.min(to - p * PAGE, PAGE));
      out.set(part, at - from);
      at += part.length;
    }
    return out;
  }

  #page(p: number): Promise<Uint8Array> {
    const page = this.#pages.get(p) ?? this.#load(p);
    this.#pages.delete(p);
    this.#pages.set(p, page);
    for (const [oldest] of this.#pages) {
      if (this.#pages.size <= KEPT) break;
      this.#pages.delete(oldest);
    }
    return page;
  }

  async #load(p: number): Promise<Uint8Array> {
    const page = await pageAt(this.#file, p * PAGE);
    const then = this.#known.pages[p];
    if (then === undefined || !equal(hash(page), then)) this.#onChange();
    return page;
  }
}
