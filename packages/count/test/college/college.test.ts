/** Colleges against a plain definition in fractions, published rounds, and what must not matter. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  byDelegation,
  type CollegeResult,
  type CollegeSection,
  countCollege,
  countPoll,
  explainCollege,
  type Weight,
  weigh,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

// --- the oracle: one paper at a time, every share a fraction of two bigints, nothing reduced

type Fraction = readonly [bigint, bigint];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;
const read = (text: string): Fraction => {
  const [n = '', d = '1'] = text.split('/');
  return [BigInt(n), BigInt(d)];
};
const same = (a: Fraction, b: Fraction): boolean => !less(a, b) && !less(b, a);

interface NaiveSection {
  papers: readonly (readonly string[])[];
  weight: Weight;
}

function naive(
  sections: readonly NaiveSection[],
  candidates: readonly string[],
  lot: readonly string[],
): { weighted: Record<string, Fraction>; out: string }[] {
  const rounds: { weighted: Record<string, Fraction>; out: string }[] = [];
  let left = [...candidates];
  const start = sections.map(({ papers }) => papers.filter((p) => p.length > 0).length);
  for (;;) {
    const weighted: Record<string, Fraction> = Object.fromEntries(left.map((c) => [c, [0n, 1n]]));
    let total: Fraction = [0n, 1n];
    for (const [i, { papers, weight }] of sections.entries()) {
      const firsts = papers.flatMap((p) => p.find((c) => left.includes(c)) ?? []);
      if (firsts.length === 0) continue;
      const [n, d]: Fraction =
        weight.kind === 'fixed'
          ? [BigInt(weight.numerator), BigInt(weight.denominator)]
          : weight.kind === 'votes'
            ? [BigInt(firsts.length), 1n]
            : [
                BigInt((start[i] ?? 0) < weight.onePerVoteBelow ? (start[i] ?? 0) : weight.points),
                1n,
              ];
      total = plus(total, [n, d]);
      for (const c of firsts)
        weighted[c] = plus(weighted[c] ?? [0n, 1n], [n, d * BigInt(firsts.length)]);
    }
    const of = (c: string): Fraction => weighted[c] as Fraction;
    // Best first; level ones by earlier rounds, the nearest first, then by the lot.
    const order = [...left].sort((a, b) => {
      for (const at of [weighted, ...rounds.map((r) => r.weighted).toReversed()]) {
        const [x, y] = [at[a] as Fraction, at[b] as Fraction];
        if (less(y, x)) return -1;
        if (less(x, y)) return 1;
      }
      return lot.indexOf(a) - lot.indexOf(b);
    });
    const [best, , third] = order as [string, string, string];
    const isMore = less(total, [of(best)[0] * 2n, of(best)[1]]);
    if (isMore || third === undefined) return [...rounds, { weighted, out: best }];
    const last = order.at(-1) as string;
    rounds.push({ weighted, out: last });
    left = left.filter((c) => c !== last);
  }
}

const weights: fc.Arbitrary<Weight> = fc.oneof(
  fc.record({
    kind: fc.constant('fixed' as const),
    numerator: fc.integer({ min: 1, max: 3 }),
    denominator: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant('points' as const),
    points: fc.constantFrom(3, 100),
    onePerVoteBelow: fc.constantFrom(0, 4, 100),
  }),
  fc.constant({ kind: 'votes' as const }),
);

const colleges = fc.integer({ min: 2, max: 5 }).chain((n) => {
  const order = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
  const paper = fc.tuple(order, fc.integer({ min: 0, max: n })).map(([all, k]) => all.slice(0, k));
  return fc.record({
    n: fc.constant(n),
    lot: order.map((o) => o.map((i) => `c${i}`)),
    sections: fc.array(fc.record({ papers: fc.array(paper, { maxLength: 8 }), weight: weights }), {
      minLength: 1,
      maxLength: 4,
    }),
  });
});
type College = typeof colleges extends fc.Arbitrary<infer T> ? T : never;

function sectionsOf({ n, sections }: College): CollegeSection[] {
  return sections.map(({ papers, weight }, i) => ({
    id: `s${i}`,
    name: `Section ${i}`,
    weight,
    profile: aggregate({
      candidates: [...Array(n).keys()].map((c) => ({ id: `c${c}`, name: `Candidate ${c}` })),
      seats: 1,
      papers,
    }),
  }));
}

const lotOf =
  (order: readonly string[]) =>
  (_round: number, tied: readonly string[]): string[] =>
    order.filter((id) => tied.includes(id));

test('every round agrees with the oracle, as exact fractions', () => {
  const seen = { rounds: 0, ties: 0, lots: 0, empty: 0 };
  holds(
    fc.property(colleges, (college) => {
      const result = countCollege(sectionsOf(college), { lot: lotOf(college.lot) });
      if (college.sections.every((s) => s.papers.every((p) => p.length === 0))) {
        expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
        seen.empty++;
        return;
      }
      if (!result.ok) throw new Error(result.error.message);
      const expected = naive(
        college.sections.map((s) => ({
          ...s,
          papers: s.papers.map((p) => p.map((i) => `c${i}`)),
        })),
        [...Array(college.n).keys()].map((i) => `c${i}`),
        college.lot,
      );
      expect(result.value.rounds.length).toBe(expected.length);
      for (const [i, round] of result.value.rounds.entries()) {
        seen.rounds++;
        const { weighted, out } = expected[i] as (typeof expected)[number];
        expect(Object.keys(round.weighted).toSorted()).toEqual(Object.keys(weighted).toSorted());
        for (const [id, text] of Object.entries(round.weighted))
          expect(same(read(text), weighted[id] as Fraction)).toBe(true);
        const { action } = round;
        expect(action.kind === 'elected' ? action.elected : action.excluded).toEqual([out]);
        if (action.tie !== undefined) seen.ties++;
        if (action.tie?.steps.some((s) => s.step === 'lot')) seen.lots++;
        // It balances: parts to what is carried, sections to the whole.
        const add = (all: Iterable<string>): Fraction => [...all].map(read).reduce(plus, [0n, 1n]);
        for (const s of round.sections)
          expect(same(add(Object.values(s.parts)), read(s.carried))).toBe(true);
        expect(same(add(Object.values(round.weighted)), read(round.carried))).toBe(true);
        expect(same(add(round.sections.map((s) => s.carried)), read(round.carried))).toBe(true);
      }
      explainCollege(result.value);
    }),
    600,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(4);
});

const figuresOf = (result: CollegeResult): unknown =>
  result.rounds.map((r) => [r.weighted, r.percent, r.action]);

test('more papers in the same proportions do not strengthen a section; its order does not matter', () => {
  holds(
    fc.property(colleges, fc.integer({ min: 2, max: 9 }), (college, k) => {
      const fixed: College = {
        ...college,
        sections: college.sections.map((s) => ({
          ...s,
          weight:
            s.weight.kind === 'fixed'
              ? s.weight
              : { kind: 'fixed' as const, numerator: 1, denominator: 3 },
        })),
      };
      const options = { lot: lotOf(college.lot) };
      const sections = sectionsOf(fixed);
      const one = countCollege(sections, options);
      const [first, ...others] = sections as [CollegeSection, ...CollegeSection[]];
      const grown = {
        ...first,
        profile: {
          ...first.profile,
          piles: first.profile.piles.map((p) => ({ ...p, count: p.count * k })),
        },
      };
      const many = countCollege([...others, grown], options);
      expect(many.ok).toBe(one.ok);
      if (!one.ok || !many.ok) return;
      expect(figuresOf(many.value)).toEqual(figuresOf(one.value));
    }),
    200,
  );
});

test('one section alone, or sections that carry their votes, count as the alternative vote', () => {
  holds(
    fc.property(colleges, (college) => {
      const options = { lot: lotOf(college.lot) };
      const plain = sectionsOf({
        ...college,
        sections: [
          {
            papers: college.sections.flatMap((s) => s.papers),
            weight: { kind: 'fixed', numerator: 1, denominator: 1 },
          },
        ],
      });
      const votes = sectionsOf({
        ...college,
        sections: college.sections.map((s) => ({ ...s, weight: { kind: 'votes' as const } })),
      });
      const av = countPoll('av', (plain[0] as CollegeSection).profile, {
        ...options,
        ties: ['lot'],
      });
      for (const sections of [plain, votes]) {
        const result = countCollege(sections, { ...options, ties: ['lot'] });
        expect(result.ok).toBe(av.ok);
        // Several without a vote leave together there and one by one here.
        if (av.ok && result.ok) expect(result.value.elected).toEqual(av.value.elected);
      }
    }),
    200,
  );
});

// --- published figures

const third: Weight = { kind: 'fixed', numerator: 1, denominator: 3 };

test('Labour 2010, leader, round 1: the published points of every section, and the totals', () => {
  // By section: theguardian.com 2010/sep/25 (both Milibands), sluggerotoole.com 2010/09/25 (points of all).
  const names = ['ed-miliband', 'david-miliband', 'ed-balls', 'andy-burnham', 'diane-abbott'];
  const of = (votes: readonly number[]): Record<string, number> =>
    Object.fromEntries(names.map((name, i) => [name, votes[i] as number]));
  const round = weigh([
    { id: 'mps', name: 'MPs and MEPs', weight: third, votes: of([84, 111, 40, 24, 7]) },
    {
      id: 'members',
      name: 'Party members',
      weight: third,
      votes: of([37980, 55905, 12831, 10844, 9314]),
    },
    {
      id: 'affiliates',
      name: 'Affiliated organisations',
      weight: third,
      votes: of([87585, 58189, 21618, 17904, 25938]),
    },
  ]);
  expect(Object.values(round.percent)).toEqual(['34.326', '37.780', '11.795', '8.682', '7.417']);
  const points = [
    [10.526, 13.91, 5.013, 3.008, 0.877],
    [9.978, 14.688, 3.371, 2.849, 2.447],
    [13.821, 9.182, 3.411, 2.825, 4.093],
  ];
  for (const [s, section] of round.sections.entries())
    for (const [i, name] of names.entries()) {
      const [n, d] = read(section.parts[name] as string);
      // Cut or rounded in print, to three decimals.
      expect(
        Math.abs(Number((n * 10_000_000n) / d) / 100_000 - (points[s]?.[i] ?? 0)),
      ).toBeLessThan(0.001);
    }
  // Published to two decimals: 34.33, 37.78, 11.79, 8.68, 7.42.
  expect(round.carried).toBe('1');
});

test('Labour 2010, leader, round 4: 50.65 to 49.35 per cent, against the votes of heads in two sections', () => {
  const last = weigh(
    [
      { id: 'mps', name: 'MPs and MEPs', weight: third, votes: { ed: 122, david: 140 } },
      { id: 'members', name: 'Members', weight: third, votes: { ed: 55992, david: 66814 } },
      { id: 'affiliates', name: 'Affiliates', weight: third, votes: { ed: 119405, david: 80266 } },
    ],
    2,
  );
  expect(last.percent).toEqual({ ed: '50.65', david: '49.35' });
});

test('Labour conference 2021, card vote 1: 98.63 to 1.37 per cent', () => {
  // labourlist.org 2021/10, "every rule change at Labour conference 2021".
  const half: Weight = { kind: 'fixed', numerator: 1, denominator: 2 };
  const vote = weigh(
    [
      { id: 'clp', name: 'Parties', weight: half, votes: { for: 342921, against: 8723 } },
      { id: 'aff', name: 'Affiliates', weight: half, votes: { for: 1810113, against: 4825 } },
    ],
    2,
  );
  expect(vote.percent).toEqual({ for: '98.63', against: '1.37' });
});

test('points for each unit, and one per vote in a small one: what is carried is what was given out', () => {
  const points: Weight = { kind: 'points', points: 100, onePerVoteBelow: 100 };
  const round = weigh([
    { id: 'large', name: 'Large', weight: points, votes: { a: 300, b: 100 } },
    { id: 'small', name: 'Small', weight: points, votes: { a: 10, b: 30 } },
    { id: 'none', name: 'None', weight: points, votes: { a: 0, b: 0 } },
  ]);
  expect(round.carried).toBe('140');
  expect(round.weighted).toEqual({ a: '85', b: '55' });
  expect(round.half).toBe('70');
});

test('a delegation casts as many papers as it has members', () => {
  const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
  const profile = byDelegation({
    candidates,
    seats: 1,
    delegations: [
      { id: 'north', members: 700, ranking: [1] },
      { id: 'south', members: 400, ranking: [0, 1] },
      { id: 'east', members: 301, ranking: [2, 0] },
    ],
  });
  expect(countPoll('av', profile)).toMatchObject({ value: { elected: ['a'], papers: 1401 } });
});

test('what cannot be counted is an error', () => {
  const candidates = ['a', 'b'].map((id) => ({ id, name: id }));
  const section = (over: object = {}): CollegeSection => ({
    id: 's',
    name: 'S',
    weight: third,
    profile: aggregate({ candidates, seats: 1, papers: [[0], [1]] }),
    ...over,
  });
  const code = (sections: readonly CollegeSection[]): string => {
    const result = countCollege(sections);
    return result.ok ? 'ok' : result.error.code;
  };
  expect(code([])).toBe('count/no-candidates');
  expect(code([section({ profile: aggregate({ candidates: [], seats: 1, papers: [] }) })])).toBe(
    'count/no-candidates',
  );
  expect(code([section({ profile: aggregate({ candidates, seats: 2, papers: [[0]] }) })])).toBe(
    'count/seats-not-for-this-rule',
  );
  expect(
    code([section(), section({ profile: aggregate({ candidates, seats: 2, papers: [] }) })]),
  ).toBe('count/profiles-differ');
  expect(code([section({ weight: { ...third, numerator: 0 } })])).toBe('count/weight-not-a-number');
  expect(code([section({ weight: { kind: 'points', points: 1.5, onePerVoteBelow: 0 } })])).toBe(
    'count/weight-not-a-number',
  );
  expect(code([section()])).toBe('count/tie-needs-lot');
  const three = aggregate({
    candidates: [...candidates, { id: 'c', name: 'c' }],
    seats: 1,
    papers: [[0], [1], [2]],
  });
  expect(code([section({ profile: three })])).toBe('count/tie-needs-lot');
});

test('sentences give the shares, the sections and the ties', () => {
  const candidates = ['Ann', 'Bob', 'Cy'].map((name) => ({ id: name.toLowerCase(), name }));
  const papers = [
    [[0], [0], [1, 0], [2, 1]],
    [[1], [1], [0, 1], [2]],
  ];
  const result = countCollege(
    papers.map((all, i) => ({
      id: `s${i}`,
      name: i === 0 ? 'Members' : 'Councillors',
      weight: third,
      profile: aggregate({ candidates, seats: 1, papers: all }),
    })),
  );
  if (!result.ok) throw new Error(result.error.message);
  expect(explainCollege(result.value)).toEqual([
    'Alternative vote in 2 sections: 8 papers. In every round each section shares what it carries by the votes it still has in the count.',
    'Round 1: Ann 37.500 per cent; Bob 37.500 per cent; Cy 25.000 per cent.',
    'Members: Ann 2; Bob 1; Cy 1.',
    'Councillors: Bob 2; Ann 1; Cy 1.',
    'Nobody has more than half. Cy has least and is excluded.',
    'Round 2: Bob 58.333 per cent; Ann 41.667 per cent.',
    'Members: Ann 2; Bob 2.',
    'Councillors: Bob 2; Ann 1; 1 paper with nobody in the count.',
    'Bob has more than half and is elected.',
    'Elected: Bob, 16.667 per cent of what was carried ahead of Ann.',
  ]);
});
