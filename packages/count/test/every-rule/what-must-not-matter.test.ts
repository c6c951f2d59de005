/**
 * What must not matter to a count does not, for every rule of the catalogue: one table of changes to an
 * election and of what they do to its transcript. A rule that a line does not hold for is named there
 * with the reason.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CountingRule,
  type CountOutcome,
  countingRules,
  countWith,
  type StvStage,
} from '../../src/index.ts';
import { fromText, toText } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';
import {
  electedIn,
  electionFor,
  lotOf,
  type NeutralElection,
  neutralElections,
  withoutFileOrder,
} from './neutral-election.ts';

interface Change {
  readonly name: string;
  /** The changed election; `dice` are numbers to choose by. */
  readonly change: (election: NeutralElection, dice: readonly number[]) => NeutralElection;
  readonly expect: (after: CountOutcome, before: CountOutcome, rule: CountingRule) => void;
  /** By rule or family: why it does not hold. */
  readonly notFor: Readonly<Record<string, string>>;
}

const shuffled = <T>(all: readonly T[], dice: readonly number[]): T[] =>
  all
    .map((one, i) => ({ one, at: dice[i % dice.length] ?? 0, i }))
    .sort((a, b) => a.at - b.at || b.i - a.i)
    .map(({ one }) => one);

const isSame = (after: CountOutcome, before: CountOutcome): void => {
  expect(JSON.stringify(after)).toBe(JSON.stringify(before));
};
const isSameButForFileOrder = (after: CountOutcome, before: CountOutcome): void => {
  expect(withoutFileOrder(after)).toEqual(withoutFileOrder(before));
  expect(electedIn(after)).toEqual(electedIn(before));
};

/** Every candidate renamed, in names and papers' lots alike. */
function renamed(e: NeutralElection, rename: (id: string) => string): NeutralElection {
  return {
    ...e,
    candidates: e.candidates.map((c) => ({
      ...c,
      id: rename(c.id),
      name: c.name.replace(/c\d/, rename),
    })),
    lot: e.lot.map(rename),
  };
}

/** Figures of every stage, however many noughts they end with. */
const figuresOf = (stages: readonly StvStage[]): unknown => {
  const plain = (text: string): string => toText(fromText(text), 'exact');
  return stages.map((s) => ({
    votes: Object.fromEntries(Object.entries(s.votes).map(([id, v]) => [id, plain(v)])),
    exhausted: plain(s.exhausted),
    lost: plain(s.lost),
    quota: plain(s.quota),
  }));
};

const WHOLE_QUOTA = 'the quota is a whole number of votes, which does not grow in proportion';
const changes: readonly Change[] = [
  {
    name: 'papers shuffled',
    change: (e, dice) => ({ ...e, papers: shuffled(e.papers, dice) }),
    expect: isSame,
    notFor: {},
  },
  {
    name: 'piles split into single papers',
    change: (e) => ({
      ...e,
      papers: e.papers.flatMap((p) => Array(p.count).fill({ ...p, count: 1 })),
    }),
    expect: isSame,
    notFor: {},
  },
  {
    name: 'candidates in another order',
    change: (e, dice) => {
      const order = shuffled([...e.candidates.keys()], dice);
      return {
        ...e,
        candidates: order.map((i) => e.candidates[i] as (typeof e.candidates)[number]),
        papers: e.papers.map((p) => ({
          ...p,
          ranking: p.ranking.map((i) => order.indexOf(i)),
          ranks: order.map((i) => p.ranks[i] as number | null),
        })),
      };
    },
    expect: isSameButForFileOrder,
    notFor: {},
  },
  {
    name: 'candidates renamed, in the same order of names',
    change: (e) => renamed(e, (id) => `x${id.slice(1)}`),
    expect: (after, before) => {
      expect(JSON.stringify(after)).toBe(JSON.stringify(before).replace(/\bc(?=\d)/g, 'x'));
    },
    notFor: {},
  },
  {
    name: 'candidates renamed, in the reverse order of names',
    change: (e) => renamed(e, (id) => `x${9 - Number(id.slice(1))}`),
    expect: (after, before) => {
      expect(electedIn(after)).toEqual(
        electedIn(before)
          .map((id) => id.replace(/c\d/, (c) => `x${9 - Number(c.slice(1))}`))
          .toSorted(),
      );
    },
    notFor: {
      cambridge: 'the seed shuffles the papers in the order of the names on them',
      dail: 'as Cambridge',
    },
  },
  {
    name: 'a candidate more on the papers, who withdraws',
    change: (e, dice) => ({
      ...e,
      candidates: [...e.candidates, { id: 'c9', name: 'Name c9', withdrawn: true }],
      lot: [...e.lot, 'c9'],
      papers: e.papers.map((p, i) => {
        // A paper that says nothing stays one that says nothing.
        if (p.ranking.length === 0) return { ...p, ranks: [...p.ranks, null] };
        const at = (dice[i % dice.length] ?? 0) % (p.ranking.length + 1);
        return {
          ...p,
          ranking: [...p.ranking.slice(0, at), e.candidates.length, ...p.ranking.slice(at)],
          ranks: [...p.ranks, p.ranks.some((r) => r !== null) ? at : null],
        };
      }),
    }),
    expect: (after, before) => {
      expect(electedIn(after)).toEqual(electedIn(before));
      const [a, b] = [after, before].map((o) =>
        'stages' in o ? o.stages : 'rounds' in o ? o.rounds : 'points' in o ? o.points : o,
      );
      if ('working' in after && 'working' in before) expect(after.working).toEqual(before.working);
      else expect(a).toEqual(b);
    },
    notFor: {
      'block-vote': 'a mark for somebody who has withdrawn since makes up the number of marks',
      cambridge: 'the seed shuffles the papers in the order of the names on them',
      dail: 'as Cambridge',
      polls: 'who withdraws is not in the next poll: polls have no withdrawn candidates',
    },
  },
  {
    name: 'every paper three times',
    change: (e) => ({ ...e, papers: e.papers.map((p) => ({ ...p, count: 3 * p.count })) }),
    expect: (after, before) => expect(electedIn(after)).toEqual(electedIn(before)),
    notFor: {
      transferable: `${WHOLE_QUOTA}; the next line is the one for these`,
      'points-per-unit': 'a unit with few votes carries one point for each',
      'list-quota-droop': WHOLE_QUOTA,
    },
  },
  {
    name: 'every paper ten times, each a tenth of a vote',
    change: (e) => ({
      ...e,
      scale: 10,
      papers: e.papers.map((p) => ({ ...p, count: 10 * p.count })),
    }),
    expect: (after, before) => {
      expect(electedIn(after)).toEqual(electedIn(before));
      if (!('stages' in after && 'stages' in before)) throw new Error('stages');
      expect(figuresOf(after.stages)).toEqual(figuresOf(before.stages));
    },
    notFor: {
      ...Object.fromEntries(
        countingRules
          .filter((r) => r.family !== 'transferable')
          .map((r) => [r.family, 'counts whole papers']),
      ),
      cambridge: 'moves whole papers',
      dail: 'moves whole papers',
    },
  },
];

/** Any value of each choice and any ladder with a lot at its end, but for the switches of STV, which belong together. */
function settingsFor(rule: CountingRule, dice: readonly number[]): Record<string, string> {
  const seed = rule.settings.some((s) => s.name === 'seed') ? { seed: 'published' } : {};
  if (rule.family === 'transferable') return seed;
  return Object.fromEntries(
    rule.settings.flatMap((setting, i) => {
      const die = dice[i] ?? 0;
      if (setting.kind === 'ladder') {
        const rounds = setting.steps.filter((step) => /wards/.test(step));
        return [[setting.name, `${rounds.filter((_, k) => (die >> k) % 2 === 1).join(' ')} lot`]];
      }
      if (setting.kind !== 'choice') return [];
      return [[setting.name, setting.choices[die % setting.choices.length]?.value ?? '']];
    }),
  );
}

describe.each(changes)('$name', ({ change, expect: compare, notFor }) => {
  const those = countingRules.filter(
    ({ name, family }) => !(name in notFor) && !(family in notFor),
  );
  test.each(those.map((rule) => ({ name: rule.name, rule })))('$name', ({ rule }) => {
    let counted = 0;
    holds(
      fc.property(
        neutralElections,
        fc.array(fc.nat({ max: 255 }), { minLength: 12, maxLength: 12 }),
        (election, dice) => {
          const settings = settingsFor(rule, dice);
          const other = change(election, dice);
          const before = countWith(rule.name, electionFor(rule, election), {
            settings,
            lot: lotOf(election.lot),
          });
          const after = countWith(rule.name, electionFor(rule, other), {
            settings,
            lot: lotOf(other.lot),
          });
          if (!before.ok || !after.ok) {
            expect(after.ok ? 'counted' : after.error.code).toBe(
              before.ok ? 'counted' : before.error.code,
            );
            return;
          }
          counted++;
          compare(after.value.outcome, before.value.outcome, rule);
          expect(rule.explain(after.value.outcome).join(' ')).not.toContain('undefined');
        },
      ),
      40,
    );
    expect(counted).toBeGreaterThan(5);
  });
});
