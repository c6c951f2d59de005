/** Papers with weights are counted as so many parts of a vote, exactly. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregate,
  countStv,
  explainStv,
  type Profile,
  stvChart,
  stvRules,
} from '../../src/index.ts';
import { fromText, toText } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';
import { Q } from './naive-fraction.ts';
import { naiveMeek } from './naive-meek.ts';
import { naiveStv } from './naive-stv.ts';
import { lotOf, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

const weighted = fc.tuple(
  stvElections.filter((e) => stvNamed(e).papers.length > 0),
  fc.constantFrom(10, 100),
  fc.array(fc.integer({ min: 1, max: 399 }), { minLength: 200, maxLength: 200 }),
);

const plain = (text: string): string => toText(fromText(text), 'exact');

/** The rankings one by one, each of its own weight. */
function weigh(profile: Profile, papers: readonly number[][], weights: readonly number[]): Profile {
  return { ...profile, piles: papers.map((ranking, i) => ({ ranking, count: weights[i] ?? 1 })) };
}

describe('one paper at a time gives the same for weighted papers', () => {
  test.each(stvRules.filter((r) => r.switches.method !== 'sample'))(
    '$name',
    ({ name, switches }) => {
      let counted = 0;
      holds(
        fc.property(weighted, ([election, scale, weights]) => {
          const profile = {
            ...weigh(stvProfile(election), election.papers, weights),
            scale,
          };
          const ties = ['lot'] as const;
          const how = { ...switches, ties };
          const result = countStv({ name, switches: how }, { profile, lot: lotOf(election) });
          if (!result.ok) throw new Error(result.error.message);
          const { standing } = stvNamed(election);
          const rankings = election.papers.map((paper) =>
            paper.map((i) => `c${i}`).filter((id) => standing.includes(id)),
          );
          expect(result.value.scale).toBe(scale);
          if (how.method === 'meek') {
            const naive = naiveMeek(rankings, standing, election.seats, how, election.lot, {
              weights: weights.map(BigInt),
              scale: BigInt(scale),
            });
            const units = (text: string): bigint => BigInt(text.replace('.', ''));
            expect(
              result.value.stages.map((s) => ({
                votes: Object.fromEntries(Object.entries(s.votes).map(([id, v]) => [id, units(v)])),
                quota: units(s.quota),
                elected: s.elected.map((e) => e.candidate),
              })),
            ).toEqual(naive.stages);
          } else if (how.method === 'gregory') {
            // Of papers put together: which weights make up a pile must not matter.
            const piles = new Map<string, number>();
            for (const [i, paper] of election.papers.entries())
              piles.set(paper.join(), (piles.get(paper.join()) ?? 0) + (weights[i] ?? 1));
            const places =
              [0, 1, 2].find((k) =>
                [...piles.values()].every((w) => (w * 10 ** k) % scale === 0),
              ) ?? 2;
            const naive = naiveStv(
              rankings,
              standing,
              election.seats,
              {
                ...how,
                votePlaces: how.votePlaces === 'exact' ? 'exact' : Math.max(how.votePlaces, places),
              },
              election.lot,
              weights.map((w) => new Q(BigInt(w), BigInt(scale))),
            );
            expect(
              result.value.stages.map((s) => ({
                votes: Object.fromEntries(Object.entries(s.votes).map(([id, v]) => [id, plain(v)])),
                exhausted: plain(s.exhausted),
                lost: plain(s.lost),
                quota: plain(s.quota),
                elected: s.elected.map((e) => e.candidate),
              })),
            ).toEqual(naive.stages);
          }
          counted++;
          expect(explainStv(result.value).join(' ')).toContain('of weight');
          expect(stvChart(result.value).columns).toHaveLength(result.value.stages.length);
        }),
        60,
      );
      expect(counted).toBeGreaterThan(50);
    },
  );
});

test('weights of 1.00 are whole papers', () => {
  holds(
    fc.property(
      stvElections.filter((e) => stvNamed(e).papers.length > 0),
      fc.constantFrom(10, 1000),
      (election, scale) => {
        const whole = stvProfile(election);
        const piles = [...whole.piles].map((p) => ({ ...p, count: p.count * scale }));
        for (const rule of stvRules.filter((r) => r.switches.method !== 'sample')) {
          const one = countStv(rule, { profile: whole, lot: lotOf(election) });
          const other = countStv(rule, {
            profile: { ...whole, piles, scale },
            lot: lotOf(election),
          });
          if (!one.ok || !other.ok) throw new Error(rule.name);
          expect(other.value.elected).toEqual(one.value.elected);
          const figures = (of: typeof one.value) =>
            of.stages.map((s) =>
              [...Object.values(s.votes), s.exhausted, s.lost, s.quota].map(plain),
            );
          expect(figures(other.value)).toEqual(figures(one.value));
        }
      },
    ),
    30,
  );
});

test('a rule that moves whole papers refuses weights', () => {
  const profile = aggregate({ candidates: [{ id: 'a', name: 'A' }], seats: 1, papers: [[0]] });
  for (const rule of stvRules.filter((r) => r.switches.method === 'sample'))
    expect(countStv(rule, { profile: { ...profile, scale: 10 }, seed: 's' })).toMatchObject({
      error: { code: 'count/weights-not-whole' },
    });
});

test('a weighted count is explained by weight', () => {
  const profile = {
    candidates: ['Ann', 'Bob', 'Cy'].map((name) => ({ id: name.toLowerCase(), name })),
    seats: 2,
    piles: [
      { ranking: [0, 1], count: 90 },
      { ranking: [1], count: 15 },
      { ranking: [2], count: 25 },
      { ranking: [], count: 5 },
    ],
    scale: 10,
  };
  const [scottish] = stvRules.filter((r) => r.name === 'scottish-stv');
  if (scottish === undefined) throw new Error('no rule');
  const result = countStv(scottish, { profile });
  if (!result.ok) throw new Error(result.error.message);
  expect(explainStv(result.value).slice(0, 7)).toEqual([
    'Single transferable vote (scottish-stv) for 2 seats: valid papers of weight 13.0. More papers of weight 0.5 name nobody who stands.',
    'Stage 1: the first preferences.',
    'The quota is 5.',
    'Now: Ann 9.00000; Cy 2.50000; Bob 1.50000.',
    'Ann has 9.00000, reaches the quota and is elected.',
    'Stage 2: the surplus of Ann, 4.00000, is transferred.',
    'Of the papers of weight 9.0 of Ann, each now worth 0.44444 of its weight: 3.99996 to Bob (papers of weight 9.0); 0.00004 lost to rounding.',
  ]);
});
