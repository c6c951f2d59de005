import { expect, test } from 'vitest';
import {
  addProfiles,
  aggregate,
  aggregatePiles,
  candidateIds,
  countPoll,
  explain,
  paperCount,
  tally,
} from '../src/index.ts';

const candidates = ['ann', 'bob'].map((id) => ({ id, name: id }));

test('papers are put into piles, in the order of their rankings', () => {
  const profile = aggregate({ candidates, seats: 1, papers: [[1], [0, 1], [1], [], [0], [1]] });
  expect([...profile.piles]).toEqual([
    { ranking: [], count: 1 },
    { ranking: [0], count: 1 },
    { ranking: [0, 1], count: 1 },
    { ranking: [1], count: 3 },
  ]);
  expect(paperCount(profile)).toBe(6);
});

test('a paper for somebody who is no candidate is a bug, and so is half a paper', () => {
  for (const paper of [[2], [-1], [0.5]])
    expect(() => aggregate({ candidates, seats: 1, papers: [paper] })).toThrow('broken invariant');
  for (const count of [-1, 0.5])
    expect(() =>
      aggregatePiles({ candidates, seats: 1, piles: [{ ranking: [0], count }] }),
    ).toThrow('broken invariant');
  const count = Number.MAX_SAFE_INTEGER;
  const piles = [
    { ranking: [0], count },
    { ranking: [1], count },
  ];
  expect(() => paperCount({ candidates, seats: 1, piles })).toThrow('safe integer');
});

test('two candidates of one id are a bug', () => {
  const [ann] = candidates as [(typeof candidates)[0]];
  expect(() => aggregate({ candidates: [ann, ann], seats: 1, papers: [] })).toThrow(
    'ids are unique',
  );
});

test('no id is special, not even those that objects have already', () => {
  const odd = ['__proto__', 'constructor', '10', '9'].map((id) => ({ id, name: id }));
  const profile = aggregate({
    candidates: odd,
    seats: 1,
    papers: [[0], [0], [0], [1, 0], [1, 0], [2, 1], [3, 2], [3, 2, 1]],
  });
  const result = countPoll('av', profile, { lot: (_round, tied) => [...tied] });
  expect(result).toMatchObject({
    ok: true,
    value: { elected: ['constructor'], margin: { votes: 1, over: ['__proto__'] } },
  });
  if (!result.ok) return;
  for (const round of result.value.rounds)
    expect(Object.values(round.votes).reduce((a, b) => a + b, 0) + round.exhausted).toBe(8);
  expect(explain(result.value)[1]).toBe('Round 1: __proto__ 3; 9 2; constructor 2; 10 1.');
});

test('sections with other candidates, seats or withdrawals cannot be added up', () => {
  const one = aggregate({ candidates, seats: 1, papers: [[0]] });
  const [ann] = candidates as [(typeof candidates)[0]];
  for (const other of [
    { ...one, seats: 2 },
    { ...one, candidates: [ann] },
    { ...one, candidates: [ann, { id: 'bob', name: 'bob', withdrawn: true as const }] },
  ])
    expect(addProfiles([one, other])).toMatchObject({
      ok: false,
      error: { code: 'count/profiles-differ' },
    });
  expect(addProfiles([])).toMatchObject({ ok: false, error: { code: 'count/profiles-differ' } });
});

test('a tally among some candidates passes papers on to the best placed of them', () => {
  const profile = aggregate({ candidates, seats: 1, papers: [[0, 1], [0], [1], [1, 0]] });
  expect(tally(profile, ['ann', 'bob'])).toEqual({ votes: { ann: 2, bob: 2 }, exhausted: 0 });
  expect(tally(profile, ['bob'])).toEqual({ votes: { bob: 3 }, exhausted: 1 });
  expect(tally(profile, [])).toEqual({ votes: {}, exhausted: 4 });
});

test('ids come from names, and numbers only where names collide or cannot be written', () => {
  expect(
    candidateIds([
      'Bob Kiss (Progressive)',
      'Šárka Ó Néill',
      'Ann',
      'ann',
      'Ann 1',
      '候選人',
      '  ',
    ]),
  ).toEqual([
    'bob-kiss-progressive',
    'sarka-o-neill',
    'ann-2',
    'ann-3',
    'ann-1',
    'candidate-1',
    'candidate-2',
  ]);
  expect(candidateIds(['B', 'A'])).toEqual(candidateIds(['A', 'B']).toReversed());
});
