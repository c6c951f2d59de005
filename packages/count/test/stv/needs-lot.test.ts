/** Wherever a count needs a lot that was not drawn, it stops there and gives no result. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aggregate,
  type Constraints,
  countStv,
  type Lot,
  type StvSwitches,
  stvRules,
} from '../../src/index.ts';
import { ERS97, SCOTTISH } from '../../src/stv/gregory-presets.ts';
import { DAIL } from '../../src/stv/sample-presets.ts';
import { holds } from '../elections.ts';
import { lotOf, type StvElection, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

/** Every paper has its mirror image, in which two neighbours have changed places: so many are level. */
const mirrored = (e: StvElection): StvElection => ({
  ...e,
  papers: [
    ...e.papers,
    ...e.papers.map((paper) => paper.map((c) => Math.min(c ^ 1, e.candidates.length - 1))),
  ].filter((paper) => new Set(paper).size === paper.length),
});

const constrained = fc.tuple(
  stvElections.map(mirrored).filter((e) => stvNamed(e).papers.length > 0),
  fc.option(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), { nil: undefined }),
);

test.each(stvRules)('$name', (rule) => {
  let stopped = 0;
  holds(
    fc.property(constrained, ([election, isMember]) => {
      const constraints: Constraints | undefined = isMember && {
        categories: [
          {
            name: 'place',
            groups: [
              {
                name: 'north',
                least: 0,
                most: 1,
                members: election.candidates.filter((_, i) => isMember[i]).map((c) => c.id),
              },
            ],
          },
        ],
      };
      const all = lotOf(election);
      const countWith = (lot: Lot) =>
        countStv(
          { ...rule, switches: { ...rule.switches, lot: 'drawn' } as typeof rule.switches },
          {
            profile: stvProfile(election),
            ties: ['lot'],
            lot,
            seed: 's',
            ...(constraints && { constraints }),
          },
        );
      const asked: string[] = [];
      const whole = countWith((stage, tied) => {
        asked.push(tied.toSorted().join());
        return all(stage, tied);
      });
      if (!whole.ok) {
        expect(whole.error.code).toBe('count/constraints-impossible');
        return;
      }
      for (const [k, tied] of asked.entries()) {
        let calls = 0;
        const cut = countWith((stage, those) => (calls++ < k ? all(stage, those) : undefined));
        expect(cut).toMatchObject({ ok: false, error: { code: 'count/tie-needs-lot' } });
        if (!cut.ok && 'tied' in cut.error) expect(cut.error.tied.toSorted().join()).toBe(tied);
        stopped++;
      }
    }),
    100,
  );
  expect(stopped).toBeGreaterThan(20);
});

test.each([
  {
    what: 'more are level at the quota than there are seats',
    switches: {
      ...SCOTTISH,
      quota: { ...SCOTTISH.quota, places: 'exact', rounding: 'none' },
    },
    papers: [[0], [1]],
    seats: 1,
  },
  {
    what: 'more are level at what the active votes show to be enough',
    switches: {
      ...ERS97,
      levelAtQuota: 'ladder',
      quota: { ...ERS97.quota, places: 'exact', rounding: 'none', reach: 'more-than' },
    },
    papers: [[0], [1]],
    seats: 1,
  },
  {
    what: 'two reach the quota together under constraints, with whole papers',
    switches: DAIL,
    papers: [
      ...Array<number[]>(7).fill([0, 1]),
      ...Array<number[]>(7).fill([0, 2]),
      [1],
      [1],
      [2],
      [2],
      [3],
      [3],
    ],
    seats: 3,
  },
] satisfies { what: string; switches: StvSwitches; papers: number[][]; seats: number }[])(
  'no lot, and $what',
  ({ switches, papers, seats }) => {
    const profile = aggregate({
      candidates: ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id })),
      seats,
      papers,
    });
    const constraints: Constraints = {
      categories: [{ name: 'x', groups: [{ name: 'y', least: 0, most: 3, members: ['a'] }] }],
    };
    expect(
      countStv(
        { name: 'ours', switches },
        { profile, seed: 's', ...(switches.method === 'sample' && { constraints }) },
      ),
    ).toMatchObject({ error: { code: 'count/tie-needs-lot', purpose: 'seat' } });
  },
);

test('a second lot, between those left when one of three level at the quota was excluded by the first', () => {
  const profile = aggregate({
    candidates: ['a', 'b', 'c'].map((id) => ({ id, name: id })),
    seats: 2,
    papers: [[0], [1], [2]],
  });
  const switches: StvSwitches = {
    ...ERS97,
    alsoElects: 'nothing',
    quota: { ...ERS97.quota, places: 'exact', rounding: 'none' },
  };
  // An order among them is needed where a constraint might keep the second out.
  const constraints: Constraints = {
    categories: [{ name: 'x', groups: [{ name: 'y', least: 0, most: 3, members: ['a'] }] }],
  };
  const lot: Lot = (_stage, tied) => (tied.length === 3 ? tied : undefined);
  expect(countStv({ name: 'ours', switches }, { profile, lot, constraints })).toMatchObject({
    error: { code: 'count/tie-needs-lot', purpose: 'seat', tied: ['a', 'b'] },
  });
});
