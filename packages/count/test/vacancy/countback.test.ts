/** Countback against a count and countback written down one paper at a time, and what must not matter. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  type CountbackResult,
  countback,
  countStv,
  explainCountback,
  findStvRule,
  type Profile,
  type StvResult,
} from '../../src/index.ts';
import { add, compare, fromText, sum, times } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';
import { Q } from '../stv/naive-fraction.ts';
import {
  lotOf,
  type StvElection,
  stvElections,
  stvNamed,
  stvProfile,
} from '../stv/stv-elections.ts';
import { naiveCountback, naiveHareClark, naiveKept } from './naive-countback.ts';

const rule = (name: string) => {
  const found = findStvRule(name);
  if (found === undefined) throw new Error(name);
  return found;
};

function counted(profile: Profile, e: StvElection, name = 'act-hare-clark'): StvResult | undefined {
  const result = countStv(rule(name), { profile, lot: lotOf(e) });
  return result.ok ? result.value : undefined;
}

const asQ = (text: string): Q => {
  const { n, d } = fromText(text);
  return new Q(n, d);
};

/** Every vacancy of an election, contested by all who were not elected. */
function* vacancies(e: StvElection, profile = stvProfile(e), name = 'act-hare-clark') {
  const result = counted(profile, e, name);
  if (result === undefined) return;
  const contesting = result.candidates
    .filter((c) => c.withdrawn !== true && !result.elected.includes(c.id))
    .map((c) => c.id);
  if (contesting.length === 0) return;
  for (const vacating of result.elected) {
    const found = countback({ profile, counted: result, vacating, contesting, lot: lotOf(e) });
    yield { result, vacating, contesting, found };
  }
}

test('papers, values, rounds and who is elected agree with the naive count and countback', () => {
  const seen = { countbacks: 0, fractions: 0, capped: 0, rounds: 0, ties: 0, withoutNext: 0 };
  holds(
    fc.property(stvElections, (e) => {
      const { papers, standing } = stvNamed(e);
      for (const { result, vacating, contesting, found } of vacancies(e)) {
        const naive = naiveHareClark(papers, standing, e.seats, e.lot);
        expect(naive.elected.toSorted()).toEqual(result.elected.toSorted());
        const there = naive.there.get(vacating);
        if (there === undefined || !found.ok) throw new Error('both count');
        const { value } = found;
        seen.countbacks++;
        const kept = naiveKept(there);
        // The papers by value, as one list of figures.
        const tell = (all: readonly (readonly [string, number])[]): Record<string, number> => {
          const out: Record<string, number> = {};
          for (const [v, n] of all) out[v] = (out[v] ?? 0) + n;
          return out;
        };
        expect(tell(value.held.parcels.map((p) => [asQ(p.valueNow).text(), p.papers]))).toEqual(
          tell(kept.map((k) => [k.value.text(), 1])),
        );
        const total = kept.map((k) => k.value).reduce((a, b) => a.plus(b), new Q(0n));
        const { quota, votes } = value.held;
        // What elected the member: the quota, or all they had; less where the cap keeps some for nobody.
        const had = compare(fromText(votes), fromText(quota)) < 0 ? votes : quota;
        expect(total.minus(asQ(had)).below(new Q(1n, 1000n))).toBe(true);
        const back = naiveCountback(kept, contesting, e.lot);
        expect(value.elected).toBe(back.elected);
        if (value.because === 'unopposed') continue;
        expect(
          value.rounds.map((r) =>
            Object.fromEntries(Object.entries(r.votes).map(([id, v]) => [id, asQ(v).text()])),
          ),
        ).toEqual(back.rounds.map((r) => Object.fromEntries(Object.entries(r).toSorted())));
        balances(value);
        explainCountback(value);
        if (value.held.parcels.some((p) => p.valueNow.includes('/'))) seen.fractions++;
        if (value.held.parcels.some((p) => p.next === 'somebody' && p.valueNow === '0'))
          seen.capped++;
        if (value.held.parcels.some((p) => p.next === 'nobody')) seen.withoutNext++;
        if (value.rounds.length > 2) seen.rounds++;
        if (value.rounds.some((r) => r.tie !== undefined)) seen.ties++;
      }
    }),
    600,
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

/** In every round votes, exhausted and lost add up to what all papers are worth. */
function balances(value: CountbackResult): void {
  const worth = sum(value.held.parcels.map((p) => times(fromText(p.valueNow), p.papers)));
  for (const round of value.rounds) {
    const votes = sum(Object.values(round.votes).map(fromText));
    const all = add(add(votes, fromText(round.exhausted)), fromText(round.lost));
    expect(compare(all, worth)).toBe(0);
  }
  for (const part of value.rounds.flatMap((r) => r.parts)) {
    const to = Object.values(part.to).reduce((n, t) => n + t.papers, 0);
    expect(to + part.exhausted).toBe(part.papers);
  }
}

test('the order of papers and candidates, and other names, change nothing', () => {
  holds(
    fc.property(stvElections, fc.integer({ min: 0, max: 1000 }), (e, seed) => {
      const here = [...vacancies(e)];
      const n = e.candidates.length;
      const order = [...Array(n).keys()].sort(
        (a, b) => ((a * 7 + seed) % n) - ((b * 7 + seed) % n),
      );
      const shuffled = aggregate({
        candidates: order.map((i) => e.candidates[i] as StvElection['candidates'][number]),
        seats: e.seats,
        papers: e.papers.toReversed().map((paper) => paper.map((i) => order.indexOf(i))),
      });
      const there = [...vacancies(e, shuffled)];
      expect(there).toHaveLength(here.length);
      for (const [k, { found }] of here.entries()) {
        const other = there[k]?.found;
        if (!found.ok || other?.ok !== true) throw new Error('both count');
        expect({ ...other.value, candidates: [] }).toEqual({ ...found.value, candidates: [] });
      }
    }),
    200,
  );
});

test('a candidate who does not consent counts as never named in the countback', () => {
  holds(
    fc.property(stvElections, (e) => {
      for (const { result, vacating, contesting } of vacancies(e)) {
        if (contesting.length < 3) return;
        const some = contesting.slice(1);
        const found = countback({
          profile: stvProfile(e),
          counted: result,
          vacating,
          contesting: some,
          lot: lotOf(e),
        });
        if (!found.ok) throw new Error(found.error.message);
        expect(some).toContain(found.value.elected);
        for (const round of found.value.rounds)
          expect(Object.keys(round.votes)).not.toContain(contesting[0]);
      }
    }),
    200,
  );
});

test('other rules that transfer the papers that came last are followed too', () => {
  for (const name of ['ers97', 'prsa-1977', 'church-of-england']) {
    const seen = { found: 0 };
    holds(
      fc.property(stvElections, (e) => {
        for (const { found } of vacancies(e, stvProfile(e), name)) {
          if (!found.ok) throw new Error(found.error.message);
          balances(found.value);
          explainCountback(found.value);
          seen.found++;
        }
      }),
      150,
    );
    expect(seen.found).toBeGreaterThan(50);
  }
});

const candidates = ['ann', 'bob', 'cy', 'dee', 'eve'].map((id) => ({ id, name: id }));
const small = aggregate({
  candidates,
  seats: 2,
  papers: [
    ...Array<number[]>(6).fill([0, 2]),
    ...Array<number[]>(3).fill([0, 3, 2]),
    ...Array<number[]>(2).fill([0]),
    ...Array<number[]>(5).fill([1, 3]),
    ...Array<number[]>(3).fill([2, 1]),
    [3, 1],
    [4, 1],
  ],
});
const e: StvElection = {
  candidates,
  seats: 2,
  papers: [],
  lot: ['ann', 'bob', 'cy', 'dee', 'eve'],
};

test('a countback by hand', () => {
  // 21 papers for 2 seats: the quota is 8. Ann has 11, a surplus of 3, and nine of her papers name
  // somebody: each passes on 1/3 and keeps 2/3; the two others keep 1. That makes 8 again.
  const result = counted(small, e);
  if (result === undefined) throw new Error('counts');
  expect(result.elected[0]).toBe('ann');
  const found = countback({
    profile: small,
    counted: result,
    vacating: 'ann',
    contesting: ['dee', 'cy', 'eve'].filter((id) => !result.elected.includes(id)),
    lot: lotOf(e),
  });
  if (!found.ok) throw new Error(found.error.message);
  expect(found.value.held.parcels).toEqual([
    { stage: 1, part: 0, value: '1', papers: 9, valueNow: '2/3', next: 'somebody' },
    { stage: 1, part: 0, value: '1', papers: 2, valueNow: '1', next: 'nobody' },
  ]);
  expect(found.value.rounds).toEqual([
    {
      round: 1,
      parts: [
        { value: '1', papers: 2, to: {}, exhausted: 2 },
        {
          value: '2/3',
          papers: 9,
          to: {
            cy: { papers: 6, votes: '4.000000' },
            dee: { papers: 3, votes: '2.000000' },
          },
          exhausted: 0,
        },
      ],
      votes: { cy: '4.000000', dee: '2.000000', eve: '0.000000' },
      exhausted: '2.000000',
      lost: '0',
      quota: '4',
      excluded: null,
    },
  ]);
  expect(found.value).toMatchObject({ elected: 'cy', because: 'majority' });
  expect(explainCountback(found.value)).toEqual([
    'Countback for the seat of ann, contested by cy, dee and eve: only the papers with which ann was elected are counted.',
    'ann was elected at stage 1, with 11.000000; the quota was 8, and there had been 0 before that stage.',
    '9 papers of stage 1 that named somebody else who was still in the count, received at 1: each counts 2/3.',
    '2 papers of stage 1 that named nobody else who was still in the count, received at 1: each counts 1.',
    'Round 1: of the 2 papers that count 1 each: 2 papers to nobody.',
    'Round 1: of the 9 papers that count 2/3 each: 4.000000 to cy (6 papers); 2.000000 to dee (3 papers).',
    'Now: cy 4.000000; dee 2.000000; eve 0.000000; nobody 2.000000. 4 or more elect.',
    'cy has that many and is elected.',
  ]);
  const alone = countback({
    profile: small,
    counted: result,
    vacating: 'ann',
    contesting: ['eve'],
  });
  expect(alone).toMatchObject({ value: { elected: 'eve', because: 'unopposed', rounds: [] } });
  if (alone.ok) expect(explainCountback(alone.value).at(-1)).toContain('Nobody else contests');
});

test('where nothing is rounded, nothing is lost', () => {
  const { switches } = rule('act-hare-clark');
  holds(
    fc.property(stvElections, (e) => {
      const profile = stvProfile(e);
      const exact = { ...switches, votePlaces: 'exact' } as typeof switches;
      const result = countStv({ name: 'exact', switches: exact }, { profile, lot: lotOf(e) });
      if (!result.ok) return;
      const contesting = result.value.candidates
        .filter((c) => c.withdrawn !== true && !result.value.elected.includes(c.id))
        .map((c) => c.id);
      if (contesting.length === 0) return;
      for (const vacating of result.value.elected) {
        const found = countback({
          profile,
          counted: result.value,
          vacating,
          contesting,
          lot: lotOf(e),
        });
        if (!found.ok) throw new Error(found.error.message);
        for (const round of found.value.rounds) expect(round.lost).toBe('0');
        balances(found.value);
      }
    }),
    150,
  );
});

test('what cannot be counted back is an error', () => {
  const result = counted(small, e);
  if (result === undefined) throw new Error('counts');
  const [other] = result.elected.slice(1) as [string];
  const by = (vacating: string, contesting: string[], of = result) =>
    countback({ profile: small, counted: of, vacating, contesting });
  expect(by('eve', ['dee'])).toMatchObject({ error: { code: 'count/not-a-vacancy' } });
  expect(by('ann', [other])).toMatchObject({
    error: { code: 'count/not-a-vacancy', message: expect.stringContaining('was elected') },
  });
  expect(by('ann', ['zoe'])).toMatchObject({
    error: { code: 'count/not-a-vacancy', message: expect.stringContaining('did not stand') },
  });
  expect(by('ann', [])).toMatchObject({ error: { code: 'count/no-candidates' } });
  const scottish = counted(small, e, 'scottish-stv');
  expect(by('ann', ['eve'], scottish)).toMatchObject({
    error: { code: 'count/countback-not-for-this-rule' },
  });
  const level = aggregate({
    candidates,
    seats: 1,
    papers: [
      [0, 1],
      [0, 2],
      [0, 1],
      [0, 2],
    ],
  });
  const first = counted(level, e);
  if (first === undefined) throw new Error('counts');
  expect(
    countback({ profile: level, counted: first, vacating: 'ann', contesting: ['bob', 'cy'] }),
  ).toMatchObject({ error: { code: 'count/tie-needs-lot', tied: ['bob', 'cy'] } });
});
