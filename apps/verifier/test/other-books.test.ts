/** Records under other books: what this verifier counts too, and what it says that it does not. */
import { unwrap } from '@hustings/base';
import { MemoryLedger } from '@hustings/record';
import { offeredBooks } from '@hustings/replay';
import { readRuleBook } from '@hustings/rulebook';
import { describe, expect, test } from 'vitest';
import {
  cast,
  finish,
  recordOf,
  societyWithOpenPoll,
} from '../../../packages/record/test/society.ts';
import json from '../../../rulebooks/society-annual-election.json' with { type: 'json' };
import { RECOUNTED } from '../src/count/count-poll.ts';
import { firstFinds, second } from './workshop.ts';

const THREE = [
  ['ada-okafor', 'Ada Okafor'],
  ['bryn-hughes', 'Bryn Hughes'],
  ['cy-lund', 'Cy Lund'],
] as const;

/** The society's election, under other rules for its procedure. */
async function heldUnder(
  rules: Readonly<Record<string, unknown>>,
  papers: readonly (readonly number[])[],
) {
  const copy = structuredClone(json) as unknown as { procedures: Record<string, unknown>[] };
  for (const procedure of copy.procedures) Object.assign(procedure, rules);
  const book = unwrap(readRuleBook(copy));
  const society = await societyWithOpenPoll(papers.length, new MemoryLedger(), {
    book,
    candidates: THREE,
  });
  for (const one of await cast(society, papers)) unwrap(one);
  await finish(society);
  const record = await recordOf(society);
  expect(await firstFinds(record)).toEqual([]);
  return second(record);
}

const ties = [
  { step: 'backwards', clause: 'ties' },
  { step: 'lot', clause: 'ties' },
];
const results = (percent: object) => ({
  results: { ...(json.procedures[0] as { results: object }).results, ...percent },
});

describe('counted here too', () => {
  test.each([
    ['first past the post', { count: { rule: 'first-past-the-post', clause: 'count', ties } }],
    [
      'the alternative vote to the last two, all who cannot win out together',
      {
        count: {
          rule: 'alternative-vote',
          clause: 'count',
          majorityOf: 'all-papers',
          exclusion: 'all-who-cannot-win',
          settings: { 'count-to': 'last-two' },
          ties,
        },
      },
    ],
    [
      'percentages of all papers by largest remainders, turnout of valid papers, by section withheld',
      results({
        percent: { of: 'cast', decimals: 2, rounding: 'largest-remainder', clause: 'figures' },
        turnout: { counts: 'valid', decimals: 0, clause: 'turnout' },
        sectionTurnout: 'withheld',
      }),
    ],
    [
      'percentages of those still in the count',
      results({
        percent: { of: 'continuing', decimals: 1, rounding: 'half-up', clause: 'figures' },
      }),
    ],
  ])('%s', async (_, rules) => {
    const report = await heldUnder(rules, [[1, 2], [1], [2, 1], [2, 3], [3, 1], [3], [0], [1, 1]]);
    expect(report.findings).toEqual([]);
    expect(report.checked).toMatchObject({ counts: 1, figures: 11, papers: 8 });
  });
});

test('every book that a server offers is counted here', () => {
  for (const { id, procedures } of offeredBooks)
    for (const procedure of procedures)
      if (procedure.kind === 'contest') {
        expect(RECOUNTED, id).toContain(procedure.count.rule);
        expect(procedure.winning?.lead ?? procedure.winning?.optionQuorum, id).toBeUndefined();
      }
});

describe('not counted here, and said to be', () => {
  test('another rule of counting: count and figures', async () => {
    const rules = { count: { rule: 'borda', clause: 'count', ties: [ties[1]] } };
    const report = await heldUnder(rules, [[1, 2], [1], [2, 1]]);
    expect(report.findings.map((f) => `${f.kind} ${f.step}`)).toEqual([
      'not-checked count',
      'not-checked figures',
    ]);
    expect(report.findings[0]?.message).toBe('The rule borda is not recounted by this verifier.');
  });
});
