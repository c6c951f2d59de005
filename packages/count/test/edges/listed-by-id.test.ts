/** What has no order of its own is told in the order of ids or names, whatever order it came in. */
import { expect, test } from 'vitest';
import {
  aggregate,
  countBlockVote,
  countPoll,
  explainPoints,
  type Profile,
  transferChart,
} from '../../src/index.ts';

const of = (ids: readonly string[], papers: readonly (readonly number[])[], seats = 1): Profile =>
  aggregate({ candidates: ids.map((id) => ({ id, name: id.toUpperCase() })), seats, papers });

test('groups of a composition are settings in the order of their names', () => {
  const result = countBlockVote(of(['k', 'z', 'a'], [[0, 1], [1], [2, 0]], 2), {
    composition: [
      { name: 'north', members: ['k'], most: 1 },
      { name: 'women', members: ['z', 'a'], least: 1 },
      { name: 'east', members: ['a'], least: 0, most: 1 },
    ],
  });
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.settings).toEqual({
    votes: '2',
    choose: 'up-to',
    'composition.east': 'at least 0, at most 1',
    'composition.north': 'at most 1',
    'composition.women': 'at least 1',
    ties: 'lot',
  });
});

test('level candidates stand in a chart and in sentences by id', () => {
  const profile = of(['k', 'z', 'a', 'm'], [[0, 3], [1, 3], [2, 3], [3]]);
  const result = countPoll('av', profile, { lot: (_round, tied) => tied });
  if (!result.ok) throw new Error(result.error.message);
  expect(transferChart(result.value).columns[0]?.nodes.map((n) => n.id)).toEqual([
    'a',
    'k',
    'm',
    'z',
  ]);
  const block = countBlockVote(of(['k', 'z', 'a'], [[0, 1, 2]], 3));
  if (!block.ok) throw new Error(block.error.message);
  expect(explainPoints(block.value)[1]).toContain('A 1; K 1; Z 1');
});
