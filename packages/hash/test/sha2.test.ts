import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { startEngine } from '../src/engine.ts';
import { hkdfSha512, hmacSha512, Sha256, Sha512, sha256, sha512 } from '../src/index.ts';
import { ROOM, writeModule } from '../src/module.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const filled = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);

const algorithms = [
  { name: 'sha256', ours: sha256, noble: nobleSha256, Stream: Sha256 },
  { name: 'sha512', ours: sha512, noble: nobleSha512, Stream: Sha512 },
] as const;

describe.each(algorithms)('$name', ({ name, ours, noble, Stream }) => {
  test('gives the digests of FIPS 180-4', () => {
    const abc = { sha256: 'ba7816bf8f01cfea', sha512: 'ddaf35a193617aba' }[name];
    expect(hex(ours(Buffer.from('abc'))).slice(0, 16)).toBe(abc);
  });

  test('agrees with node:crypto and noble at every length up to three blocks', () => {
    for (let length = 0; length <= 400; length++) {
      const message = filled(length);
      expect(hex(ours(message))).toBe(createHash(name).update(message).digest('hex'));
      expect(ours(message)).toEqual(noble(message));
    }
  });

  test('agrees around the room that the module has for input', () => {
    for (const length of [-129, -65, -17, -1, 0, 1, 63, 64, 127, 128, ROOM - 1, ROOM, ROOM + 1]) {
      const message = filled(ROOM + length);
      expect(hex(ours(message))).toBe(createHash(name).update(message).digest('hex'));
    }
  });

  test('takes a message in parts, however it is cut', () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.nat(2), (some, long) => {
        const all = [...some, filled(long * 50_000)];
        const whole = Buffer.concat(all);
        const expected = hex(noble(whole));
        const stream = new Stream();
        for (const part of all) stream.update(part);
        return hex(ours(...all)) === expected && hex(stream.digest()) === expected;
      }),
    );
  });

  test('streams do not disturb each other', () => {
    const [a, b] = [new Stream(), new Stream()];
    a.update(filled(200));
    b.update(filled(131));
    a.update(filled(77));
    ours(filled(999));
    expect(b.digest()).toEqual(noble(filled(131)));
    expect(a.digest()).toEqual(noble(Buffer.concat([filled(200), filled(77)])));
  });

  test('leaves its input as it was, and gives bytes of the caller’s own', () => {
    const message = filled(64);
    const first = ours(message);
    const kept = first.slice();
    ours(filled(65));
    expect(message).toEqual(filled(64));
    expect(first).toEqual(kept);
  });
});

describe('HMAC and HKDF', () => {
  test('agree with node:crypto and noble for keys of any length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.uint8Array({ maxLength: 90 }),
        fc.integer({ min: 1, max: 300 }),
        (key, message, info, length) =>
          hex(hmacSha512(key, message)) ===
            createHmac('sha512', key).update(message).digest('hex') &&
          hex(hmacSha512(key, message)) === hex(hmac(nobleSha512, key, message)) &&
          hex(hkdfSha512(key, message, info, length)) ===
            hex(new Uint8Array(hkdfSync('sha512', key, message, info, length))) &&
          hex(hkdfSha512(key, message, info, length)) ===
            hex(hkdf(nobleSha512, key, message, info, length)),
      ),
    );
    expect(() => hkdfSha512(filled(1), filled(1), filled(1), 255 * 64 + 1)).toThrow(RangeError);
  });
});

describe('the module', () => {
  test('is valid, runs here, is always the same, and is small', () => {
    const bytes = writeModule();
    expect(WebAssembly.validate(bytes.slice())).toBe(true);
    expect(startEngine()).toBeDefined();
    expect(writeModule()).toEqual(bytes);
    expect(bytes.length).toBeLessThan(12_000);
  });

  test('is done without where WebAssembly is not allowed: the same digests', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    try {
      const alone = await import('../src/index.ts');
      expect(startEngine()).toBeUndefined();
      expect(alone.sha256(filled(100), filled(3))).toEqual(sha256(filled(100), filled(3)));
      const stream = new alone.Sha512().update(filled(100)).update(filled(200));
      expect(stream.digest()).toEqual(sha512(filled(100), filled(200)));
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules();
    }
  });
});
