import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, fromHex, parseCanonical, unwrap, utf8 } from '../src/index.ts';

/** RFC 8785 Appendix B: IEEE 754 bits and their one spelling. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function double(bits: string): number {
  const bytes = fromHex(bits) as Uint8Array;
  return new DataView(bytes.buffer).getFloat64(0);
}

describe('RFC 8785', () => {
  test.each(NUMBERS)('Appendix B: the bits %s are written %s', (bits, spelling) => {
    expect(canonicalJson(double(bits))).toBe(spelling);
  });

  test('Appendix B: NaN and infinity have no form', () => {
    expect(() => canonicalJson(double('7fffffffffffffff'))).toThrow(TypeError);
    expect(() => canonicalJson(double('7ff0000000000000'))).toThrow(TypeError);
  });

  test('§3.2.2: the sample object is written as the RFC prints it', () => {
    const value: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('§3.2.3: keys are ordered by UTF-16 code units', () => {
    const value: unknown = JSON.parse(
      String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    );
    expect(Object.values(JSON.parse(canonicalJson(value)) as object).length).toBe(7);
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test('what is no JSON value throws', () => {
    for (const value of [
      undefined,
      { a: undefined },
      [undefined],
      new Array(1),
      () => 1,
      1n,
      new Date(0),
      '\ud800',
    ]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe('parseCanonical', () => {
  test('returns the value of canonical text', () => {
    expect(unwrap(parseCanonical(utf8('{"a":[1,"ö"],"b":null}')))).toEqual({
      a: [1, 'ö'],
      b: null,
    });
  });

  test.each([
    ['{"b":1,"a":2}', 'json/not-canonical'],
    ['{"a":1,"a":1}', 'json/not-canonical'],
    ['{"a": 1}', 'json/not-canonical'],
    ['1.0', 'json/not-canonical'],
    ['-0', 'json/not-canonical'],
    ['1e400', 'json/not-canonical'],
    [String.raw`"\ud800"`, 'json/not-canonical'],
    [String.raw`"\u0041"`, 'json/not-canonical'],
    [String.raw`"\/"`, 'json/not-canonical'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'json/not-canonical'],
    ['\ufeff{}', 'json/not-json'],
    ['', 'json/not-json'],
    ['{"a":1}{', 'json/not-json'],
  ])('refuses %.20s', (text, code) => {
    expect(parseCanonical(utf8(text))).toMatchObject({ ok: false, error: { code } });
  });

  test('refuses bytes that are not UTF-8', () => {
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({
      ok: false,
      error: { code: 'json/not-utf8' },
    });
  });

  test('a key named __proto__ is a key like any other', () => {
    const value = unwrap(parseCanonical(utf8('{"__proto__":{"a":1}}')));
    expect(canonicalJson(value)).toBe('{"__proto__":{"a":1}}');
  });

  test('any JSON value comes back from its canonical text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = canonicalJson(value);
        expect(canonicalJson(unwrap(parseCanonical(utf8(once))))).toBe(once);
      }),
    );
  });

  test('any bytes give a value or a failure, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const result = parseCanonical(bytes);
        if (result.ok) expect(utf8(canonicalJson(result.value))).toEqual(bytes);
      }),
    );
  });
});
