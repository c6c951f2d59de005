/** Every stage balances and moves what it says; what must not matter to any rule is in every-rule/. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countStv, type Profile, type StvResult, stvChart, stvRules } from '../../src/index.ts';
import { add, compare, fromText, subtract, sum, whole } from '../../src/stv/ratio.ts';
import { holds } from '../elections.ts';
import { lotOf, type StvElection, stvElections, stvNamed, stvProfile } from './stv-elections.ts';

const rules = stvRules.filter((rule) => rule.switches.method !== 'sample');
/** Its pseudo-random numbers go by the place on the paper, as the schedule has it; here a lot is drawn. */
const count = (e: StvElection, profile: Profile, rule: (typeof rules)[number]) =>
  countStv(rule, { profile, lot: lotOf(e) });
const hasVotes = (e: StvElection): boolean => stvNamed(e).papers.length > 0;

test('the same count again gives the identical bytes', () => {
  holds(
    fc.property(stvElections.filter(hasVotes), (election) => {
      for (const rule of rules)
        expect(JSON.stringify(count(election, stvProfile(election), rule))).toBe(
          JSON.stringify(count(election, stvProfile(election), rule)),
        );
    }),
    20,
  );
});

test('every paper copied k times elects the same by the rules that round nothing', () => {
  const exact = rules.filter((r) => r.name === 'wigm');
  holds(
    fc.property(
      stvElections.filter(hasVotes),
      fc.integer({ min: 2, max: 1_000_000 }),
      (election, k) => {
        const profile = stvProfile(election);
        const scaled = {
          ...profile,
          piles: profile.piles.map((p) => ({ ...p, count: p.count * k })),
        };
        for (const rule of exact) {
          const one = count(election, profile, rule);
          const many = count(election, scaled, rule);
          if (!one.ok || !many.ok) throw new Error(rule.name);
          expect(many.value.elected).toEqual(one.value.elected);
        }
      },
    ),
    100,
  );
});

test('every stage balances to the valid papers, and what moved is what changed', () => {
  holds(
    fc.property(stvElections.filter(hasVotes), (election) => {
      for (const rule of rules) {
        const result = count(election, stvProfile(election), rule);
        if (!result.ok) throw new Error(rule.name);
        balance(result.value);
        const standing = election.candidates.filter((c) => c.withdrawn !== true).length;
        // In New Zealand nobody is elected without a vote (Schedule 1A, clause 21).
        const last = result.value.stages.at(-1)?.votes ?? {};
        const able =
          rule.name === 'meek-nz'
            ? Object.values(last).filter((votes) => fromText(votes).n > 0n).length
            : standing;
        expect(result.value.elected).toHaveLength(Math.min(election.seats, able));
        expect(new Set(result.value.elected).size).toBe(result.value.elected.length);
      }
    }),
    60,
  );
});

function balance(result: StvResult): void {
  let before: StvResult['stages'][number] | undefined;
  for (const stage of result.stages) {
    const all = [...Object.values(stage.votes), stage.exhausted, stage.lost].map(fromText);
    expect(compare(sum(all), whole(result.valid))).toBe(0);
    const { action } = stage;
    if (before !== undefined && (action.kind === 'surplus' || action.kind === 'exclusion'))
      if (stage.keeps === undefined) {
        const votes = new Map(Object.entries(before.votes).map(([id, v]) => [id, fromText(v)]));
        for (const t of action.transfers) {
          const got = Object.entries(t.to).map(([id, { votes: v }]) => {
            votes.set(id, add(votes.get(id) ?? whole(0), fromText(v)));
            return fromText(v);
          });
          const parts = sum([...got, fromText(t.exhausted.votes), fromText(t.lost)]);
          expect(compare(parts, fromText(t.votes))).toBe(0);
          votes.set(t.from, subtract(votes.get(t.from) ?? whole(0), fromText(t.votes)));
        }
        for (const [id, v] of votes) expect(compare(v, fromText(stage.votes[id] ?? ''))).toBe(0);
      }
    before = stage;
  }
}

test('what flows into a node of the chart is what it has, as near as it is drawn', () => {
  holds(
    fc.property(stvElections.filter(hasVotes), (election) => {
      for (const rule of rules.filter((r) => r.switches.method === 'gregory')) {
        const result = count(election, stvProfile(election), rule);
        if (!result.ok) throw new Error(rule.name);
        const { columns, links } = stvChart(result.value);
        expect(columns).toHaveLength(result.value.stages.length);
        for (const { round, nodes } of columns.slice(1)) {
          if (result.value.stages[round - 1]?.action.kind === 'restart') continue;
          for (const node of nodes) {
            const into = links
              .filter((l) => l.round === round - 1 && l.to === node.id)
              .reduce((total, l) => total + l.papers, 0);
            // Rounding that gives votes back (Senate) is not drawn.
            expect(Math.abs(into - node.papers)).toBeLessThan(
              rule.name === 'australian-senate' ||
                rule.name === 'nsw-local-2021' ||
                rule.name === 'act-hare-clark'
                ? 8
                : 0.001,
            );
          }
        }
      }
    }),
    40,
  );
});
