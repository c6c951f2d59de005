/**
 * Bytes that may be more than memory holds: read in ranges, written from the beginning to the end.
 * A file, a part of a file, or an array: pure packages see no difference.
 */
import { assert } from './result.ts';

export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /**
   * Bytes `from` up to `to`, 0 ≤ from ≤ to ≤ size. Nobody changes what comes back: it may be a view
   * of what is held. Rejects where the bytes cannot be had any more: with a RangeError where there are fewer.
   */
  read(from: number, to: number): Promise<Uint8Array>;
}

export interface ByteSink {
  /** Resolves when the bytes may be changed again by whoever gave them. */
  append(bytes: Uint8Array): Promise<void>;
}

/** What is being written, and can be read back as far as it has come. */
export interface ByteStore extends ByteSource, ByteSink {}

/** An array as a source: ranges are views of it. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) };
}

/** Bytes `from` up to `to` of a source, as a source. */
export function partOf(source: ByteSource, from: number, to: number): ByteSource {
  assert(0 <= from && from <= to && to <= source.size, 'a part lies within the whole');
  return { size: to - from, read: (start, end) => source.read(from + start, from + end) };
}

/** A store in memory, of a size that is known when it is made or grows as it is written. */
export class MemoryBytes implements ByteStore {
  #bytes: Uint8Array;
  #size = 0;

  /** `expected` bytes are set aside; more may come. */
  constructor(expected = 0) {
    this.#bytes = new Uint8Array(expected);
  }

  get size(): number {
    return this.#size;
  }

  /** All that was written: a view, until more comes. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  async read(from: number, to: number): Promise<Uint8Array> {
    assert(from <= to && to <= this.#size, 'what is read has been written');
    return this.#bytes.subarray(from, to);
  }

  async append(bytes: Uint8Array): Promise<void> {
    const end = this.#size + bytes.length;
    if (end > this.#bytes.length) {
      const more = new Uint8Array(Math.max(end, 2 * this.#bytes.length));
      more.set(this.bytes);
      this.#bytes = more;
    }
    this.#bytes.set(bytes, this.#size);
    this.#size = end;
  }
}
