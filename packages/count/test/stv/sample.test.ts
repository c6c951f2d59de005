/** Rules that move whole papers: what must hold for any seed. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, countStv, type SampleSwitches, type StvRule } from '../../src/index.ts';
import { findStvRule } from '../../src/stv/stv-count.ts';
import { holds } from '../elections.ts';
import { countNamed } from './count-named.ts';
import { lotOf, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

const rules = ['cambridge', 'dail'];

test('without a seed there is no count', () => {
  const profile = aggregate({ candidates: [{ id: 'a', name: 'A' }], seats: 1, papers: [[0]] });
  for (const name of rules)
    expect(countStv(findStvRule(name) as StvRule, { profile })).toMatchObject({
      error: { code: 'count/seed-missing' },
    });
});

test('every stage balances to the valid papers, in whole papers, whatever the seed', () => {
  holds(
    fc.property(stvElections, fc.string({ maxLength: 5 }), (election, seed) => {
      for (const name of rules) {
        if (stvNamed(election).papers.length === 0) continue;
        const result = countNamed(name, stvProfile(election), { seed, lot: lotOf(election) });
        for (const stage of result.stages) {
          const all = Object.values(stage.votes).reduce((sum, v) => sum + Number(v), 0);
          expect(all + Number(stage.exhausted)).toBe(result.valid);
        }
        const standing = election.candidates.filter((c) => c.withdrawn !== true).length;
        expect(result.elected).toHaveLength(Math.min(election.seats, standing));
        expect(new Set(result.elected).size).toBe(result.elected.length);
        expect(countNamed(name, stvProfile(election), { seed, lot: lotOf(election) })).toEqual(
          result,
        );
      }
    }),
    200,
  );
});

const quotas = fc.record<SampleSwitches['quota']>({
  share: fc.constantFrom('droop', 'hare'),
  places: fc.constantFrom<number | 'exact'>(0, 2, 'exact'),
  rounding: fc.constantFrom('next', 'up', 'none'),
  when: fc.constant('fixed'),
  reach: fc.constantFrom('at-least', 'more-than'),
});

const anySwitches: fc.Arbitrary<SampleSwitches> = fc
  .record({
    method: fc.constant('sample' as const),
    quota: quotas,
    drawing: fc.constantFrom('cincinnati' as const, 'last-bundle' as const),
    order: fc.constantFrom('largest-first' as const, 'first-elected-first' as const),
    defer: fc.boolean(),
    bulk: fc.constantFrom('never' as const, 'fewer' as const),
    fewerThan: fc.constantFrom(undefined, 2, 5),
    finish: fc.record<SampleSwitches['finish']>({
      lastStanding: fc.constantFrom('at-once', 'after-surpluses'),
      lastExclusion: fc.constantFrom('moves-papers', 'stays'),
      lastTwo: fc.boolean(),
    }),
    ties: fc.constant(['backwards', 'lot'] as const),
  })
  .map(({ fewerThan, ...rest }) => (fewerThan === undefined ? rest : { ...rest, fewerThan }));

test('with any switches every stage balances, papers move whole, and all seats are filled', () => {
  holds(
    fc.property(stvElections, anySwitches, (election, switches) => {
      fc.pre(stvNamed(election).papers.length > 0);
      const counted = countStv(
        { name: 'ours', switches },
        { profile: stvProfile(election), seed: 's', lot: lotOf(election) },
      );
      if (!counted.ok) throw new Error(counted.error.message);
      const { stages, valid, elected } = counted.value;
      for (const [k, { votes, exhausted, action }] of stages.entries()) {
        const all = Object.values(votes).reduce((sum, v) => sum + Number(v), 0);
        expect(all + Number(exhausted)).toBe(valid);
        const before = stages[k - 1]?.votes;
        if (before === undefined || !('transfers' in action)) continue;
        const now = new Map(Object.entries(before).map(([id, v]) => [id, Number(v)]));
        for (const { from, votes: out, to, exhausted: spent } of action.transfers) {
          const moved = Object.values(to).reduce((sum, { papers }) => sum + papers, 0);
          expect(moved + spent.papers).toBe(Number(out));
          now.set(from, (now.get(from) ?? 0) - Number(out));
          for (const [id, { papers }] of Object.entries(to))
            now.set(id, (now.get(id) ?? 0) + papers);
        }
        expect(Object.fromEntries([...now].map(([id, v]) => [id, String(v)]))).toEqual(votes);
      }
      const standing = election.candidates.filter((c) => c.withdrawn !== true).length;
      expect(elected).toHaveLength(Math.min(election.seats, standing));
    }),
    400,
  );
});

test('every nth paper of a surplus is taken, and one without a next preference stays', () => {
  // 12 papers for one of two seats: a quota of 5, so 7 of A's 12 papers go, the 2nd, 4th …
  const profile = aggregate({
    candidates: ['a', 'b', 'c'].map((id) => ({ id, name: id })),
    seats: 2,
    papers: [...Array<number[]>(8).fill([0, 1]), ...Array<number[]>(4).fill([0])],
  });
  const result = countNamed('cambridge', profile, { seed: 'x' });
  expect(result.stages[0]).toMatchObject({ votes: { a: '12' }, quota: '5' });
  expect(result.stages[1]).toMatchObject({
    action: { kind: 'surplus', surplus: '7' },
    votes: { a: '7', b: '5' },
  });
  // B reached the quota with five, and received no more.
  expect(result.elected).toEqual(['a', 'b']);
});

test('a surplus of the Dáil goes in proportion, the largest fractions rounded up', () => {
  const papers = [
    ...Array<number[]>(7).fill([0, 1]),
    ...Array<number[]>(5).fill([0, 2]),
    ...Array<number[]>(3).fill([0]),
    ...Array<number[]>(2).fill([1]),
    ...Array<number[]>(3).fill([2]),
    ...Array<number[]>(4).fill([3]),
  ];
  const profile = aggregate({
    candidates: ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id })),
    seats: 2,
    papers,
  });
  const result = countNamed('dail', profile, { seed: 'x', lot: (_stage, tied) => tied });
  // 24 papers: quota 9, surplus 6 of 12 transferable: 3½ and 2½, and the half goes to the larger.
  expect(result.stages[0]).toMatchObject({ votes: { a: '15' }, quota: '9' });
  expect(result.stages[1]).toMatchObject({
    votes: { a: '9', b: '6', c: '5', d: '4' },
    action: { transfers: [{ to: { b: { papers: 4 }, c: { papers: 2 } } }] },
  });
});

test('more papers than a draw can be among are refused before anything is drawn', () => {
  const candidates = [
    { id: 'ann', name: 'Ann' },
    { id: 'ben', name: 'Ben' },
  ];
  const profile = { candidates, seats: 1, piles: [{ ranking: [0, 1], count: 2 ** 26 + 1 }] };
  for (const name of ['cambridge', 'dail']) {
    const rule = findStvRule(name);
    if (rule === undefined) throw new Error(name);
    expect(countStv(rule, { profile, seed: 'agreed' })).toMatchObject({
      ok: false,
      error: { code: 'count/too-many-papers', most: 2 ** 26 },
    });
  }
});
