/** Sections that weigh, and units that carry points, as pools of encrypted ballots: held, declared, verified. */
import { fromUtf8, unwrap } from '@hustings/base';
import { readRuleBook } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import json from '../../../rulebooks/society-annual-election.json' with { type: 'json' };
import { MemoryLedger, verifyRecord } from '../src/index.ts';
import {
  cast,
  finish,
  group,
  random,
  recordOf,
  type Society,
  societyWithOpenPoll,
} from './society.ts';

const THREE = [
  ['ada-okafor', 'Ada Okafor'],
  ['bryn-hughes', 'Bryn Hughes'],
  ['cy-lund', 'Cy Lund'],
] as const;

/** The society's book with an electoral college, ranked papers, and this electorate. */
function college(electorate: Record<string, unknown>, leastPool: number) {
  const copy = structuredClone(json) as unknown as {
    electorates: Record<string, unknown>[];
    procedures: (Record<string, unknown> & { results: Record<string, unknown> })[];
  };
  for (const one of copy.electorates) Object.assign(one, electorate);
  for (const procedure of copy.procedures) {
    procedure['count'] = {
      rule: 'electoral-college',
      clause: 'count',
      ties: [{ step: 'lot', clause: 'ties' }],
    };
    Object.assign(procedure.results, { sections: 'published', leastPool });
  }
  return unwrap(readRuleBook(copy));
}

const section = (id: string, weight?: number) => ({
  id,
  name: id,
  clause: 'franchise',
  qualifications: [],
  freeze: { kind: 'at-roll' },
  ...(weight === undefined
    ? {}
    : { weight: { numerator: weight, denominator: 4, clause: 'franchise' } }),
});

async function declared(society: Society) {
  const outcome = await finish(society);
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
  const counted = society.recorder.docket.poll('chair')?.counted?.act;
  const blob = await society.recorder.ledger.blob(counted?.transcript.sha256 ?? '');
  return { outcome, transcript: JSON.parse(fromUtf8(blob ?? new Uint8Array()) ?? '{}') };
}

test('two sections, one with three quarters of the weight: the fewer heads win', async () => {
  const sections = [section('mps', 3), section('members', 1)];
  const society = await societyWithOpenPoll(10, new MemoryLedger(), {
    book: college({ sections }, 2),
    candidates: THREE,
    sections: [
      ['mps', 3],
      ['members', 7],
    ],
  });
  const pools = society.recorder.docket.poll('chair')?.prepared?.act.manifest.pools;
  expect(pools?.map((p) => p.id)).toEqual(['mps', 'members']);
  for (const one of await cast(
    society,
    [
      [1, 0, 0],
      [1, 0, 0],
      [2, 0, 0],
    ],
    0,
    'mps',
  ))
    unwrap(one);
  const members = [
    [2, 0, 0],
    [2, 0, 0],
    [2, 0, 0],
    [3, 2, 0],
    [1, 0, 0],
  ];
  for (const one of await cast(society, members, 3, 'members')) unwrap(one);
  const { outcome, transcript } = await declared(society);
  // Ada: 2/3 of 3/4 and 1/5 of 1/4 = 11/20; Bryn, 1/4 and 3/20, and with Cy's paper more.
  expect(outcome).toMatchObject({
    elected: [{ id: 'ada-okafor' }],
    firstPreferences: [
      { candidate: 'ada-okafor', votes: 0, percent: '55.0', exact: '11/20' },
      {},
      {},
    ],
    bySection: [
      { section: 'mps', votes: { 'ada-okafor': 2, 'bryn-hughes': 1, 'cy-lund': 0 } },
      { section: 'members', votes: { 'ada-okafor': 1, 'bryn-hughes': 3, 'cy-lund': 1 } },
    ],
  });
  expect(transcript.format).toBe('hustings/college-count/1');
  expect(transcript.rounds[0].weighted['ada-okafor']).toBe('11/20');
}, 60_000);

test('branches with a hundred points each, one point for each vote in a small one', async () => {
  const units = {
    unit: 'branch',
    points: 100,
    onePerVoteBelow: 3,
    tie: 'shared',
    clause: 'franchise',
  };
  const society = await societyWithOpenPoll(12, new MemoryLedger(), {
    book: college({ sections: [section('members')], units }, 1),
    candidates: THREE,
    sections: [
      ['north', 6],
      ['south', 3],
      ['isle', 3],
    ],
  });
  const north = [
    [1, 0, 0],
    [1, 0, 0],
    [1, 0, 0],
    [1, 0, 0],
    [2, 0, 0],
  ];
  for (const one of await cast(society, north, 0, 'north')) unwrap(one);
  for (const one of await cast(
    society,
    [
      [2, 0, 0],
      [2, 0, 0],
      [2, 0, 0],
    ],
    6,
    'south',
  ))
    unwrap(one);
  for (const one of await cast(
    society,
    [
      [1, 0, 0],
      [2, 0, 0],
    ],
    9,
    'isle',
  ))
    unwrap(one);
  const { outcome, transcript } = await declared(society);
  // North 80:20, south 0:100, the isle 1:1 — though Ada has five votes and Bryn five.
  expect(transcript.rounds[0].weighted).toMatchObject({ 'ada-okafor': '81', 'bryn-hughes': '121' });
  expect(outcome).toMatchObject({
    elected: [{ id: 'bryn-hughes' }],
    valid: 10,
    firstPreferences: [
      { candidate: 'ada-okafor', votes: 81, percent: '40.1' },
      { candidate: 'bryn-hughes', votes: 121, percent: '59.9' },
      { candidate: 'cy-lund', votes: 0, percent: '0.0' },
    ],
  });
}, 60_000);

test('a section that would always be merged is refused before anybody votes', async () => {
  const sections = [section('mps', 3), section('members', 1)];
  const attempt = societyWithOpenPoll(10, new MemoryLedger(), {
    book: college({ sections }, 4),
    candidates: THREE,
    sections: [
      ['mps', 3],
      ['members', 7],
    ],
  });
  await expect(attempt).rejects.toThrow(/carries a weight of its own/);
});

test('units merged for secrecy are not counted as one unit', async () => {
  const units = { unit: 'branch', points: 100, tie: 'shared', clause: 'franchise' };
  const society = await societyWithOpenPoll(6, new MemoryLedger(), {
    book: college({ sections: [section('members')], units }, 3),
    candidates: THREE,
    sections: [
      ['north', 3],
      ['south', 3],
    ],
  });
  for (const one of await cast(
    society,
    [
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
    ],
    0,
    'north',
  ))
    unwrap(one);
  for (const one of await cast(society, [[2, 0, 0]], 3, 'south')) unwrap(one);
  await expect(finish(society)).rejects.toThrow(/merged for secrecy/);
});
