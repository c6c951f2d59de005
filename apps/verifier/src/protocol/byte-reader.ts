/** Reads a layout from front to back; undefined as soon as there are too few bytes. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(length: number): Uint8Array | undefined {
    if (this.#at + length > this.#bytes.length) return undefined;
    const out = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return out;
  }

  byte(): number | undefined {
    return this.take(1)?.[0];
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
