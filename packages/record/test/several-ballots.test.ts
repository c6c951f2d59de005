/** A contest of several encrypted ballots, and a college: held, counted, decided by the book, verified. */
import { type SealJob, sealBallots } from '@hustings/ballot';
import { unwrap } from '@hustings/base';
import { readRuleBook } from '@hustings/rulebook';
import { expect, test } from 'vitest';
import json from '../../../rulebooks/society-annual-election.json' with { type: 'json' };
import {
  ballotPollOf,
  closePoll,
  countAndDeclare,
  decryptPoll,
  holdCeremony,
  MemoryLedger,
  mixPoll,
  OFFICER,
  preparePoll,
  publicKeyOf,
  tallyPoll,
  verifyRecord,
} from '../src/index.ts';
import { cast, group, random, recordOf, type Society, societyWithOpenPoll } from './society.ts';

const THREE = [
  ['ada-okafor', 'Ada Okafor'],
  ['bryn-hughes', 'Bryn Hughes'],
  ['cy-lund', 'Cy Lund'],
] as const;

/** The last goes out until one has more than half. */
function exhaustive(rule: string) {
  const copy = structuredClone(json) as unknown as { procedures: Record<string, unknown>[] };
  for (const procedure of copy.procedures) {
    procedure['paper'] = { kind: 'choice', order: 'by-name', clause: 'paper' };
    procedure['count'] = {
      rule,
      clause: 'count',
      ties: [{ step: 'lot', clause: 'ties' }],
    };
    procedure['ballots'] = [
      {
        id: 'rounds',
        name: 'Rounds',
        clause: 'count',
        opens: 'poll-opens',
        closes: 'poll-closes',
        when: 'always',
        field: 'standing',
        decides: {
          kind: 'chooses',
          effect: 'elected',
          otherwise: 'again',
          stay: 'all-but-last',
          level: [{ step: 'lot', clause: 'ties' }],
          clause: 'count',
          winning: {
            majority: {
              of: 'votes',
              share: { numerator: 1, denominator: 2 },
              reach: 'more-than',
              clause: 'count',
            },
            clause: 'count',
          },
        },
      },
    ];
  }
  return unwrap(readRuleBook(copy));
}

async function tellers(society: Society, poll: string, trustees: Society['trustees']) {
  unwrap(await closePoll(society.conduct, poll));
  unwrap(await mixPoll(society.conduct, poll));
  unwrap(await decryptPoll(society.conduct, poll, trustees));
  return unwrap(await countAndDeclare(society.conduct, poll, trustees));
}

test.each(['first-past-the-post', 'two-round', 'exhaustive-ballot'])(
  'two rounds by %s: nobody has more than half, the last goes out, and the second elects',
  async (rule) => {
    const society = await societyWithOpenPoll(6, new MemoryLedger(), {
      book: exhaustive(rule),
      candidates: THREE,
    });
    for (const one of await cast(society, [[1], [1], [2], [2], [2], [3]])) unwrap(one);
    society.at = '2026-03-06T09:00:00.000Z';
    await tellers(society, 'chair', society.trustees);
    const { recorder, conduct } = society;
    expect(recorder.state.matters['chair-2026']).toMatchObject({
      declared: undefined,
      progress: { round: 2, field: ['ada-okafor', 'bryn-hughes'], finished: undefined },
    });
    const counted = recorder.docket.poll('chair')?.counted?.act;
    expect(counted?.elected).toEqual([]);
    expect(counted?.figures?.lines[0]?.votes).toEqual({
      'ada-okafor': 2,
      'bryn-hughes': 3,
      'cy-lund': 1,
    });

    const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;
    society.at = at(7);
    const dates = {
      ...recorder.state.matters['chair-2026']?.dates,
      'poll-opens': at(8),
      'poll-closes': at(10),
    };
    unwrap(
      await recorder.take(
        {
          kind: 'timetable-set',
          matter: 'chair-2026',
          by: 'committee',
          dates,
          reason: 'The second round.',
        },
        OFFICER,
        society.at,
      ),
    );
    const holder = (id: string) => ({
      id,
      name: `The ${id}`,
      key: publicKeyOf(society.keys.get(id) as Uint8Array),
    });
    const ceremony = unwrap(
      await holdCeremony(conduct, {
        poll: 'second',
        threshold: 2,
        trustees: ['trustee-1', 'trustee-2', 'trustee-3'].map(holder),
        mixers: ['mixer-1', 'mixer-2'].map(holder),
      }),
    );
    const manifest = unwrap(
      await preparePoll(conduct, {
        poll: 'second',
        matter: 'chair-2026',
        roll: 'roll-2026',
        key: ceremony.key,
      }),
    );
    expect(manifest.ballot).toBe('rounds');
    expect(manifest.options.map((o) => o.id)).toEqual(['ada-okafor', 'bryn-hughes']);
    unwrap(await recorder.take({ kind: 'poll-opened', poll: 'second' }, OFFICER, at(8)));
    const jobs = [[1], [1], [1], [1], [2], [2]].map(
      (bytes, i): SealJob => ({
        plaintext: Uint8Array.from(bytes),
        pool: 'members',
        credential: society.electors[i] as Society['electors'][number],
      }),
    );
    society.at = at(9);
    const sealed = await sealBallots(group, ballotPollOf(manifest), jobs, random);
    for (const one of await recorder.takeBallots(
      'second',
      sealed.map((s) => s.bytes),
      society.at,
    ))
      unwrap(one);
    society.at = at(10);
    const trustees = ['trustee-1', 'trustee-3'].map((id) => ({
      id,
      secret: ceremony.secrets[Number(id.at(-1)) - 1] as Uint8Array,
    }));
    const outcome = await tellers(society, 'second', trustees);
    expect(outcome).toMatchObject({ kind: 'elected', elected: [{ id: 'ada-okafor' }], valid: 6 });
    expect(recorder.state.matters['chair-2026']?.declared).toBeDefined();
    const verified = await verifyRecord(await recordOf(society), { group, random });
    expect(verified.findings).toEqual([]);
  },
  60_000,
);

test('a college weighs its sections, and needs them apart', () => {
  const third = (id: string) => ({
    id,
    name: id,
    clause: 'franchise',
    qualifications: [],
    freeze: { kind: 'at-roll' },
    weight: { numerator: 1, denominator: 2, clause: 'franchise' },
  });
  const copy = structuredClone(json) as unknown as {
    electorates: Record<string, unknown>[];
    procedures: Record<string, unknown>[];
  };
  for (const electorate of copy.electorates)
    electorate['sections'] = [third('mps'), third('members')];
  for (const procedure of copy.procedures) {
    procedure['count'] = {
      rule: 'electoral-college',
      clause: 'count',
      ties: [{ step: 'lot', clause: 'ties' }],
    };
    procedure['winning'] = {
      majority: {
        of: 'weighted',
        share: { numerator: 1, denominator: 2 },
        reach: 'more-than',
        clause: 'count',
      },
      clause: 'count',
    };
  }
  const rules = unwrap(readRuleBook(copy));
  const [procedure] = rules.procedures;
  const [electorate] = rules.electorates;
  if (procedure === undefined || electorate === undefined) throw new Error('no procedure');
  const section = (id: string, size: number) => ({ id, size, root: 'ab'.repeat(32) });
  const manifest = {
    form: { kind: 'ranked', candidates: 2, most: 2 },
    options: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
    roll: { id: 'r', sections: [section('mps', 10), section('members', 1000)] },
  } as never;
  const pool = (id: string, a: number, b: number) => ({
    pool: { id, sections: id.split('+'), counting: a + b },
    papers: {
      valid: [...Array.from({ length: a }, () => [0]), ...Array.from({ length: b }, () => [1])],
      spoilt: [],
      spoiltCount: 0,
    },
  });
  // More heads for B and more weight for A: 8/10 of one half, 300/700 of the other.
  const apart = [pool('mps', 8, 2), pool('members', 300, 400)] as never;
  const tallied = unwrap(tallyPoll(procedure, manifest, apart, undefined, electorate));
  expect(tallied.elected).toEqual(['a']);
  expect(tallied.figures?.points?.[0]).toEqual({ a: '43/70', b: '27/70' });
  const together = [pool('mps+members', 308, 402)] as never;
  expect(tallyPoll(procedure, manifest, together, undefined, electorate)).toMatchObject({
    ok: false,
    error: { code: 'count/sections-merged' },
  });
});

/** A candidate may leave while the ballot is open. */
function leaving(kind: 'stays-on-paper' | 'set-aside') {
  const copy = structuredClone(json) as unknown as {
    procedures: { nomination: { withdrawal: Record<string, unknown> } }[];
  };
  for (const { nomination } of copy.procedures)
    nomination.withdrawal['later'] = { kind, clause: 'paper' };
  return unwrap(readRuleBook(copy));
}

test.each([
  // Cy leaves with three of seven first choices: set aside, they go on, to Bryn.
  ['set-aside', ['bryn-hughes']],
  // Counted as they stand, Cy would win; but who has left is not elected, so nobody is.
  ['stays-on-paper', []],
] as const)(
  'who leaves an open ballot: %s',
  async (kind, elected) => {
    const society = await societyWithOpenPoll(7, new MemoryLedger(), {
      book: leaving(kind),
      candidates: THREE,
    });
    const papers = [
      [1, 3, 0],
      [1, 3, 0],
      [2, 0, 0],
      [2, 3, 0],
      [3, 2, 0],
      [3, 2, 0],
      [3, 2, 0],
    ];
    for (const one of await cast(society, papers)) unwrap(one);
    society.at = '2026-03-04T12:00:00.000Z';
    unwrap(
      await society.recorder.take(
        { kind: 'candidate-withdrew', matter: 'chair-2026', candidate: 'cy-lund' },
        OFFICER,
        society.at,
      ),
    );
    society.at = '2026-03-06T09:00:00.000Z';
    const outcome = await tellers(society, 'chair', society.trustees);
    expect(outcome.kind === 'elected' && outcome.elected.map((c) => c.id)).toEqual(elected);
    const verified = await verifyRecord(await recordOf(society), { group, random });
    expect(verified.findings).toEqual([]);
  },
  60_000,
);
