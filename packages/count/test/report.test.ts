import { expect, test } from 'vitest';
import { countFile } from '../src/index.ts';

const file = `3 1
2 1 0
2 2 1 0
3 3 2 0
1 0
0
"Ann"
"Bob"
"Cy"
"Chair"
`;

test('a counted file names everybody by name', () => {
  expect(countFile(file, { rule: 'av', lot: () => ['Ann', 'Bob'] })).toMatchObject({
    ok: false,
    error: { code: 'count/lot-not-an-order' },
  });
  expect(countFile(file, { rule: 'av', lot: () => ['bob', 'ann'] })).toMatchObject({
    ok: true,
    value: {
      format: 'hustings/count-report/1',
      title: 'Chair',
      rule: 'alternative-vote',
      seats: 1,
      candidates: [
        { id: 'ann', name: 'Ann' },
        { id: 'bob', name: 'Bob' },
        { id: 'cy', name: 'Cy' },
      ],
      elected: [{ id: 'cy', name: 'Cy' }],
      rounds: [
        {
          round: 1,
          votes: { Ann: 2, Bob: 2, Cy: 3 },
          exhausted: 0,
          needed: 4,
          elected: [],
          excluded: ['Ann'],
          because: 'fewest-votes',
          transfers: [{ from: 'Ann', papers: 2, to: {}, exhausted: 2 }],
          tie: { tied: ['ann', 'bob'], chosen: ['ann'] },
        },
        {
          round: 2,
          votes: { Bob: 2, Cy: 3 },
          exhausted: 2,
          elected: ['Cy'],
          excluded: [],
          because: 'majority',
          transfers: [],
        },
      ],
      valid: 7,
      blank: 1,
      exhausted: 2,
      margin: { votes: 1, over: ['Bob'] },
    },
  });
});

test('seats asked for are used in place of those in the file', () => {
  expect(countFile(file, { rule: 'fptp', seats: 2, lot: () => ['ann', 'bob'] })).toMatchObject({
    value: { seats: 2, elected: [{ name: 'Cy' }, { name: 'Ann' }] },
  });
  expect(countFile(file, { rule: 'av', seats: 2 })).toMatchObject({
    error: { code: 'count/seats-not-for-this-rule' },
  });
});

test('a file that cannot be read says where, and an unknown rule says which there are', () => {
  expect(countFile(file.replace('3 3 2', '3 4 2'), { rule: 'av' })).toMatchObject({
    ok: false,
    error: { code: 'format/unknown-candidate', line: 4, column: 3 },
  });
  expect(countFile(file, { rule: 'eurovision' })).toMatchObject({
    error: { code: 'count/unknown-rule' },
  });
});

test('two candidates of one name are told apart by their number on the paper', () => {
  const twins = file.replace('"Bob"', '"Ann"').replace('2 2 1 0', '3 2 1 0');
  expect(countFile(twins, { rule: 'fptp', seats: 2 })).toMatchObject({
    value: {
      elected: [{ name: 'Ann (no. 2)' }, { name: 'Cy' }],
      rounds: [{ votes: { 'Ann (no. 1)': 2, 'Ann (no. 2)': 3, Cy: 3 } }],
    },
  });
});

test('even a candidate who is named like a number is told apart', () => {
  const odd = file.replace('"Bob"', '"Ann"').replace('"Cy"', '"Ann (no. 1)"');
  expect(countFile(odd.replace('2 2 1 0', '1 2 1 0'), { rule: 'fptp' })).toMatchObject({
    value: {
      rounds: [{ votes: { 'Ann (no. 1)': 2, 'Ann (no. 2)': 1, 'Ann (no. 1) (no. 3)': 3 } }],
    },
  });
});

test('a report is JSON as it is', () => {
  const result = countFile(file, { rule: 'fptp' });
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});
