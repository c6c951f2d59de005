import { readFileSync } from 'node:fs';
import { unwrap, utf8 } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatSignerKey,
  formatVerifierKey,
  isKeyName,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  signerKey,
  signNote,
  verifierKey,
} from '../src/index.ts';
import { anyBytes, anyText } from './arbitraries.ts';
import { testKey } from './helpers.ts';

const vectors = JSON.parse(
  readFileSync(new URL('./vectors/notes.json', import.meta.url), 'utf8'),
) as Record<
  | 'text'
  | 'signerKey'
  | 'verifierKey'
  | 'signature'
  | 'otherVerifierKey'
  | 'otherSignature'
  | 'specVerifierKey'
  | 'specNote',
  string
>;

const peter = unwrap(parseVerifierKey(vectors.verifierKey));
const enoch = unwrap(parseVerifierKey(vectors.otherVerifierKey));
const note = `${vectors.text}\n${vectors.signature}`;

describe('the published notes', () => {
  test('the signer key belongs to the verifier key, and signing gives the published note', () => {
    const signer = unwrap(parseSignerKey(vectors.signerKey));
    expect(formatVerifierKey(signer)).toBe(vectors.verifierKey);
    expect(formatSignerKey(signer)).toBe(vectors.signerKey);
    expect(signNote(vectors.text, [signer])).toBe(note);
  });

  test('open for their keys, as text and as bytes', () => {
    expect(openNote(note, [peter])).toEqual({
      ok: true,
      value: { text: vectors.text, signedBy: [peter] },
    });
    expect(openNote(utf8(note), [peter]).ok).toBe(true);
    const spec = unwrap(parseVerifierKey(vectors.specVerifierKey));
    expect(unwrap(openNote(vectors.specNote, [spec])).text).toBe('This is an example message.\n');
  });

  test('with two signatures tell which of the known keys signed', () => {
    const both = note + vectors.otherSignature;
    expect(unwrap(openNote(both, [enoch, peter])).signedBy).toEqual([peter, enoch]);
    expect(unwrap(openNote(both, [enoch])).signedBy).toEqual([enoch]);
    expect(unwrap(openNote(note + vectors.signature, [peter])).signedBy).toEqual([peter]);
  });
});

describe('a note is refused', () => {
  function code(text: string | Uint8Array, keys = [peter]): string {
    const opened = openNote(text, keys);
    return opened.ok ? 'ok' : opened.error.code;
  }

  test('when one character of its text is changed', () => {
    for (let i = 0; i < vectors.text.length - 1; i++) {
      const changed = note.slice(0, i) + (note[i] === 'x' ? 'y' : 'x') + note.slice(i + 1);
      expect(['log/bad-signature', 'log/bad-note']).toContain(code(changed));
    }
  });

  test('when no key that the reader trusts has signed it', () => {
    expect(code(note, [enoch])).toBe('log/no-known-signature');
    expect(code(note, [])).toBe('log/no-known-signature');
    // Same name, other key; and the same key ID under another name.
    expect(code(note, [verifierKey('PeterNeumann', enoch.publicKey)])).toBe(
      'log/no-known-signature',
    );
    expect(code(note, [{ ...peter, name: 'Peter' }])).toBe('log/no-known-signature');
  });

  test('when a key it knows has a false signature, even if another signature is good', () => {
    const forged = vectors.otherSignature.replace('rwz+eBzm', 'rwz+eBzn');
    expect(code(note + forged, [peter, enoch])).toBe('log/bad-signature');
    expect(code(note + forged, [peter])).toBe('ok');
  });

  test('when the key is no point of the curve: a failed signature, not an exception', () => {
    const key = verifierKey('bad', new Uint8Array(32).fill(0xff));
    const [, id = ''] = formatVerifierKey(key).split('+');
    const bytes = Buffer.from(`${id}${'00'.repeat(64)}`, 'hex').toString('base64');
    expect(code(`text\n\n— bad ${bytes}\n`, [key])).toBe('log/bad-signature');
  });

  test.each([
    ['has no blank line', `${vectors.text}${vectors.signature}`],
    ['has no signature', `${vectors.text}\n`],
    ['does not end its last line', note.slice(0, -1)],
    ['holds a carriage return', note.replace('\n', '\r\n')],
    ['holds a tab', note.replace(' ', '\t')],
    ['has a hyphen for a dash', note.replace('—', '-')],
    ['has two spaces before the signature', note.replace('Neumann ', 'Neumann  ')],
    ['has something after the signature', note.replace('=\n', '= x\n')],
    ['has a signature in loose base64', note.replace('AM=', 'AN=')],
    ['has a signature too short to hold a key ID', `${vectors.text}\n— PeterNeumann AAAA\n`],
    ['has a key name with a plus sign', note.replace('— Peter', '— Pet+r')],
    ['is empty', ''],
    ['is longer than any note may be', `${'a'.repeat(1_000_001)}\n`],
    ['has more signatures than any note may have', note + vectors.otherSignature.repeat(64)],
    ['holds half a character', note.replace('think', '\ud800')],
  ])('when it %s', (_, text) => {
    expect(code(text)).toBe('log/bad-note');
  });

  test('when its bytes are not UTF-8', () => {
    const bytes = utf8(note);
    bytes[3] = 0xff;
    expect(code(bytes)).toBe('log/bad-note');
  });
});

describe('keys', () => {
  test('come back from their text, whatever the name and seed', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter(isKeyName);
    fc.assert(
      fc.property(name, fc.uint8Array({ minLength: 32, maxLength: 32 }), (n, seed) => {
        const key = signerKey(n, seed);
        const { secretSeed: _, ...publicHalf } = key;
        expect(unwrap(parseSignerKey(formatSignerKey(key)))).toEqual(key);
        expect(unwrap(parseVerifierKey(formatVerifierKey(key)))).toEqual(publicHalf);
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    '',
    '+',
    '++',
    'a',
    'a+b',
    'PeterNeumann+c74f20a3',
    vectors.verifierKey.replace('c74f20a3', 'c74f20a4'),
    vectors.verifierKey.replace('c74f20a3', 'C74F20A3'),
    vectors.verifierKey.replace('Peter', 'Pete'),
    vectors.verifierKey.replace('Peter', 'Peter '),
    vectors.verifierKey.replace('ARpc', 'Ahpc'),
    vectors.verifierKey.slice(0, -4),
    vectors.signerKey,
  ])('%j is no verifier key', (text) => {
    expect(parseVerifierKey(text)).toMatchObject({ ok: false, error: { code: 'log/bad-key' } });
  });

  test('a private key with another key ID, or a public key, is no signer key', () => {
    expect(parseSignerKey(vectors.verifierKey)).toMatchObject({ ok: false });
    expect(parseSignerKey(vectors.signerKey.replace('c74f20a3', 'c74f20a2'))).toMatchObject({
      ok: false,
    });
    expect(parseSignerKey(vectors.signerKey).ok).toBe(true);
  });

  test('names with spaces, plus signs or control characters are not allowed', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\u0001', 'a\n', '\ud800'])
      expect(isKeyName(name)).toBe(false);
    for (const name of ['example.com/log', 'Zoë', '議会']) expect(isKeyName(name)).toBe(true);
    expect(() => signerKey('a b', new Uint8Array(32))).toThrow(TypeError);
    expect(() => signerKey('ab', new Uint8Array(31))).toThrow(TypeError);
    expect(() => verifierKey('ab', new Uint8Array(33))).toThrow(TypeError);
  });
});

test('any text that may be signed opens again, empty lines and all', () => {
  const lines = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), {
    minLength: 1,
    maxLength: 6,
  });
  const key = testKey('example.com/log');
  fc.assert(
    fc.property(lines, (list) => {
      const text = `${list.join('\n').replaceAll(/[^\n\P{Cc}]/gu, '')}\n`;
      expect(unwrap(openNote(signNote(text, [key]), [key])).text).toBe(text);
    }),
    { numRuns: 30 },
  );
  expect(() => signNote('no newline at the end', [key])).toThrow(TypeError);
  expect(() => signNote('a\rb\n', [key])).toThrow(TypeError);
});

test('arbitrary text and bytes never throw', () => {
  fc.assert(
    fc.property(anyText, anyBytes, (text, bytes) => {
      for (const opened of [openNote(text, [peter]), openNote(bytes, [peter])])
        expect(opened.ok).toBe(false);
      for (const key of [parseVerifierKey(text), parseSignerKey(text)]) expect(key.ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
