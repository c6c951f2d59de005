import { expect, test } from 'vitest';
import type { StvStage } from '../../src/index.ts';
import { marginOfStages } from '../../src/stv/stv-margin.ts';

const stage = (
  n: number,
  votes: Readonly<Record<string, string>>,
  elected: readonly string[] = [],
): StvStage => ({
  stage: n,
  part: 0,
  action: { kind: 'first-preferences' },
  quota: '5',
  votes,
  exhausted: '0',
  lost: '0',
  elected: elected.map((candidate) => ({ candidate, because: 'quota' })),
  ties: [],
  decisions: [],
});

test('where everybody was elected before the last stage with others in it, the last elected is compared', () => {
  const stages = [
    stage(1, { a: '9.0', b: '7.0', c: '3.0', d: '2.0' }, ['a', 'b']),
    stage(2, { a: '5.0', b: '6.0', c: '5.0', d: '0.0' }),
  ];
  expect(marginOfStages({ stages, elected: ['a', 'b'] })).toEqual({
    votes: '1.0',
    of: ['b'],
    over: ['c'],
    stage: 2,
    part: 0,
  });
});

test('where nobody else ever had a vote, the first stage is told, ahead of nobody', () => {
  const stages = [stage(1, { a: '9', b: '0' }, ['a']), stage(2, { a: '9', b: '0' })];
  expect(marginOfStages({ stages, elected: ['a'] })).toMatchObject({
    votes: '9',
    of: ['a'],
    over: [],
    stage: 1,
  });
});
