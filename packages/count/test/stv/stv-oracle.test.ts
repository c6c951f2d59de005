/** Every rule against the oracles, stage by stage, on thousands of random elections. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countStv, type StvResult, stvRules } from '../../src/index.ts';
import { fromText, toText } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';
import { naiveMeek } from './naive-meek.ts';
import { naiveSample, naiveShuffle } from './naive-sample.ts';
import { naiveStv } from './naive-stv.ts';
import { lotOf, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

const plain = (text: string): string => toText(fromText(text), 'exact');

function plainStages(result: StvResult): unknown {
  return result.stages.map((s) => ({
    votes: Object.fromEntries(Object.entries(s.votes).map(([id, v]) => [id, plain(v)])),
    exhausted: plain(s.exhausted),
    lost: plain(s.lost),
    quota: plain(s.quota),
    elected: s.elected.map((e) => e.candidate),
  }));
}

const gregory = stvRules.flatMap(({ name, switches }) =>
  switches.method === 'gregory' ? [{ name, switches }] : [],
);
const meek = stvRules.flatMap(({ name, switches }) =>
  switches.method === 'meek' ? [{ name, switches }] : [],
);

describe('one paper at a time gives the same', () => {
  test.each(gregory)('$name', ({ name, switches }) => {
    let counted = 0;
    holds(
      fc.property(stvElections, (election) => {
        const result = countStv(
          { name, switches },
          { profile: stvProfile(election), lot: lotOf(election) },
        );
        const { papers, standing } = stvNamed(election);
        if (papers.length === 0) {
          expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
          return;
        }
        if (!result.ok) throw new Error(result.error.message);
        const naive = naiveStv(papers, standing, election.seats, switches, election.lot);
        expect(plainStages(result.value)).toEqual(naive.stages);
        expect(result.value.elected).toEqual(naive.elected);
        counted++;
      }),
      250,
    );
    expect(counted).toBeGreaterThan(200);
  });

  test.each(meek)('$name', ({ name, switches }) => {
    let counted = 0;
    holds(
      fc.property(stvElections, (election) => {
        const how = { ...switches, ties: ['lot'] as const };
        const result = countStv(
          { name, switches: how },
          { profile: stvProfile(election), lot: lotOf(election) },
        );
        const { papers, standing } = stvNamed(election);
        if (papers.length === 0) {
          expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
          return;
        }
        if (!result.ok) throw new Error(result.error.message);
        const naive = naiveMeek(papers, standing, election.seats, how, election.lot);
        const units = (text: string): bigint => BigInt(text.replace('.', ''));
        expect(
          result.value.stages.map((s) => ({
            votes: Object.fromEntries(Object.entries(s.votes).map(([id, v]) => [id, units(v)])),
            quota: units(s.quota),
            elected: s.elected.map((e) => e.candidate),
          })),
        ).toEqual(naive.stages);
        expect(result.value.elected).toEqual(naive.elected);
        counted++;
      }),
      250,
    );
    expect(counted).toBeGreaterThan(200);
  });

  // Few papers are fewer than 50: the same rule with another figure reaches what comes after.
  const sample = stvRules.flatMap(({ name, switches }) => {
    if (switches.method !== 'sample') return [];
    const { fewerThan } = switches;
    return [undefined, ...(fewerThan === undefined ? [] : [1, 4])].map((fewer) => ({
      name: fewer === undefined ? name : `${name} with fewer than ${fewer}`,
      switches: fewer === undefined ? switches : { ...switches, fewerThan: fewer },
    }));
  });
  test.each(sample)('$name', ({ name, switches }) => {
    let counted = 0;
    holds(
      fc.property(stvElections, fc.string({ maxLength: 6 }), (election, seed) => {
        const result = countStv(
          { name, switches },
          { profile: stvProfile(election), lot: lotOf(election), seed },
        );
        const { papers, standing } = stvNamed(election);
        if (papers.length === 0) {
          expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
          return;
        }
        if (!result.ok) throw new Error(result.error.message);
        const all = election.papers.map((paper) => paper.map((i) => `c${i}`));
        const naive = naiveSample(
          naiveShuffle(all, seed),
          standing,
          election.seats,
          switches,
          election.lot,
        );
        expect(
          result.value.stages.map((s) => ({
            votes: { ...s.votes },
            exhausted: s.exhausted,
            quota: s.quota,
            elected: s.elected.map((e) => e.candidate),
          })),
        ).toEqual(naive.stages);
        expect(result.value.elected).toEqual(naive.elected);
        counted++;
      }),
      250,
    );
    expect(counted).toBeGreaterThan(200);
  });
});
