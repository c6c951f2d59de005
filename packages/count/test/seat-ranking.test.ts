import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GroupCap, seatRanking } from '../src/index.ts';
import { holds } from './elections.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

const cases = fc.record({
  order: fc.shuffledSubarray(ids, { minLength: 1, maxLength: 6 }),
  cuts: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  lot: fc.shuffledSubarray(ids, { minLength: 6, maxLength: 6 }),
  seats: fc.integer({ min: 1, max: 5 }),
  caps: fc.array(fc.record({ members: fc.subarray(ids), most: fc.integer({ min: 0, max: 2 }) }), {
    maxLength: 2,
  }),
});

test('it seats from the best down and passes over whoever is of a full group', () => {
  const seen = { skipped: 0, ties: 0, plain: 0 };
  holds(
    fc.property(cases, ({ order, cuts, lot, seats, caps }) => {
      const ranking: string[][] = [];
      for (const [i, id] of order.entries())
        if (i === 0 || cuts[i]) ranking.push([id]);
        else ranking.at(-1)?.push(id);
      const named: GroupCap[] = caps.map((cap, i) => ({ name: `group ${i}`, ...cap }));
      const draw = (_round: number, tied: readonly string[]): string[] =>
        lot.filter((id) => tied.includes(id));
      const result = seatRanking(ranking, seats, named, draw);
      if (!result.ok) throw new Error(result.error.message);
      // One after another, level ones always in the order of the lot.
      const expected: string[] = [];
      for (const id of ranking.flatMap((tier) => lot.filter((c) => tier.includes(c))))
        if (
          expected.length < seats &&
          named.every(
            (cap) =>
              !cap.members.includes(id) ||
              expected.filter((c) => cap.members.includes(c)).length < cap.most,
          )
        )
          expected.push(id);
      expect(result.value.elected.toSorted()).toEqual(expected.toSorted());
      for (const { candidate, group } of result.value.skipped) {
        seen.skipped++;
        expect(result.value.elected).not.toContain(candidate);
        const cap = named.find((one) => one.name === group);
        expect(cap?.members).toContain(candidate);
        expect(
          result.value.elected.filter((c) => cap?.members.includes(c)).length,
        ).toBeGreaterThanOrEqual(cap?.most ?? 99);
      }
      if (result.value.ties.length > 0) seen.ties++;
      else seen.plain++;
      expect(
        seatRanking(
          ranking.map((tier) => tier.toReversed()),
          seats,
          named.toReversed(),
          draw,
        ),
      ).toEqual(result);
    }),
    600,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(20);
});

test('no lot is asked for where all of those level are seated, and it is where they are not', () => {
  const ranking = [['a', 'b'], ['c']];
  expect(seatRanking(ranking, 2, [])).toMatchObject({ value: { elected: ['a', 'b'], ties: [] } });
  expect(seatRanking(ranking, 1, [])).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  const caps = [{ name: 'one employer', members: ['a', 'b'], most: 1 }];
  expect(seatRanking(ranking, 2, caps)).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  expect(seatRanking(ranking, 2, caps, (_round, tied) => tied.toReversed())).toMatchObject({
    value: {
      elected: ['b', 'c'],
      skipped: [{ candidate: 'a', group: 'one employer' }],
      ties: [{ places: 1, chosen: ['b'] }],
    },
  });
});
