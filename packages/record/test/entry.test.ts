import { unwrap, utf8 } from '@hustings/base';
import type { Entry } from '@hustings/rulebook';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBallotLeaf, encodeEvent, readLeaf } from '../src/entry.ts';
import { isSignedBy, publicKeyOf, signEntry } from '../src/signing.ts';

const entry: Entry = {
  seq: 4,
  at: '2016-07-20T16:00:00.000Z',
  by: { role: 'officer', id: 'returning-officer' },
  act: { kind: 'poll-opened', poll: 'leader' },
};
const secret = new Uint8Array(32).fill(7);

test('an event is written as canonical JSON and read back', () => {
  const leaf = encodeEvent(entry, signEntry('leader-2016', entry, secret));
  expect(unwrap(readLeaf(leaf))).toEqual({
    kind: 'event',
    entry,
    sig: signEntry('leader-2016', entry, secret),
  });
  expect(leaf[0]).toBe('{'.charCodeAt(0));
});

test('a ballot is written with its time and poll, and read back', () => {
  const leaf = encodeBallotLeaf('2016-08-22T11:00:00.123Z', 258, Uint8Array.of(9, 8, 7));
  expect(unwrap(readLeaf(leaf))).toEqual({
    kind: 'ballot',
    at: '2016-08-22T11:00:00.123Z',
    poll: 258,
    ballot: Uint8Array.of(9, 8, 7),
  });
});

test('a signature holds for its entry and its key only', () => {
  const sig = signEntry('leader-2016', entry, secret);
  const key = publicKeyOf(secret);
  expect(isSignedBy('leader-2016', entry, sig, key)).toBe(true);
  expect(isSignedBy('leader-2016', { ...entry, seq: 5 }, sig, key)).toBe(false);
  expect(isSignedBy('leader-2016', entry, sig, publicKeyOf(new Uint8Array(32).fill(8)))).toBe(
    false,
  );
  expect(isSignedBy('leader-2016', entry, `00${sig.slice(2)}`, key)).toBe(false);
  expect(isSignedBy('leader-2016', entry, 'zz', 'zz')).toBe(false);
});

test('entries with another spelling, unknown fields or a wrong form are refused', () => {
  const text = new TextDecoder().decode(encodeEvent(entry));
  for (const wrong of [
    ` ${text}`,
    text.replace('{"act"', '{ "act"'),
    text.replace('"seq":4', '"seq":4.0'),
    text.replace('"seq":4', '"seq":-1'),
    text.replace('"seq":4', '"seq":4,"zeal":1'),
    text.replace('poll-opened', 'poll-opend'),
    text.replace('.000Z', 'Z'),
    text.replace('07-20', '07-32'),
    text.slice(0, -1),
    '[]',
  ])
    expect(readLeaf(utf8(wrong)).ok, wrong).toBe(false);
});

test('any bytes are read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const b of [bytes, Uint8Array.of(1, ...bytes), Uint8Array.of(0x7b, ...bytes)])
        expect(typeof readLeaf(b).ok).toBe('boolean');
    }),
    { numRuns: 300 },
  );
});
