/** The supplementary vote, one paper at a time. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, countPoll, explain } from '../../src/index.ts';
import { elections, holds, namedOf, optionsOf, profileOf } from '../elections.ts';

test('it agrees with the plain definition, round by round', () => {
  const seen = { majority: 0, second: 0, several: 0, ties: 0 };
  holds(
    fc.property(elections, (election) => {
      const all = { ...election, options: { ...election.options, lot: election.lot } };
      const result = countPoll('sv', profileOf(all), { ...optionsOf(all), ties: ['lot'] });
      const { papers, standing } = namedOf(all);
      const two = papers.map((p) => p.filter((c) => standing.includes(c)).slice(0, 2));
      const valid = two.filter((p) => p.length > 0);
      if (valid.length === 0) {
        expect(result).toMatchObject({ error: { code: 'count/no-votes' } });
        return;
      }
      if (!result.ok) throw new Error(result.error.message);
      const firsts = Object.fromEntries(
        standing.map((c) => [c, valid.filter((p) => p[0] === c).length]),
      );
      const of = (c: string): number => firsts[c] ?? 0;
      const best = [...standing].sort((a, b) => of(b) - of(a));
      const { rounds } = result.value;
      const [top] = best as [string];
      if (of(top) * 2 > valid.length) {
        seen.majority++;
        expect(rounds).toHaveLength(1);
        expect(rounds[0]).toMatchObject({ votes: firsts, action: { elected: [top] } });
        return;
      }
      const bar = of(best[1] as string);
      const stay = standing.filter((c) => of(c) >= bar);
      if (stay.length > 2) seen.several++;
      const final = Object.fromEntries(
        stay.map((c) => [c, valid.filter((p) => p.find((x) => stay.includes(x)) === c).length]),
      );
      seen.second++;
      if (stay.length < standing.length) expect(rounds[0]?.votes).toEqual(firsts);
      expect(rounds.at(-1)?.votes).toEqual(final);
      expect(rounds.at(-1)?.exhausted).toBe(
        papers.length - Object.values(final).reduce((a, b) => a + b, 0),
      );
      const winner = all.lot
        .filter((c) => stay.includes(c))
        .sort((a, b) => (final[b] ?? 0) - (final[a] ?? 0))[0];
      expect(result.value.elected).toEqual([winner]);
      if (rounds.at(-1)?.action.tie !== undefined) seen.ties++;
    }),
    1500,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
});

test('only two choices are looked at, and the sentences say so', () => {
  const candidates = ['Ann', 'Bob', 'Cy', 'Di'].map((name) => ({ id: name.toLowerCase(), name }));
  const profile = aggregate({
    candidates,
    seats: 1,
    papers: [[0], [0], [0], [1], [1], [2, 1], [2, 3, 1], [3, 2, 1]],
  });
  const result = countPoll('supplementary-vote', profile, {
    lot: (_round, tied) => tied,
    ties: ['backwards', 'lot'],
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(explain(result.value)).toEqual([
    'Supplementary vote for one seat: 8 papers, each counted for its first choice, and then for its second where the first is not among the leading two.',
    'Round 1: Ann 3; Bob 2; Cy 2; Di 1.',
    'More than half of 8 votes is 5 or more.',
    'Nobody has that many. Di is not among the leading two and is excluded.',
    'Of the 1 paper of Di: 1 to Cy.',
    'Round 2: Ann 3; Cy 3; Bob 2.',
    'Ann and Cy are level for the seat.',
    'Looking back, round 1 tells them apart (Ann 3; Cy 2), which settles it.',
    'Ann is elected with the most votes, the last place by the tie-break.',
    'Elected: Ann. In the last round Ann was level with Cy.',
  ]);
});

test('a tie that nothing breaks is an error, and so are two seats', () => {
  const candidates = ['a', 'b'].map((id) => ({ id, name: id }));
  const profile = aggregate({ candidates, seats: 1, papers: [[0], [1]] });
  expect(countPoll('sv', profile)).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  expect(countPoll('sv', { ...profile, seats: 2 })).toMatchObject({
    error: { code: 'count/seats-not-for-this-rule' },
  });
  expect(countPoll('sv', { ...profile, candidates: [], piles: [] })).toMatchObject({
    error: { code: 'count/no-candidates' },
  });
});

test('several who are not among the leading two go together', () => {
  const candidates = ['Ann', 'Bob', 'Cy', 'Di'].map((name) => ({ id: name.toLowerCase(), name }));
  const papers = [[0], [0], [0], [0], [1], [1], [1], [2, 1], [3]];
  const result = countPoll('sv', aggregate({ candidates, seats: 1, papers }));
  if (!result.ok) throw new Error(result.error.message);
  expect(explain(result.value)).toContain(
    'Nobody has that many. Cy and Di are not among the leading two and are excluded.',
  );
});
