/** From opened papers to the declared figures, by rules of every family that fits ranked papers. */
import { fromUtf8 } from '@hustings/base';
import type { Paper } from '@hustings/count';
import type { ContestProcedure, Manifest, Procedure } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import json from '../../../rulebooks/society-annual-election.json' with { type: 'json' };
import { declarationText, type OpenedPool, tallyPoll } from '../src/index.ts';

const names = ['ann', 'bob', 'cy', 'di'];
const options = names.map((id) => ({ id, name: id.toUpperCase() }));

// What a tally looks at; the rest of a manifest is about keys and dates.
const manifest = {
  form: { kind: 'ranked', candidates: 4, most: 4 },
  options,
  roll: {
    id: 'roll',
    sections: [
      { id: 'north', size: 20 },
      { id: 'south', size: 10 },
    ],
  },
} as unknown as Manifest;

const [contest] = json.procedures;

function procedure(count: Partial<ContestProcedure['count']>, seats: number): Procedure {
  const [lot] = [{ step: 'lot', clause: 'ties' }];
  return {
    ...contest,
    seats,
    count: { clause: 'count', ties: [lot], ...count },
  } as unknown as Procedure;
}

function pool(id: string, papers: readonly Paper[]): OpenedPool {
  return {
    pool: { id, parts: [id], sections: [id], counting: papers.length + 1 },
    papers: { valid: papers, spoilt: [{ reason: 'blank', count: 1 }], spoiltCount: 1 },
  };
}

const pools = [
  pool('north', [[0, 1], [0, 1], [0, 2], [0], [0, 1]]),
  pool('south', [
    [1, 0],
    [2, 3],
    [3, 2],
    [2, 1],
  ]),
];

function tallied(count: Partial<ContestProcedure['count']>, seats = 1) {
  const found = tallyPoll(procedure(count, seats), manifest, pools, (_, tied) => tied);
  if (!found.ok) throw new Error(found.error.message);
  const { outcome } = found.value;
  if (outcome.kind !== 'elected') throw new Error(outcome.kind);
  return { ...found.value, outcome, data: JSON.parse(fromUtf8(found.value.transcript) ?? '') };
}

test('the alternative vote is declared in whole votes', () => {
  const { rule, outcome, data } = tallied({ rule: 'alternative-vote', majorityOf: 'all-papers' });
  expect(rule).toBe('alternative-vote');
  expect(data).toMatchObject({
    format: 'hustings/count/1',
    settings: { majorityOf: 'all-papers' },
  });
  expect(outcome).toMatchObject({
    elected: [{ id: 'ann', name: 'ANN' }],
    firstPreferences: [
      { candidate: 'ann', votes: 5, percent: '55.6' },
      { candidate: 'bob', votes: 1, percent: '11.1' },
      { candidate: 'cy', votes: 2, percent: '22.2' },
      { candidate: 'di', votes: 1, percent: '11.1' },
    ],
    electorate: 30,
    valid: 9,
    spoilt: 2,
    turnout: '36.7',
    margin: 3,
    bySection: [
      { section: 'north', votes: { ann: 5, bob: 0, cy: 0, di: 0 } },
      { section: 'south', votes: { ann: 0, bob: 1, cy: 2, di: 1 } },
    ],
  });
});

test('the single transferable vote declares parts of a vote beside whole ones', () => {
  const { rule, elected, outcome, data } = tallied({ rule: 'scottish-stv' }, 2);
  expect(rule).toBe('scottish-stv');
  expect(elected).toEqual(['ann', 'cy']);
  expect(data).toMatchObject({ format: 'hustings/stv-count/1', seats: 2 });
  expect(outcome.firstPreferences.map((l) => l.votes)).toEqual([5, 1, 2, 1]);
  expect(outcome.final).toMatchObject([
    { candidate: 'ann', votes: 4, percent: '44.4' },
    { candidate: 'cy', votes: 3, exact: '3.20000', percent: '35.6' },
  ]);
  const text = declarationText({
    book: { title: 'Rules', version: '1' } as never,
    organisation: 'Society',
    title: 'Board',
    outcome,
    manifest,
  });
  expect(text).toContain('Last round: ANN 4 (44.4%); CY 3.20000 (35.6%).');
});

test('a setting that the book names is used, and one that the rule does not have is refused', () => {
  expect(tallied({ rule: 'borda', settings: { first: 'candidates' } }).data).toMatchObject({
    settings: { first: 'candidates' },
  });
  expect(
    tallyPoll(procedure({ rule: 'borda', settings: { last: 'x' } }, 1), manifest, pools),
  ).toMatchObject({ error: { code: 'count/unknown-setting' } });
  expect(tallyPoll(procedure({ rule: 'dice' }, 1), manifest, pools)).toMatchObject({
    error: { code: 'count/unknown-rule' },
  });
});

test('a count in pairs declares first preferences, and no last round', () => {
  const { outcome, data } = tallied({ rule: 'schulze' });
  expect(data).toMatchObject({ format: 'hustings/condorcet-count/1' });
  expect(outcome.firstPreferences.map((l) => l.votes)).toEqual([5, 1, 2, 1]);
  expect(outcome.final).toEqual([]);
  expect(outcome.margin).toBeGreaterThan(0);
});

test('marks and points are shares of the papers, each on its own', () => {
  const { outcome } = tallied({ rule: 'approval' }, 2);
  expect(outcome.firstPreferences).toEqual([
    { candidate: 'ann', votes: 6, percent: '66.7' },
    { candidate: 'bob', votes: 5, percent: '55.6' },
    { candidate: 'cy', votes: 4, percent: '44.4' },
    { candidate: 'di', votes: 2, percent: '22.2' },
  ]);
  expect(outcome.bySection[0]?.votes).toEqual({ ann: 5, bob: 3, cy: 1, di: 0 });
  const halves = tallied({ rule: 'dowdall' }).outcome;
  expect(halves.firstPreferences[0]).toMatchObject({ votes: 5, exact: '11/2' });
  expect(halves).toMatchObject({ margin: 2, marginExact: '5/2' });
  expect(
    declarationText({
      book: { title: 'Rules', version: '1' } as never,
      organisation: 'Society',
      title: 'Board',
      outcome,
      manifest,
    }),
  ).toContain('Votes: ANN 6 (66.7%)');
});
