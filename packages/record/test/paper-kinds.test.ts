/** Papers of every kind, encrypted, mixed, opened, counted, declared, and counted again by the verifier. */
import { fromUtf8, unwrap } from '@hustings/base';
import { type Paper, writePaper } from '@hustings/count';
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

interface Rules {
  readonly paper: Record<string, unknown>;
  readonly rule: string;
  readonly seats: number;
  readonly settings?: Readonly<Record<string, string>>;
}

/** The society's book with another paper and another way of counting. */
function bookBy({ paper, rule, seats, settings = {} }: Rules) {
  const copy = structuredClone(json) as unknown as { procedures: Record<string, unknown>[] };
  for (const procedure of copy.procedures) {
    procedure['seats'] = seats;
    procedure['paper'] = { order: 'by-name', clause: 'paper', ...paper };
    procedure['count'] = {
      rule,
      settings,
      clause: 'count',
      ties: [{ step: 'lot', clause: 'ties' }],
    };
  }
  return unwrap(readRuleBook(copy));
}

const FOUR = ['Ada Okafor', 'Bryn Hughes', 'Cy Lund', 'Di Marsh'].map(
  (name) => [name.toLowerCase().replace(' ', '-'), name] as const,
);

function many(n: number) {
  return Array.from({ length: n }, (_, i) => {
    const two = String(i + 1).padStart(2, '0');
    return [`candidate-${two}`, `Candidate ${two}`] as const;
  });
}

const manifestOf = (society: Society) => {
  const manifest = society.recorder.docket.poll('chair')?.prepared?.act.manifest;
  if (manifest === undefined) throw new Error('the poll is prepared');
  return manifest;
};

async function declared(society: Society) {
  const outcome = await finish(society);
  const report = await verifyRecord(await recordOf(society), { group, random });
  expect(report.findings).toEqual([]);
  const declaration = society.recorder.docket.declared.at(-1)?.act.text ?? '';
  const counted = society.recorder.docket.poll('chair')?.counted?.act;
  const blob = await society.recorder.ledger.blob(counted?.transcript.sha256 ?? '');
  const transcript = JSON.parse(fromUtf8(blob ?? new Uint8Array()) ?? '{}');
  const opened = society.recorder.docket.poll('chair')?.opened[0]?.act;
  return { outcome, declaration, transcript, opened };
}

test('a block vote: up to two marks, in no order; a third spoils the paper', async () => {
  const society = await societyWithOpenPoll(8, new MemoryLedger(), {
    book: bookBy({ paper: { kind: 'block', most: 2 }, rule: 'block-vote', seats: 2 }),
    candidates: FOUR,
  });
  expect(manifestOf(society).form).toEqual({ kind: 'marks', candidates: 4, most: 2 });
  const papers = [
    [1, 1, 0, 0],
    [1, 0, 1, 0],
    [1, 0, 1, 0],
    [0, 0, 1, 0],
    [0, 1, 0, 0],
    [1, 1, 1, 0],
    [2, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  for (const one of await cast(society, papers)) unwrap(one);
  const { outcome, declaration, transcript, opened } = await declared(society);
  expect(outcome).toMatchObject({
    elected: [{ name: 'Ada Okafor' }, { name: 'Cy Lund' }],
    valid: 5,
    spoilt: 3,
    bySection: [{ votes: { 'ada-okafor': 3, 'bryn-hughes': 2, 'cy-lund': 3, 'di-marsh': 0 } }],
  });
  expect(opened?.spoilt).toEqual([
    { reason: 'blank', count: 1 },
    { reason: 'not-a-mark', count: 1 },
    { reason: 'too-many-options', count: 1 },
  ]);
  expect(declaration).toContain('Votes: Ada Okafor 3 (60.0%)');
  expect(transcript).toMatchObject({ format: 'hustings/points-count/1', settings: { votes: '2' } });
}, 60_000);

test('a block vote that asks for exactly so many, and so many of a class', async () => {
  const society = await societyWithOpenPoll(5, new MemoryLedger(), {
    book: bookBy({
      paper: {
        kind: 'block',
        most: 2,
        least: 2,
        composition: [{ class: 'grower', name: 'growers', least: 1, clause: 'paper' }],
      },
      rule: 'block-vote',
      seats: 2,
      settings: { choose: 'exactly' },
    }),
    candidates: FOUR,
    classes: { 'cy-lund': ['grower'], 'di-marsh': ['grower'] },
  });
  expect(manifestOf(society).form).toEqual({
    kind: 'marks',
    candidates: 4,
    most: 2,
    least: 2,
    groups: [{ name: 'growers', members: [3, 4], least: 1 }],
  });
  const papers = [
    [1, 1, 0, 0],
    [1, 0, 1, 0],
    [1, 0, 0, 1],
    [0, 0, 1, 0],
    [0, 0, 1, 1],
  ];
  for (const one of await cast(society, papers)) unwrap(one);
  const { outcome, opened } = await declared(society);
  expect(opened?.spoilt).toEqual([
    { reason: 'too-few-options', count: 1 },
    { reason: 'wrong-composition', count: 1 },
  ]);
  expect(outcome).toMatchObject({ valid: 3, spoilt: 2 });
}, 60_000);

test('approval among seventy: three pieces, any number of marks', async () => {
  const society = await societyWithOpenPoll(5, new MemoryLedger(), {
    book: bookBy({ paper: { kind: 'approval' }, rule: 'approval', seats: 3 }),
    candidates: many(70),
  });
  const { form } = manifestOf(society);
  expect(form).toEqual({ kind: 'marks', candidates: 70, most: 70 });
  const all = Array.from({ length: 70 }, (_, i) => i);
  const papers: Paper[] = [all, [0, 29, 30, 69], [30, 69], [69], [0, 30, 69]];
  for (const one of await cast(
    society,
    papers.map((p) => [...writePaper(form, p)]),
  ))
    unwrap(one);
  const { outcome } = await declared(society);
  expect(outcome).toMatchObject({
    elected: [{ id: 'candidate-70' }, { id: 'candidate-31' }, { id: 'candidate-01' }],
    valid: 5,
  });
}, 60_000);

test('forty candidates ranked: two pieces, the forty-first byte is none', async () => {
  const society = await societyWithOpenPoll(5, new MemoryLedger(), {
    book: bookBy({
      paper: { kind: 'ranked', least: 3 },
      rule: 'alternative-vote',
      seats: 1,
    }),
    candidates: many(40),
  });
  const { form } = manifestOf(society);
  expect(form).toEqual({ kind: 'ranked', candidates: 40, most: 40, least: 3 });
  const backwards = Array.from({ length: 40 }, (_, i) => 40 - i);
  const papers = [
    backwards,
    [40, 1, 2, ...Array(37).fill(0)],
    backwards.toReversed(),
    [7, 8, ...Array(38).fill(0)],
    [...backwards, 1],
  ];
  for (const one of await cast(society, papers)) unwrap(one);
  const { outcome, opened } = await declared(society);
  expect(outcome).toMatchObject({ elected: [{ id: 'candidate-40' }], valid: 3 });
  expect(opened?.spoilt).toEqual([
    { reason: 'not-canonical', count: 1 },
    { reason: 'too-few-options', count: 1 },
  ]);
}, 60_000);

test.each([
  ['score', 2, 'hustings/points-count/1', ['Bryn Hughes', 'Ada Okafor'], '12'],
  ['star', 1, 'hustings/star-count/1', ['Ada Okafor'], undefined],
  ['bloc-star', 2, 'hustings/star-count/1', ['Ada Okafor', 'Bryn Hughes'], undefined],
])(
  '%s for %d: scores 0 to 5',
  async (rule, seats, format, elected, points) => {
    const society = await societyWithOpenPoll(7, new MemoryLedger(), {
      book: bookBy({ paper: { kind: 'score', highest: 5 }, rule, seats }),
      candidates: FOUR,
    });
    expect(manifestOf(society).form).toEqual({ kind: 'scores', candidates: 4, highest: 5 });
    const papers = [
      [3, 2, 0, 0],
      [3, 2, 0, 0],
      [4, 3, 1, 0],
      [0, 5, 5, 0],
      [1, 0, 0, 0],
      [6, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    for (const one of await cast(society, papers)) unwrap(one);
    const { outcome, declaration, transcript, opened } = await declared(society);
    expect(transcript.format).toBe(format);
    expect(outcome).toMatchObject({
      elected: elected.map((name) => ({ name })),
      valid: 5,
      spoilt: 2,
    });
    expect(opened?.spoilt).toEqual([
      { reason: 'blank', count: 1 },
      { reason: 'score-out-of-range', count: 1 },
    ]);
    if (points !== undefined) expect(declaration).toContain(`Points: Ada Okafor 11 (44.0%)`);
    if (rule === 'star') expect(outcome).toMatchObject({ margin: 3 });
    if (points !== undefined) expect(declaration).toContain(`Bryn Hughes ${points}`);
  },
  60_000,
);

test.each([
  [
    'an abstention beside the names',
    {
      paper: { kind: 'choice', abstention: { counted: true, clause: 'paper' } },
      rule: 'first-past-the-post',
      seats: 1,
    },
  ],
  [
    'marks under a rule that ranks',
    { paper: { kind: 'approval' }, rule: 'alternative-vote', seats: 1 },
  ],
  ['rankings under a rule that scores', { paper: { kind: 'ranked' }, rule: 'star', seats: 1 }],
] as const)('%s: no poll is prepared that could not be counted rightly', async (_what, rules) => {
  const attempt = societyWithOpenPoll(3, new MemoryLedger(), {
    book: bookBy(rules),
    candidates: FOUR,
  });
  await expect(attempt).rejects.toThrow(/rule\/paper-not-here/);
});

test('a book that offers the second device says so in the manifest, and the record verifies', async () => {
  const copy = structuredClone(json) as unknown as {
    procedures: { poll: Record<string, unknown> }[];
  };
  for (const procedure of copy.procedures) procedure.poll['secondDevice'] = { clause: 'paper' };
  const society = await societyWithOpenPoll(2, new MemoryLedger(), {
    book: unwrap(readRuleBook(copy)),
  });
  expect(manifestOf(society).secondDevice).toBe('offered');
  for (const one of await cast(society, [
    [1, 0],
    [2, 1],
  ]))
    unwrap(one);
  const { outcome } = await declared(society);
  expect(outcome).toMatchObject({ kind: 'elected', valid: 2 });
}, 60_000);
