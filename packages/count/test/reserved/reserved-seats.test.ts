/** Reserved seats against trying every set and against a plain definition, and what must not matter. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  countApproval,
  countBlockVote,
  countBorda,
  countCondorcet,
  countPoll,
  explainReservedSeats,
  fillReservedSeats,
  type ReservedSeatsInput,
  rankingOf,
  weakProfile,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

const people = (ids: readonly string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }));
const ids = [...'abcdefg'];

/** A ranking without ties, women among the candidates, seats and how many are reserved. */
const strict = fc
  .record({
    order: fc.shuffledSubarray(ids, { minLength: 3, maxLength: 7 }),
    women: fc.subarray(ids),
    young: fc.subarray(ids),
    seats: fc.integer({ min: 2, max: 5 }),
    cut: fc.integer({ min: 1, max: 5 }),
    filling: fc.constantFrom('reserved-first' as const, 'open-first' as const),
    counts: fc.constantFrom('own-places' as const, 'every-member' as const),
  })
  .map((c) => ({ ...c, reserved: Math.min(c.cut, c.seats) }));

const inputOf = (
  c: { order: string[]; women: string[]; seats: number; reserved: number },
  more: Partial<ReservedSeatsInput> = {},
): ReservedSeatsInput => ({
  ranking: c.order.map((id) => [id]),
  candidates: people(ids),
  seats: c.seats,
  groups: [{ name: 'women', members: c.women, places: c.reserved }],
  order: 'reserved-first',
  ...more,
});

const filled = (input: ReservedSeatsInput) => {
  const result = fillReservedSeats(input);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

function subsets<T>(all: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return all.flatMap((first, k) =>
    subsets(all.slice(k + 1), size - 1).map((rest) => [first, ...rest]),
  );
}

test('reserved first, every member counting: the best of all sets that have enough of the group', () => {
  const seen = { binding: 0, short: 0 };
  holds(
    fc.property(strict, (c) => {
      const size = Math.min(c.seats, c.order.length);
      const women = c.order.filter((id) => c.women.includes(id));
      const least = Math.min(c.reserved, women.length, size);
      const rank = (id: string): number => c.order.indexOf(id);
      // Of two sets the better is the one whose best member not shared is better placed; adding up
      // powers of two says just that.
      const worth = (set: readonly string[]): number =>
        set.reduce((sum, id) => sum + 2 ** (c.order.length - rank(id)), 0);
      const best = subsets(c.order, size)
        .filter((set) => set.filter((id) => women.includes(id)).length >= least)
        .sort((a, b) => worth(b) - worth(a))[0];
      const result = filled(inputOf(c));
      expect(result.elected.toSorted()).toEqual(best?.toSorted());
      const plain = c.order.slice(0, size);
      if (plain.some((id) => !result.elected.includes(id))) seen.binding++;
      if (women.length < c.reserved) seen.short++;
      // Whoever is passed over was ahead of somebody with a reserved place, and all such are named.
      const out = c.order.filter((id) => !result.elected.includes(id));
      const last = Math.max(...result.elected.map(rank));
      expect(result.passedOver.map((p) => p.candidate)).toEqual(
        out.filter((id) => rank(id) < last).toSorted(),
      );
      explainReservedSeats(result);
    }),
    1500,
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

/** One place after another, as a clerk would do it. */
function clerk(
  c: {
    order: string[];
    women: string[];
    young: string[];
    seats: number;
    filling: string;
    counts: string;
  },
  women: number,
  young: number,
): string[] {
  const list: (string | null)[] = [];
  const keep = [...Array(women).fill('women'), ...Array(young).fill('young')];
  const open = Array(c.seats - keep.length).fill(null);
  list.push(...(c.filling === 'reserved-first' ? [...keep, ...open] : [...open, ...keep]));
  const elected: string[] = [];
  for (let k = 0; k < list.length; k++) {
    const of = list[k];
    const members = of === 'women' ? c.women : c.young;
    const need = of === 'women' ? women : young;
    const has = elected.filter((id) => members.includes(id)).length;
    const rest = c.order.filter((id) => !elected.includes(id));
    if (of === null) {
      const [next] = rest;
      if (next !== undefined) elected.push(next);
      continue;
    }
    const next = rest.find((id) => members.includes(id));
    if ((c.counts === 'every-member' && has >= need) || next === undefined) list.push(null);
    else elected.push(next);
  }
  return elected;
}

test('two groups that overlap, in every order of filling, as a clerk fills them', () => {
  holds(
    fc.property(strict, fc.integer({ min: 1, max: 2 }), (c, young) => {
      fc.pre(c.reserved + young <= c.seats);
      const result = filled(
        inputOf(c, {
          groups: [
            { name: 'women', members: c.women, places: c.reserved },
            { name: 'young', members: c.young, places: young },
          ],
          order: c.filling,
          counts: c.counts,
        }),
      );
      expect(result.elected).toEqual(clerk(c, c.reserved, young));
      expect(new Set(result.elected).size).toBe(result.elected.length);
      // Every seat is filled while anybody is left.
      expect(result.elected).toHaveLength(Math.min(c.seats, c.order.length));
    }),
    1500,
  );
});

test('names and the order of candidates change nothing; one who withdraws last changes nothing', () => {
  const to = (id: string): string => `x${id}`;
  holds(
    fc.property(strict, (c) => {
      const here = filled(inputOf(c, { order: c.filling, counts: c.counts }));
      const renamed = filled(
        inputOf(
          { ...c, order: c.order.map(to), women: c.women.map(to) },
          {
            order: c.filling,
            counts: c.counts,
            candidates: people(ids.map(to)).toReversed(),
          },
        ),
      );
      expect(renamed.elected).toEqual(here.elected.map(to));
      const added = filled(
        inputOf({ ...c, order: [...c.order, 'zz'] }, { order: c.filling, counts: c.counts }),
      );
      if (c.order.length >= c.seats) expect(added.elected).toEqual(here.elected);
    }),
    1500,
  );
});

test('a place that nobody can take is released, or stays empty', () => {
  const c = { order: ['a', 'b', 'c', 'd'], women: ['d'], seats: 3, reserved: 2 };
  const released = filled(inputOf(c));
  expect(released.elected).toEqual(['d', 'a', 'b']);
  expect(released.places).toEqual([
    { group: 'women', candidate: 'd' },
    { group: 'women', candidate: null, because: 'nobody-left' },
    { group: null, candidate: 'a' },
    { group: null, candidate: 'b' },
  ]);
  expect(released.passedOver).toEqual([{ candidate: 'c', by: ['d'] }]);
  const vacant = filled(inputOf(c, { unfilled: 'vacant' }));
  expect(vacant.elected).toEqual(['d', 'a']);
});

test('a lot is drawn only where those level do not all find room in places of one kind', () => {
  const ranking = [
    ['a', 'b'],
    ['c', 'd', 'e'],
  ];
  const base = {
    ranking,
    candidates: people(ids),
    groups: [{ name: 'women', members: ['c', 'd'], places: 2 }],
    order: 'reserved-first' as const,
  };
  expect(filled({ ...base, seats: 4 }).elected).toEqual(['c', 'd', 'a', 'b']);
  expect(fillReservedSeats({ ...base, seats: 3 })).toMatchObject({
    error: { code: 'count/tie-needs-lot', tied: ['a', 'b'] },
  });
  const drawn = filled({ ...base, seats: 3, lot: (_round, tied) => tied.toReversed() });
  expect(drawn.elected).toEqual(['c', 'd', 'b']);
  expect(explainReservedSeats(drawn)).toEqual([
    '3 seats, with 2 places for women. Reserved places are filled first, then the open ones, each by the best placed who is not yet elected.',
    'A and B are level for 1 seat.',
    'A lot was drawn between them; the order drawn, best first, is B; A.',
    '1. a place for women: C.',
    '2. a place for women: D.',
    '3. an open place: B.',
    'A is not elected, though placed above C and D, who have reserved places.',
    'Elected: C, D and B.',
  ]);
  const after = filled({ ...base, seats: 4, order: 'open-first' });
  expect(explainReservedSeats(after)).toContain(
    '4 seats, with 2 places for women. The open places are filled first, then the reserved ones, each by the best placed who is not yet elected.',
  );
  const both = filled({
    ...base,
    seats: 3,
    groups: [{ name: 'all', members: ['a', 'b'], places: 1 }],
    order: 'open-first',
    lot: (_round, tied) => tied,
  });
  expect(explainReservedSeats(both)).toContain(
    '3. a place for all: as many are already elected, so that it is filled as an open one at the end.',
  );
  expect(both.places).toContainEqual({ group: 'all', candidate: null, because: 'enough-elected' });
  expect(both.elected.slice(0, 2)).toEqual(['a', 'b']);
});

test('without reserved places the best placed are elected', () => {
  const c = { order: ['a', 'b', 'c', 'd'], women: [], seats: 2, reserved: 1 };
  const plain = filled(inputOf(c, { groups: [] }));
  expect(plain.elected).toEqual(['a', 'b']);
  expect(explainReservedSeats(plain)[0]).toContain('2 seats, with no place reserved.');
});

test.each([
  [{ seats: 0 }, 'count/seats-not-a-number'],
  [{ groups: [{ name: 'x', members: [], places: 1.5 }] }, 'count/seats-not-a-number'],
  [{ ranking: [] }, 'count/no-candidates'],
  [{ groups: [{ name: 'x', members: [], places: 4 }] }, 'count/constraints-impossible'],
])('what cannot be filled is an error: %j', (more, code) => {
  const c = { order: ['a', 'b', 'c'], women: ['c'], seats: 3, reserved: 1 };
  expect(fillReservedSeats(inputOf(c, more as Partial<ReservedSeatsInput>))).toMatchObject({
    error: { code },
  });
});

test('every count that ranks everybody gives the ranking', () => {
  const candidates = people(['a', 'b', 'c']);
  const profile = aggregate({
    candidates,
    seats: 2,
    papers: [[0, 1], [0, 1], [1, 0], [2, 1], [0]],
  });
  const tiers = (result: { ok: boolean; value?: Parameters<typeof rankingOf>[0] }) =>
    result.value === undefined ? undefined : rankingOf(result.value);
  const lot = (_round: number, tied: readonly string[]): readonly string[] => tied;
  expect(tiers(countPoll('fptp', profile, { lot }))).toEqual([['a'], ['b', 'c']]);
  expect(tiers(countApproval(profile))).toEqual([['a', 'b'], ['c']]);
  expect(tiers(countBlockVote(profile))).toEqual([['a', 'b'], ['c']]);
  expect(tiers(countBorda(weakProfile(profile)))).toEqual([['a'], ['b'], ['c']]);
  expect(tiers(countCondorcet('schulze', weakProfile(profile)))).toEqual([['a'], ['b'], ['c']]);
  const one = { ...profile, seats: 1 };
  expect(tiers(countPoll('av', one))).toBe(undefined);
  const more = aggregate({ candidates, seats: 1, papers: [[0], [0], [1], [1], [2, 0]] });
  expect(tiers(countPoll('av', more))).toBe(undefined);
});
