import { expect, test } from 'vitest';
import { aggregate, countPoll, explain, findRule, rules } from '../src/index.ts';

const candidates = ['ann', 'bob', 'cy'].map((id) => ({ id, name: id.toUpperCase() }));
const papers = [[0, 1], [0], [0], [1], [1], [2, 1], [2, 1]];

test('a rule is found by its name and by the names people use for it', () => {
  expect(rules.map((rule) => rule.name)).toEqual([
    'alternative-vote',
    'first-past-the-post',
    'supplementary-vote',
  ]);
  for (const name of ['alternative-vote', 'av', 'irv', 'instant-runoff'])
    expect(findRule(name)?.title).toBe('Alternative vote');
  for (const name of ['first-past-the-post', 'fptp', 'plurality'])
    expect(findRule(name)?.title).toBe('First past the post');
  expect(findRule('toString')).toBeUndefined();
});

test('an unknown rule is an error that lists those there are', () => {
  expect(countPoll('guess', aggregate({ candidates, seats: 1, papers }))).toEqual({
    ok: false,
    error: {
      code: 'count/unknown-rule',
      message:
        'There is no counting rule called "guess"; there are alternative-vote, first-past-the-post, supplementary-vote.',
      rules: ['alternative-vote', 'first-past-the-post', 'supplementary-vote'],
    },
  });
});

test('the alternative vote for several seats names the rule to use', () => {
  expect(countPoll('av', aggregate({ candidates, seats: 2, papers }))).toEqual({
    ok: false,
    error: {
      code: 'count/seats-not-for-this-rule',
      message: 'Alternative vote fills one seat, and 2 are asked for; use first-past-the-post.',
      use: ['first-past-the-post'],
    },
  });
});

test.each([0, -1, 1.5, Number.NaN])('%d seats are refused', (seats) => {
  expect(countPoll('fptp', aggregate({ candidates, seats, papers }))).toMatchObject({
    error: { code: 'count/seats-not-a-number' },
  });
});

test.each(['av', 'fptp'])('%s elects nobody when nobody stands or nobody has a vote', (rule) => {
  const withdrawn = candidates.map((c) => ({ ...c, withdrawn: true as const }));
  for (const list of [[], withdrawn])
    expect(countPoll(rule, aggregate({ candidates: list, seats: 1, papers: [] }))).toMatchObject({
      error: { code: 'count/no-candidates' },
    });
  for (const few of [[], [[]]])
    expect(countPoll(rule, aggregate({ candidates, seats: 1, papers: few }))).toMatchObject({
      error: { code: 'count/no-votes' },
    });
});

test('first past the post and the alternative vote can elect different people', () => {
  const profile = aggregate({ candidates, seats: 1, papers: [...papers, [0], [1]] });
  expect(countPoll('fptp', profile)).toMatchObject({
    value: { elected: ['ann'], margin: { votes: 1, over: ['bob'] } },
  });
  expect(countPoll('av', profile)).toMatchObject({
    value: { elected: ['bob'], margin: { votes: 1, over: ['ann'] }, exhausted: 0 },
  });
});

test('first past the post fills several seats in the order of votes', () => {
  const profile = aggregate({ candidates, seats: 2, papers: [...papers, [1], [1]] });
  expect(countPoll('fptp', profile)).toMatchObject({
    value: { elected: ['bob', 'ann'], margin: { votes: 1, over: ['cy'] } },
  });
  // As many seats as candidates, or more: everybody is elected, and nobody was behind.
  for (const seats of [3, 4])
    expect(countPoll('fptp', { ...profile, seats })).toMatchObject({
      value: { elected: ['bob', 'ann', 'cy'], margin: { votes: 2, over: [] } },
    });
});

test('a tie for the last of several seats leaves those ahead of it safe', () => {
  const tied = aggregate({ candidates, seats: 2, papers });
  const result = countPoll('fptp', tied, { lot: () => ['cy', 'bob'] });
  expect(result).toMatchObject({
    value: {
      elected: ['ann', 'cy'],
      rounds: [{ needed: null, action: { tie: { places: 1, tied: ['bob', 'cy'] } } }],
      margin: { votes: 0, over: ['bob'] },
    },
  });
});

test('what a majority is of decides whether a leader of few votes has one', () => {
  const profile = aggregate({ candidates, seats: 1, papers: [[0], [0], [0], [1], [1], [2]] });
  expect(countPoll('av', profile)).toMatchObject({
    value: {
      settings: {
        majorityOf: 'continuing',
        exclusion: 'one-at-a-time',
        countTo: 'majority',
        ties: 'backwards lot',
      },
      rounds: [{ needed: 4 }, { needed: 3, action: { because: 'majority' } }],
      elected: ['ann'],
    },
  });
  expect(countPoll('av', profile, { majorityOf: 'all-papers' })).toMatchObject({
    value: {
      rounds: [{ needed: 4 }, { needed: 4, action: { because: 'more-of-last-two' } }],
      elected: ['ann'],
    },
  });
});

test('a candidate with nobody left to beat is elected without a majority of all papers', () => {
  const withZed = [...candidates, { id: 'zed', name: 'ZED', withdrawn: true as const }];
  const profile = aggregate({ candidates: withZed, seats: 1, papers: [[0], [0], [3], [3], [3]] });
  expect(countPoll('av', profile, { majorityOf: 'all-papers' })).toMatchObject({
    value: {
      rounds: [
        { votes: { ann: 2, bob: 0, cy: 0 }, exhausted: 3, needed: 3 },
        { votes: { ann: 2 }, action: { because: 'last-standing' } },
      ],
      margin: { votes: 2, over: [] },
    },
  });
});

test('candidates without a vote go together, and need no lot', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id }));
  const result = countPoll(
    'av',
    aggregate({ candidates: five, seats: 1, papers: [[0], [0], [0], [1], [2, 1], [2, 1]] }),
    { ties: [] },
  );
  expect(result).toMatchObject({
    value: {
      rounds: [
        {
          action: {
            because: 'no-votes',
            excluded: ['d', 'e'],
            transfers: [
              { from: 'd', papers: 0, to: {}, exhausted: 0 },
              { from: 'e', papers: 0, to: {}, exhausted: 0 },
            ],
          },
        },
        { action: { because: 'fewest-votes', excluded: ['b'] } },
        { action: { because: 'majority' } },
      ],
      elected: ['a'],
    },
  });
});

test('a count can go on to the last two after somebody has a majority', () => {
  const profile = aggregate({
    candidates,
    seats: 1,
    papers: [[0], [0], [0], [0], [1], [1], [2, 1]],
  });
  expect(countPoll('av', profile)).toMatchObject({
    value: { rounds: [{ round: 1 }], elected: ['ann'], margin: { votes: 2, over: ['bob'] } },
  });
  const result = countPoll('av', profile, { countTo: 'last-two' });
  expect(result).toMatchObject({
    value: {
      rounds: [
        { action: { excluded: ['cy'] } },
        { votes: { ann: 4, bob: 3 }, action: { because: 'majority' } },
      ],
      margin: { votes: 1, over: ['bob'] },
    },
  });
  expect(result.ok && explain(result.value)).toContain(
    'ANN has; the count goes on to the last two. CY has the fewest votes, 1, and is excluded.',
  );
  // With no second candidate who has a vote there is nothing to go on for.
  expect(
    countPoll('av', aggregate({ candidates, seats: 1, papers: [[0]] }), { countTo: 'last-two' }),
  ).toMatchObject({ value: { rounds: [{ action: { because: 'majority' } }] } });
});
