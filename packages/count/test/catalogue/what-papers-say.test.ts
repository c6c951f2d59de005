/** What a file does not say, or says otherwise than a rule needs it, is told: never a count of something else. */
import { expect, test } from 'vitest';
import { countFile, recount, reportText } from '../../src/index.ts';

const marks = 'Ann,Ben,Cat\n1,0,1\n0,1,0\n1,1,0\n1,0,0\n1,0,0\n';

test.each(['alternative-vote', 'scottish-stv', 'meek', 'electoral-college'])(
  'a file of marks in no order is not counted by %s',
  (rule) => {
    expect(countFile(marks, { rule, fileName: 'marks.csv' })).toMatchObject({
      ok: false,
      error: { code: 'count/papers-not-for-this-rule' },
    });
  },
);

test.each(['approval', 'block-vote', 'schulze'])('and is counted by %s', (rule) => {
  const counted = countFile(marks, { rule, fileName: 'marks.csv', seats: 2, papers: true });
  if (!counted.ok) throw new Error(counted.error.message);
  expect(counted.value.valid).toBe(5);
  const again = recount(reportText(counted.value));
  expect(again.ok && reportText(again.value)).toBe(reportText(counted.value));
});

test('papers with too many marks are void, and not among the papers in the count', () => {
  const counted = countFile(marks, { rule: 'block-vote', fileName: 'marks.csv', seats: 1 });
  expect(counted).toMatchObject({
    ok: true,
    value: { valid: 3, void: [{ reason: 'too-many', papers: 2 }] },
  });
});

test('a group of which there are too few marks is named with the papers it voids', () => {
  const counted = countFile(marks, {
    rule: 'block-vote',
    fileName: 'marks.csv',
    seats: 2,
    lot: ['cat', 'ben'],
    constraints: {
      categories: [
        { name: 'sex', groups: [{ name: 'women', least: 1, most: 2, members: ['ann', 'cat'] }] },
      ],
    },
  });
  expect(counted).toMatchObject({
    ok: true,
    value: { valid: 4, void: [{ reason: 'composition: sex: women', papers: 1 }] },
  });
});
