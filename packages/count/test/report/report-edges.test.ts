/** Reports of polls, lists and run-offs, and what is not a report. */
import { expect, test } from 'vitest';
import {
  aggregate,
  byVotes,
  type CountOutcome,
  countReport,
  countRounds,
  countStar,
  declaredFigures,
  EXHAUSTIVE,
  looksLikeReport,
  type Profile,
  recount,
  reportText,
} from '../../src/index.ts';
import { OVERMARKED } from '../../src/papers/marks.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';
import { boxFromText, boxToText } from '../../src/report/box-text.ts';
import { marginByName } from '../../src/report/margin-by-name.ts';
import { roundsByName } from '../../src/report/rounds-by-name.ts';

const candidates = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }));
const of = (papers: number[][], seats = 1): Profile => aggregate({ candidates, seats, papers });
const boxOf = (profile: Profile) => {
  const builder = new PileBuilder();
  for (const { ranking, count } of profile.piles) builder.add(ranking, ranking.length, count);
  return {
    id: 'papers',
    name: '',
    file: {
      format: 'blt',
      title: 'T',
      candidates: profile.candidates,
      seats: 2,
      marks: builder.finish(),
      scores: undefined,
      scale: 1,
      blank: 0,
      invalid: [],
      notes: [],
    },
  };
};

test('STAR is decided by as many papers as its last two are apart, and by none where there is one', () => {
  const star = (names: readonly string[], scores: readonly (readonly number[])[]) => {
    const counted = countStar({
      candidates: candidates.filter((c) => names.includes(c.id)),
      seats: 1,
      most: 5,
      piles: scores.map((one) => ({ scores: one, count: 1 })),
    });
    if (!counted.ok) throw new Error(counted.error.message);
    return declaredFigures(counted.value);
  };
  const papers = [
    [5, 1, 0],
    [4, 2, 0],
    [0, 3, 0],
    [3, 0, 0],
  ];
  expect(star(['a', 'b', 'c'], papers)).toMatchObject({
    first: { a: '12', b: '6', c: '0' },
    final: { a: '3', b: '1' },
    margin: '2',
  });
  expect(star(['a'], [[5]])).toMatchObject({ final: {}, elected: ['a'], margin: '0' });
});

test('a contest of polls that was not held, or is to be polled again, has no figures and no margin', () => {
  const none = countRounds(EXHAUSTIVE, { candidates, polls: [] });
  if (!none.ok) throw new Error(none.error.message);
  expect(declaredFigures(none.value)).toMatchObject({ first: {}, final: {}, elected: [] });
  expect(marginByName(none.value)).toBeNull();
  const again: CountOutcome = {
    ...none.value,
    rounds: [
      {
        round: 1,
        votes: { a: 1, b: 1 },
        abstained: 0,
        spoilt: 0,
        needed: 2,
        bar: null,
        action: { kind: 'poll-again', tied: ['a', 'b'] },
        withdrew: [],
      },
    ],
  };
  expect(roundsByName(again)).toEqual([
    {
      round: 1,
      action: 'poll',
      votes: { A: 1, B: 1 },
      exhausted: 0,
      needed: 2,
      elected: [],
      excluded: [],
      transfers: [],
    },
  ]);
});

test('votes of a round come most first, level ones by name, whole or in fractions', () => {
  expect(byVotes({ C: 1, A: '1.000', D: '5/2', B: 1, E: '1/3' })).toEqual([
    'D',
    'A',
    'B',
    'C',
    'E',
  ]);
});

test('a run-off in which nobody else is left has no margin', () => {
  const alone = countStar({
    candidates: [{ id: 'a', name: 'A' }],
    seats: 1,
    most: 5,
    piles: [{ scores: [4], count: 2 }],
  });
  if (!alone.ok) throw new Error(alone.error.message);
  expect(marginByName(alone.value)).toBeNull();
});

const made = countReport('scottish-stv', [boxOf(of([[0, 1], [0], [1], [2]], 2))], {
  lot: ['a', 'b', 'c'],
  constraints: {
    categories: [{ name: 'ward', groups: [{ name: 'east', least: 0, most: 1, members: ['a'] }] }],
  },
  papers: true,
});
if (!made.ok) throw new Error(made.error.message);
const report = made.value;
const text = reportText(report);

test('a report with its papers and constraints is known by its beginning, and counted again', () => {
  expect(looksLikeReport(text.slice(0, 100))).toBe(true);
  expect(looksLikeReport('{"format": "another/1"}')).toBe(false);
  const again = recount(text);
  expect(again.ok && reportText(again.value)).toBe(text);
});

type Box = NonNullable<typeof report.boxes>[number];
const [box] = report.boxes as readonly [Box];
const group = { name: 'east', least: 0, most: 1, members: ['a'] };
const constrained = (categories: unknown): unknown => ({
  ...report,
  given: { constraints: { categories } },
});
const boxed = (over: object): unknown => ({ ...report, boxes: [{ ...box, ...over }] });

test.each<[string, unknown]>([
  ['no object', []],
  ['another format', { ...report, format: 'hustings/count-report/1' }],
  ['no rule', { ...report, rule: 5 }],
  ['nothing given', { ...report, given: null }],
  ['boxes that are none', { ...report, boxes: {} }],
  ['no box', { ...report, boxes: [] }],
  ['a box that is none', { ...report, boxes: [1] }],
  ['a setting that is no text', { ...report, given: { settings: { ties: 1 } } }],
  ['a lot that is no list', { ...report, given: { lot: 'a' } }],
  ['a record that is no text', { ...report, given: { lotRecord: 1 } }],
  ['a flag that is not set', { ...report, given: { chart: false } }],
  ['constraints without categories', { ...report, given: { constraints: {} } }],
  ['constraints that are none', { ...report, given: { constraints: 3 } }],
  ['a category that is none', constrained([1])],
  ['a category without a name', constrained([{ groups: [group] }])],
  ['a group that is none', constrained([{ name: 'ward', groups: [1] }])],
  ['a group without a name', constrained([{ name: 'ward', groups: [{ ...group, name: 1 }] }])],
  ['a least that is no number', constrained([{ name: 'w', groups: [{ ...group, least: -1 }] }])],
  ['a most that is no number', constrained([{ name: 'w', groups: [{ ...group, most: 0.5 }] }])],
  ['members that are none', constrained([{ name: 'w', groups: [{ ...group, members: [1] }] }])],
  ['a box without a title', boxed({ title: 1 })],
  ['candidates that are none', boxed({ candidates: 1 })],
  ['a candidate without a name', boxed({ candidates: [{ id: 'a' }] })],
  ['a candidate twice', boxed({ candidates: [candidates[0], candidates[0]] })],
  ['one withdrawn who says no', boxed({ candidates: [{ id: 'a', name: 'A', withdrawn: false }] })],
  ['seats that are no number', boxed({ seats: 'two' })],
  ['a scale of nothing', boxed({ scale: 0 })],
  ['a scale that is no number', boxed({ scale: 'ten' })],
  ['blank papers that are no number', boxed({ blank: -1 })],
  ['invalid papers that are no list', boxed({ invalid: 1 })],
  ['an invalid paper that is none', boxed({ invalid: [1] })],
  ['an invalid paper without a reason', boxed({ invalid: [{ papers: 1 }] })],
  ['an invalid paper without a number', boxed({ invalid: [{ reason: 'torn' }] })],
  ['notes that are none', boxed({ notes: [1] })],
  ['papers that are none', boxed({ papers: [1] })],
  ['scores that are none', boxed({ scores: 1 })],
  ['papers that are no papers', boxed({ papers: ['x'] })],
])('%s is no report', (_what, data) => {
  expect(recount(JSON.stringify(data))).toMatchObject({
    error: { code: 'count/report-not-readable' },
  });
});

test('text that is not JSON is no report', () => {
  expect(recount('3 1\n')).toMatchObject({ error: { code: 'count/report-not-readable' } });
});

test('a box of papers is the same from its text, with all that it may have', () => {
  const marks = new PileBuilder();
  marks.add([OVERMARKED, 1], 2, 10);
  const scores = new PileBuilder();
  scores.add([3, 0, 1], 3, 20);
  const full = {
    ...boxOf(of([])),
    file: {
      ...boxOf(of([])).file,
      candidates: [{ id: 'a', name: 'A', withdrawn: true as const }, ...candidates.slice(1)],
      seats: undefined,
      marks: marks.finish(),
      scores: scores.finish(),
      scale: 10,
      invalid: [{ reason: 'torn', papers: 3 }],
      notes: ['a remark'],
    },
  };
  const again = boxFromText(boxToText(full));
  if (!again.ok) throw new Error(again.error.message);
  expect(boxToText(again.value)).toEqual(boxToText(full));
  expect(boxFromText({ ...boxToText(full), scores: ['20 3 0'] }).ok).toBe(false);
});
