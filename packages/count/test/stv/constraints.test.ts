/** Guard and doom: nobody is elected or excluded who would make the constraints impossible. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregate,
  type Candidate,
  type Constraints,
  countStv,
  type StvResult,
  stvRules,
} from '../../src/index.ts';
import { canBeFilled } from '../../src/stv/constraints.ts';
import { holds } from '../elections.ts';
import { lotOf, type StvElection, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

const rule = (name: string) => {
  const found = stvRules.find((r) => r.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

const women = (least: number, most: number, members: readonly string[]): Constraints => ({
  categories: [{ name: 'gender', groups: [{ name: 'women', least, most, members }] }],
});

const profile = aggregate({
  candidates: ['ann', 'bea', 'cid', 'dan', 'eve'].map((id) => ({ id, name: id })),
  seats: 3,
  papers: [
    ...Array<number[]>(9).fill([2, 3]),
    ...Array<number[]>(8).fill([3, 2]),
    ...Array<number[]>(5).fill([0, 1]),
    ...Array<number[]>(3).fill([1, 0]),
    ...Array<number[]>(2).fill([4, 2]),
  ],
});

function counted(constraints: Constraints, name = 'scottish-stv'): StvResult {
  const result = countStv(rule(name), { profile, constraints, lot: (_stage, tied) => tied });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('without constraints two men and one woman are elected', () => {
  expect(counted({ categories: [] }).elected.toSorted()).toEqual(['ann', 'cid', 'dan']);
});

test('where two women must be elected, the last women are guarded and a man is doomed', () => {
  const result = counted(women(2, 3, ['ann', 'bea', 'eve']));
  expect(result.elected.filter((id) => ['ann', 'bea', 'eve'].includes(id))).toHaveLength(2);
  const decisions = result.stages.flatMap((s) => s.decisions);
  expect(decisions.some((d) => d.kind === 'doomed' && d.candidate === 'dan')).toBe(true);
  expect(decisions.find((d) => d.kind === 'doomed')?.because).toContain('needed');
  expect(
    result.stages.find((s) => s.action.kind === 'exclusion' && s.action.because === 'constraint'),
  ).toBeDefined();
});

test('where at most one man may be elected, the second is doomed when the first is elected', () => {
  const result = counted({
    categories: [
      { name: 'gender', groups: [{ name: 'men', least: 0, most: 1, members: ['cid', 'dan'] }] },
    ],
  });
  expect(result.elected.filter((id) => ['cid', 'dan'].includes(id))).toEqual(['cid']);
  expect(result.stages[0]?.decisions).toContainEqual({
    kind: 'doomed',
    candidate: 'dan',
    because: 'men (gender) already has the most it may have, 1',
  });
});

test('under constraints, too, the order of the candidates changes nothing', () => {
  const constraints = women(2, 3, ['ann', 'bea', 'eve']);
  const order = [4, 2, 0, 3, 1];
  const turned = aggregate({
    candidates: order.map((i) => profile.candidates[i] as Candidate),
    seats: 3,
    papers: [...profile.piles].flatMap(({ ranking, count }) =>
      Array<number[]>(count).fill(ranking.map((c) => order.indexOf(c))),
    ),
  });
  for (const each of stvRules) {
    const how = { constraints, lot: (_s: number, tied: readonly string[]) => tied, seed: 's' };
    const [one, other] = [
      countStv(each, { ...how, profile }),
      countStv(each, { ...how, profile: turned }),
    ];
    if (!one.ok || !other.ok) throw new Error(each.name);
    expect({ ...other.value, candidates: [] }).toEqual({ ...one.value, candidates: [] });
  }
});

test('constraints that nobody can meet are told before anything is counted', () => {
  expect(countStv(rule('meek-prf'), { profile, constraints: women(2, 3, ['ann']) })).toMatchObject({
    error: { code: 'count/constraints-impossible' },
  });
});

describe('for every rule the constraints hold at the end, and reasons are given', () => {
  const constrained = stvElections
    .filter((e) => stvNamed(e).papers.length > 0)
    .chain((e) =>
      fc.tuple(
        fc.constant(e),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
        fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 3 })), { minLength: 3, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      ),
    );
  const groupsFor = (
    e: StvElection,
    regions: readonly number[],
    limits: readonly (readonly [number, number])[],
    isWoman: readonly boolean[],
  ): Constraints => ({
    categories: [
      {
        name: 'region',
        groups: limits.map(([least, more], g) => ({
          name: `region ${g}`,
          least: Math.min(least, 1),
          most: Math.min(least, 1) + more,
          members: e.candidates.filter((_, i) => regions[i] === g).map((c) => c.id),
        })),
      },
      {
        name: 'gender',
        groups: [
          {
            name: 'women',
            least: 1,
            most: 4,
            members: e.candidates.filter((_, i) => isWoman[i]).map((c) => c.id),
          },
        ],
      },
    ],
  });

  test.each(stvRules.map((r) => r.name))('%s', (name) => {
    let impossible = 0;
    let binding = 0;
    holds(
      fc.property(constrained, ([election, regions, limits, isWoman]) => {
        const constraints = groupsFor(election, regions, limits, isWoman);
        const how = { profile: stvProfile(election), lot: lotOf(election), seed: 's' };
        const result = countStv(rule(name), { ...how, constraints });
        const { standing } = stvNamed(election);
        const seats = Math.min(election.seats, standing.length);
        // Every choice of so many, tried out.
        const fits = (these: readonly string[]): boolean =>
          constraints.categories.every((c) =>
            c.groups.every((g) => {
              const n = these.filter((id) => g.members.includes(id)).length;
              return n >= g.least && n <= g.most;
            }),
          );
        const isPossible = choices(standing, seats).some(fits);
        if (!isPossible) {
          expect(result).toMatchObject({ error: { code: 'count/constraints-impossible' } });
          impossible++;
          return;
        }
        if (!result.ok) throw new Error(result.error.message);
        expect(result.value.elected).toHaveLength(seats);
        expect(fits(result.value.elected)).toBe(true);
        const free = countStv(rule(name), how);
        if (free.ok && free.value.elected.length === seats && !fits(free.value.elected)) {
          binding++;
          expect(result.value.stages.some((s) => s.decisions.length > 0)).toBe(true);
        }
      }),
      80,
    );
    expect(impossible).toBeGreaterThan(0);
    expect(binding).toBeGreaterThan(0);
  });
});

function choices(of: readonly string[], k: number): readonly (readonly string[])[] {
  if (k === 0) return [[]];
  return of.flatMap((id, i) => choices(of.slice(i + 1), k - 1).map((rest) => [id, ...rest]));
}

test('whether seats can be filled is decided by kinds, not by names', () => {
  const limit = { least: 1, most: 2, has: 0, kinds: [0] };
  expect(canBeFilled([3, 0], 2, [limit])).toBe(true);
  expect(canBeFilled([3, 0], 3, [limit])).toBe(false);
  expect(canBeFilled([3, 1], 3, [limit])).toBe(true);
  expect(canBeFilled([0, 3], 2, [limit])).toBe(false);
});
