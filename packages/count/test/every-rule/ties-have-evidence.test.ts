/**
 * Ties, for every rule of the catalogue, on papers made to tie: without an order a count is refused or
 * needs none; with one it says where it used it; two orders that give different results are both used,
 * and seen in the transcript. So nobody is ever chosen by the order of the file or by chance.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CountOutcome, countingRules, countWith } from '../../src/index.ts';
import { holds } from '../elections.ts';
import {
  electedIn,
  electionFor,
  lotOf,
  type NeutralElection,
  withoutFileOrder,
} from './neutral-election.ts';

/** A few papers, and the same with the candidates turned round: level everywhere, or nearly. */
const tyingElections: fc.Arbitrary<NeutralElection> = fc
  .record({
    n: fc.integer({ min: 2, max: 5 }),
    seats: fc.integer({ min: 1, max: 2 }),
    seeds: fc.array(
      fc.record({
        ranking: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }),
        count: fc.constantFrom(1, 2),
        turns: fc.nat({ max: 5 }),
        box: fc.nat({ max: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
  })
  .map(({ n, seats, seeds, order }) => ({
    candidates: Array.from({ length: n }, (_, i) => ({ id: `c${i}`, name: `Name c${i}` })),
    seats,
    lot: order.filter((i) => i < n).map((i) => `c${i}`),
    papers: seeds.flatMap(({ ranking, count, turns, box }) =>
      // All turns of a paper are level; one turn fewer is not.
      Array.from({ length: turns === 5 ? n : Math.max(1, turns % n) }, (_, turn) => {
        const turned = ranking.filter((i) => i < n).map((i) => (i + turn) % n);
        const ranks = Array.from({ length: n }, (_, i) => {
          const at = turned.indexOf(i);
          return at < 0 ? null : Math.min(5, at + 1);
        });
        return { ranking: turned, ranks, count, box };
      }),
    ),
  }));

/** Whether an order given from outside chose anybody. */
const usesOrder = (outcome: CountOutcome): boolean =>
  /"step":"(lot|published-order|public-coin)"/.test(JSON.stringify(outcome));

/** Rules whose ties want no order from outside. */
const NONE_ASKED: Readonly<Record<string, string>> = {
  'meek-nz': 'Schedule 1A has pseudo-random numbers of its own, told as evidence',
  'conservative-mps': 'a poll that ends level is held again',
};

test.each(countingRules.map((rule) => ({ name: rule.name, rule })))('$name', ({ rule }) => {
  let refused = 0;
  holds(
    fc.property(tyingElections, (election) => {
      const seed = rule.settings.some((s) => s.name === 'seed') ? { seed: 'published' } : {};
      const count = (lot?: readonly string[]) =>
        countWith(rule.name, electionFor(rule, election), {
          settings: seed,
          ...(lot && { lot: lotOf(lot) }),
        });
      const without = count();
      const one = count(election.lot);
      const other = count(election.lot.toReversed());
      if (!one.ok || !other.ok) {
        // What has no result has none for another reason, whatever is drawn.
        const codes = [without, one, other].map((r) => (r.ok ? 'counted' : r.error.code));
        expect(new Set(codes).size).toBe(1);
        expect(codes[0]).not.toMatch(/tie|lot/);
        return;
      }
      const [a, b] = [one.value.outcome, other.value.outcome];
      if (without.ok) {
        // The numbers of the statute break the tie; a lot that is given goes before them.
        if (rule.name === 'meek-nz' && usesOrder(without.value.outcome)) return;
        expect(usesOrder(without.value.outcome)).toBe(false);
        expect(withoutFileOrder(a)).toEqual(withoutFileOrder(without.value.outcome));
        expect(electedIn(b)).toEqual(electedIn(a));
        return;
      }
      refused++;
      expect(without.error.code).toBe('count/tie-needs-lot');
      expect(usesOrder(a)).toBe(true);
      expect(usesOrder(b)).toBe(true);
      expect(rule.explain(a).join(' ')).toMatch(/\blot\b/);
    }),
    60,
  );
  expect(refused > 0).toBe(!(rule.name in NONE_ASKED));
});
