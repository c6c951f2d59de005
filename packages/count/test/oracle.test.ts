import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPoll } from '../src/index.ts';
import { elections, holds, namedOf, optionsOf, profileOf } from './elections.ts';
import { naiveAlternativeVote, naiveFirstPastThePost } from './naive-count.ts';

test('the alternative vote agrees with the one-paper-at-a-time oracle, cell by cell', () => {
  const seen = { counted: 0, ties: 0, unbroken: 0, together: 0, noVotes: 0 };
  holds(
    fc.property(elections, (election) => {
      const result = countPoll('alternative-vote', profileOf(election), optionsOf(election));
      const { papers, standing } = namedOf(election);
      if (!papers.some((paper) => paper.some((c) => standing.includes(c)))) {
        expect(result).toMatchObject({ ok: false, error: { code: 'count/no-votes' } });
        seen.noVotes++;
        return;
      }
      const naive = naiveAlternativeVote(papers, standing, election.options);
      if (naive === undefined) {
        const code = election.options.ties.includes('lot')
          ? 'count/tie-needs-lot'
          : 'count/tie-unbroken';
        expect(result).toMatchObject({ ok: false, error: { code } });
        seen.unbroken++;
        return;
      }
      if (!result.ok) throw new Error(result.error.message);
      seen.counted++;
      expect(
        result.value.rounds.map(({ votes, exhausted, action }) => {
          if (action.tie !== undefined) seen.ties++;
          if (action.kind === 'excluded' && action.excluded.length > 1) seen.together++;
          return {
            votes,
            exhausted,
            elected: action.kind === 'elected' ? action.elected : [],
            excluded: action.kind === 'excluded' ? action.excluded : [],
            moves:
              action.kind === 'elected'
                ? {}
                : Object.fromEntries(
                    action.transfers
                      .filter((t) => t.papers > 0)
                      .map((t) => [
                        t.from,
                        t.exhausted > 0 ? { ...t.to, '-': t.exhausted } : { ...t.to },
                      ]),
                  ),
          };
        }),
      ).toEqual(naive.map((round) => ({ ...round, excluded: round.excluded.toSorted() })));
    }),
    3000,
  );
  // The elections of the generator reach every branch, or this test would say little.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

test('first past the post agrees with the oracle for every number of seats', () => {
  let ties = 0;
  holds(
    fc.property(elections, fc.integer({ min: 1, max: 7 }), (election, seats) => {
      const { lot } = election;
      const result = countPoll('first-past-the-post', profileOf(election, seats), {
        lot: (_round, tied) => lot.filter((id) => tied.includes(id)),
      });
      const { papers, standing } = namedOf(election);
      if (!result.ok) {
        expect(result.error.code).toBe('count/no-votes');
        return;
      }
      const naive = naiveFirstPastThePost(papers, standing, seats, lot);
      const [round] = result.value.rounds;
      if (round?.action.tie !== undefined) ties++;
      expect(round?.votes).toEqual(naive.votes);
      expect(result.value.elected.toSorted()).toEqual(naive.elected);
    }),
    1000,
  );
  expect(ties).toBeGreaterThan(50);
});
