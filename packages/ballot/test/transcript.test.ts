import { createHash } from 'node:crypto';
import { bigEndian, concat, utf8 } from '@hustings/base';
import { encodeScalar, ORDER } from '@hustings/ristretto';
import { expect, test } from 'vitest';
import { Transcript } from '../src/index.ts';

/** PROTOCOL §1 written out once more, on the hash of the platform. */
const sha = (...parts: Uint8Array[]): Uint8Array =>
  Uint8Array.from(
    createHash('sha512')
      .update(concat(...parts))
      .digest(),
  );
const len16 = (text: string): Uint8Array => concat(bigEndian(utf8(text).length, 2), utf8(text));
const littleEndian = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

test('a transcript is the chain of hashes that PROTOCOL §1 writes down', () => {
  const bytes = Uint8Array.of(5, 6, 7);
  const transcript = new Transcript('dömain').append('label', bytes);
  const first = transcript.challenge('one');
  const second = transcript.challenge('two');

  let s = sha(utf8('hustings/1'), len16('dömain'));
  s = sha(s, Uint8Array.of(0), len16('label'), bigEndian(3, 8), bytes);
  const o = sha(s, Uint8Array.of(1), len16('one'));
  expect(first).toBe(littleEndian(o) % ORDER);
  s = sha(s, Uint8Array.of(2), o);
  expect(second).toBe(littleEndian(sha(s, Uint8Array.of(1), len16('two'))) % ORDER);
});

test('weights are 128-bit numbers from SHA-512 in counter mode over the drawn bytes', () => {
  const weights = new Transcript('d').weights('w', 6);
  const o = sha(sha(utf8('hustings/1'), len16('d')), Uint8Array.of(1), len16('w'));
  for (let i = 0; i < 6; i++) {
    const block = sha(o, Uint8Array.of(3), bigEndian(Math.floor(i / 4), 8));
    const expected = encodeScalar(littleEndian(block.subarray(16 * (i % 4), 16 * ((i % 4) + 1))));
    expect(weights.subarray(32 * i, 32 * i + 32)).toEqual(expected);
  }
  expect(new Transcript('d').weights('w', 0)).toHaveLength(0);
});

test('any range of the weights is the same as in all of them', () => {
  const whole = new Transcript('d').weights('w', 21);
  const range = new Transcript('d').weightsOf('w');
  for (let from = 0; from <= 21; from++)
    for (let to = from; to <= 21; to++)
      expect(range(from, to)).toEqual(whole.subarray(32 * from, 32 * to));
});

test('bytes that come bit by bit are hashed as if they came at once, and none may be missing', () => {
  const whole = new Transcript('d').append('l', Uint8Array.of(1, 2, 3)).challenge('c');
  const transcript = new Transcript('d');
  const appending = transcript.begin('l', 3);
  appending.add(Uint8Array.of(1));
  expect(() => appending.end()).toThrow();
  appending.add(Uint8Array.of());
  appending.add(Uint8Array.of(2, 3));
  appending.end();
  expect(transcript.challenge('c')).toBe(whole);
});

test('weights move the transcript on, as a challenge does', () => {
  const after = new Transcript('d');
  after.weights('w', 1);
  expect(after.challenge('c')).not.toBe(new Transcript('d').challenge('c'));
});

test('parts are hashed as if they were one', () => {
  const whole = new Transcript('d').append('l', Uint8Array.of(1, 2, 3)).challenge('c');
  const parts = new Transcript('d').append('l', Uint8Array.of(1), Uint8Array.of(2, 3));
  expect(parts.challenge('c')).toBe(whole);
});

test('no two ways of cutting the same text into domain, labels and bytes give one challenge', () => {
  const challenges = [
    new Transcript('ab').append('c', utf8('d')),
    new Transcript('a').append('bc', utf8('d')),
    new Transcript('ab').append('cd'),
    new Transcript('ab').append('', utf8('cd')),
    new Transcript('ab').append('c').append('d'),
    new Transcript('ab').append('c', utf8('d')).append(''),
  ].map((transcript) => transcript.challenge('x'));
  expect(new Set(challenges).size).toBe(challenges.length);
});
