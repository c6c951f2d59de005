import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layFlow } from '../src/charts/flow.ts';
import { rounds } from '../src/examples/results.ts';
import type { RoundView } from '../src/views.ts';

const ORDER = ['a', 'b', 'c'];

/** Two rounds in which `c` is excluded and its votes go where they may. */
const counts = fc
  .record({ a: fc.nat(500), b: fc.nat(500), toA: fc.nat(200), toB: fc.nat(200), lost: fc.nat(200) })
  .filter(({ a, b, toA, toB, lost }) => a + b + toA + toB + lost > 0)
  .map(({ a, b, toA, toB, lost }): RoundView[] => [
    {
      number: 1,
      narrative: [],
      exhausted: 0,
      tallies: [
        { candidate: 'a', votes: a, percent: '', change: 0, state: 'continuing' },
        { candidate: 'b', votes: b, percent: '', change: 0, state: 'continuing' },
        { candidate: 'c', votes: toA + toB + lost, percent: '', change: 0, state: 'excluded' },
      ],
      transfers: [
        { from: 'c', to: 'a', votes: toA },
        { from: 'c', to: 'b', votes: toB },
        { from: 'c', to: null, votes: lost },
      ],
    },
    {
      number: 2,
      narrative: [],
      exhausted: lost,
      tallies: [
        { candidate: 'a', votes: a + toA, percent: '', change: toA, state: 'elected' },
        { candidate: 'b', votes: b + toB, percent: '', change: toB, state: 'continuing' },
        { candidate: 'c', votes: 0, percent: '', change: 0, state: 'out' },
      ],
      transfers: [],
    },
  ]);

describe('the chart of transfers', () => {
  test('loses no vote: what leaves a column arrives in the next', () => {
    fc.assert(
      fc.property(counts, (twoRounds) => {
        const flow = layFlow(twoRounds, ORDER);
        const left = flow.nodes.filter((node) => node.column === 0);
        const right = flow.nodes.filter((node) => node.column === 1);
        const sum = (list: readonly { readonly votes: number }[]): number =>
          list.reduce((total, one) => total + one.votes, 0);
        expect(sum(flow.bands)).toBe(sum(left));
        expect(sum(right)).toBe(sum(left));
        for (const node of right)
          expect(sum(flow.bands.filter((band) => band.to === node.candidate))).toBe(node.votes);
      }),
    );
  });

  test('keeps every node inside the picture and no two of a column on each other', () => {
    const flow = layFlow(
      rounds.rounds,
      rounds.candidates.map((candidate) => candidate.id),
    );
    for (const node of flow.nodes) {
      expect(node.y).toBeGreaterThanOrEqual(0);
      expect(node.y + node.height).toBeLessThanOrEqual(flow.height);
      expect(node.x + flow.nodeWidth).toBeLessThanOrEqual(flow.width);
    }
    for (const column of [0, 1, 2]) {
      const nodes = flow.nodes
        .filter((node) => node.column === column)
        .toSorted((a, b) => a.y - b.y);
      for (const [i, node] of nodes.entries()) {
        const next = nodes[i + 1];
        if (next) expect(next.y).toBeGreaterThan(node.y + node.height);
      }
    }
    expect(flow.bands.every((band) => /^M[\d.,CLZ-]+/.test(band.path))).toBe(true);
  });
});
