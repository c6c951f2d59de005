/**
 * Byte strings of one length, many of them, and finding them again: what a box of half a million
 * ballots is made of. Rows lie in chunks, so that growing copies nothing; an index holds row numbers
 * only (open addressing), so that a key is in memory once.
 */
import { assert } from '@hustings/base';

const ROWS_PER_CHUNK = 1024;

export class Rows {
  readonly width: number;
  readonly #perChunk: number;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(width: number, perChunk: number = ROWS_PER_CHUNK) {
    this.width = width;
    this.#perChunk = perChunk;
  }

  /** The rows of one array, end to end, which is not copied and must not change; a rest too short is left out. */
  static over(bytes: Uint8Array, width: number): Rows {
    const length = Math.floor(bytes.length / width);
    const rows = new Rows(width, Math.max(1, length));
    if (length > 0) rows.#chunks.push(bytes);
    rows.#length = length;
    return rows;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends the parts, which make up one row, and returns its number. */
  push(...parts: readonly Uint8Array[]): number {
    const row = this.#length++;
    const within = row % this.#perChunk;
    if (within === 0) this.#chunks.push(new Uint8Array(this.width * this.#perChunk));
    const chunk = this.#chunks.at(-1) as Uint8Array;
    let at = within * this.width;
    for (const part of parts) {
      chunk.set(part, at);
      at += part.length;
    }
    assert(at === (within + 1) * this.width, 'the parts make up one row');
    return row;
  }

  /** A view of a row, or of a part of it. */
  at(row: number, from = 0, to: number = this.width): Uint8Array {
    const start = (row % this.#perChunk) * this.width;
    return this.#chunkOf(row).subarray(start + from, start + to);
  }

  is(row: number, key: Uint8Array): boolean {
    const chunk = this.#chunkOf(row);
    const start = (row % this.#perChunk) * this.width;
    if (key.length !== this.width) return false;
    for (let i = 0; i < key.length; i++) if (chunk[start + i] !== key[i]) return false;
    return true;
  }

  /** Leaves only the first `length` rows. */
  cutTo(length: number): void {
    assert(length <= this.#length, 'rows are only cut off');
    this.#length = length;
    this.#chunks.length = Math.ceil(length / this.#perChunk);
  }

  #chunkOf(row: number): Uint8Array {
    const chunk = this.#chunks[Math.floor(row / this.#perChunk)];
    assert(chunk !== undefined && row < this.#length, 'the row asked for is there');
    return chunk;
  }
}

/** Finds rows that are hashes or points by their bytes; of equal rows, the one that was added last. */
export class RowIndex {
  readonly #rows: Rows;
  /** Row number + 1, or 0 where nothing is. */
  #slots: Uint32Array = new Uint32Array(64);
  #used = 0;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** The number of the row that is `key`, or −1. */
  find(key: Uint8Array): number {
    return (this.#slots[this.#slotOf(key)] as number) - 1;
  }

  /** Makes a row findable; returns the equal row that was found until now, or −1. */
  add(row: number): number {
    if (2 * this.#used >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(this.#rows.at(row));
    const before = (this.#slots[slot] as number) - 1;
    this.#slots[slot] = row + 1;
    if (before < 0) this.#used++;
    return before;
  }

  /** Forgets everything and takes the rows there are now. */
  renew(): void {
    this.#slots.fill(0);
    this.#used = 0;
    for (let row = 0; row < this.#rows.length; row++) this.add(row);
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(2 * before.length);
    for (const value of before)
      if (value !== 0) this.#slots[this.#slotOf(this.#rows.at(value - 1))] = value;
  }

  /** Where the key is, or would go. */
  #slotOf(key: Uint8Array): number {
    const mask = this.#slots.length - 1;
    // Bytes from the middle: hashes and encodings of points are even there.
    let slot =
      ((key[8] as number) |
        ((key[9] as number) << 8) |
        ((key[10] as number) << 16) |
        ((key[11] as number) << 24)) &
      mask;
    for (;;) {
      const value = this.#slots[slot] as number;
      if (value === 0 || this.#rows.is(value - 1, key)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
