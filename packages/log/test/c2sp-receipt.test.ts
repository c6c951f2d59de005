import { unwrap } from '@hustings/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatReceipt,
  inclusionProofFromJson,
  inclusionProofToJson,
  parseReceipt,
  type Receipt,
  signCheckpoint,
  verifyReceipt,
} from '../src/index.ts';
import { anyText } from './arbitraries.ts';
import { entry, testKey, treeOf } from './helpers.ts';

const ORIGIN = 'example.com/log';
const key = testKey(ORIGIN);
const log = { origin: ORIGIN, key };
const SIZE = 37;
const tree = treeOf(SIZE);
const note = signCheckpoint({ origin: ORIGIN, size: SIZE, root: tree.root() }, [key]);

function receiptFor(index: number): Receipt {
  return { index, hashes: tree.inclusionProof(index), checkpoint: note };
}

describe('a receipt', () => {
  test('for every entry verifies after a round trip through text, and names the checkpoint', () => {
    for (let index = 0; index < SIZE; index++) {
      const receipt = unwrap(parseReceipt(formatReceipt(receiptFor(index))));
      expect(receipt).toEqual(receiptFor(index));
      expect(unwrap(verifyReceipt(receipt, entry(index), log)).size).toBe(SIZE);
    }
  });

  test('of a log with one entry has no hashes, and verifies', () => {
    const one = treeOf(1);
    const checkpoint = signCheckpoint({ origin: ORIGIN, size: 1, root: one.root() }, [key]);
    const text = formatReceipt({ index: 0, hashes: [], checkpoint });
    expect(text.startsWith('c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/log\n1\n')).toBe(true);
    expect(verifyReceipt(unwrap(parseReceipt(text)), entry(0), log).ok).toBe(true);
  });

  test('with a line of extra data is read, and the extra data is not trusted with anything', () => {
    const text = formatReceipt(receiptFor(4)).replace('\nindex', '\nextra AAAA\nindex');
    expect(unwrap(parseReceipt(text))).toEqual(receiptFor(4));
    expect(parseReceipt(text.replace('AAAA', 'AA')).ok).toBe(false);
  });

  test('does not verify for another entry, another place or another log', () => {
    expect(verifyReceipt(receiptFor(4), entry(5), log)).toMatchObject({
      error: { code: 'log/not-included' },
    });
    expect(verifyReceipt({ ...receiptFor(4), index: 5 }, entry(4), log)).toMatchObject({
      error: { code: 'log/not-included' },
    });
    expect(verifyReceipt(receiptFor(4), entry(4), { ...log, origin: 'other' })).toMatchObject({
      error: { code: 'log/wrong-origin' },
    });
    expect(
      verifyReceipt(receiptFor(4), entry(4), { ...log, key: testKey(ORIGIN, 3) }),
    ).toMatchObject({
      error: { code: 'log/no-known-signature' },
    });
  });

  test.each([
    ['has no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 4\n'],
    ['has another header', `c2sp.org/tlog-proof@v2\nindex 4\n\n${note}`],
    ['has no index', `c2sp.org/tlog-proof@v1\n\n${note}`],
    ['has an index with a leading zero', `c2sp.org/tlog-proof@v1\nindex 04\n\n${note}`],
    [
      'has an index beyond what we can count',
      `c2sp.org/tlog-proof@v1\nindex 9007199254740992\n\n${note}`,
    ],
    ['has a hash of the wrong length', `c2sp.org/tlog-proof@v1\nindex 4\nAAAA\n\n${note}`],
    [
      'has a path longer than any tree',
      `c2sp.org/tlog-proof@v1\nindex 4\n${'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'.repeat(54)}\n${note}`,
    ],
  ])('that %s cannot be read', (_, text) => {
    expect(parseReceipt(text)).toMatchObject({ ok: false, error: { code: 'log/bad-proof' } });
  });

  test('cut off anywhere does not verify', () => {
    const text = formatReceipt(receiptFor(4));
    for (let end = 0; end < text.length; end++) {
      const parsed = parseReceipt(text.slice(0, end));
      if (parsed.ok) expect(verifyReceipt(parsed.value, entry(4), log).ok).toBe(false);
    }
  });
});

describe('a proof in JSON', () => {
  test('comes back as it was', () => {
    for (const index of [0, 17, 36]) {
      const proof = { index, size: SIZE, hashes: tree.inclusionProof(index) };
      const json: unknown = JSON.parse(JSON.stringify(inclusionProofToJson(proof)));
      expect(inclusionProofFromJson(json)).toEqual({ ok: true, value: proof });
    }
  });

  test.each([
    null,
    1,
    'a',
    [],
    {},
    { index: 0, size: 1 },
    { index: 1, size: 1, hashes: [] },
    { index: -1, size: 1, hashes: [] },
    { index: 0.5, size: 1, hashes: [] },
    { index: '0', size: 1, hashes: [] },
    { index: 0, size: 1, hashes: ['AAAA'] },
    { index: 0, size: 1, hashes: [null] },
    { index: 0, size: 1, hashes: 'AAAA' },
    {
      index: 0,
      size: 1,
      hashes: new Array(54).fill('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='),
    },
  ])('is refused when it is %j', (json) => {
    expect(inclusionProofFromJson(json)).toMatchObject({
      ok: false,
      error: { code: 'log/bad-proof' },
    });
  });
});

test('arbitrary text and JSON never throw', () => {
  fc.assert(
    fc.property(anyText, fc.jsonValue(), (text, json) => {
      const receipt = parseReceipt(text);
      if (receipt.ok) expect(verifyReceipt(receipt.value, entry(0), log).ok).toBe(false);
      expect(inclusionProofFromJson(json).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
