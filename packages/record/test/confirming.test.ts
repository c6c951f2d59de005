/** A ballot proposes someone and the next one confirms, or does not: yes or no, encrypted like any other. */
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
  MemoryLedger,
  mixPoll,
  verifyRecord,
} from '../src/index.ts';
import {
  cast,
  group,
  openNextPoll,
  random,
  recordOf,
  type Society,
  societyWithOpenPoll,
} from './society.ts';

/** The members choose, and then say whether they confirm whom they chose. */
function confirming(abstention: boolean) {
  const copy = structuredClone(json) as unknown as { procedures: Record<string, unknown>[] };
  const stages = { opens: 'poll-opens', closes: 'poll-closes', clause: 'count' };
  for (const procedure of copy.procedures)
    procedure['ballots'] = [
      {
        ...stages,
        id: 'choice',
        name: 'Choice',
        when: 'always',
        field: 'standing',
        decides: {
          kind: 'chooses',
          effect: 'proposed',
          otherwise: 'nobody',
          stay: 'all',
          level: [],
          clause: 'count',
        },
      },
      {
        ...stages,
        id: 'confirmation',
        name: 'Confirmation',
        when: 'always',
        field: 'standing',
        paper: {
          kind: 'choice',
          order: 'by-name',
          clause: 'paper',
          ...(abstention ? { abstention: { counted: true, clause: 'paper' } } : {}),
        },
        decides: {
          kind: 'confirms',
          majority: {
            of: 'for-and-against',
            share: { numerator: 1, denominator: 2 },
            reach: 'more-than',
            clause: 'count',
          },
          otherwise: 'nobody',
          clause: 'count',
        },
      },
    ];
  return unwrap(readRuleBook(copy));
}

async function tellers(society: Society, poll: string, trustees: Society['trustees']) {
  unwrap(await closePoll(society.conduct, poll));
  unwrap(await mixPoll(society.conduct, poll));
  unwrap(await decryptPoll(society.conduct, poll, trustees));
  return unwrap(await countAndDeclare(society.conduct, poll, trustees));
}

test.each([
  ['confirmed', false, [1, 1, 1, 2, 2, 3], true, 5, 1],
  ['refused', false, [1, 1, 1, 2, 2, 2], false, 6, 0],
  ['confirmed, with abstentions', true, [1, 1, 3, 3, 3, 2], true, 6, 0],
] as const)(
  'whoever is proposed is %s',
  async (_name, abstention, papers, isConfirmed, valid, spoilt) => {
    const society = await societyWithOpenPoll(6, new MemoryLedger(), {
      book: confirming(abstention),
    });
    for (const one of await cast(society, [
      [1, 0],
      [1, 2],
      [1, 0],
      [2, 0],
    ]))
      unwrap(one);
    society.at = '2026-03-06T09:00:00.000Z';
    await tellers(society, 'chair', society.trustees);
    const { manifest, trustees } = await openNextPoll(society, 'yes-or-no', 8);
    const ada = { id: 'ada-okafor', name: 'Ada Okafor' };
    expect(manifest).toMatchObject({
      ballot: 'confirmation',
      question: 'Election of the chair: do you confirm Ada Okafor?',
      form: { kind: 'motion', abstain: abstention },
      proposed: [ada],
    });
    expect(manifest.options.map((o) => o.name)).toEqual([
      'Yes',
      'No',
      ...(abstention ? ['Abstain'] : []),
    ]);
    const jobs = papers.map(
      (byte, i): SealJob => ({
        plaintext: Uint8Array.of(byte),
        pool: 'members',
        credential: society.electors[i] as Society['electors'][number],
      }),
    );
    society.at = '2026-03-09T09:00:00.000Z';
    const sealed = await sealBallots(group, ballotPollOf(manifest), jobs, random);
    for (const one of await society.recorder.takeBallots(
      'yes-or-no',
      sealed.map((s) => s.bytes),
      society.at,
    ))
      unwrap(one);
    society.at = '2026-03-10T09:00:00.000Z';
    const outcome = await tellers(society, 'yes-or-no', trustees);
    expect(outcome).toMatchObject({
      kind: 'elected',
      elected: isConfirmed ? [ada] : [],
      valid,
      spoilt,
    });
    expect(society.recorder.docket.declared.at(-1)?.act.text).toContain(
      `I declare that Ada Okafor is ${isConfirmed ? 'confirmed and elected' : 'not confirmed'}.`,
    );
    const verified = await verifyRecord(await recordOf(society), { group, random });
    expect(verified.findings).toEqual([]);
  },
  60_000,
);
