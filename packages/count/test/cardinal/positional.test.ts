/** Points by place against a plain definition, one paper at a time, and what must not matter. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  countBorda,
  countPositional,
  explainPositional,
  type PositionalOptions,
  rankingOf,
  type WeakProfile,
  weakPile,
  weakProfile,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

const people = (n: number, withdrawn: readonly number[] = []) =>
  [...Array(n).keys()].map((i) => ({
    id: `c${i}`,
    name: `C${i}`,
    ...(withdrawn.includes(i) ? { withdrawn: true as const } : {}),
  }));

/** Fractions as a pair, so that the definition shares nothing with what it checks. */
type F = readonly [bigint, bigint];
const plus = ([a, b]: F, [c, d]: F): F => [a * d + c * b, b * d];
const less = ([a, b]: F, [c, d]: F): boolean => a * d < c * b;
const same = ([a, b]: F, [c, d]: F): boolean => a * d === c * b;
const read = (text: string): F => {
  const [n = '0', d = '1'] = text.split('/');
  return [BigInt(n), BigInt(d)];
};

const cases = fc.integer({ min: 2, max: 5 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    seats: fc.integer({ min: 1, max: 3 }),
    withdrawn: fc.constantFrom<number[]>([], [], [0]),
    papers: fc.array(
      fc.array(fc.option(fc.integer({ min: 1, max: n }), { freq: 3 }), {
        minLength: n,
        maxLength: n,
      }),
      { minLength: 1, maxLength: 8 },
    ),
    worth: fc.constantFrom<'dowdall' | string[]>('dowdall', ['12', '10', '8'], ['1', '1/3']),
    unranked: fc.constantFrom<'nothing' | 'share'>('nothing', 'share'),
    incomplete: fc.constantFrom<'counts' | 'void'>('counts', 'void'),
    lot: fc.shuffledSubarray(
      [...Array(n).keys()].map((i) => `c${i}`),
      { minLength: n },
    ),
    order: fc.shuffledSubarray([...Array(n).keys()], { minLength: n }),
  }),
);
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never;

const profileOf = (c: Case, papers = c.papers, copies = 1): WeakProfile => ({
  candidates: people(c.n, c.withdrawn),
  seats: c.seats,
  piles: papers.map((ranks) => weakPile(ranks, copies)),
});

const optionsOf = (c: Case): PositionalOptions => ({
  worth: c.worth,
  unranked: c.unranked,
  incomplete: c.incomplete,
  lot: (_round, tied) => c.lot.filter((id) => tied.includes(id)),
});

test('points are the mean worth of the places that a candidate may be said to have', () => {
  const seen = { counted: 0, void: 0, ties: 0, fractions: 0 };
  holds(
    fc.property(cases, (c) => {
      const standing = people(c.n, c.withdrawn).filter((x) => !('withdrawn' in x));
      const points = new Map<string, F>(standing.map(({ id }) => [id, [0n, 1n]]));
      let papers = 0;
      for (const ranks of c.papers) {
        const of = (id: string): number | null => ranks[Number(id.slice(1))] ?? null;
        const ranked = standing.filter(({ id }) => of(id) !== null);
        if (ranked.length === 0) continue;
        if (c.incomplete === 'void' && ranked.length < standing.length) continue;
        papers++;
        for (const { id } of standing) {
          if (of(id) === null && c.unranked === 'nothing') continue;
          const rank = of(id) ?? Number.POSITIVE_INFINITY;
          const ahead = standing.filter((x) => (of(x.id) ?? Number.POSITIVE_INFINITY) < rank);
          const level = standing.filter((x) => (of(x.id) ?? Number.POSITIVE_INFINITY) === rank);
          for (let k = 0; k < level.length; k++) {
            const place = ahead.length + k;
            const worth: F =
              c.worth === 'dowdall' ? [1n, BigInt(place + 1)] : read(c.worth[place] ?? '0');
            const part: F = [worth[0], worth[1] * BigInt(level.length)];
            points.set(id, plus(points.get(id) as F, part));
          }
        }
      }
      const result = countPositional(profileOf(c), optionsOf(c));
      if ([...points.values()].every(([n]) => n === 0n)) {
        expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
        return;
      }
      if (!result.ok) throw new Error(result.error.message);
      const { value } = result;
      seen.counted++;
      seen.void += value.voided.length;
      if (value.tie !== undefined) seen.ties++;
      expect(value.papers).toBe(papers);
      expect(value.papers + value.voided.reduce((sum, v) => sum + v.papers, 0)).toBe(
        c.papers.length,
      );
      for (const [id, figure] of points) {
        expect(same(read(value.points[id] as string), figure)).toBe(true);
        if (value.points[id]?.includes('/')) seen.fractions++;
      }
      const order = [...points.keys()].sort((a, b) => {
        const [x, y] = [points.get(a) as F, points.get(b) as F];
        return less(y, x) ? -1 : less(x, y) ? 1 : c.lot.indexOf(a) - c.lot.indexOf(b);
      });
      expect(value.elected.toSorted()).toEqual(order.slice(0, c.seats).toSorted());
      const last = points.get(value.elected.at(-1) as string) as F;
      const next = order.find((id) => !value.elected.includes(id));
      const lead = plus(last, next === undefined ? [0n, 1n] : neg(points.get(next) as F));
      expect(same(read(value.margin.points), lead)).toBe(true);
      expect(rankingOf(value)?.flat().toSorted()).toEqual([...points.keys()].toSorted());
      explainPositional(value);
    }),
    800,
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

const neg = ([n, d]: F): F => [-n, d];

test('the order of papers and candidates changes nothing; copies multiply the points', () => {
  holds(
    fc.property(cases, (c) => {
      const here = countPositional(profileOf(c), optionsOf(c));
      const shuffled: WeakProfile = {
        candidates: c.order.map((i) => people(c.n, c.withdrawn)[i] as { id: string; name: string }),
        seats: c.seats,
        piles: c.papers.toReversed().map((ranks) => weakPile(c.order.map((i) => ranks[i] ?? null))),
      };
      const there = countPositional(shuffled, optionsOf(c));
      const thrice = countPositional(profileOf(c, c.papers, 3), optionsOf(c));
      if (!here.ok || !there.ok || !thrice.ok) {
        expect([there.ok, thrice.ok]).toEqual([here.ok, here.ok]);
        return;
      }
      expect({ ...there.value, candidates: null }).toEqual({ ...here.value, candidates: null });
      expect(thrice.value.elected).toEqual(here.value.elected);
      for (const [id, figure] of Object.entries(here.value.points)) {
        const [n, d] = read(figure);
        expect(same(read(thrice.value.points[id] as string), [3n * n, d])).toBe(true);
      }
    }),
    800,
  );
});

test('a candidate who withdraws counts as never named; Borda is the list n-1 … 0', () => {
  holds(
    fc.property(cases, (c) => {
      const worth = [...Array(c.n).keys()].map((k) => `${c.n - 1 - k}`);
      const { lot } = optionsOf(c);
      const all = { ...c, withdrawn: [] };
      const borda = countBorda(profileOf(all), { unranked: 'share', ...(lot && { lot }) });
      const listed = countPositional(profileOf(all), {
        worth,
        unranked: 'share',
        ...(lot && { lot }),
      });
      expect(listed.ok).toBe(borda.ok);
      if (borda.ok && listed.ok) {
        expect(listed.value.elected).toEqual(borda.value.elected);
        for (const [id, halves] of Object.entries(borda.value.points))
          expect(same(read(listed.value.points[id] as string), [BigInt(halves), 2n])).toBe(true);
      }
      const gone = countPositional(profileOf({ ...c, withdrawn: [0] }), optionsOf(c));
      const never: WeakProfile = {
        candidates: people(c.n).slice(1),
        seats: c.seats,
        piles: c.papers.map((ranks) => weakPile(ranks.slice(1))),
      };
      const without = countPositional(never, optionsOf(c));
      expect(gone.ok).toBe(without.ok);
      if (gone.ok && without.ok) expect(gone.value.points).toEqual(without.value.points);
    }),
    800,
  );
});

test('sentences, exact and rounded', () => {
  const candidates = ['ann', 'bob', 'cy'].map((id) => ({ id, name: id }));
  const profile = aggregate({ candidates, seats: 1, papers: [[0, 1, 2], [1, 2, 0], [2], []] });
  const result = countPositional(weakProfile(profile), { incomplete: 'void' });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.points).toEqual({ ann: '4/3', bob: '3/2', cy: '5/6' });
  expect(explainPositional(result.value)).toEqual([
    'Dowdall (1 for the first place, 1/2 for the second, 1/3 for the third, and so on) for one seat: 2 valid papers.',
    '1 paper is void: nothing is marked.',
    '1 paper is void: too few marks.',
    'bob 1.500 (3/2); ann 1.333 (4/3); cy 0.833 (5/6).',
    'Elected: bob. bob was 0.167 (1/6) ahead of ann.',
  ]);
  const list = countPositional(weakProfile({ ...profile, seats: 3 }), { worth: ['2', '1'] });
  if (!list.ok) throw new Error(list.error.message);
  expect(explainPositional(list.value)).toEqual([
    'Points by place (2 1, first place first) for 3 seats: 3 valid papers.',
    '1 paper is void: nothing is marked.',
    'bob 3; cy 3; ann 2.',
    'Elected: bob, cy and ann.',
  ]);
  const drawn = countPositional(weakProfile(profile), {
    worth: ['2', '1'],
    lot: () => ['cy', 'bob'],
  });
  if (!drawn.ok) throw new Error(drawn.error.message);
  expect(explainPositional(drawn.value).slice(-3)).toEqual([
    'bob and cy are level for 1 seat.',
    'A lot was drawn between them; the order drawn, best first, is cy; bob.',
    'Elected: cy. cy was level with bob.',
  ]);
  expect(countPositional(weakProfile({ ...profile, seats: 0 }))).toMatchObject({
    error: { code: 'count/seats-not-a-number' },
  });
});

test('level ones need an order', () => {
  const candidates = ['bob', 'ann', 'cy'].map((id) => ({ id, name: id }));
  const profile = weakProfile(aggregate({ candidates, seats: 1, papers: [[0], [1]] }));
  expect(countPositional(profile)).toMatchObject({
    error: { code: 'count/tie-needs-lot', tied: ['ann', 'bob'] },
  });
  const all = countPositional({ ...profile, seats: 2 });
  if (!all.ok) throw new Error(all.error.message);
  expect(explainPositional(all.value)).toContain('ann 1; bob 1; cy 0.');
});
