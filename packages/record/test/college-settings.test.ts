import type { Electorate } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import { collegeSettings } from '../src/college-papers.ts';

const ridings: Electorate = {
  id: 'members',
  name: 'Members in the ridings',
  clause: 'points',
  person: 'once',
  sections: [],
  units: { unit: 'riding', points: 100, tie: 'shared', clause: 'points' },
};

test('small units have all their points unless the book says otherwise', () => {
  const plain = collegeSettings(ridings, []);
  expect(plain.ok && plain.value).toEqual({
    weight: 'points',
    points: '100',
    'one-per-vote-below': '0',
  });
  const small = collegeSettings(
    {
      ...ridings,
      units: { unit: 'riding', points: 100, onePerVoteBelow: 60, tie: 'shared', clause: 'points' },
    },
    [],
  );
  expect(small.ok && small.value).toMatchObject({ 'one-per-vote-below': '60' });
});
