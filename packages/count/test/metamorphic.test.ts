/** What must not matter to a count does not: order of papers and candidates, names, heaps, scale. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addProfiles,
  aggregate,
  aggregatePiles,
  type Candidate,
  type CountResult,
  countPoll,
  type Profile,
  tally,
} from '../src/index.ts';
import { type Election, elections, holds, optionsOf, profileOf } from './elections.ts';

const rules = ['alternative-vote', 'first-past-the-post', 'supplementary-vote'];

/** Candidates sorted by id, so that only their order in the file is forgotten. */
function unordered(result: ReturnType<typeof countPoll>): unknown {
  if (!result.ok) return result;
  return {
    ...result.value,
    candidates: result.value.candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function both(
  election: Election,
  profile: Profile,
  check: (result: ReturnType<typeof countPoll>) => void,
): void {
  for (const rule of rules) check(countPoll(rule, profile, optionsOf(election)));
}

test('shuffling the papers gives the identical transcript, byte for byte', () => {
  holds(
    fc.property(
      elections.chain((e) =>
        fc.tuple(
          fc.constant(e),
          fc.shuffledSubarray(e.papers, { minLength: e.papers.length, maxLength: e.papers.length }),
        ),
      ),
      ([election, papers]) => {
        for (const rule of rules)
          expect(
            JSON.stringify(
              countPoll(rule, profileOf({ ...election, papers }), optionsOf(election)),
            ),
          ).toBe(JSON.stringify(countPoll(rule, profileOf(election), optionsOf(election))));
      },
    ),
    200,
  );
});

test('the order of the candidates on the paper changes nothing', () => {
  holds(
    fc.property(
      elections.chain((e) => {
        const n = e.candidates.length;
        return fc.tuple(
          fc.constant(e),
          fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }),
        );
      }),
      ([election, order]) => {
        const moved = aggregate({
          candidates: order.map((i) => election.candidates[i] as Candidate),
          seats: 1,
          papers: election.papers.map((paper) => paper.map((i) => order.indexOf(i))),
        });
        for (const rule of rules)
          expect(unordered(countPoll(rule, moved, optionsOf(election)))).toEqual(
            unordered(countPoll(rule, profileOf(election), optionsOf(election))),
          );
      },
    ),
    300,
  );
});

test('renaming the candidates renames the result', () => {
  holds(
    fc.property(elections, (election) => {
      // The new ids sort the other way round, so that no decision can rest on them.
      const rename = (id: string): string => `z${9 - Number(id.slice(1))}`;
      const renamed: Election = {
        ...election,
        candidates: election.candidates.map((c) => ({ ...c, id: rename(c.id) })),
        options: { ...election.options, lot: election.options.lot?.map(rename) },
      };
      for (const rule of rules) {
        const before = countPoll(rule, profileOf(election), optionsOf(election));
        const after = countPoll(rule, profileOf(renamed), optionsOf(renamed));
        expect(after.ok).toBe(before.ok);
        if (before.ok && after.ok) {
          expect(after.value.elected.toSorted()).toEqual(
            before.value.elected.map(rename).toSorted(),
          );
          expect(after.value.rounds.map((r) => r.votes)).toEqual(
            before.value.rounds.map((r) =>
              Object.fromEntries(Object.entries(r.votes).map(([id, n]) => [rename(id), n])),
            ),
          );
        }
      }
    }),
    300,
  );
});

test('one pile of many papers and many piles of one count alike', () => {
  holds(
    fc.property(elections, (election) => {
      const split = aggregatePiles({
        candidates: election.candidates,
        seats: 1,
        piles: election.papers.map((ranking) => ({ ranking, count: 1 })),
      });
      expect(split).toEqual(profileOf(election));
    }),
    100,
  );
});

test('every paper copied k times gives the same decisions and k times the figures', () => {
  holds(
    fc.property(elections, fc.integer({ min: 2, max: 1_000_000 }), (election, k) => {
      const profile = profileOf(election);
      const scaled = {
        ...profile,
        piles: profile.piles.map((p) => ({ ...p, count: p.count * k })),
      };
      for (const rule of rules) {
        const one = countPoll(rule, profile, optionsOf(election));
        const many = countPoll(rule, scaled, optionsOf(election));
        expect(many.ok).toBe(one.ok);
        if (one.ok && many.ok) {
          expect(many.value.elected).toEqual(one.value.elected);
          expect(many.value.margin.votes).toBe(k * one.value.margin.votes);
          expect(many.value.rounds.map((r) => [r.action.kind, r.votes])).toEqual(
            one.value.rounds.map((r) => [
              r.action.kind,
              Object.fromEntries(Object.entries(r.votes).map(([id, n]) => [id, n * k])),
            ]),
          );
        }
      }
    }),
    200,
  );
});

test('a candidate who withdraws might as well never have been on the papers', () => {
  holds(
    fc.property(elections, fc.nat({ max: 100 }), (election, seed) => {
      const n = election.candidates.length;
      const joined: Election = {
        ...election,
        candidates: [...election.candidates, { id: 'gone', name: 'Gone', withdrawn: true }],
        papers: election.papers.map((paper, i) => {
          const at = (seed + i) % (paper.length + 1);
          return [...paper.slice(0, at), n, ...paper.slice(at)];
        }),
      };
      for (const rule of rules) {
        const before = countPoll(rule, profileOf(election), optionsOf(election));
        const after = countPoll(rule, profileOf(joined), optionsOf(joined));
        if (before.ok && after.ok) expect(after.value.rounds).toEqual(before.value.rounds);
        else expect(after).toEqual(before);
      }
    }),
    300,
  );
});

test('excluding together those who cannot win never changes who wins', () => {
  let together = 0;
  holds(
    fc.property(elections, (election) => {
      const options = {
        ...optionsOf({ ...election, options: { ...election.options, lot: election.lot } }),
        ties: ['lot'] as const,
      };
      const single = countPoll('av', profileOf(election), {
        ...options,
        exclusion: 'one-at-a-time',
      });
      const batch = countPoll('av', profileOf(election), {
        ...options,
        exclusion: 'all-who-cannot-win',
      });
      if (single.ok && batch.ok) {
        expect(batch.value.elected).toEqual(single.value.elected);
        if (batch.value.rounds.some((r) => r.action.because === 'cannot-win')) together++;
      } else expect(batch).toEqual(single);
    }),
    1000,
  );
  expect(together).toBeGreaterThan(10);
});

test('every round balances to the papers in the count, and the next one follows from it', () => {
  holds(
    fc.property(elections, (election) => {
      both(election, profileOf(election), (result) => {
        if (result.ok) balance(result.value);
      });
    }),
    500,
  );
});

function balance(result: CountResult): void {
  const sum = (votes: Readonly<Record<string, number>>): number =>
    Object.values(votes).reduce((a, b) => a + b, 0);
  for (const [i, round] of result.rounds.entries()) {
    expect(sum(round.votes) + round.exhausted).toBe(result.papers);
    if (round.action.kind === 'elected') {
      expect(i).toBe(result.rounds.length - 1);
      continue;
    }
    const next = { ...round.votes };
    let { exhausted } = round;
    for (const transfer of round.action.transfers) {
      expect(transfer.papers).toBe(round.votes[transfer.from]);
      expect(sum(transfer.to) + transfer.exhausted).toBe(transfer.papers);
      delete next[transfer.from];
    }
    for (const transfer of round.action.transfers) {
      for (const [id, n] of Object.entries(transfer.to)) next[id] = (next[id] as number) + n;
      exhausted += transfer.exhausted;
    }
    expect(result.rounds[i + 1]).toMatchObject({ votes: next, exhausted });
    expect(Object.keys(result.rounds[i + 1]?.votes ?? {}).sort()).toEqual(Object.keys(next).sort());
  }
}

test('sections add up: profiles, and the votes of every round', () => {
  holds(
    fc.property(elections, fc.integer({ min: 1, max: 4 }), (election, count) => {
      const sections = Array.from({ length: count }, (_, s) =>
        profileOf({ ...election, papers: election.papers.filter((_paper, i) => i % count === s) }),
      );
      const whole = addProfiles(sections);
      if (!whole.ok) throw new Error(whole.error.message);
      expect(whole.value).toEqual(profileOf(election));
      const result = countPoll('av', whole.value, optionsOf(election));
      if (!result.ok) return;
      for (const round of result.value.rounds) {
        const among = Object.keys(round.votes);
        const parts = sections.map((section) => tally(section, among));
        for (const id of among)
          expect(parts.reduce((a, part) => a + (part.votes[id] ?? Number.NaN), 0)).toBe(
            round.votes[id],
          );
        expect(parts.reduce((a, part) => a + part.exhausted, 0)).toBe(round.exhausted);
      }
    }),
    200,
  );
});
