import { toHex, unwrap } from '@hustings/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint, readReceipt, receiptOf, WORDS } from '../src/index.ts';

const anyTracker = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('there are 256 plain words, all different in their first four letters', () => {
  expect(WORDS).toHaveLength(256);
  expect(new Set(WORDS.map((word) => word.slice(0, 4))).size).toBe(256);
  for (const word of WORDS) expect(word).toMatch(/^[a-z]{3,8}$/);
});

test('a receipt is four words and four figures, and the whole tracker in hex', () => {
  const tracker = Uint8Array.from({ length: 32 }, (_, i) => i);
  const receipt = receiptOf(tracker);
  expect(receipt.words).toEqual(WORDS.slice(0, 4));
  expect(receipt.digits).toBe(String(0x04050607 % 10_000).padStart(4, '0'));
  expect(receipt.short).toBe([...WORDS.slice(0, 4), receipt.digits].join('-'));
  expect(receipt.full).toBe(toHex(tracker));
});

test('both forms are read back from any case, spaces and dashes', () => {
  fc.assert(
    fc.property(anyTracker, (tracker) => {
      const { short, full } = receiptOf(tracker);
      const shouted = short.toUpperCase().replaceAll('-', ' – ');
      expect(unwrap(readReceipt(shouted))).toEqual({ kind: 'short', value: short });
      const grouped = full.toUpperCase().replace(/(.{4})/g, '$1 ');
      expect(unwrap(readReceipt(grouped))).toEqual({ kind: 'full', value: full });
    }),
  );
});

test('anything else is refused without a throw', () => {
  for (const text of ['', 'abc', 'amber-amber-amber-0000', 'amber amber amber amber amber', 'aa'])
    expect(readReceipt(text)).toMatchObject({ error: { code: 'receipt/not-readable' } });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readReceipt(text).ok === false));
});

test('each of the first eight bytes of a tracker changes its short form', () => {
  const tracker = new Uint8Array(32);
  for (let i = 0; i < 8; i++) {
    const other = tracker.slice();
    other[i] = 1;
    expect(receiptOf(other).short).not.toBe(receiptOf(tracker).short);
  }
});

test('a fingerprint is ten words and changes with the key', () => {
  const key = new Uint8Array(32).fill(1);
  expect(fingerprint(key).split('-')).toHaveLength(10);
  const others = Array.from({ length: 32 }, (_, i) => fingerprint(key.with(i, 2)));
  expect(new Set([fingerprint(key), ...others]).size).toBe(33);
});
