import { unwrap } from '@hustings/base';
import { describe, expect, test } from 'vitest';
import { findScript, replayContest, ruleBooks, scripts } from '../../src/index.ts';
import { contests, replay, textOf } from './stage.ts';

/** What a result is silent about, so that its proceeding does not come to its end. */
const UNFINISHED: Readonly<Record<string, readonly string[]>> = {
  'de-cdu-2021-2022-leader': [
    'The figures of “Postal confirmation” are not in the file.',
    'The figures of “Congress” are not in the file.',
  ],
  'de-spd-2019-leader': ['The figures of “Election by the congress” are not in the file.'],
};

/** Figures that need something that was not printed. */
const NOT_DRAWN: Readonly<Record<string, readonly string[]>> = {
  'ca-cpc-2022-leader': [
    '/rounds/0/votesPct/Jean Charest',
    '/rounds/0/votesPct/Leslyn Lewis',
    '/rounds/0/votesPct/Pierre Poilievre',
    '/rounds/0/votesPct/Roman Baber',
  ],
  'de-cdu-2021-2022-leader': ['/contests/1/returned', '/contests/1/turnoutPct'],
  'uk-con-2001-leader': ['/membersBallot/publishedTurnoutPct'],
  'uk-libdem-leaders': [1, 2, 3, 4].map((i) => `/contests/${i}/turnoutPct`),
};

/** What the referee says where a script is really needed. */
const BARE: Readonly<Record<string, string>> = {};

describe.each(contests)('%s', (contest) => {
  test('the referee allows what happened, entry by entry', () => {
    for (const { name, refused, entries } of replay(contest).parts) {
      expect(refused, name).toBeUndefined();
      expect(entries.length, name).toBeGreaterThan(5);
    }
  });

  test('every published figure is drawn again, or it is said which is not and why', () => {
    const compared = replay(contest).parts.flatMap((p) => p.compared);
    const differing = compared.filter((c) => c.verdict === 'differs').map((c) => c.path);
    const explained = replay(contest).parts.flatMap((p) => p.explained);
    expect(differing.toSorted()).toEqual(explained.map((e) => e.path).toSorted());
    for (const { because } of explained) expect(because).not.toBe('');
    const notDrawn = compared.filter((c) => c.verdict === 'not-drawn').map((c) => c.path);
    expect(notDrawn.toSorted()).toEqual(NOT_DRAWN[contest] ?? []);
    expect(compared.filter((c) => c.verdict === 'equal').length).toBeGreaterThan(0);
  });

  test('it ends with a declaration, or it is said what is missing', () => {
    const { parts } = replay(contest);
    expect(parts.flatMap((p) => p.missing)).toEqual(UNFINISHED[contest] ?? []);
    for (const { state, missing, name } of parts) {
      const declared = Object.values(state?.matters ?? {}).filter((m) => m.declared !== undefined);
      expect(declared.length > 0, name).toBe(missing.length === 0);
    }
  });

  test('it plays by the rule book alone, without its script', () => {
    const bare = unwrap(replayContest(textOf(contest), ruleBooks));
    const isBookNamed = !bare.parts.some((p) => p.book === undefined);
    expect(isBookNamed).toBe(contest !== 'uk-labour-2016-no-confidence');
    for (const { refused, name } of bare.parts)
      expect(refused?.breach.message, name).toBe(BARE[contest]);
    // Whatever is taken for granted is said.
    for (const p of bare.parts) if (p.entries.length > 0) expect(p.notes.length).toBeGreaterThan(0);
  });

  test('another winner in print is found to be another', () => {
    const text = textOf(contest);
    const compared = replay(contest).parts.flatMap((p) => p.compared);
    const elected = compared.find((c) => /elected$/.test(c.path) && c.verdict === 'equal');
    const share = compared.find((c) => /Pct\//.test(c.path) && c.verdict === 'equal');
    if (share === undefined) return expect(elected ?? compared[0]).toBeDefined();
    const changed = changedAt(text, share.path, (value) => Number((value + 1.1).toFixed(1)));
    const again = unwrap(replayContest(changed, ruleBooks, findScript(contest)));
    const found = again.parts.flatMap((p) => p.compared).filter((c) => c.verdict === 'differs');
    expect(found.map((c) => c.path)).toContain(share.path);
  });
});

/** The file with another number at a place. */
function changedAt(text: string, path: string, change: (value: number) => number): string {
  const root = JSON.parse(text);
  const keys = path
    .split('/')
    .slice(1)
    .map((k) => k.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() as string;
  let at = root;
  for (const key of keys) at = at[key];
  at[last] = change(at[last]);
  return JSON.stringify(root);
}

test('every script is of a contest that is here, with no more parts than it has', () => {
  for (const { file, parts } of scripts) {
    expect(contests).toContain(file);
    expect(parts.length).toBeLessThanOrEqual(replay(file).parts.length);
  }
});

test('figures are compared by the hundred, and only those that are explained differ', () => {
  const all = contests.flatMap((c) => replay(c).parts.flatMap((p) => p.compared));
  expect(all.length).toBeGreaterThan(400);
  const paths = (verdict: string) => all.filter((c) => c.verdict === verdict).map((c) => c.path);
  expect(paths('differs').toSorted()).toEqual([
    '/contests/3/publishedPct/Ed Davey',
    '/contests/3/publishedPct/Jo Swinson',
    '/published/sectionTurnoutPct/registered',
    '/published/turnoutPct',
  ]);
});

test('the same file gives the same entries', () => {
  const text = textOf('uk-con-2022-leader');
  const again = unwrap(replayContest(text, ruleBooks, findScript('uk-con-2022-leader')));
  expect(again).toEqual(replay('uk-con-2022-leader'));
});

describe('a file that is no result', () => {
  test.each([
    ['no JSON', '{', 'audit/not-json'],
    ['a list', '[]', 'audit/not-a-result'],
    ['without votes', '{"id": "x", "rulebook": "con-uk-1998"}', 'replay/no-votes'],
  ])('%s is refused', (_name, text, code) => {
    const read = replayContest(text, ruleBooks);
    expect(read.ok ? '' : read.error.code).toBe(code);
  });

  test('a book that nobody knows is missing, and nothing is played', () => {
    const text = '{"rulebook": "nowhere", "rounds": [{"totals": {"a": 2, "b": 1}}]}';
    const [only] = unwrap(replayContest(text, ruleBooks)).parts;
    expect(only?.missing).toEqual(['There is no rule book "nowhere".']);
    expect(only?.entries).toEqual([]);
  });
});

test('history that a book does not allow is refused with its clause', () => {
  const root = JSON.parse(textOf('uk-con-2019-leader'));
  // Someone with nine votes of the seventeen needed is still there in the second round.
  root.mpRounds[1].totals['Esther McVey'] = 12;
  root.mpRounds[1].bySection.all['Esther McVey'] = 12;
  root.mpRounds[1].totals['Boris Johnson'] -= 12;
  root.mpRounds[1].bySection.all['Boris Johnson'] -= 12;
  const script = findScript('uk-con-2019-leader');
  const [only] = unwrap(replayContest(JSON.stringify(root), ruleBooks, script)).parts;
  expect(only?.refused?.entry.act.kind).toBe('ballot-reported');
  expect(only?.refused?.breach.code).toBe('rule/figures-impossible');
  expect(only?.refused?.breach.message).toContain('esther-mcvey');
  expect(only?.compared.length).toBeGreaterThan(0);
});
