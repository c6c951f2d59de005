/** The rules in pairs against their definitions, and what must not matter to them. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CondorcetMethod,
  type CondorcetResult,
  condorcetRules,
  countCondorcet,
  explainCondorcet,
  findCondorcetRule,
  type WeakProfile,
  weakPile,
} from '../../src/index.ts';
import { holds } from '../elections.ts';
import {
  beats,
  byFigure,
  debianSchwartz,
  type NaiveStrength,
  naiveKemeny,
  naivePairs,
  naiveRankedPairs,
  naiveSchulze,
  peel,
  strengthOf,
  v,
} from './naive-condorcet.ts';

interface Case {
  n: number;
  /** Ranks by place; null is not ranked. */
  papers: (number | null)[][];
  lot: string[];
  unranked: 'last' | 'no-opinion';
  strength: NaiveStrength;
  order: 'unbeaten' | 'most-beaten';
  seats: number;
}

const cases: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 5 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    papers: fc
      .array(
        fc.tuple(
          fc.array(fc.option(fc.integer({ min: 1, max: n }), { freq: 5 }), {
            minLength: n,
            maxLength: n,
          }),
          fc.constantFrom(1, 1, 2, 3),
        ),
        { minLength: 1, maxLength: 9 },
      )
      .map((all) => all.flatMap(([ranks, copies]) => Array<(number | null)[]>(copies).fill(ranks))),
    lot: fc.shuffledSubarray(
      [...Array(n).keys()].map((i) => `c${i}`),
      { minLength: n, maxLength: n },
    ),
    unranked: fc.constantFrom('last' as const, 'no-opinion' as const),
    strength: fc.constantFrom<NaiveStrength>(
      'winning-votes',
      'winning-then-fewer-against',
      'margins',
    ),
    order: fc.constantFrom('unbeaten' as const, 'most-beaten' as const),
    seats: fc.integer({ min: 1, max: 3 }),
  }),
);

const methods = condorcetRules.map((rule) => rule.name);

function profileOf(c: Case): WeakProfile {
  return {
    candidates: [...Array(c.n).keys()].map((i) => ({ id: `c${i}`, name: `Candidate ${i}` })),
    seats: c.seats,
    piles: c.papers.map((ranks) => weakPile(ranks)),
  };
}

const lotOf =
  (order: readonly string[]) =>
  (_round: number, tied: readonly string[]): string[] =>
    order.filter((id) => tied.includes(id));

function count(method: CondorcetMethod, c: Case): CondorcetResult | undefined {
  const result = countCondorcet(method, profileOf(c), {
    unranked: c.unranked,
    strength: c.strength,
    order: c.order,
    lot: lotOf(c.lot),
  });
  if (result.ok) return result.value;
  expect(result.error.code).toBe('count/no-votes');
  expect(c.papers.every((ranks) => ranks.every((r) => r === null))).toBe(true);
  return undefined;
}

test('every rule agrees with its definition: pairs, ranking and who is elected', () => {
  const seen = { counted: 0, cycles: 0, ties: 0, lots: 0 };
  holds(
    fc.property(cases, (c) => {
      const names = [...Array(c.n).keys()].map((i) => `c${i}`);
      const papers = c.papers.map((ranks) => ({
        ranks: Object.fromEntries(ranks.flatMap((r, i) => (r === null ? [] : [[`c${i}`, r]]))),
      }));
      const m = naivePairs(papers, names, c.unranked);
      const won = (a: string): number => names.filter((b) => b !== a && beats(m, a, b)).length;
      const lost = (a: string): number => names.filter((b) => b !== a && beats(m, b, a)).length;
      const worst = (a: string): number =>
        Math.max(
          0,
          ...names
            .filter((b) => b !== a && beats(m, b, a))
            .map((b) => strengthOf(m, b, a, c.strength)),
        );
      const expected: Record<Exclude<CondorcetMethod, 'kemeny'>, string[][]> = {
        schulze: naiveSchulze(m, names, c.strength, c.order),
        'ranked-pairs': naiveRankedPairs(m, names, c.strength, c.lot),
        minimax: byFigure(names, (a) => -worst(a)),
        copeland: byFigure(names, (a) => won(a) - lost(a)),
      };
      for (const method of methods) {
        const result = count(method, c);
        if (result === undefined) return;
        seen.counted++;
        if (result.condorcetWinner === null) seen.cycles++;
        if (result.ties.length > 0) seen.ties++;
        expect(result.pairs).toEqual(m);
        const winner = names.find((a) => won(a) === c.n - 1);
        expect(result.condorcetWinner).toBe(winner ?? null);
        if (method === 'kemeny') {
          const { agreement, best } = naiveKemeny(m, names);
          expect(result.working).toEqual({ kind: 'kemeny', agreement, rankings: best.length });
          const seats = Math.min(c.seats, c.n);
          // Whoever is elected stands first in some best ranking; a lot only where they differ.
          const sets = new Set(best.map((order) => order.slice(0, seats).toSorted().join()));
          expect(sets).toContain(result.elected.toSorted().join());
          expect(result.ties.length > 0).toBe(sets.size > 1);
          // A tier ends where every best ranking has the same candidates so far.
          let k = 0;
          for (const tier of result.ranking) {
            k += tier.length;
            expect(new Set(best.map((o) => o.slice(0, k).toSorted().join())).size).toBe(1);
          }
          continue;
        }
        expect([method, result.ranking]).toEqual([method, expected[method]]);
        const filled = expected[method]
          .flatMap((tier) => c.lot.filter((id) => tier.includes(id)))
          .slice(0, c.seats);
        expect(result.elected.toSorted()).toEqual(filled.toSorted());
        if (result.ties.some((t) => t.steps.some((s) => s.step === 'lot'))) seen.lots++;
      }
      // The smallest group that beats everybody outside it, by trying all groups.
      const groups = Array.from({ length: 2 ** c.n - 1 }, (_, bits) =>
        names.filter((_name, i) => (((bits + 1) >> i) & 1) === 1),
      ).filter((g) => g.every((a) => names.every((b) => g.includes(b) || beats(m, a, b))));
      const smallest = groups.toSorted((a, b) => a.length - b.length)[0];
      expect(count('schulze', c)?.smith).toEqual(smallest);
    }),
    400,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

test("Schulze's best are those whom the Debian Constitution's procedure leaves", () => {
  let several = 0;
  holds(
    fc.property(cases, (c) => {
      const result = count('schulze', {
        ...c,
        strength: 'winning-then-fewer-against',
        order: 'unbeaten',
      });
      if (result === undefined) return;
      const names = Object.keys(result.pairs);
      const left = debianSchwartz(result.pairs as never, names);
      expect(result.ranking[0]).toEqual(left);
      if (left.length > 1) several++;
    }),
    600,
  );
  expect(several).toBeGreaterThan(10);
});

test('a Condorcet winner is elected by every rule', () => {
  holds(
    fc.property(cases, (c) => {
      for (const method of methods) {
        const result = count(method, { ...c, seats: 1 });
        if (result === undefined || result.condorcetWinner === null) continue;
        expect(result.elected).toEqual([result.condorcetWinner]);
        expect(result.margin?.votes).toBeGreaterThan(0);
      }
    }),
    200,
  );
});

test('the order of papers and candidates, and their names, change nothing', () => {
  holds(
    fc.property(
      cases.chain((c) => {
        const all = [...Array(c.n).keys()];
        return fc.tuple(
          fc.constant(c),
          fc.shuffledSubarray(all, { minLength: c.n, maxLength: c.n }),
          fc.shuffledSubarray(c.papers, {
            minLength: c.papers.length,
            maxLength: c.papers.length,
          }),
        );
      }),
      ([c, order, papers]) => {
        const options = { unranked: c.unranked, strength: c.strength };
        for (const method of methods) {
          const before = countCondorcet(method, profileOf(c), { ...options, lot: lotOf(c.lot) });
          const shuffled = countCondorcet(method, profileOf({ ...c, papers }), {
            ...options,
            lot: lotOf(c.lot),
          });
          expect(JSON.stringify(shuffled)).toBe(JSON.stringify(before));
          const rename = (id: string): string => `z${9 - Number(id.slice(1))}`;
          const moved = countCondorcet(
            method,
            {
              ...profileOf(c),
              candidates: order.map((i) => ({ id: `c${i}`, name: `Candidate ${i}` })),
              piles: c.papers.map((ranks) => weakPile(order.map((i) => ranks[i] ?? null))),
            },
            { ...options, lot: lotOf(c.lot) },
          );
          if (before.ok && moved.ok)
            expect({ ...moved.value, candidates: [] }).toEqual({ ...before.value, candidates: [] });
          else expect(moved).toEqual(before);
          const renamed = countCondorcet(
            method,
            {
              ...profileOf(c),
              candidates: profileOf(c).candidates.map((x) => ({ ...x, id: rename(x.id) })),
            },
            { ...options, lot: lotOf(c.lot.map(rename)) },
          );
          if (before.ok && renamed.ok) {
            expect(renamed.value.elected.toSorted()).toEqual(
              before.value.elected.map(rename).toSorted(),
            );
            expect(renamed.value.ranking).toEqual(
              before.value.ranking.map((tier) => tier.map(rename).toSorted()),
            );
          }
        }
      },
    ),
    150,
  );
});

test('every paper copied k times gives k times the figures, and withdrawing is as never having stood', () => {
  holds(
    fc.property(cases, fc.integer({ min: 2, max: 1_000_000 }), (c, k) => {
      const options = { unranked: c.unranked, strength: c.strength, lot: lotOf(c.lot) };
      const profile = profileOf(c);
      for (const method of methods) {
        const one = countCondorcet(method, profile, options);
        const many = countCondorcet(
          method,
          { ...profile, piles: profile.piles.map((p) => ({ ...p, count: p.count * k })) },
          options,
        );
        const joined = countCondorcet(
          method,
          {
            ...profile,
            candidates: [...profile.candidates, { id: 'gone', name: 'Gone', withdrawn: true }],
            piles: profile.piles.map((p, i) => ({
              ...p,
              tiers: i % 2 === 0 ? [[c.n], ...p.tiers] : [...p.tiers, [c.n]],
            })),
          },
          options,
        );
        if (!one.ok) {
          expect(joined).toEqual(one);
          continue;
        }
        if (!many.ok || !joined.ok) throw new Error('both count');
        expect(many.value.ranking).toEqual(one.value.ranking);
        expect(many.value.elected).toEqual(one.value.elected);
        for (const a of Object.keys(one.value.pairs))
          for (const [b, n] of Object.entries(one.value.pairs[a] ?? {}))
            expect(v(many.value.pairs as never, a, b)).toBe(n * k);
        expect({ ...joined.value, candidates: one.value.candidates }).toEqual(one.value);
      }
    }),
    120,
  );
});

const three = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }));

test('a circle of equal strength needs a lot, which is shown', () => {
  const profile: WeakProfile = {
    candidates: three,
    seats: 1,
    piles: [weakPile([1, 2, 3]), weakPile([3, 1, 2]), weakPile([2, 3, 1])],
  };
  for (const method of methods) {
    const without = countCondorcet(method, profile);
    expect([method, without]).toMatchObject([
      method,
      { error: { code: 'count/tie-needs-lot', tied: ['a', 'b', 'c'] } },
    ]);
    const result = countCondorcet(method, profile, { lot: lotOf(['b', 'c', 'a']) });
    expect([method, result]).toMatchObject([
      method,
      { value: { elected: ['b'], ties: [{ steps: [{ step: 'lot', order: ['b', 'c', 'a'] }] }] } },
    ]);
    if (result.ok)
      expect(explainCondorcet(result.value).join(' ')).toContain(
        'A, B and C are level. A lot was drawn between them; the order drawn, best first, is B; C; A.',
      );
  }
});

test('sentences say what each rule looked at', () => {
  const profile: WeakProfile = {
    candidates: three,
    seats: 1,
    piles: [
      weakPile([1, 2, 3], 4),
      weakPile([3, 1, 2], 3),
      weakPile([2, 3, 1], 2),
      weakPile([1, 1, null], 1),
    ],
  };
  const words = Object.fromEntries(
    methods.map((method) => {
      const result = countCondorcet(method, profile, { lot: lotOf(['a', 'b', 'c']) });
      if (!result.ok) throw new Error(result.error.message);
      return [method, explainCondorcet(result.value)];
    }),
  );
  expect(words).toMatchSnapshot();
});

test('a rule is found by its other names, and what cannot be counted is an error', () => {
  expect(findCondorcetRule('tideman')?.name).toBe('ranked-pairs');
  expect(findCondorcetRule('debian')?.name).toBe('schulze');
  expect(findCondorcetRule('toString')).toBeUndefined();
  const profile: WeakProfile = { candidates: three, seats: 1, piles: [weakPile([1, null, 2])] };
  for (const seats of [0, 1.5])
    expect(countCondorcet('schulze', { ...profile, seats })).toMatchObject({
      error: { code: 'count/seats-not-a-number' },
    });
  expect(countCondorcet('schulze', { ...profile, candidates: [], piles: [] })).toMatchObject({
    error: { code: 'count/no-candidates' },
  });
  expect(countCondorcet('schulze', { ...profile, piles: [] })).toMatchObject({
    error: { code: 'count/no-votes' },
  });
  expect(countCondorcet('schulze', profile, { defaultOption: { id: 'nobody' } })).toMatchObject({
    error: { code: 'count/default-option-unknown' },
  });
  const many = [...Array(13).keys()].map((i) => ({ id: `c${i}`, name: `C${i}` }));
  expect(
    countCondorcet('kemeny', { candidates: many, seats: 1, piles: [{ tiers: [[0]], count: 1 }] }),
  ).toMatchObject({ error: { code: 'count/too-many-candidates', most: 12 } });
  expect(() =>
    countCondorcet('schulze', { ...profile, piles: [{ tiers: [[0], [0]], count: 1 }] }),
  ).toThrow('once');
  expect(() =>
    countCondorcet('schulze', { ...profile, piles: [{ tiers: [[7]], count: 1 }] }),
  ).toThrow('of its profile');
  expect(() =>
    countCondorcet('schulze', { ...profile, piles: [{ tiers: [[0]], count: 0.5 }] }),
  ).toThrow('whole number');
  expect(peel(['a'], () => false)).toEqual([['a']]);
});
