/** Seats for lists against plain definitions, and what must not matter to them. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countPartyList,
  type Divisors,
  explainPartyList,
  type ListQuota,
  type PartyList,
  type PartyListOptions,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

const lists = fc
  .array(
    fc.record({
      votes: fc.constantFrom(0, 1, 2, 3, 5, 8, 10, 12, 20, 30, 31, 60, 100),
      most: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all): PartyList[] =>
    all.map(({ votes, most }, i) => ({
      id: `l${i}`,
      name: `List ${i}`,
      votes,
      ...(most === null ? {} : { most }),
    })),
  );

const lotOf =
  (order: readonly string[]) =>
  (_round: number, tied: readonly string[]): string[] =>
    order.filter((id) => tied.includes(id));

const order = ['l3', 'l1', 'l4', 'l0', 'l2'];

const names: Record<Divisors, (seat: number) => number> = {
  dhondt: (seat) => seat,
  'sainte-lague': (seat) => 2 * seat - 1,
  'modified-sainte-lague': (seat) => (seat === 1 ? 1.4 : 2 * seat - 1),
  danish: (seat) => 3 * seat - 2,
  imperiali: (seat) => (seat + 1) / 2,
};

const thresholds = fc.constantFrom({}, { threshold: { numerator: 1, denominator: 10 } });

test('divisors give the seats to the largest quotients of the whole table', () => {
  const seen = { ties: 0, unfilled: 0, below: 0 };
  holds(
    fc.property(
      lists,
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(...(Object.keys(names) as Divisors[])),
      thresholds,
      (all, seats, divisors, more) => {
        const options: PartyListOptions = {
          by: { kind: 'divisors', divisors },
          lot: lotOf(order),
          ...more,
        };
        const result = countPartyList(seats, all, options);
        const votes = all.reduce((sum, l) => sum + l.votes, 0);
        const least = 'threshold' in more ? votes / 10 : 0;
        const taking = all.filter((l) => l.votes > 0 && l.votes >= least);
        if (taking.length === 0) {
          expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
          return;
        }
        if (!result.ok) throw new Error(result.error.message);
        // Twenty times every divisor is whole here, so quotients compare as products.
        const table = taking.flatMap((l) =>
          [...Array(Math.min(seats, l.most ?? seats)).keys()].map((i) => ({
            id: l.id,
            votes: l.votes,
            divisor: Math.round(20 * names[divisors](i + 1)),
          })),
        );
        const got = table
          .sort(
            (a, b) =>
              b.votes * a.divisor - a.votes * b.divisor ||
              order.indexOf(a.id) - order.indexOf(b.id),
          )
          .slice(0, seats);
        expect(Object.fromEntries(result.value.lists.map((l) => [l.id, l.seats]))).toEqual(
          Object.fromEntries(all.map((l) => [l.id, got.filter((g) => g.id === l.id).length])),
        );
        expect(result.value.unfilled).toBe(seats - got.length);
        seen.ties += result.value.ties.length;
        if (result.value.unfilled > 0) seen.unfilled++;
        if (taking.length < all.length) seen.below++;
        explainPartyList(result.value);
      },
    ),
    800,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

const quotas: Record<ListQuota, (v: number, s: number) => [number, number]> = {
  hare: (v, s) => [v, s],
  droop: (v, s) => [Math.floor(v / (s + 1)) + 1, 1],
  'hagenbach-bischoff': (v, s) => [v, s + 1],
  imperiali: (v, s) => [v, s + 2],
};

test('quotas give whole quotas and then the largest remainders', () => {
  const seen = { ties: 0, tooSmall: 0, counted: 0 };
  holds(
    fc.property(
      lists,
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(...(Object.keys(quotas) as ListQuota[])),
      (all, seats, quota) => {
        const result = countPartyList(seats, all, {
          by: { kind: 'quota', quota },
          lot: lotOf(order),
        });
        const taking = all.filter((l) => l.votes > 0);
        if (taking.length === 0) {
          expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
          return;
        }
        const [n, d] = quotas[quota](
          taking.reduce((sum, l) => sum + l.votes, 0),
          seats,
        );
        const parts = taking.map((l) => ({
          ...l,
          won: Math.min(Math.floor((l.votes * d) / n), l.most ?? seats),
          // In units of 1/d of a vote.
          over: (l.votes * d) % n,
        }));
        let left = seats - parts.reduce((sum, p) => sum + p.won, 0);
        if (left < 0) {
          expect(result).toMatchObject({ error: { code: 'count/quota-too-small' } });
          seen.tooSmall++;
          return;
        }
        if (!result.ok) throw new Error(result.error.message);
        seen.counted++;
        for (const part of [...parts].sort(
          (a, b) =>
            b.over - a.over || b.votes - a.votes || order.indexOf(a.id) - order.indexOf(b.id),
        ))
          if (left > 0 && part.won < (part.most ?? seats)) {
            part.won++;
            left--;
          }
        expect(
          Object.fromEntries(
            result.value.lists.filter((l) => l.votes > 0).map((l) => [l.id, l.seats]),
          ),
        ).toEqual(Object.fromEntries(parts.map((p) => [p.id, p.won])));
        expect(result.value.unfilled).toBe(left);
        seen.ties += result.value.ties.length;
        explainPartyList(result.value);
      },
    ),
    800,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

test('neither the order of the lists nor their scale matters', () => {
  holds(
    fc.property(
      lists,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 2, max: 999 }),
      (all, seats, k) => {
        for (const by of [
          { kind: 'divisors', divisors: 'sainte-lague' },
          { kind: 'quota', quota: 'hare' },
        ] as const) {
          const of = (some: readonly PartyList[]): unknown => {
            const result = countPartyList(seats, some, { by, lot: lotOf(order) });
            return result.ok
              ? Object.fromEntries(result.value.lists.map((l) => [l.id, l.seats]))
              : result.error.code;
          };
          expect(of(all.toReversed())).toEqual(of(all));
          expect(of(all.map((l) => ({ ...l, votes: l.votes * k })))).toEqual(of(all));
        }
      },
    ),
    200,
  );
});

const four = [
  ['a', 100_000],
  ['b', 80_000],
  ['c', 30_000],
  ['d', 20_000],
].map(([id, votes]) => ({ id: String(id), name: String(id).toUpperCase(), votes: Number(votes) }));

test('the example of the textbooks: 230,000 votes for eight seats', () => {
  const seats = (by: PartyListOptions['by']): number[] | string => {
    const result = countPartyList(8, four, { by });
    return result.ok ? result.value.lists.map((l) => l.seats) : result.error.code;
  };
  expect(seats({ kind: 'divisors', divisors: 'dhondt' })).toEqual([4, 3, 1, 0]);
  expect(seats({ kind: 'divisors', divisors: 'sainte-lague' })).toEqual([3, 3, 1, 1]);
  expect(seats({ kind: 'quota', quota: 'hare' })).toEqual([3, 3, 1, 1]);
});

test('sentences', () => {
  const say = (
    seats: number,
    all: readonly PartyList[],
    options: PartyListOptions,
  ): readonly string[] => {
    const result = countPartyList(seats, all, options);
    return result.ok ? explainPartyList(result.value) : [result.error.message];
  };
  expect({
    divisors: say(3, four, {
      by: { kind: 'divisors', divisors: 'modified-sainte-lague' },
      threshold: { numerator: 10, denominator: 100 },
    }),
    quota: say(3, four, { by: { kind: 'quota', quota: 'hare' } }),
    tie: say(
      1,
      four.map((l) => ({ ...l, votes: 5, most: 1 })),
      {
        by: { kind: 'divisors', divisors: 'dhondt' },
        lot: lotOf(['d', 'c', 'b', 'a']),
      },
    ),
    remainders: say(
      2,
      four.map((l) => ({ ...l, votes: 5 })),
      {
        by: { kind: 'quota', quota: 'droop' },
        lot: lotOf(['d', 'c', 'b', 'a']),
      },
    ),
    unfilled: say(
      9,
      four.map((l) => ({ ...l, most: 1 })),
      {
        by: { kind: 'divisors', divisors: 'danish' },
      },
    ),
  }).toMatchSnapshot();
});

test('what cannot be dealt is an error', () => {
  const code = (seats: number, all: readonly PartyList[], by: PartyListOptions['by']): string => {
    const result = countPartyList(seats, all, { by });
    return result.ok ? 'ok' : result.error.code;
  };
  const dhondt = { kind: 'divisors', divisors: 'dhondt' } as const;
  expect(code(0, four, dhondt)).toBe('count/seats-not-a-number');
  expect(code(1, [], dhondt)).toBe('count/no-candidates');
  expect(code(1, [{ id: 'a', name: 'A', votes: 1.5 }], dhondt)).toBe(
    'count/not-a-number-of-papers',
  );
  const level = four.map((l) => ({ ...l, votes: 5 }));
  expect(code(1, level, dhondt)).toBe('count/tie-needs-lot');
  expect(code(1, level, { kind: 'quota', quota: 'hare' })).toBe('count/tie-needs-lot');
});
