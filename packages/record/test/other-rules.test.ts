/** Contests by other rules than the alternative vote, really held, and counted again by the verifier. */
import { fromUtf8, unwrap } from '@hustings/base';
import { readRuleBook } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import json from '../../../rulebooks/society-annual-election.json' with { type: 'json' };
import { MemoryLedger, verifyRecord } from '../src/index.ts';
import { cast, finish, group, random, recordOf, societyWithOpenPoll } from './society.ts';

const THREE = [
  ['ada-okafor', 'Ada Okafor'],
  ['bryn-hughes', 'Bryn Hughes'],
  ['cy-lund', 'Cy Lund'],
] as const;

/** The society's book with another way of counting. */
function bookBy(rule: string, seats: number, settings: Readonly<Record<string, string>> = {}) {
  const copy = structuredClone(json) as unknown as {
    procedures: { seats: number; count: Record<string, unknown> }[];
  };
  for (const procedure of copy.procedures) {
    procedure.seats = seats;
    procedure.count = {
      rule,
      settings,
      clause: 'count',
      ties: [{ step: 'lot', clause: 'ties' }],
    };
  }
  return unwrap(readRuleBook(copy));
}

test.each([
  ['scottish-stv', 2, 'hustings/stv-count/1', ['Ada Okafor', 'Bryn Hughes']],
  ['schulze', 1, 'hustings/condorcet-count/1', ['Ada Okafor']],
  ['borda', 1, 'hustings/points-count/1', ['Ada Okafor']],
])('%s for %d is counted, declared and verified', async (rule, seats, format, elected) => {
  const society = await societyWithOpenPoll(9, new MemoryLedger(), {
    book: bookBy(rule, seats),
    candidates: THREE,
  });
  const papers = [
    [1, 2, 0],
    [1, 2, 0],
    [1, 2, 3],
    [1, 2, 0],
    [1, 2, 0],
    [2, 1, 0],
    [3, 0, 0],
    [3, 0, 0],
  ];
  for (const one of await cast(society, papers)) unwrap(one);
  const outcome = await finish(society);
  expect(outcome).toMatchObject({
    kind: 'elected',
    elected: elected.map((name) => ({ name })),
    valid: 8,
  });
  const counted = society.recorder.docket.poll('chair')?.counted?.act;
  expect(counted?.rule).toBe(rule);
  const blob = await society.recorder.ledger.blob(counted?.transcript.sha256 ?? '');
  expect(JSON.parse(fromUtf8(blob ?? new Uint8Array()) ?? '{}')).toMatchObject({ format });
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
});
