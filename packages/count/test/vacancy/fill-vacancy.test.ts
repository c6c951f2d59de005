/** A vacant seat from ballot files and from reports, by any rule of the catalogue. */
import { utf8 } from '@hustings/base';
import { expect, test } from 'vitest';
import {
  type BallotBox,
  countReport,
  fillVacancy,
  fillVacancyOfReport,
  findFormat,
  type ReportGiven,
  reportText,
  type VacancyGiven,
} from '../../src/index.ts';

const BOARD = `5 2
6 1 3 0
3 1 4 3 0
2 1 0
5 2 4 0
3 3 2 0
1 4 2 0
1 5 2 0
0
"Ann"
"Bob"
"Cy"
"Dee"
"Eve"
"Board"
`;

function boxOf(text: string, name = 'board'): BallotBox {
  const format = findFormat('blt');
  if (!format.ok) throw new Error(format.error.message);
  const reader = format.value.reader({});
  const pushed = reader.push(utf8(text));
  const file = pushed.ok ? reader.end() : pushed;
  if (!file.ok) throw new Error(file.error.message);
  return { id: name, name, file: file.value };
}

const board = [boxOf(BOARD)];
const ann: VacancyGiven = { vacating: 'ann', contesting: ['cy', 'dee', 'eve'] };

const fill = (rule: string, vacancy: VacancyGiven, given: ReportGiven = {}) => {
  const result = fillVacancy(rule, board, given, vacancy);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

test('a countback where the rule allows one, and a recount where it does not or is asked for', () => {
  const back = fill('act-hare-clark', ann);
  expect(back.filled).toMatchObject({ format: 'hustings/countback/1', elected: 'cy' });
  expect(back.explanation[0]).toContain('Countback for the seat of Ann');
  const asked = fill('act-hare-clark', { ...ann, way: 'recount' });
  expect(asked.filled).toMatchObject({ format: 'hustings/vacancy-recount/1', staying: ['bob'] });
  const scottish = fill('scottish-stv', ann);
  expect(scottish.filled).toMatchObject({ format: 'hustings/vacancy-recount/1' });
  expect(scottish.explanation.join('\n')).toContain('takes the seat.');
  expect(fillVacancy('scottish-stv', board, {}, { ...ann, way: 'countback' })).toMatchObject({
    error: { code: 'count/countback-not-for-this-rule' },
  });
});

test('rules that rank everybody, and one seat', () => {
  for (const rule of ['approval', 'block-vote', 'borda', 'dowdall', 'schulze', 'fptp']) {
    const report = countReport(rule, board);
    if (!report.ok) throw new Error(report.error.message);
    const elected = report.value.elected.map((c) => c.id);
    const contesting = ['ann', 'bob', 'cy', 'dee', 'eve'].filter((id) => !elected.includes(id));
    const [vacating] = elected as [string];
    const { filled } = fill(rule, { vacating, contesting });
    expect([rule, filled.format]).toEqual([rule, 'hustings/vacancy-recount/1']);
    expect(contesting).toContain(filled.elected);
  }
  // Marks: Cy 12, Ann 11, Bob 10, Dee 8, Eve 1.
  expect(fill('approval', { vacating: 'cy', contesting: ['dee', 'bob'] }).filled.elected).toBe(
    'bob',
  );
  const one = fill(
    'alternative-vote',
    { vacating: 'ann', contesting: ['bob', 'cy'] },
    { seats: 1 },
  );
  expect(one.filled).toMatchObject({ elected: 'cy', staying: [] });
  expect(fillVacancy('borda', board, {}, { ...ann, way: 'countback' })).toMatchObject({
    error: { code: 'count/countback-not-for-this-rule' },
  });
});

test('constraints of the election hold for the recount too, with those who stay', () => {
  const groups = (least: number) => ({
    constraints: {
      categories: [
        {
          name: 'Side',
          groups: [{ name: 'East', members: ['dee', 'eve'], least, most: 2 }],
        },
      ],
    },
  });
  const recount = { ...ann, way: 'recount' } as const;
  const free = fill('scottish-stv', recount, groups(0));
  expect(free.filled.elected).toBe('cy');
  // One of the East must be elected, and Dee is: she stays, and the West may have the other seat.
  const east = fill('scottish-stv', { ...recount, contesting: ['bob', 'cy'] }, groups(1));
  expect(east.filled).toMatchObject({ staying: ['dee'], elected: 'cy' });
});

test('ties in filling the seat have a lot of their own, with its minute', () => {
  const level = [boxOf('3 1\n4 1 2 0\n4 1 3 0\n0\n"Ann"\n"Ben"\n"Cat"\n"Chair"\n', 'chair')];
  const given = { settings: { ties: 'lot' }, seats: 1 };
  const vacancy = { vacating: 'ann', contesting: ['ben', 'cat'] };
  expect(fillVacancy('act-hare-clark', level, { seats: 1 }, vacancy)).toMatchObject({
    error: { code: 'count/tie-needs-lot', tied: ['ben', 'cat'] },
  });
  // The recount itself may need a lot: both have two papers when one has to go.
  const two = [boxOf('3 1\n4 1 2 3 0\n1 2 0\n1 3 0\n4 1 3 2 0\n0\n"Ann"\n"Ben"\n"Cat"\n"Chair"\n')];
  expect(fillVacancy('alternative-vote', two, { seats: 1 }, vacancy)).toMatchObject({
    error: { code: 'count/tie-needs-lot', tied: ['ben', 'cat'] },
  });
  for (const rule of ['act-hare-clark', 'approval'])
    expect(
      fillVacancy(rule, level, given, { ...vacancy, lot: ['cat', 'ben'], lotRecord: 'by coin' }),
    ).toMatchObject({ value: { filled: { elected: 'cat' } } });
  const plain = fillVacancy('approval', level, given, { ...vacancy, lot: ['ben', 'cat'] });
  expect(plain).toMatchObject({ value: { filled: { elected: 'ben' } } });
  const coin = fillVacancy(
    'act-hare-clark',
    level,
    {
      settings: { ties: 'public-coin' },
      seats: 1,
      publicCoin: '6 of 49',
      publishedOrder: ['ann', 'ben', 'cat'],
    },
    vacancy,
  );
  if (!coin.ok) throw new Error(coin.error.message);
  expect(coin.value.explanation.join('\n')).toContain('By the public coin "6 of 49"');
});

test('a report with its papers is enough', () => {
  const report = countReport('act-hare-clark', board, { papers: true, withdrawn: ['eve'] });
  if (!report.ok) throw new Error(report.error.message);
  const filled = fillVacancyOfReport(reportText(report.value), {
    vacating: 'ann',
    contesting: ['cy', 'dee'],
  });
  if (!filled.ok) throw new Error(filled.error.message);
  expect(filled.value.filled).toMatchObject({ elected: 'cy', contesting: ['cy', 'dee'] });
  expect(fillVacancyOfReport('{}', ann)).toMatchObject({
    error: { code: 'count/report-not-readable' },
  });
});

test('what cannot be filled is an error', () => {
  const code = (rule: string, vacancy: VacancyGiven, given: ReportGiven = {}, boxes = board) => {
    const result = fillVacancy(rule, boxes, given, vacancy);
    return result.ok ? result.value.filled.elected : result.error.code;
  };
  expect(code('dice', ann)).toBe('count/unknown-rule');
  expect(code('act-hare-clark', { ...ann, vacating: 'eve' })).toBe('count/not-a-vacancy');
  expect(code('approval', ann, { settings: { nothing: 'x' } })).not.toBe('cy');
  expect(code('electoral-college', { vacating: 'ann', contesting: ['cy'] }, { seats: 1 })).toBe(
    'count/not-a-vacancy',
  );
});
