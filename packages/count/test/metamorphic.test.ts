/** What else holds of every count with rounds; what must not matter to any rule is in every-rule/. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addProfiles, type CountResult, countPoll, type Profile, tally } from '../src/index.ts';
import { type Election, elections, holds, optionsOf, profileOf } from './elections.ts';

const rules = ['alternative-vote', 'first-past-the-post', 'supplementary-vote'];

function both(
  election: Election,
  profile: Profile,
  check: (result: ReturnType<typeof countPoll>) => void,
): void {
  for (const rule of rules) check(countPoll(rule, profile, optionsOf(election)));
}

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
