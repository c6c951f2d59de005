import { expect, test } from 'vitest';
import { countFile, recount, reportText } from '../src/index.ts';

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

const av = { rule: 'av', from: 'blt' } as const;

test('a counted file names everybody by name', () => {
  expect(countFile(file, { ...av, lot: ['Ann', 'Bob'] })).toMatchObject({
    ok: false,
    error: { code: 'count/lot-not-an-order' },
  });
  expect(countFile(file, av)).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  expect(
    countFile(file, { ...av, lot: ['bob', 'ann'], lotRecord: 'drawn by the chair' }),
  ).toMatchObject({
    ok: true,
    value: {
      format: 'hustings/count-report/2',
      title: 'Chair',
      rule: 'alternative-vote',
      settings: { 'majority-of': 'continuing', ties: 'backwards lot' },
      reading: { skipped: 'passed-over', repeated: 'passed-over', overmarked: 'ends' },
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
          action: 'first preferences',
          votes: { Ann: 2, Bob: 2, Cy: 3 },
          exhausted: 0,
          needed: 4,
          elected: [],
          excluded: ['Ann'],
          because: 'fewest-votes',
          transfers: [{ from: 'Ann', papers: 2, to: {}, exhausted: 2 }],
          total: 7,
        },
        {
          round: 2,
          action: 'after Ann',
          votes: { Bob: 2, Cy: 3 },
          exhausted: 2,
          elected: ['Cy'],
          excluded: [],
          because: 'majority',
          transfers: [],
          total: 7,
        },
      ],
      valid: 7,
      blank: 1,
      void: [],
      changed: [],
      margin: { votes: 1, over: ['Bob'] },
      given: { lot: ['bob', 'ann'], lotRecord: 'drawn by the chair' },
      transcript: {
        rounds: [
          {
            action: {
              tie: {
                steps: [{ step: 'backwards', round: null }, { record: 'drawn by the chair' }],
              },
            },
          },
          {},
        ],
      },
    },
  });
});

test('seats asked for are used in place of those in the file', () => {
  expect(
    countFile(file, { rule: 'fptp', from: 'blt', seats: 2, lot: ['ann', 'bob'] }),
  ).toMatchObject({ value: { seats: 2, elected: [{ name: 'Cy' }, { name: 'Ann' }] } });
  expect(countFile(file, { ...av, seats: 2 })).toMatchObject({
    error: { code: 'count/seats-not-for-this-rule' },
  });
});

test('a rule for several seats is told how many, by the file or by who counts it', () => {
  const csv = 'rank1,rank2\nAnn,Bob\nBob,Ann\nBob,\n';
  expect(countFile(csv, { rule: 'wigm', from: 'ranked-csv' })).toMatchObject({
    error: { code: 'count/seats-missing' },
  });
  expect(countFile(csv, { rule: 'wigm', from: 'ranked-csv', seats: 1 })).toMatchObject({
    value: { elected: [{ name: 'Bob' }] },
  });
  expect(countFile(csv, { rule: 'schulze', from: 'ranked-csv' })).toMatchObject({
    value: { seats: 1, elected: [{ name: 'Bob' }] },
  });
});

test('a file that cannot be read says where, and an unknown rule says which there are', () => {
  expect(countFile(file.replace('3 3 2', '3 4 2'), av)).toMatchObject({
    ok: false,
    error: { line: 4, column: 3 },
  });
  expect(countFile(file, { ...av, rule: 'eurovision' })).toMatchObject({
    error: { code: 'count/unknown-rule' },
  });
  expect(countFile(file, { ...av, from: 'papyrus' })).toMatchObject({
    error: { code: 'format/unknown' },
  });
  expect(countFile('%%%', { rule: 'av' })).toMatchObject({
    error: { code: 'format/not-recognised' },
  });
});

test('two candidates of one name are told apart by their number on the paper', () => {
  const twins = file.replace('"Bob"', '"Ann"').replace('2 2 1 0', '3 2 1 0');
  expect(countFile(twins, { rule: 'fptp', from: 'blt', seats: 2 })).toMatchObject({
    value: {
      elected: [{ name: 'Ann (no. 2)' }, { name: 'Cy' }],
      rounds: [{ votes: { 'Ann (no. 1)': 2, 'Ann (no. 2)': 3, Cy: 3 } }],
    },
  });
});

test('even a candidate who is named like a number is told apart', () => {
  const odd = file.replace('"Bob"', '"Ann"').replace('"Cy"', '"Ann (no. 1)"');
  expect(countFile(odd.replace('2 2 1 0', '1 2 1 0'), { rule: 'fptp', from: 'blt' })).toMatchObject(
    {
      value: {
        rounds: [{ votes: { 'Ann (no. 1)': 2, 'Ann (no. 2)': 1, 'Ann (no. 1) (no. 3)': 3 } }],
      },
    },
  );
});

test('a report is JSON as it is', () => {
  const result = countFile(file, { rule: 'fptp', from: 'blt' });
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

test('the exact margin is given for the alternative vote, where it is asked for', () => {
  const how = { ...av, lot: ['bob', 'ann'], margin: true } as const;
  expect(countFile(file, how)).toMatchObject({
    value: { victory: { format: 'hustings/irv-margin/1', isExact: true } },
  });
  expect(countFile(file, { ...how, rule: 'fptp' })).toMatchObject({
    error: { code: 'count/margin-not-for-this-rule' },
  });
});

test('weights in parts of a vote are counted as they are, and the figures say in what units', () => {
  const light = file.replace('2 1 0', '1.5 1 0');
  const report = countFile(light, av);
  if (!report.ok) throw new Error(report.error.message);
  expect(report.value).toMatchObject({
    scale: 10,
    valid: 65,
    rounds: [{ votes: { Ann: 15, Bob: 20, Cy: 30 }, excluded: ['Ann'] }, {}],
  });
  expect(report.value.explanation[0]).toMatch(/units of 1\/10 of one/);
  const stv = countFile(light, { rule: 'wigm', from: 'blt' });
  if (!stv.ok) throw new Error(stv.error.message);
  expect(stv.value.scale).toBe(10);
  expect(stv.value.rounds[0]?.votes).toMatchObject({ Ann: '3/2' });
  expect(stv.value.explanation[0]).toMatch(/^Single/);
});

test('a report with its papers is counted again to the same bytes', () => {
  const report = countFile(file, {
    ...av,
    lot: ['bob', 'ann'],
    withdrawn: ['cy'],
    settings: { 'majority-of': 'all-papers' },
    papers: true,
    chart: true,
    margin: true,
  });
  if (!report.ok) throw new Error(report.error.message);
  expect(report.value.boxes?.[0]?.papers).toEqual(['2 1', '2 2 1', '3 3 2']);
  const text = reportText(report.value);
  const again = recount(text);
  expect(again.ok && reportText(again.value)).toBe(text);
});

test.each([
  ['no JSON', 'x'],
  ['another format', '{"format": "hustings/count/1"}'],
  ['no papers', reportText({ ...whole(), boxes: [] })],
  ['a paper that is none', reportText(whole()).replace('"2 2 1"', '"2 9 1"')],
  ['half a paper', reportText(whole()).replace('"2 2 1"', '"1.5 2 1"')],
  [
    'a setting that is no text',
    reportText(whole()).replace('"given": {', '"given": {"settings": {"a": 1},'),
  ],
])('a report with %s is refused', (_, text) => {
  expect(recount(text)).toMatchObject({ error: { code: 'count/report-not-readable' } });
});

function whole() {
  const report = countFile(file, { rule: 'fptp', from: 'blt', papers: true });
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}
