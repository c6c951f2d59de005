/** Where a byte of a stream stands in its text: line and column, for a reader that works on bytes. */
import { concat } from '@hustings/base';
import type { Place } from '../format-error.ts';

const LF = 10;
/** A word longer than this is not held; its place is then that of a later piece. */
const MOST_HELD = 1 << 20;

interface Piece {
  readonly bytes: Uint8Array;
  /** Offset of its first byte in the stream, and the place of that. */
  readonly start: number;
  readonly place: Place;
}

const EMPTY: Piece = { bytes: new Uint8Array(0), start: 0, place: { line: 1, column: 1 } };

/** Goes through the pieces of a stream in UTF-8. */
export class BytePlace {
  #piece: Piece = EMPTY;
  /** What was held of the pieces before: it ends where the piece begins. */
  #held: Piece = EMPTY;
  /** How far the piece has been gone through, so that no byte is looked at twice. */
  #passed = 0;
  #place: Place = EMPTY.place;

  /** Takes the next piece, which is not copied. */
  next(bytes: Uint8Array): void {
    const place = this.#pass(this.#piece.bytes.length);
    this.#piece = { bytes, start: this.#piece.start + this.#piece.bytes.length, place };
    this.#passed = 0;
  }

  /** Where the byte at this offset stands: one in the piece, or not before the one held. */
  of(offset: number): Place {
    const { start, bytes } = this.#piece;
    if (offset >= start) return this.#pass(Math.min(offset - start, bytes.length));
    const held = Math.max(0, offset - this.#held.start);
    return placeAfter(this.#held.place, this.#held.bytes, 0, held);
  }

  /** Keeps a copy of what there is from this offset on, as it may belong to a word that is not whole yet. */
  hold(offset: number): void {
    const { start, bytes } = this.#piece;
    const place = this.of(offset);
    const held =
      offset >= start
        ? bytes.slice(offset - start)
        : concat(this.#held.bytes.subarray(Math.max(0, offset - this.#held.start)), bytes);
    const from = start + bytes.length - held.length;
    this.#held =
      held.length > MOST_HELD
        ? { bytes: new Uint8Array(0), start: start + bytes.length, place: this.#pass(bytes.length) }
        : { bytes: held, start: from, place };
  }

  /** Bytes from the first held to the last of the piece, and the offset of the first; until `hold` is called for the piece. */
  get known(): { readonly bytes: Uint8Array; readonly start: number } {
    const { start, bytes } = this.#held;
    return {
      bytes: concat(bytes, this.#piece.bytes),
      start: bytes.length > 0 ? start : this.#piece.start,
    };
  }

  #pass(to: number): Place {
    if (to > this.#passed) {
      this.#place = placeAfter(
        this.#passed === 0 ? this.#piece.place : this.#place,
        this.#piece.bytes,
        this.#passed,
        to,
      );
      this.#passed = to;
      return this.#place;
    }
    if (to === this.#passed) return to === 0 ? this.#piece.place : this.#place;
    return placeAfter(this.#piece.place, this.#piece.bytes, 0, to);
  }
}

/** The place `to`, where `place` is that of `from`. */
function placeAfter(place: Place, bytes: Uint8Array, from: number, to: number): Place {
  let { line, column } = place;
  let at = from;
  const passed = bytes.subarray(0, to);
  for (let end = passed.indexOf(LF, at); end >= 0; end = passed.indexOf(LF, at)) {
    line++;
    column = 1;
    at = end + 1;
  }
  // UTF-16 units: one for each first byte of a character, two for those of four bytes.
  for (; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >> 6 !== 2) column += byte >= 0xf0 ? 2 : 1;
  }
  return { line, column };
}

/** The first byte that is not UTF-8; the length if there is none. A character cut off at the end is none. */
export function firstNotUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] as number;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first >= 0x80 && (first < 0xc2 || first > 0xf4)) return at;
    for (let k = 1; k < length && at + k < bytes.length; k++) {
      const byte = bytes[at + k] as number;
      // Overlong forms, surrogates and what is above U+10FFFF show in the second byte.
      const least = k > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      const most = k > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      if (byte < least || byte > most) return at;
    }
    at += length;
  }
  return bytes.length;
}
