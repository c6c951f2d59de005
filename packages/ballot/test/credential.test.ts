import { hkdfSync } from 'node:crypto';
import { bigEndian, concat, unwrap, utf8 } from '@hustings/base';
import { encodeScalar, G, scalarFromWide } from '@hustings/ristretto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { credentialsFromCodes, newCode, parseCode } from '../src/index.ts';
import { group, seededRandom } from './support.ts';

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const random = seededRandom('credentials');
const roll = { organisation: 'A society', roll: 'roll-1' };

const anyCode = fc
  .uint8Array({ minLength: 12, maxLength: 12 })
  .map((bytes) => newCode(() => bytes));

test('a new code is five groups of four and reads back', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(parseCode(code)).toEqual({ ok: true, value: code });
    }),
  );
});

test('every one of the 95 bits drawn changes the code', () => {
  const codes = new Set([newCode(() => new Uint8Array(12))]);
  for (let bit = 0; bit < 96; bit++) {
    const bytes = new Uint8Array(12);
    bytes[bit >> 3] = 128 >> (bit & 7);
    codes.add(newCode(() => bytes));
  }
  // The first of the 96 bits is not used: its code is that of zero.
  expect(codes.size).toBe(96);
});

test('a code may be typed in small letters, with O for 0, I and L for 1, and any spaces and dashes', () => {
  const code = newCode(() => Uint8Array.from([0, 1, 0, 66, 16, 4, 0, 33, 9, 2, 0, 64]));
  expect(code).toMatch(/0.*1|1.*0/);
  const spellings = [
    code.toLowerCase(),
    code.replaceAll('-', ''),
    code.replaceAll('-', ' — '),
    ` ${code.replaceAll('0', 'o').replaceAll('1', 'l')}\n`,
    code.replaceAll('0', 'O').replaceAll('1', 'i'),
  ];
  for (const spelling of spellings) expect(unwrap(parseCode(spelling))).toBe(code);
});

test('any one wrong symbol and any two swapped are found', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      const symbols = [...code.replaceAll('-', '')];
      for (let i = 0; i < symbols.length; i++) {
        for (const other of SYMBOLS)
          if (other !== symbols[i])
            expect(parseCode(symbols.with(i, other).join(''))).toMatchObject({
              error: { code: 'credential/mistyped' },
            });
        for (let j = i + 1; j < symbols.length; j++) {
          const [a, b] = [symbols[i] as string, symbols[j] as string];
          if (a !== b) expect(parseCode(symbols.with(i, b).with(j, a).join('')).ok).toBe(false);
        }
      }
    }),
    { numRuns: 5 },
  );
});

test('what is wrong with a code is told: a symbol, the length, or a slip', () => {
  const code = newCode(random);
  const reason = (text: string): unknown => {
    const parsed = parseCode(text);
    return parsed.ok ? 'ok' : parsed.error.code;
  };
  expect(reason('')).toBe('credential/wrong-length');
  expect(reason(code.slice(1))).toBe('credential/wrong-length');
  expect(reason(`${code}0`)).toBe('credential/wrong-length');
  expect(reason(code.replace(/^./, 'U'))).toBe('credential/wrong-symbol');
  expect(reason(code.replace(/^./, '!'))).toBe('credential/wrong-symbol');
});

test('any text at all is read without a throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const parsed = parseCode(text);
      if (parsed.ok) expect(unwrap(parseCode(parsed.value))).toBe(parsed.value);
      else expect(parsed.error.code).toMatch(/^credential\//);
    }),
  );
});

test('the key of a code is HKDF-SHA512 of its 19 symbols, bound to organisation and roll', async () => {
  const codes = [newCode(random), newCode(random)];
  const pairs = await credentialsFromCodes(group, codes, roll);
  for (const [i, code] of codes.entries()) {
    const prefixed = (text: string): Uint8Array =>
      concat(bigEndian(utf8(text).length, 2), utf8(text));
    const info = concat(prefixed(roll.organisation), prefixed(roll.roll));
    const symbols = code.replaceAll('-', '').slice(0, 19);
    const wide = new Uint8Array(
      hkdfSync('sha512', utf8(symbols), utf8('hustings/1/credential'), info, 64),
    );
    const secret = encodeScalar(scalarFromWide(wide));
    expect(pairs[i]?.secret).toEqual(secret);
    expect(pairs[i]?.public).toEqual(await group.mulFixed([{ base: G, scalars: secret }]));
  }
});

test('one code has another key on every roll, also where names could run together', async () => {
  const code = newCode(random);
  const rolls = [
    roll,
    { organisation: 'A society', roll: 'roll-2' },
    { organisation: 'A societyr', roll: 'oll-1' },
    { organisation: 'Another', roll: 'roll-1' },
  ];
  const keys = new Set<string>();
  for (const one of rolls)
    for (const { public: key } of await credentialsFromCodes(group, [code], one))
      keys.add(key.join());
  expect(keys.size).toBe(rolls.length);
});

test('a key is never made of a code that does not parse', async () => {
  await expect(credentialsFromCodes(group, ['0000'], roll)).rejects.toThrow(TypeError);
});
