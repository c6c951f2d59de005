/** The parts of the margin: the linear program, changes near its answer, and sentences of every kind. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, explainMargin, type IrvMargin, irvMargin } from '../../src/index.ts';
import { chainsOf } from '../../src/margin/chains.ts';
import { solve } from '../../src/margin/dual-simplex.ts';
import { boundOf, changeOf } from '../../src/margin/order-bound.ts';
import { holds } from '../elections.ts';

test('a linear program is solved, and one that nothing meets gives zeros', () => {
  // Least x + y with x + 2y >= 4, x <= 1, y <= 3: y = 2.
  const program = { cost: [1, 1], most: [1, 3], rows: [[1, 2]], need: [4] };
  expect(solve(program)).toEqual({ x: [0, 2], weights: [0.5] });
  expect(solve({ ...program, need: [9] })).toEqual({ x: [0, 0], weights: [0] });
});

const programs = fc.integer({ min: 1, max: 8 }).chain((n) => {
  const some = (min: number, max: number) =>
    fc.array(fc.integer({ min, max }), { minLength: n, maxLength: n });
  return fc.record({
    cost: some(0, 5),
    most: some(0, 4),
    rows: fc.array(fc.tuple(some(-4, 6), fc.integer({ min: -6, max: 12 })), {
      minLength: 1,
      maxLength: 8,
    }),
  });
});

test('the answer meets every row within every bound, and its weights prove that it is the least', () => {
  const seen = { solved: 0, unsolved: 0 };
  holds(
    fc.property(programs, ({ cost, most, rows: given }) => {
      const rows = given.map(([row]) => row);
      const need = given.map(([, n]) => n);
      const { x, weights } = solve({ cost, most, rows, need });
      const dot = (a: readonly number[], b: readonly number[]): number =>
        a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
      const isMet = rows.every((row, r) => dot(row, x) >= (need[r] as number) - 1e-6);
      for (const [j, v] of x.entries()) {
        expect(v).toBeGreaterThanOrEqual(-1e-6);
        expect(v).toBeLessThanOrEqual((most[j] as number) + 1e-6);
      }
      if (!isMet) {
        expect(x.every((v) => v === 0)).toBe(true);
        seen.unsolved++;
        return;
      }
      seen.solved++;
      const least = dot(weights, need);
      const spare = cost.reduce((sum, c, j) => {
        const column = rows.map((row) => row[j] as number);
        return sum + Math.min(0, c - dot(weights, column)) * (most[j] as number);
      }, 0);
      expect(Math.abs(dot(cost, x) - (least + spare))).toBeLessThan(1e-6);
    }),
    600,
  );
  expect(seen.solved).toBeGreaterThan(60);
  expect(seen.unsolved).toBeGreaterThan(20);
});

const candidates = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id.toUpperCase() }));
const many = (n: number, ...ranking: number[]): number[][] => Array<number[]>(n).fill(ranking);
/** Here the whole papers needed are one more than the fractions of them. */
const fractional = aggregate({
  candidates,
  seats: 1,
  papers: [
    ...many(1, 2),
    ...many(2, 1, 3),
    ...many(1, 1, 0, 2),
    ...many(12, 3),
    ...many(1, 1, 3),
    ...many(1, 1),
    ...many(5, 0, 2),
    ...many(1, 0, 1, 2),
    ...many(2, 2, 3),
  ],
});

test('where whole papers are more than fractions of them, the margin is told by its bounds', () => {
  const result = irvMargin(fractional, { lot: (_round, tied) => tied });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value).toMatchObject({
    elected: 'd',
    lastRound: 5,
    atLeast: 3,
    atMost: 4,
    isExact: false,
    refuted: [],
  });
  expect(explainMargin(result.value, candidates)[0]).toContain('Between 3 and 4 papers');
});

test('a change is looked for near the fractions, with no fewer papers and no more effort than given', () => {
  // The order e, a, b, d, c: the last would be elected.
  const order = [4, 0, 1, 3, 2];
  const chains = chainsOf(fractional.piles, order, 5);
  const { relaxed, atLeast } = boundOf(chains, 5);
  expect(atLeast).toBe(3);
  expect(changeOf(chains, 5, relaxed, 0)).toBeUndefined();
  expect(changeOf(chains, 5, relaxed, 100)).toBeUndefined();
  expect(changeOf(chains, 5, relaxed, 3)).toBeUndefined();
  expect(changeOf(chains, 5, relaxed, 4)).toBeDefined();
  expect(changeOf(chains, 5, relaxed, 4, 0)).toBeUndefined();
});

test('papers of nobody and to nobody, fewer votes and several terms have their sentences', () => {
  const margin: IrvMargin = {
    format: 'hustings/irv-margin/1',
    elected: 'a',
    lastRound: 9,
    atLeast: 2,
    atMost: 2,
    isExact: true,
    change: {
      order: ['b', 'a', 'c'],
      changes: [
        { from: [], to: ['c'], papers: 1 },
        { from: ['a', 'b'], to: [], papers: 1 },
      ],
    },
    refuted: [
      {
        order: ['a', 'b'],
        assertion: {
          kind: 'ahead-among',
          atLeast: 2,
          terms: [
            { among: ['a', 'b'], ahead: 'a', behind: 'b', lead: -3, weight: 1 },
            { among: ['a', 'b', 'c'], ahead: 'a', behind: 'c', lead: 5, weight: 2 },
          ],
        },
      },
    ],
  };
  expect(explainMargin(margin, candidates).slice(2)).toEqual([
    'Changed: 1 paper of nobody, to C.',
    'Changed: 1 paper of A then B, to nobody.',
    'This is proved by the following, each of which needs at least so many changes to undo.',
    'Taken together: among A and B, A has 3 fewer votes than B; 2 times: among A, B and C, A has 5 more votes than C: 2 changes to undo.',
  ]);
});
