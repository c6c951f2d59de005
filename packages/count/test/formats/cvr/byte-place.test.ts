import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BytePlace, firstNotUtf8 } from '../../../src/formats/cvr/byte-place.ts';
import { TextPlace, Utf8Pieces } from '../../../src/formats/cvr/utf8-pieces.ts';
import { holds } from '../../elections.ts';
import { cut } from '../pieces.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\n', '"'), maxLength: 12 });

/** Line and column behind a text. */
function behind(before: string): { line: number; column: number } {
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

describe('places', () => {
  test('of any byte from the one held on are those of the text, however it is cut', () => {
    holds(
      fc.property(text, fc.array(fc.nat(), { maxLength: 4 }), fc.nat(), (whole, cuts, at) => {
        const characters = [...whole];
        const kept = at % (characters.length + 1);
        const before = characters.slice(0, kept).join('');
        const place = new BytePlace();
        let passed = 0;
        for (const piece of cut(bytes(whole), cuts)) {
          place.next(piece);
          passed += piece.length;
          const { bytes: known, start } = place.known;
          expect(known).toEqual(bytes(whole).subarray(start, passed));
          place.hold(Math.min(bytes(before).length, passed));
        }
        expect(place.of(bytes(before).length)).toEqual(behind(before));
        expect(place.of(passed)).toEqual(behind(whole));
      }),
      100,
    );
  });

  test('of a text in pieces: LF, CRLF and CR end a line, once', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '😀', '\n', '\r'), maxLength: 4 });
    holds(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const place = new TextPlace();
        for (const one of parts) place.pass(one);
        expect(place.place).toEqual(behind(parts.join('').replace(/\r\n|\r/g, '\n')));
      }),
      100,
    );
  });
});

describe('UTF-8', () => {
  const somewhatUtf8 = fc
    .array(
      fc.oneof(
        fc.constantFrom('a', 'é', '€', '😀', '\u0800', '\ud7ff', '\ue000', '\u{10ffff}').map(bytes),
        fc.uint8Array({ minLength: 1, maxLength: 2 }),
        fc
          .constantFrom(
            [0xc0, 0x80],
            [0xe0, 0x9f, 0x80],
            [0xed, 0xa0, 0x80],
            [0xf0, 0x8f, 0x80, 0x80],
            [0xf4, 0x90, 0x80, 0x80],
            [0xf5],
          )
          .map((one) => Uint8Array.from(one)),
      ),
      { maxLength: 5 },
    )
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

  test('the first byte that is none is found as the Encoding Standard would', () => {
    holds(
      fc.property(somewhatUtf8, (some) => {
        const at = firstNotUtf8(some);
        const decoded = (from: Uint8Array, stream: boolean): boolean => {
          try {
            new TextDecoder('utf-8', { fatal: true }).decode(from, { stream });
            return true;
          } catch {
            return false;
          }
        };
        expect(decoded(some.subarray(0, at), true)).toBe(true);
        if (at < some.length) expect(decoded(some, true)).toBe(false);
      }),
      200,
    );
  });

  test('in pieces it is read as a whole, up to the first byte that is none', () => {
    holds(
      fc.property(somewhatUtf8, fc.array(fc.nat(), { maxLength: 5 }), (some, cuts) => {
        const pieces = new Utf8Pieces();
        let read = '';
        let isUtf8 = true;
        for (const piece of cut(some, cuts)) {
          if (!isUtf8) break;
          const next = pieces.next(piece);
          read += next.text;
          isUtf8 = next.isUtf8;
        }
        const at = firstNotUtf8(some);
        expect(isUtf8 && !pieces.isCut).toBe(at === some.length && !endsWithin(some));
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        if (isUtf8) expect(read).toBe(decoder.decode(some.subarray(0, at), { stream: true }));
        else expect(read).toBe(decoder.decode(some.subarray(0, at)));
      }),
      200,
    );
  });
});

/** Whether the last character is not whole. */
function endsWithin(some: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(some);
    return false;
  } catch {
    return true;
  }
}
