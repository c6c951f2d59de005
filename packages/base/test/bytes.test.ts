import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bigEndian,
  compare,
  concat,
  equal,
  fromBase64,
  fromHex,
  fromUtf8,
  readBigEndian,
  toBase64,
  toHex,
  utf8,
} from '../src/index.ts';

const bytes = fc.uint8Array({ maxLength: 40 });

describe('hex', () => {
  test('gives back the bytes, and is what Node writes', () => {
    fc.assert(
      fc.property(bytes, (b) => {
        expect(toHex(b)).toBe(Buffer.from(b).toString('hex'));
        expect(fromHex(toHex(b))).toEqual(b);
      }),
    );
  });

  test.each(['0', 'AB', 'g0', '0x', ' 0', '00 ', 'é0', '0\u0000'])('%j is not hex', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  test('any text is either the one spelling of some bytes or refused', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCg '), maxLength: 8 }),
        (text) => {
          const parsed = fromHex(text);
          if (parsed !== undefined) expect(toHex(parsed)).toBe(text);
          else expect(/^(?:[0-9a-f]{2})*$/.test(text)).toBe(false);
        },
      ),
    );
  });
});

describe('base64', () => {
  test('gives back the bytes, and is what Node writes', () => {
    fc.assert(
      fc.property(bytes, (b) => {
        expect(toBase64(b)).toBe(Buffer.from(b).toString('base64'));
        expect(fromBase64(toBase64(b))).toEqual(b);
      }),
    );
  });

  // RFC 4648 §10.
  test.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('%j is %j', (text, base64) => {
    expect(toBase64(utf8(text))).toBe(base64);
    expect(fromBase64(base64)).toEqual(utf8(text));
  });

  test.each([
    'Zg',
    'Zg=',
    'Zh==',
    'Zm9=',
    'Zg==Zg==',
    '=',
    '====',
    '=g==',
    'Z===',
    'Zm 8',
    'Zm9v\n',
    'Zm-_',
    'Zé==',
  ])('%j is not canonical base64', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  test('any text is either the one spelling of some bytes or refused', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ABZgm98/+=- '), maxLength: 12 });
    fc.assert(
      fc.property(text, (t) => {
        const parsed = fromBase64(t);
        if (parsed !== undefined) expect(toBase64(parsed)).toBe(t);
        else expect(Buffer.from(t, 'base64').toString('base64')).not.toBe(t);
      }),
      { numRuns: 500 },
    );
  });
});

describe('UTF-8', () => {
  test('is what the Encoding Standard writes, for any string', () => {
    const anyUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((u) => String.fromCharCode(...u));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyUnits), (text) => {
        expect(utf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
        if (text.isWellFormed()) expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
  });

  test('bytes are read exactly when a strict decoder reads them, and read the same', () => {
    // Bytes near the borders of the encoding, so that overlong forms and surrogates really come up.
    const edgy = fc.array(
      fc.oneof(
        fc.constantFrom(
          0x00,
          0x41,
          0x7f,
          0x80,
          0x8f,
          0x90,
          0x9f,
          0xa0,
          0xbf,
          0xc0,
          0xc1,
          0xc2,
          0xdf,
          0xe0,
          0xed,
          0xef,
          0xf0,
          0xf4,
          0xf5,
          0xf8,
          0xff,
        ),
        fc.integer({ min: 0, max: 255 }),
      ),
      { maxLength: 6 },
    );
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(edgy, (list) => {
        const input = Uint8Array.from(list);
        let expected: string | undefined;
        try {
          expected = strict.decode(input);
        } catch {
          expected = undefined;
        }
        expect(fromUtf8(input)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong slash in three bytes', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a point beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a stray continuation', [0x80]],
    ['a character cut short', [0xe2, 0x82]],
  ])('%s is refused', (_, list) => {
    expect(fromUtf8(Uint8Array.from(list))).toBeUndefined();
  });
});

describe('integers', () => {
  test('come back from their bytes', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 2 ** 31 - 1 }),
        fc.integer({ min: 4, max: 6 }),
        bytes,
        (n, width, before) => {
          const written = bigEndian(n, width);
          expect(written).toHaveLength(width);
          expect(readBigEndian(concat(before, written), before.length, width)).toBe(n);
          expect(bigEndian(BigInt(n), width)).toEqual(written);
        },
      ),
    );
    expect(readBigEndian(bigEndian(2 ** 48 - 1, 6), 0, 6)).toBe(2 ** 48 - 1);
    expect(bigEndian(2n ** 64n - 1n, 8)).toEqual(new Uint8Array(8).fill(255));
  });

  test('that do not fit their width, and negative ones, throw', () => {
    expect(() => bigEndian(256, 1)).toThrow(RangeError);
    expect(() => bigEndian(65_536, 2)).toThrow(RangeError);
    expect(() => bigEndian(-1, 4)).toThrow(RangeError);
  });
});

describe('joining and comparing', () => {
  test('joined bytes are the parts one after another, in a new array', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 5 }), (parts) => {
        const joined = concat(...parts);
        expect([...joined]).toEqual(parts.flatMap((p) => [...p]));
        expect(parts.every((p) => p.buffer !== joined.buffer)).toBe(true);
      }),
    );
  });

  test('equality and order are those of Node', () => {
    const short = fc.uint8Array({ maxLength: 3, max: 2 });
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(equal(a, b)).toBe(Buffer.compare(a, b) === 0);
        // Added to zero, since −0 and 0 are not the same to `toBe`.
        expect(Math.sign(compare(a, b)) + 0).toBe(Buffer.compare(a, b));
      }),
      { numRuns: 500 },
    );
  });
});
