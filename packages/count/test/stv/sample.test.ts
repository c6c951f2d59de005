/** Rules that move whole papers: what must hold for any seed. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, countStv, type StvRule } from '../../src/index.ts';
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
