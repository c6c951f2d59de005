/** Marks, points and scores against plain definitions, one paper at a time, and what must not matter. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  type BordaOptions,
  type Candidate,
  type Composition,
  countApproval,
  countBlockVote,
  countBorda,
  countScore,
  countStar,
  explainPoints,
  explainStar,
  mostPoints,
  type PointsResult,
  type ScoreProfile,
  weakPile,
  weakProfile,
} from '../../src/index.ts';
import { holds } from '../elections.ts';

const people = (n: number, withdrawn: readonly number[] = []): Candidate[] =>
  [...Array(n).keys()].map((i) => ({
    id: `c${i}`,
    name: `Candidate ${i}`,
    ...(withdrawn.includes(i) ? { withdrawn: true as const } : {}),
  }));

const lotOf =
  (order: readonly string[]) =>
  (_round: number, tied: readonly string[]): string[] =>
    order.filter((id) => tied.includes(id));

/** The first so many by a figure, level ones by the lot. */
function top(
  figures: Readonly<Record<string, number>>,
  seats: number,
  lot: readonly string[],
): string[] {
  return Object.keys(figures)
    .sort((a, b) => (figures[b] ?? 0) - (figures[a] ?? 0) || lot.indexOf(a) - lot.indexOf(b))
    .slice(0, seats)
    .toSorted();
}

interface Case {
  n: number;
  seats: number;
  withdrawn: number[];
  lot: string[];
  papers: (number | null)[][];
  order: number[];
}

/** Papers with a score from 0 to 5, or none, for each candidate; one in ten is not on the scale. */
const cases: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 5 }).chain((n) => {
  const all = fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n });
  return fc.record({
    n: fc.constant(n),
    seats: fc.integer({ min: 1, max: 3 }),
    withdrawn: fc.constantFrom([], [], [], [n - 1]),
    lot: all.map((o) => o.map((i) => `c${i}`)),
    papers: fc.array(
      fc.array(fc.option(fc.constantFrom(0, 1, 2, 3, 4, 5, 5, 5, 0, 3, 6), { freq: 4 }), {
        minLength: n,
        maxLength: n,
      }),
      { minLength: 1, maxLength: 9 },
    ),
    order: all,
  });
});

const scored = (c: Case, papers = c.papers): ScoreProfile => ({
  candidates: people(c.n, c.withdrawn),
  seats: c.seats,
  most: 5,
  piles: papers.map((scores) => ({ scores, count: 1 })),
});

const standingOf = (c: Case): string[] =>
  people(c.n, c.withdrawn)
    .filter((x) => x.withdrawn !== true)
    .map((x) => x.id);

test('score and STAR agree with their definitions', () => {
  const seen = { counted: 0, lots: 0, void: 0, runOffTies: 0, finalistTies: 0, notTop: 0 };
  holds(
    fc.property(cases, (c) => {
      const lot = lotOf(c.lot);
      const ids = standingOf(c);
      const valid = c.papers.filter(
        (p) => p.every((s) => s === null || s <= 5) && p.some((s) => s !== null),
      );
      const at = (p: (number | null)[], id: string): number => p[Number(id.slice(1))] ?? 0;
      const points = Object.fromEntries(
        ids.map((id) => [id, valid.reduce((sum, p) => sum + at(p, id), 0)]),
      );
      const score = countScore(scored(c), { lot });
      const star = countStar(scored(c), { lot });
      if (Object.values(points).every((n) => n === 0)) {
        expect(score).toMatchObject({ error: { code: 'count/no-votes' } });
        expect(star).toMatchObject({ error: { code: 'count/no-votes' } });
        return;
      }
      if (!score.ok || !star.ok) throw new Error('both count');
      seen.counted++;
      expect(score.value.points).toEqual(points);
      expect(score.value.papers).toBe(valid.length);
      expect(score.value.papers + score.value.voided.reduce((sum, v) => sum + v.papers, 0)).toBe(
        c.papers.length,
      );
      seen.void += score.value.voided.length;
      expect(score.value.elected.toSorted()).toEqual(top(points, c.seats, c.lot));
      explainPoints(score.value);

      // STAR, seat by seat.
      const above = (a: string, b: string): number =>
        valid.filter((p) => at(p, a) > at(p, b)).length;
      const fives = (a: string): number => valid.filter((p) => at(p, a) === 5).length;
      let left = ids;
      for (const round of star.value.rounds) {
        const level = left.filter((a) => {
          const over = left.filter((b) => (points[b] ?? 0) > (points[a] ?? 0)).length;
          return over < 2;
        });
        const sure = level.filter(
          (a) => left.filter((b) => b !== a && (points[b] ?? 0) >= (points[a] ?? 0)).length < 2,
        );
        const doubtful = level.filter((a) => !sure.includes(a));
        const wins = (a: string): number =>
          doubtful.map((b) => Math.sign(above(a, b) - above(b, a))).reduce((x, y) => x + y, 0);
        const chosen = [...doubtful]
          .sort(
            (a, b) =>
              wins(b) - wins(a) || fives(b) - fives(a) || c.lot.indexOf(a) - c.lot.indexOf(b),
          )
          .slice(0, 2 - sure.length);
        const finalists = [...sure, ...chosen].toSorted();
        expect(round.finalists).toEqual(finalists);
        const [a, b] = finalists as [string, string | undefined];
        const winner =
          b === undefined
            ? a
            : [a, b].sort(
                (x, y) =>
                  above(y, x) - above(x, y) ||
                  (points[y] ?? 0) - (points[x] ?? 0) ||
                  fives(y) - fives(x) ||
                  c.lot.indexOf(x) - c.lot.indexOf(y),
              )[0];
        expect(round.elected).toBe(winner);
        if (b !== undefined) {
          expect(round.preferred).toEqual({ [a]: above(a, b), [b]: above(b, a) });
          expect(above(a, b) + above(b, a) + round.equal).toBe(valid.length);
        }
        for (const tie of round.ties) {
          if (tie.purpose === 'run-off') seen.runOffTies++;
          else seen.finalistTies++;
          if (tie.steps.some((s) => s.step === 'lot')) seen.lots++;
        }
        if (
          b !== undefined &&
          (points[round.elected] ?? 0) < Math.max(points[a] ?? 0, points[b] ?? 0)
        )
          seen.notTop++;
        left = left.filter((id) => id !== round.elected);
      }
      expect(star.value.elected).toHaveLength(Math.min(c.seats, ids.length));
      explainStar(star.value);
    }),
    1500,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(5);
});

const compositions: Composition[] = [
  { name: 'odd', members: ['c1', 'c3'], least: 1 },
  { name: 'even', members: ['c0', 'c2', 'c4'], least: 1, most: 2 },
];

test('block vote and approval agree with their definitions, void papers and all', () => {
  const seen: Record<string, number> = {
    blank: 0,
    'too-many': 0,
    'too-few': 0,
    composition: 0,
    counted: 0,
    ties: 0,
  };
  holds(
    fc.property(
      cases,
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('exactly' as const, 'up-to' as const),
      fc.boolean(),
      (c, votes, choose, hasComposition) => {
        // A paper marks those whom it scores 3 or more.
        const marks = c.papers.map((p) => p.flatMap((s, i) => (s !== null && s >= 3 ? [i] : [])));
        const profile = aggregate({
          candidates: people(c.n, c.withdrawn),
          seats: c.seats,
          papers: marks,
        });
        const composition = hasComposition ? compositions : [];
        const lot = lotOf(c.lot);
        const isValid = (paper: readonly number[]): boolean =>
          paper.length > 0 &&
          paper.length <= votes &&
          (choose === 'up-to' || paper.length === votes) &&
          composition.every(({ members, least = 0, most = 99 }) => {
            const k = paper.filter((i) => members.includes(`c${i}`)).length;
            return k >= least && k <= most;
          });
        const check = (
          result: ReturnType<typeof countBlockVote>,
          papers: readonly (readonly number[])[],
        ): void => {
          const points = Object.fromEntries(
            standingOf(c).map((id) => [
              id,
              papers.filter((p) => p.includes(Number(id.slice(1)))).length,
            ]),
          );
          if (Object.values(points).every((n) => n === 0)) {
            expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
            return;
          }
          if (!result.ok) throw new Error(result.error.message);
          seen['counted'] = (seen['counted'] ?? 0) + 1;
          for (const v of result.value.voided) seen[v.reason] = (seen[v.reason] ?? 0) + v.papers;
          expect(result.value.points).toEqual(points);
          expect(result.value.papers).toBe(papers.length);
          expect(
            result.value.papers + result.value.voided.reduce((sum, v) => sum + v.papers, 0),
          ).toBe(marks.length);
          expect(result.value.elected.toSorted()).toEqual(top(points, c.seats, c.lot));
          if (result.value.tie !== undefined) seen['ties'] = (seen['ties'] ?? 0) + 1;
          explainPoints(result.value);
        };
        check(countBlockVote(profile, { votes, choose, composition, lot }), marks.filter(isValid));
        check(
          countApproval(profile, { lot }),
          marks.filter((p) => p.length > 0),
        );
      },
    ),
    800,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

const variants: BordaOptions[] = [
  {},
  { first: 'candidates' },
  { first: 'candidates', unranked: 'nothing' },
  { unranked: 'nothing' },
  { first: 'ranked' },
];

test('Borda agrees with its definition: points are those beaten on the paper, a half where level', () => {
  let ties = 0;
  holds(
    fc.property(cases, fc.constantFrom(...variants), (c, options) => {
      const profile = {
        candidates: people(c.n, c.withdrawn),
        seats: c.seats,
        piles: c.papers.map((p) => weakPile(p)),
      };
      const ids = standingOf(c);
      const rank = (p: (number | null)[], id: string): number | null =>
        p[Number(id.slice(1))] ?? null;
      const worth = (p: (number | null)[], a: string): number => {
        const mine = rank(p, a);
        const first = options.first ?? 'one-less';
        const isShared = first !== 'ranked' && options.unranked !== 'nothing';
        if (!ids.some((id) => rank(p, id) !== null)) return 0;
        if (mine === null && !isShared) return 0;
        const others = ids.filter((b) => b !== a);
        const r = (id: string): number => rank(p, id) ?? 99;
        const beaten =
          others.filter((b) => r(b) > r(a)).length + others.filter((b) => r(b) === r(a)).length / 2;
        if (first === 'one-less') return beaten;
        if (first === 'candidates') return beaten + 1;
        return beaten + 1 - others.filter((b) => rank(p, b) === null).length;
      };
      const points = Object.fromEntries(
        ids.map((id) => [id, c.papers.reduce((sum, p) => sum + worth(p, id), 0)]),
      );
      const result = countBorda(profile, { ...options, lot: lotOf(c.lot) });
      if (!result.ok) {
        expect(result.error.code).toBe('count/no-votes');
        expect(Object.values(points).every((n) => n === 0)).toBe(true);
        return;
      }
      expect(
        Object.fromEntries(
          Object.entries(result.value.points).map(([id, n]) => [id, n / result.value.scale]),
        ),
      ).toEqual(points);
      expect(result.value.elected.toSorted()).toEqual(top(points, c.seats, c.lot));
      if (result.value.tie !== undefined) ties++;
      explainPoints(result.value);
    }),
    800,
  );
  expect(ties).toBeGreaterThan(20);
});

/** Everything but the list of candidates. */
const bare = (result: { ok: boolean; value?: object; error?: unknown }): unknown =>
  result.ok ? { ...result.value, candidates: [] } : result;

test('the order of papers and candidates changes nothing; copies multiply the points', () => {
  holds(
    fc.property(cases, fc.integer({ min: 2, max: 100_000 }), (c, k) => {
      const lot = lotOf(c.lot);
      const marksOf = (papers: (number | null)[][]): number[][] =>
        papers.map((p) => p.flatMap((s, i) => (s !== null && s >= 3 ? [i] : [])));
      const rules: [
        string,
        (
          candidates: readonly Candidate[],
          papers: (number | null)[][],
          copies: number,
        ) => ReturnType<typeof countScore> | ReturnType<typeof countStar>,
      ][] = [
        [
          'score',
          (candidates, papers, count) =>
            countScore(
              { ...scored(c), candidates, piles: papers.map((scores) => ({ scores, count })) },
              { lot },
            ),
        ],
        [
          'star',
          (candidates, papers, count) =>
            countStar(
              { ...scored(c), candidates, piles: papers.map((scores) => ({ scores, count })) },
              { lot },
            ),
        ],
        [
          'borda',
          (candidates, papers, count) =>
            countBorda(
              { candidates, seats: c.seats, piles: papers.map((p) => weakPile(p, count)) },
              { lot },
            ),
        ],
        [
          'block',
          (candidates, papers, count) =>
            countBlockVote(
              {
                candidates,
                seats: c.seats,
                piles: marksOf(papers).map((ranking) => ({ ranking, count })),
              },
              { votes: 2, lot },
            ),
        ],
      ];
      const candidates = people(c.n, c.withdrawn);
      for (const [name, count] of rules) {
        const one = count(candidates, c.papers, 1);
        expect([name, count(candidates, c.papers.toReversed(), 1)]).toEqual([name, one]);
        const moved = count(
          c.order.map((i) => candidates[i] as Candidate),
          c.papers.map((p) => c.order.map((i) => p[i] ?? null)),
          1,
        );
        expect([name, bare(moved)]).toEqual([name, bare(one)]);
        const many = count(candidates, c.papers, k);
        if (one.ok && many.ok) {
          expect(many.value.elected).toEqual(one.value.elected);
          expect(many.value.papers).toBe(one.value.papers * k);
        } else expect(many).toEqual(one);
      }
    }),
    150,
  );
});

test("Labour's Shadow Cabinet 2010: the published votes elect the nineteen, the last by one vote", () => {
  // Those elected and four of the defeated, jimjay.blogspot.com 2010/10, bbc.co.uk uk-politics-11484352.
  const votes = {
    cooper: 232,
    healey: 192,
    balls: 179,
    burnham: 165,
    'angela-eagle': 165,
    johnson: 163,
    alexander: 160,
    murphy: 160,
    jowell: 152,
    flint: 139,
    denham: 129,
    benn: 128,
    khan: 128,
    creagh: 119,
    mckechin: 117,
    'maria-eagle': 107,
    hillier: 106,
    lewis: 104,
    byrne: 100,
    thornberry: 99,
    hain: 97,
    woodward: 72,
    abbott: 59,
  };
  const result = mostPoints(votes, 19, undefined);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.elected).toHaveLength(19);
  expect(result.value.elected.at(-1)).toBe('byrne');
  expect(result.value.margin).toEqual({ points: 1, over: ['thornberry'] });
  expect(result.value.tie).toBeUndefined();
});

test("the Shadow Cabinet's rule: exactly 19 marks, six women and six men at least, or the paper is void", () => {
  const candidates = people(49);
  const women = candidates.slice(0, 20).map((c) => c.id);
  const men = candidates.slice(20).map((c) => c.id);
  const range = (from: number, k: number): number[] => [...Array(k).keys()].map((i) => from + i);
  const profile = aggregate({
    candidates,
    seats: 19,
    papers: [
      [...range(0, 6), ...range(20, 13)],
      [...range(0, 13), ...range(20, 6)],
      [...range(0, 5), ...range(20, 14)],
      [...range(0, 14), ...range(20, 5)],
      [...range(0, 6), ...range(20, 12)],
      [...range(0, 7), ...range(20, 13)],
      [],
    ],
  });
  const result = countBlockVote(profile, {
    choose: 'exactly',
    composition: [
      { name: 'women', members: women, least: 6 },
      { name: 'men', members: men, least: 6 },
    ],
    lot: (_round, tied) => tied,
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.settings).toEqual({
    votes: '19',
    choose: 'exactly',
    'composition.men': 'at least 6',
    'composition.women': 'at least 6',
    ties: 'lot',
  });
  expect(result.value.papers).toBe(2);
  expect(result.value.voided).toEqual([
    { reason: 'blank', papers: 1 },
    { reason: 'composition', group: 'men', papers: 1 },
    { reason: 'composition', group: 'women', papers: 1 },
    { reason: 'too-few', papers: 1 },
    { reason: 'too-many', papers: 1 },
  ]);
  expect(result.value.points['c0']).toBe(2);
  expect(explainPoints(result.value)).toContain(
    '1 paper is void: not the number asked for of "women".',
  );
});

test('sentences', () => {
  const names = ['Ann', 'Bob', 'Cy'];
  const candidates = names.map((name) => ({ id: name.toLowerCase(), name }));
  const lot = lotOf(['cy', 'bob', 'ann']);
  const say = (result: { ok: true; value: PointsResult } | { ok: false }): readonly string[] =>
    result.ok ? explainPoints(result.value) : [];
  const profile = aggregate({ candidates, seats: 2, papers: [[0], [0, 1], [2], []] });
  const star = (scores: number[][], seats = 1): readonly string[] => {
    const result = countStar(
      { candidates, seats, most: 5, piles: scores.map((s) => ({ scores: s, count: 1 })) },
      { lot },
    );
    return result.ok ? explainStar(result.value) : [];
  };
  expect({
    approval: say(countApproval(profile, { lot })),
    block: say(countBlockVote(profile, { votes: 1, lot })),
    borda: say(countBorda(weakProfile({ ...profile, seats: 1 }))),
    score: say(
      countScore({
        candidates,
        seats: 1,
        most: 5,
        piles: [
          { scores: [5, 3, 9], count: 2 },
          { scores: [5, 1, null], count: 1 },
        ],
      }),
    ),
    all: say(countApproval({ ...profile, seats: 3 })),
    star: star([
      [5, 4, 0],
      [0, 4, 5],
      [1, 4, 0],
    ]),
    starTies: star([
      [5, 5, 5],
      [0, 3, 3],
      [3, 0, 0],
    ]),
    bloc: star([[5, 4, 0]], 3),
  }).toMatchSnapshot();
});

test('what cannot be counted is an error', () => {
  const candidates = people(2);
  const profile = aggregate({ candidates, seats: 1, papers: [[0], [1]] });
  expect(countApproval(profile)).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  const scores = { candidates, seats: 1, most: 5, piles: [{ scores: [2, 2], count: 1 }] };
  expect(countStar(scores)).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  expect(
    countStar({ ...scores, candidates: people(3), piles: [{ scores: [2, 2, 2], count: 1 }] }),
  ).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  for (const bad of [
    { seats: 0, candidates },
    { seats: 1, candidates: [] },
  ]) {
    const code = bad.seats === 0 ? 'count/seats-not-a-number' : 'count/no-candidates';
    expect(countApproval({ ...bad, piles: [] })).toMatchObject({ error: { code } });
    expect(countBorda({ ...bad, piles: [] })).toMatchObject({ error: { code } });
    expect(countScore({ ...bad, most: 5, piles: [] })).toMatchObject({ error: { code } });
    expect(countStar({ ...bad, most: 5, piles: [] })).toMatchObject({ error: { code } });
  }
  expect(() => countScore({ ...scores, piles: [{ scores: [1], count: 1 }] })).toThrow('each');
  expect(() =>
    countApproval({ candidates, seats: 1, piles: [{ ranking: [0, 0], count: 1 }] }),
  ).toThrow('once');
});
