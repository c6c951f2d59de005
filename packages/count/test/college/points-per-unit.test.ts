/**
 * Points for each unit (riding), one for each vote in a small one: the published totals of three
 * Canadian contests as far as they go (nobody publishes the papers), and what must hold of the rule.
 *
 * Sources of the figures: Conservative Party of Canada 2017 (jjmccullough.com/cpc2017.html; Wikipedia)
 * and 2022 (cpac.ca/articles/2022-conservative-leadership; Wikipedia); Liberal Party of Canada 2025
 * (daisygroup.ca/liberal-leadership-election-results; Wikipedia).
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, countCollege, type SectionVotes, type Weight, weigh } from '../../src/index.ts';
import { fromText, toText } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';

/** Published points, in hundredths, as one section that carries what it has. */
const published = (points: Readonly<Record<string, string>>) =>
  weigh(
    [
      {
        id: 'all',
        name: 'All',
        weight: { kind: 'votes' },
        votes: Object.fromEntries(
          Object.entries(points).map(([id, text]) => [id, Math.round(Number(text) * 100)]),
        ),
      },
    ],
    2,
  );

test('Liberal Party of Canada 2025: 343 units of 100 points, the printed shares, and 17,151 to win', () => {
  const round = published({
    carney: '29456.91',
    freeland: '2728.57',
    gould: '1100.34',
    baylis: '1014.18',
  });
  expect(round.carried).toBe(`${343 * 100 * 100}`);
  expect(round.half).toBe(`${17_150 * 100}`);
  expect(round.percent).toEqual({
    carney: '85.88',
    freeland: '7.96',
    gould: '3.21',
    baylis: '2.96',
  });
});

test('Conservative Party of Canada 2017: 338 units of 100 points in the first and the last round', () => {
  const first = published({
    bernier: '9763.32',
    scheer: '7375.79',
    otoole: '3600.72',
    trost: '2820.87',
    chong: '2552.47',
    lemieux: '2495.71',
    leitch: '2366.09',
    raitt: '1127.93',
    blaney: '426.37',
    alexander: '379.10',
    oleary: '361.21',
    peterson: '220.58',
    saxton: '169.94',
    obhrai: '139.90',
  });
  expect(first.carried).toBe(`${338 * 100 * 100}`);
  // In no unit were all papers exhausted: the last round carries as much. One paper printed 17,221.20.
  const last = published({ scheer: '17222.20', bernier: '16577.80' });
  expect(last.carried).toBe(first.carried);
  expect(last.percent).toEqual({ scheer: '50.95', bernier: '49.05' });
  expect(published({ scheer: '17221.20', bernier: '16577.80' }).carried).not.toBe(first.carried);
});

test('Conservative Party of Canada 2022: fewer points than 338 times 100, as small units carried their votes', () => {
  // The share printed for the winner, 68.15 per cent of 22,993.42, fits only totals near 33,739.
  const share = (total: number): string =>
    published({ poilievre: '22993.42', others: String(total - 22_993.42) }).percent[
      'poilievre'
    ] as string;
  expect(share(33_739)).toBe('68.15');
  expect(share(33_800)).toBe('68.03');
  const fits = [...Array(101).keys()].map((k) => 33_700 + k).filter((t) => share(t) === '68.15');
  expect([fits[0], fits.at(-1)]).toEqual([33_737, 33_741]);
  // And the others' printed points and shares agree with such a total.
  const others = { charest: '5421.62', lewis: '3269.54', baber: '1696.76' };
  const rest = (33_739 - 22_993.42 - 5421.62 - 3269.54 - 1696.76).toFixed(2);
  const all = published({ poilievre: '22993.42', ...others, aitchison: rest });
  expect(all.percent).toEqual({
    poilievre: '68.15',
    charest: '16.07',
    lewis: '9.69',
    baber: '5.03',
    aitchison: '1.06',
  });
});

const weight: Weight = { kind: 'points', points: 100, onePerVoteBelow: 100 };
const unit = (id: string, a: number, b: number): SectionVotes => ({
  id,
  name: id,
  weight,
  votes: { a, b },
});

test.each([
  [99, '99'],
  [100, '100'],
  [101, '100'],
  [1, '1'],
  [0, '0'],
])('a unit with %i votes carries %s points', (votes, points) => {
  expect(weigh([unit('u', votes, 0)]).carried).toBe(points);
});

const units = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 150 })),
  { minLength: 1, maxLength: 12 },
);

test('what all units carry is the sum of the smaller of their votes and 100, split as the votes are', () => {
  holds(
    fc.property(units, (all) => {
      const { carried, weighted } = weigh(all.map(([a, b], k) => unit(`u${k}`, a, b)));
      const sum = all.reduce((n, [a, b]) => n + Math.min(a + b, 100), 0);
      expect(carried).toBe(`${sum}`);
      // As one fraction over the product of all totals: nothing of the package in it.
      let [n, d] = [0n, 1n];
      for (const [a, b] of all) {
        const total = BigInt(a + b);
        if (total === 0n) continue;
        const points = total < 100n ? total : 100n;
        [n, d] = [n * total + BigInt(a) * points * d, d * total];
      }
      expect(weighted['a']).toBe(toText({ n, d }, 'exact'));
      expect(fromText(weighted['a'] as string).d > 0n).toBe(true);
    }),
    500,
  );
});

test('more votes in the same proportion change nothing in a unit that is not small, and all in a small one', () => {
  holds(
    fc.property(units, fc.integer({ min: 2, max: 5 }), (all, times) => {
      const before = weigh(all.map(([a, b], k) => unit(`u${k}`, a, b)));
      const after = weigh(all.map(([a, b], k) => unit(`u${k}`, times * a, times * b)));
      for (const [k, [a, b]] of all.entries())
        if (a + b >= 100 || a + b === 0)
          expect(after.sections[k]?.parts).toEqual(before.sections[k]?.parts);
        else if (times * (a + b) <= 100)
          expect(after.sections[k]?.carried).toBe(`${times * (a + b)}`);
    }),
    300,
  );
});

test('a small unit keeps one point per vote of the first round when papers are exhausted later', () => {
  const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
  const papers = [...Array<number[]>(6).fill([2]), ...Array<number[]>(10).fill([0]), [1], [1], [1]];
  const others = [...Array<number[]>(60).fill([1]), ...Array<number[]>(50).fill([0])];
  const result = countCollege([
    { id: 'small', name: 'Small', weight, profile: aggregate({ candidates, seats: 1, papers }) },
    {
      id: 'large',
      name: 'Large',
      weight,
      profile: aggregate({ candidates, seats: 1, papers: others }),
    },
  ]);
  if (!result.ok) throw new Error(result.error.message);
  const carried = result.value.rounds.map((r) => r.sections.map((s) => s.carried));
  // Large: Bob 60/110 of 100. Small: 19 votes, then 13 of the same 19 points' papers.
  expect(carried).toEqual([
    ['19', '100'],
    ['19', '100'],
  ]);
  expect(result.value.rounds[1]?.sections[0]?.parts).toEqual({ a: '190/13', b: '57/13' });
});
