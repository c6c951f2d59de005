import { expect, test } from 'vitest';
import {
  aggregate,
  allowedValues,
  type BallotBox,
  chosenSettings,
  countBallots,
  countFile,
  countingRules,
  countWith,
  type Election,
  findCountingRule,
  readingSettings,
  type Setting,
  weakProfile,
} from '../../src/index.ts';
import { PileBuilder } from '../../src/papers/sequence-piles.ts';

const candidates = ['ann', 'bob', 'cy', 'di'].map((id) => ({ id, name: id.toUpperCase() }));
const papers = [[0, 1], [0, 2], [0], [1], [1, 3], [2, 1], [2, 1, 0], [3]];

function electionFor(kind: Election['kind'], seats = 1): Election {
  const profile = aggregate({ candidates, seats, papers });
  switch (kind) {
    case 'rankings':
      return { kind, profile };
    case 'weak-rankings':
      return { kind, profile: weakProfile(profile) };
    case 'scores':
      return {
        kind,
        profile: { candidates, seats, most: 5, piles: [{ scores: [5, 4, null, 0], count: 3 }] },
      };
    case 'several':
      return {
        kind,
        boxes: ['one', 'two'].map((id) => ({ id, name: id, profile })),
      };
  }
}

const KINDS = {
  rankings: 'rankings',
  'weak-rankings': 'weak-rankings',
  marks: 'rankings',
  'first-marks': 'rankings',
  scores: 'scores',
  sections: 'several',
  polls: 'several',
} as const;

const lot = (_: number, tied: readonly string[]) => tied;

test('no two rules have a name in common, and each says what it is, follows and reproduces', () => {
  const names = countingRules.flatMap((rule) => [rule.name, ...rule.aliases]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  for (const rule of countingRules) {
    for (const name of [rule.name, ...rule.aliases]) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(findCountingRule(name)).toBe(rule);
    }
    expect(rule.describe).toMatch(/\.$/);
    expect(rule.follows).toMatch(/\.$/);
    expect(rule.reproduces).toMatch(/\.$/);
  }
  expect(findCountingRule('toString')).toBeUndefined();
});

test('every setting says what it means, and is allowed what it is by default', () => {
  for (const rule of countingRules)
    for (const setting of [...rule.settings, ...readingSettings(rule)]) {
      expect(setting.meaning, `${rule.name} ${setting.name}`).toMatch(/\.$/);
      expect(allowedValues(setting).length).toBeGreaterThan(0);
      if (setting.fallback === undefined) continue;
      const chosen = chosenSettings(
        { title: '', settings: [setting] },
        { [setting.name]: setting.fallback },
      );
      expect(chosen, `${rule.name} ${setting.name}`).toMatchObject({ ok: true });
    }
});

test.each(countingRules.map((rule) => rule.name))('%s counts, explains and draws', (name) => {
  const rule = findCountingRule(name);
  if (rule === undefined) throw new Error(name);
  let election = electionFor(
    KINDS[rule.papers],
    rule.seats === 'one' ? 1 : rule.family === 'lists' ? 5 : 2,
  );
  // A second poll is held only where the first did not decide; here one poll leaves more to come.
  if (rule.papers === 'polls' && election.kind === 'several')
    election = { ...election, boxes: election.boxes.slice(0, 1) };
  const settings = rule.settings.some((s) => s.name === 'seed') ? { seed: 's' } : {};
  const counted = countWith(name, election, { settings, lot });
  if (!counted.ok) throw new Error(counted.error.message);
  const sentences = rule.explain(counted.value.outcome);
  expect(sentences.length).toBeGreaterThan(1);
  expect(sentences.join(' ')).not.toMatch(/undefined|NaN|\[object/);
  const chart = rule.chart?.(counted.value.outcome);
  expect(chart === undefined || chart.columns.length > 0).toBe(true);
});

test('papers of another kind, seats that a rule does not fill and groups it does not know are refused', () => {
  expect(countWith('nobody', electionFor('rankings'))).toMatchObject({
    error: { code: 'count/unknown-rule' },
  });
  for (const kind of ['weak-rankings', 'scores', 'several'] as const)
    expect(countWith('irv', electionFor(kind))).toMatchObject({
      error: { code: 'count/papers-not-for-this-rule', papers: 'rankings' },
    });
  expect(countWith('schulze', electionFor('rankings'))).toMatchObject({ ok: true });
  expect(countWith('star', electionFor('scores', 2))).toMatchObject({
    error: { code: 'count/seats-not-for-this-rule', use: ['score', 'bloc-star'] },
  });
  expect(countWith('electoral-college', electionFor('several', 2))).toMatchObject({
    error: { code: 'count/seats-not-for-this-rule', use: [] },
  });
  expect(countWith('fptp', electionFor('rankings', 0))).toMatchObject({
    error: { code: 'count/seats-not-a-number' },
  });
  expect(countWith('points-per-unit', { kind: 'several', boxes: [] })).toMatchObject({
    error: { code: 'count/no-candidates' },
  });
  const group = (least: number) => ({
    categories: [
      { name: 'Side', groups: [{ name: 'Left', least, most: 1, members: ['ann', 'bob'] }] },
    ],
  });
  expect(countWith('irv', electionFor('rankings'), { constraints: group(0) })).toMatchObject({
    error: { code: 'count/constraints-not-for-this-rule' },
  });
  expect(countWith('schulze', electionFor('rankings', 2), { constraints: group(1) })).toMatchObject(
    {
      error: { code: 'count/constraints-not-for-this-rule' },
    },
  );
});

test('a ranking seats at most so many of a group, and says who is passed over', () => {
  const box = aggregate({
    candidates,
    seats: 2,
    papers: [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [1, 0, 2],
    ],
  });
  const constraints = {
    categories: [
      { name: 'Side', groups: [{ name: 'Left', least: 0, most: 1, members: ['ann', 'bob'] }] },
    ],
  };
  const counted = countWith('schulze', { kind: 'rankings', profile: box }, { constraints });
  if (!counted.ok) throw new Error(counted.error.message);
  expect(counted.value.outcome).toMatchObject({
    seats: 2,
    elected: ['ann', 'cy'],
    skipped: [{ candidate: 'bob', group: 'Side: Left' }],
    margin: null,
  });
  expect(counted.value.rule.explain(counted.value.outcome).at(-2)).toBe(
    'BOB is passed over: as many of Side: Left as may be are elected.',
  );
});

test('a default option takes no seat, and drops who does not beat it by what is asked', () => {
  const profile = aggregate({
    candidates,
    seats: 2,
    papers: [
      [0, 3, 1],
      [0, 1, 3],
      [1, 3],
      [0, 2, 3],
    ],
  });
  const by = (settings: Record<string, string>) =>
    countWith('schulze', { kind: 'rankings', profile }, { settings, lot });
  expect(by({ 'default-option': 'di' })).toMatchObject({
    value: { outcome: { elected: ['ann'], dropped: [{ candidate: 'bob' }, { candidate: 'cy' }] } },
  });
  expect(by({ 'default-option': 'di', quorum: '4' })).toMatchObject({
    value: { outcome: { elected: ['di'] } },
  });
  expect(by({ 'default-option': 'di', 'quorum-of': '4' })).toMatchObject({
    value: { outcome: { dropped: [{ because: 'quorum' }, { because: 'quorum', needed: 3 }] } },
  });
  expect(by({ 'default-option': 'di', majority: 'ann=4/1, bob=1/1' })).toMatchObject({
    value: { outcome: { dropped: [{ candidate: 'ann', needed: 4 }, {}, {}] } },
  });
  for (const majority of ['ann', 'ann=1/2', 'ann=x/1'])
    expect(by({ 'default-option': 'di', majority })).toMatchObject({
      error: { code: 'count/weight-not-a-number' },
    });
});

test('sections weigh as they are said to, and must have the same candidates', () => {
  const box = (id: string, order: readonly number[], rankings: readonly number[][]): BallotBox => {
    const builder = new PileBuilder();
    for (const r of rankings) builder.add(r, r.length, 1);
    return {
      id,
      name: id,
      file: {
        format: 'made',
        title: id,
        candidates: order.map((i) => candidates[i] as (typeof candidates)[number]),
        seats: undefined,
        marks: builder.finish(),
        scores: undefined,
        scale: 1,
        blank: 0,
        invalid: [],
        notes: [],
      },
    };
  };
  const one = box('one', [0, 1], [[0], [0], [0], [1]]);
  // The same candidates in another order.
  const two = box('two', [1, 0], [[0], [0]]);
  const by = (settings: Record<string, string>, boxes = [one, two]) =>
    countBallots('electoral-college', boxes, { settings });
  expect(by({})).toMatchObject({ value: { outcome: { elected: ['bob'] } } });
  expect(by({ weight: 'votes' })).toMatchObject({ error: { code: 'count/tie-needs-lot' } });
  expect(by({ weight: 'points', points: '10' })).toMatchObject({
    value: { outcome: { elected: ['bob'], rounds: [{ carried: '20' }] } },
  });
  expect(by({ weights: '75%, 1/4' })).toMatchObject({
    value: { outcome: { elected: ['ann'], rounds: [{ carried: '1' }] } },
  });
  for (const weights of ['1/2', '1/2, none'])
    expect(by({ weights })).toMatchObject({ error: { code: 'count/weight-not-a-number' } });
  expect(by({}, [one, box('three', [2, 3], [[0]])])).toMatchObject({
    error: { code: 'count/profiles-differ' },
  });
  expect(by({}, [])).toMatchObject({ error: { code: 'count/no-candidates' } });
  expect(countBallots('irv', [one, two])).toMatchObject({ error: { code: 'count/one-box-only' } });
  expect(
    countBallots('exhaustive-ballot', [one], { settings: { bars: '2, -', entitled: '9' } }),
  ).toMatchObject({
    value: { outcome: { outcome: { kind: 'elected' } } },
  });
  expect(countBallots('nobody', [one])).toMatchObject({ error: { code: 'count/unknown-rule' } });
  expect(countBallots('irv', [one], { withdrawn: ['zed'] })).toMatchObject({
    error: { code: 'count/candidate-unknown', candidates: ['ann', 'bob'] },
  });
  const light = { ...one, file: { ...one.file, scale: 10 } };
  // Sums of parts are as good as sums of votes; what names a number of papers needs whole ones.
  expect(countBallots('irv', [light])).toMatchObject({ value: { outcome: { elected: ['ann'] } } });
  for (const [rule, settings] of [
    ['list-dhondt', {}],
    ['schulze', { 'default-option': 'bob', quorum: '2' }],
    ['schulze', { 'default-option': 'bob', 'quorum-of': '9' }],
    ['electoral-college', {}],
  ] as const)
    expect(countBallots(rule, [light], { settings })).toMatchObject({
      error: {
        code: 'count/weights-not-whole',
        message: expect.stringMatching(/^one has weights/),
      },
    });
  expect(countBallots('two-round', [{ ...light, name: '' }])).toMatchObject({
    error: { message: expect.stringMatching(/^The file has weights/) },
  });
});

test('a switch of a rule for several seats can be set apart from the rule', () => {
  const by = (settings: Record<string, string>, rule = 'scottish-stv') =>
    countWith(rule, electionFor('rankings', 2), { settings, lot });
  expect(
    by({ 'quota.share': 'hare', 'surplus.places': 'exact', 'surplus.defer': 'true' }),
  ).toMatchObject({
    value: {
      outcome: {
        settings: { 'quota.share': 'hare', 'surplus.places': 'exact', 'surplus.defer': 'true' },
        stages: [{ quota: '5' }, {}, {}],
      },
    },
  });
  expect(by({ tolerance: '5', places: '4' }, 'meek')).toMatchObject({
    value: { outcome: { settings: { tolerance: '5', places: '4' } } },
  });
  expect(by({ votePlaces: '99' })).toMatchObject({
    error: { code: 'count/setting-not-allowed', setting: 'votePlaces' },
  });
});

const all: readonly Setting[] = [
  { name: 'choice', kind: 'choice', meaning: '.', choices: [{ value: 'a', meaning: '' }] },
  { name: 'few', kind: 'whole', least: 1, most: 3, meaning: '.' },
  { name: 'many', kind: 'whole', least: 2, meaning: '.' },
  { name: 'ladder', kind: 'ladder', steps: ['backwards', 'lot'], meaning: '.' },
  { name: 'share', kind: 'share', meaning: '.' },
  { name: 'who', kind: 'candidate', meaning: '.' },
  { name: 'text', kind: 'text', meaning: '.' },
];

test.each([
  ['choice', 'a', ['b', '']],
  ['few', '3', ['0', '4', '1.5', '-1']],
  ['many', '2', ['1', '1e3', '99999999999999999']],
  ['ladder', 'backwards, lot', ['lot lot', 'coin']],
  ['share', '5%', ['101%', '3/2', '1/0', 'five']],
  ['share', '1/20', ['']],
  ['who', 'ann', ['']],
  ['text', 'anything', [' ']],
])('a setting of kind %s may be %s', (name, value, others) => {
  const about = { title: 'Test', settings: all };
  expect(chosenSettings(about, { [name]: value })).toMatchObject({ ok: true });
  for (const other of others)
    expect(chosenSettings(about, { [name]: other })).toMatchObject({
      error: { code: 'count/setting-not-allowed', setting: name },
    });
});

test('a setting that a rule does not have is refused with those it has', () => {
  expect(chosenSettings({ title: 'Test', settings: all }, { none: '1' })).toMatchObject({
    error: { code: 'count/unknown-setting', allowed: all.map((s) => s.name) },
  });
  expect(chosenSettings({ title: 'Test', settings: [] }, { none: '1' })).toMatchObject({
    error: { message: 'Test has no setting "none"; it has none.' },
  });
});

const OVER = `4 1
3 1=2 3 0
2 2 - 3 0
2 3 2 1 0
1 4 0
0
"Ann"
"Bob"
"Cy"
"Di"
""
`;

test('papers are read as the rule has it, as a statute says, or as is set', () => {
  const by = (rule: string, settings: Record<string, string> = {}) => {
    const report = countFile(OVER, {
      rule,
      from: 'blt',
      settings,
      lot: ['ann', 'bob', 'cy', 'di'],
    });
    if (!report.ok) throw new Error(report.error.message);
    return [report.value.rounds[0]?.votes, report.value.void, report.value.reading];
  };
  const plain = { skipped: 'passed-over', repeated: 'passed-over', overmarked: 'ends' };
  expect(by('irv')).toEqual([
    { Ann: 0, Bob: 2, Cy: 2, Di: 1 },
    [{ reason: 'without-preference', papers: 3 }],
    plain,
  ]);
  expect(by('minneapolis-irv')).toEqual([
    { Ann: 0, Bob: 2, Cy: 5, Di: 1 },
    [],
    { ...plain, overmarked: 'passed-over' },
  ]);
  expect(by('irv', { reading: 'minneapolis', skipped: 'spoils', 'most-ranks': '3' })).toEqual([
    { Ann: 0, Bob: 0, Cy: 5, Di: 1 },
    [{ reason: 'skipped', papers: 2 }],
    { skipped: 'spoils', repeated: 'passed-over', overmarked: 'passed-over', 'most-ranks': '3' },
  ]);
  expect(by('irv', { reading: 'australian-full' })[1]).toEqual([
    { reason: 'overmarked', papers: 3 },
    { reason: 'skipped', papers: 2 },
    { reason: 'too-few-ranks', papers: 1 },
  ]);
  expect(by('irv', { 'least-ranks': '2' })[1]).toEqual([{ reason: 'too-few-ranks', papers: 4 }]);
  expect(
    countFile(OVER, { rule: 'irv', from: 'blt', settings: { 'least-ranks': 'some' } }),
  ).toMatchObject({ error: { code: 'count/setting-not-allowed' } });
  expect(countFile(OVER, { rule: 'score', from: 'blt' })).toMatchObject({
    error: { code: 'count/papers-not-for-this-rule' },
  });
});
