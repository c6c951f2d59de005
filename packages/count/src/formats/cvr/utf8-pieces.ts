/** A stream of UTF-8 as strings, whose characters may be cut anywhere; for XML, whose lines may be any length. */
import { concat, fromUtf8 } from '@hustings/base';
import type { Place } from '../format-error.ts';
import { firstNotUtf8 } from './byte-place.ts';

export class Utf8Pieces {
  /** The beginning of a character that the last piece cut. */
  #rest: Uint8Array = new Uint8Array(0);

  /** The text of the piece as far as its characters are whole, or as far as it is UTF-8. */
  next(piece: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
    const bytes = this.#rest.length === 0 ? piece : concat(this.#rest, piece);
    const whole = wholeLength(bytes);
    this.#rest = bytes.slice(whole);
    const text = textOf(bytes.subarray(0, whole));
    if (text !== undefined) return { text, isUtf8: true };
    return { text: textOf(bytes.subarray(0, firstNotUtf8(bytes))) as string, isUtf8: false };
  }

  /** Whether the stream ended within a character. */
  get isCut(): boolean {
    return this.#rest.length > 0;
  }
}

/** Where a text ends that comes in pieces; lines end with LF, CRLF or CR. */
export class TextPlace {
  #line = 1;
  #column = 1;
  #afterCr = false;

  get place(): Place {
    return { line: this.#line, column: this.#column };
  }

  pass(text: string): void {
    const from = this.#afterCr && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#afterCr = text.endsWith('\r');
    const lineEnd = /\r\n|\n|\r/g;
    let at = from;
    for (lineEnd.lastIndex = from; lineEnd.test(text); at = lineEnd.lastIndex) {
      this.#line++;
      this.#column = 1;
    }
    this.#column += text.length - at;
  }
}

/** How many bytes there are up to a character at the end that is not whole. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >> 6 === 2) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function textOf(bytes: Uint8Array): string | undefined {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const from = at;
    while (at < bytes.length && at - from < 8192 && (bytes[at] as number) < 0x80) at++;
    text += String.fromCharCode.apply(null, bytes.subarray(from, at) as unknown as number[]);
    const beyond = at;
    while (at < bytes.length && (bytes[at] as number) >= 0x80) at++;
    if (at > beyond) {
      const part = fromUtf8(bytes.subarray(beyond, at));
      if (part === undefined) return undefined;
      text += part;
    }
  }
  return text;
}
