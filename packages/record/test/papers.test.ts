import { err, ok } from '@hustings/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodePapers, parsePapers, sortPapers } from '../src/papers.ts';

const bytes = (...start: number[]) => {
  const out = new Uint8Array(30);
  out.set(start);
  return out;
};
const papers = [
  ok(bytes(1, 2)),
  ok(bytes(2, 2)),
  err('not-readable' as const),
  ok(bytes(0, 1)),
  err('not-canonical' as const),
  ok(bytes()),
];

test('opened papers are read back as they were written', () => {
  const read = parsePapers(encodePapers(papers, 1), 1);
  expect(read).toEqual(ok(papers));
});

test('valid papers and spoilt ones are told apart, each with its reason', () => {
  const sorted = sortPapers({ kind: 'ranked', candidates: 2, most: 2 }, papers);
  expect(sorted.valid).toEqual([[0, 1]]);
  expect(sorted.spoilt).toEqual([
    { reason: 'blank', count: 1 },
    { reason: 'gap-in-ranking', count: 1 },
    { reason: 'not-canonical', count: 1 },
    { reason: 'not-readable', count: 1 },
    { reason: 'option-twice', count: 1 },
  ]);
  expect(sorted.spoiltCount).toBe(5);
});

test('a file of papers has one spelling: an unknown status or a stray byte is refused', () => {
  const written = encodePapers(papers, 1);
  for (const [at, value] of [
    [0, 3],
    [2 * 31 + 4, 1],
  ] as const) {
    const changed = written.slice();
    changed[at] = value;
    expect(parsePapers(changed, 1)).toMatchObject({
      ok: false,
      error: { code: 'papers/malformed' },
    });
  }
  expect(parsePapers(written.slice(1), 1)).toMatchObject({ error: { code: 'papers/length' } });
});

test('any bytes are read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 3 }), (b, pieces) => {
      const read = parsePapers(b, pieces);
      if (read.ok) expect(encodePapers(read.value, pieces)).toEqual(b);
    }),
  );
});
