import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formPools } from '../src/pools.ts';

const pools = ['members', 'registered', 'affiliated'].map((id) => ({ id, sections: [id] }));
const form = (counts: readonly number[], leastPool = 10) =>
  formPools({ pools, leastPool }, new Map(pools.map((p, i) => [p.id, counts[i] ?? 0])));

test('pools that are large enough stay as they are', () => {
  expect(form([10, 11, 12]).map((p) => [p.id, p.counting])).toEqual([
    ['members', 10],
    ['registered', 11],
    ['affiliated', 12],
  ]);
});

test('a small pool is merged into the largest other one, and named in the order of the manifest', () => {
  expect(form([3, 11, 12]).map((p) => [p.id, p.counting])).toEqual([
    ['members+affiliated', 15],
    ['registered', 11],
  ]);
});

test('small pools are merged until none is small or one is left', () => {
  expect(form([1, 2, 3])).toEqual([
    {
      id: 'members+registered+affiliated',
      parts: ['members', 'registered', 'affiliated'],
      sections: ['members', 'registered', 'affiliated'],
      counting: 6,
    },
  ]);
});

test('nine ballots are too few where ten is the least, and ten are enough', () => {
  expect(form([9, 20, 30])).toHaveLength(2);
  expect(form([10, 20, 30])).toHaveLength(3);
});

test('no ballot is lost, no section left out, and no pool is small unless it is the only one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }),
      fc.nat(20),
      (counts, least) => {
        const formed = form(counts, least);
        expect(formed.reduce((sum, p) => sum + p.counting, 0)).toBe(
          counts.reduce((a, b) => a + b, 0),
        );
        expect(formed.flatMap((p) => p.sections).toSorted()).toEqual(
          pools.map((p) => p.id).toSorted(),
        );
        if (formed.length > 1) for (const p of formed) expect(p.counting >= least).toBe(true);
      },
    ),
  );
});
