import { assert, unwrap } from '@hustings/base';
import { IDENTITY, SIZE } from '@hustings/ristretto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePlaintexts, encodePlaintexts, MOST_PIECES, piecesFor } from '../src/index.ts';
import { anyPoint, group, seededRandom } from './support.ts';

test('every plaintext of one to three pieces comes back with its zeros', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }).chain((pieces) =>
        fc.record({
          pieces: fc.constant(pieces),
          plaintexts: fc.array(fc.uint8Array({ maxLength: 30 * pieces }), { maxLength: 4 }),
        }),
      ),
      async ({ pieces, plaintexts }) => {
        const points = await encodePlaintexts(group, plaintexts, pieces);
        expect(points.length).toBe(plaintexts.length * pieces * SIZE);
        expect(await group.firstInvalid(points)).toBe(-1);
        const decoded = await decodePlaintexts(group, points, pieces);
        for (const [i, plaintext] of plaintexts.entries()) {
          const padded = new Uint8Array(30 * pieces);
          padded.set(plaintext);
          expect(decoded[i]).toEqual({ ok: true, value: padded });
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('an encoding holds the bytes in places 1 to 30 and the counter in the others', async () => {
  const plaintext = Uint8Array.from({ length: 30 }, (_, i) => 200 + i);
  const point = await encodePlaintexts(group, [plaintext], 1);
  expect(point.subarray(1, 31)).toEqual(plaintext);
  expect((point[0] as number) % 2).toBe(0);
});

test('a plaintext encoded with any counter but the first is refused: it would be a mark', async () => {
  const plaintext = Uint8Array.of(3, 1, 2);
  const honest = await encodePlaintexts(group, [plaintext], 1);
  const first = (honest[0] as number) / 2;
  let marked = 0;
  for (let c = 0; c < 200 && marked < 20; c++) {
    const point = honest.slice();
    point[0] = 2 * (c % 128);
    point[31] = Math.floor(c / 128);
    if (c === first || (await group.firstInvalid(point)) >= 0) continue;
    marked++;
    expect(await decodePlaintexts(group, point, 1)).toEqual([
      { ok: false, error: 'not-canonical' },
    ]);
  }
  expect(marked).toBe(20);
});

test('a mark in any piece spoils the whole paper', async () => {
  const [one, two] = [Uint8Array.of(1), Uint8Array.of(2)];
  const points = await encodePlaintexts(group, [one, two, one], 3);
  // Piece 2 of the second paper becomes another valid point with the same bytes in the middle.
  const at = 5 * SIZE;
  for (let c = (points[at] as number) / 2 + 1; ; c++) {
    points[at] = 2 * c;
    if ((await group.firstInvalid(points.subarray(at, at + SIZE))) < 0) break;
  }
  const decoded = await decodePlaintexts(group, points, 3);
  expect(decoded.map((paper) => (paper.ok ? 'ok' : paper.error))).toEqual([
    'ok',
    'not-canonical',
    'ok',
  ]);
});

test('points that are no encoding of bytes are not readable, and most points are not', async () => {
  const random = seededRandom('not readable');
  const seen = new Set<string>();
  for (let i = 0; i < 24; i++) {
    const point = await anyPoint(random);
    const [paper] = await decodePlaintexts(group, point, 1);
    assert(paper !== undefined && !paper.ok, 'a random point is no plaintext');
    expect(paper.error).toBe((point[31] as number) >= 64 ? 'not-readable' : 'not-canonical');
    seen.add(paper.error);
  }
  expect(seen.size).toBe(2);
});

test('an empty piece is the neutral element: sealed, it looks like any other', async () => {
  const points = await encodePlaintexts(group, [Uint8Array.of(7)], 2);
  expect(points.subarray(SIZE)).toEqual(IDENTITY);
  const [paper] = await decodePlaintexts(group, points, 2);
  expect(paper && unwrap(paper)).toEqual(new Uint8Array(60).with(0, 7));
});

test('a hostile counter costs the reader no more tries than an honest one', async () => {
  let tries = 0;
  const counting = {
    ...group,
    firstInvalid: (points: Uint8Array) => {
      tries++;
      return group.firstInvalid(points);
    },
  };
  const point = await encodePlaintexts(group, [Uint8Array.of(1)], 1);
  let c = 8000;
  for (; ; c++) {
    point[0] = 2 * (c % 128);
    point[31] = Math.floor(c / 128);
    if ((await group.firstInvalid(point)) < 0) break;
  }
  expect((await decodePlaintexts(counting, point, 1))[0]?.ok).toBe(false);
  expect(tries).toBeLessThan(100);
});

test('thirty preferences go in one piece, and limits are told', async () => {
  expect([0, 1, 30, 31, 60, 61].map(piecesFor)).toEqual([1, 1, 1, 2, 2, 3]);
  expect(() => piecesFor(30 * MOST_PIECES + 1)).toThrow(RangeError);
  await expect(encodePlaintexts(group, [new Uint8Array(31)], 1)).rejects.toThrow(TypeError);
  const full = new Uint8Array(30).fill(255);
  const [back] = await decodePlaintexts(group, await encodePlaintexts(group, [full], 1), 1);
  expect(back && unwrap(back)).toEqual(full);
});
