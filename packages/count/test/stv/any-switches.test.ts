/** A rule book may set switches as it likes: any setting of them agrees with the oracles. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countStv,
  explainStv,
  type GregorySwitches,
  type MeekSwitches,
  type StvResult,
  stvChart,
} from '../../src/index.ts';
import { fromText, toText } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';
import { naiveMeek } from './naive-meek.ts';
import { naiveStv } from './naive-stv.ts';
import { lotOf, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

const places = fc.constantFrom<number | 'exact'>(0, 2, 5, 'exact');

const quota = fc.record<GregorySwitches['quota']>({
  share: fc.constantFrom('droop', 'hare'),
  places,
  rounding: fc.constantFrom('next', 'up', 'none'),
  when: fc.constantFrom('fixed', 'until-elected', 'moving'),
  reach: fc.constantFrom('at-least', 'more-than'),
});

const gregory: fc.Arbitrary<GregorySwitches> = fc.record({
  method: fc.constant('gregory' as const),
  quota,
  alsoElects: fc.constantFrom('nothing' as const, 'active-vote' as const),
  electedWhen: fc.constantFrom('reached' as const, 'transferred' as const),
  levelAtQuota: fc.constantFrom('ladder' as const, 'nobody-by-lot' as const),
  surplus: fc.record<GregorySwitches['surplus']>({
    papers: fc.constantFrom('all', 'last-bundle'),
    sharing: fc.constantFrom('weighted', 'unweighted'),
    among: fc.constantFrom('all-papers', 'transferable'),
    capped: fc.boolean(),
    leftOver: fc.constantFrom('exhausted', 'lost'),
    places,
    rounding: fc.constantFrom('once', 'product-first', 'fraction-first'),
    order: fc.constantFrom('largest-first', 'first-elected-first'),
    defer: fc.boolean(),
  }),
  exclusion: fc
    .record({
      papers: fc.constantFrom('at-once' as const, 'by-value' as const, 'by-bundle' as const),
      parts: fc.constantFrom('stages' as const, 'parts-of-a-stage' as const),
      elects: fc.constantFrom('after-each-part' as const, 'after-all-parts' as const),
      bulk: fc.constantFrom('never' as const, 'may-equal' as const, 'fewer' as const),
      bulkFirst: fc.boolean(),
      fewerThan: fc.constantFrom(undefined, 2, 5),
    })
    .map(({ fewerThan, ...rest }) => (fewerThan === undefined ? rest : { ...rest, fewerThan })),
  votePlaces: places,
  creditBy: fc.constantFrom('value' as const, 'bundle' as const),
  finish: fc.record<GregorySwitches['finish']>({
    certain: fc.constantFrom('never', 'never', 'exceeds-rest'),
    lastStanding: fc.constantFrom('at-once', 'after-surpluses'),
    lastExclusion: fc.constantFrom('moves-papers', 'stays'),
    lastTwo: fc.boolean(),
  }),
  restart: fc.constantFrom('never' as const, 'never' as const, 'wright' as const),
  ties: fc.constantFrom<GregorySwitches['ties']>(
    ['lot'],
    ['backwards', 'lot'],
    ['forwards', 'lot'],
  ),
});

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

/** Sentences and a chart can be made of it, and everybody elected is named. */
function isTold(result: StvResult): void {
  const text = explainStv(result).join('\n');
  expect(text).not.toMatch(/undefined|NaN|\.\./);
  const last = text.slice(text.lastIndexOf('Elected: '));
  for (const id of result.elected) expect(last).toContain(`Candidate ${id.slice(1)}`);
  expect(stvChart(result).columns).toHaveLength(result.stages.length);
}

// Long enough for SLOW=1, which makes fifty times as many.
test('Gregory methods', { timeout: 600_000 }, () => {
  let counted = 0;
  holds(
    fc.property(stvElections, gregory, (election, switches) => {
      const { papers, standing } = stvNamed(election);
      fc.pre(papers.length > 0);
      const result = countStv(
        { name: 'ours', switches },
        { profile: stvProfile(election), lot: lotOf(election) },
      );
      if (!result.ok) throw new Error(result.error.message);
      const naive = naiveStv(papers, standing, election.seats, switches, election.lot);
      expect(plainStages(result.value)).toEqual(naive.stages);
      expect(result.value.elected).toEqual(naive.elected);
      isTold(result.value);
      counted++;
    }),
    1000,
  );
  expect(counted).toBeGreaterThan(500);
});

const meek: fc.Arbitrary<MeekSwitches> = fc
  .record<MeekSwitches>({
    method: fc.constant('meek'),
    keeping: fc.constantFrom('meek', 'warren'),
    quota: fc.record<MeekSwitches['quota']>({
      share: fc.constantFrom('droop', 'hare'),
      places: fc.constant(9),
      rounding: fc.constantFrom('next', 'up'),
      when: fc.constant('moving'),
      reach: fc.constantFrom('at-least', 'more-than'),
    }),
    places: fc.constantFrom(1, 3, 9, 9, 12),
    rounding: fc.constantFrom('keep-up', 'both-up', 'both-down'),
    tolerance: fc.constantFrom(1000n, 100_000n),
    toleranceReached: fc.constantFrom('below', 'at-or-below'),
    early: fc.constantFrom('never', 'lowest', 'batch'),
    tied: fc.constantFrom('level', 'within-surplus'),
    afterElection: fc.constantFrom('shares-again', 'may-exclude'),
    keepsChange: fc.constantFrom('while-sharing', 'every-time'),
    tiePoints: fc.constantFrom('stages', 'iterations'),
    lastStanding: fc.constantFrom('all', 'with-votes'),
    lot: fc.constant('drawn'),
    ties: fc.constant(['lot'] as const),
  })
  .map((how) => ({ ...how, quota: { ...how.quota, places: how.places } }));

test('Meek and Warren', { timeout: 600_000 }, () => {
  let counted = 0;
  holds(
    fc.property(stvElections, meek, (election, switches) => {
      const { papers, standing } = stvNamed(election);
      fc.pre(papers.length > 0);
      const result = countStv(
        { name: 'ours', switches },
        { profile: stvProfile(election), lot: lotOf(election) },
      );
      if (!result.ok) throw new Error(result.error.message);
      const naive = naiveMeek(papers, standing, election.seats, switches, election.lot);
      const units = (text: string): bigint => BigInt(text.replace('.', ''));
      expect(
        result.value.stages.map((s) => ({
          votes: Object.fromEntries(Object.entries(s.votes).map(([id, v]) => [id, units(v)])),
          quota: units(s.quota),
          elected: s.elected.map((e) => e.candidate),
        })),
      ).toEqual(naive.stages);
      expect(result.value.elected).toEqual(naive.elected);
      isTold(result.value);
      counted++;
    }),
    800,
  );
  expect(counted).toBeGreaterThan(400);
});
