/** The public ballot box: every ballot's receipt in the order of the record, a page at a time. */

import { readReceipt } from '@hustings/ballot';
import { toHex } from '@hustings/base';
import { leafHash } from '@hustings/log';
import type { BallotBox, BoxedBallot } from '@hustings/record';
import type { BoxView, CheckView, Frame, InTheBoxView } from '@hustings/web';
import type { Desk } from '../desk/desk.ts';
import { type FoundBallot, findBallots, shortOf } from '../http/find-ballots.ts';
import type { FoundPoll } from '../http/proceeding-of.ts';
import type { ProceedingsTable } from '../store/schema.ts';
import { given, pollRef, pollRefs, proceedingRef } from './refs.ts';

const PER_PAGE = 100;

export function boxView(frame: Frame, found: FoundPoll, page: number, now: Date): BoxView {
  const { desk, row, file, state, manifest } = found;
  const base = `/p/${row.id}`;
  // Ballots whose commit is under way are not in the box yet.
  const { size } = desk.recorder;
  const total = file.box?.before(size) ?? 0;
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const from = (at - 1) * PER_PAGE;
  const href = (n: number): string => `${base}/box?poll=${file.id}&page=${n}`;
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    poll: pollRef(desk, manifest, state, now),
    polls: pollRefs(desk, now),
    total,
    rows: ballotsOf(file.box, from, Math.min(from + PER_PAGE, total)).map((ballot, i) => ({
      position: from + i + 1,
      tracker: ballot.tracker,
      code: shortOf(ballot),
      at: ballot.at,
    })),
    page: at,
    pages,
    ...given('earlierHref', at > 1 ? href(at - 1) : undefined),
    ...given('laterHref', at < pages ? href(at + 1) : undefined),
    checkHref: `${base}/check`,
  };
}

function ballotsOf(box: BallotBox | undefined, from: number, to: number): readonly BoxedBallot[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => box?.at(from + i)).filter(
    (ballot) => ballot !== undefined,
  );
}

export async function checkView(
  frame: Frame,
  desk: Desk,
  row: ProceedingsTable,
  asked: string,
  now: Date,
): Promise<CheckView> {
  const base = `/p/${row.id}`;
  return {
    frame,
    proceeding: proceedingRef(row, desk),
    checkHref: `${base}/check`,
    boxHref: `${base}/box`,
    asked,
    answer: await answerTo(desk, asked, now),
  };
}

async function answerTo(desk: Desk, asked: string, now: Date): Promise<CheckView['answer']> {
  if (asked.trim() === '') return { kind: 'nothing-asked' };
  const read = readReceipt(asked);
  if (!read.ok) return { kind: 'not-a-code', message: read.error.message };
  const [found, another] = findBallots(desk, read.value);
  if (found === undefined) return { kind: 'not-there' };
  if (another !== undefined)
    return {
      kind: 'not-a-code',
      message:
        'Two ballots share this short receipt, which happens very rarely. Please use the long one.',
    };
  return (await inTheBox(desk, found, now)) ?? { kind: 'not-there' };
}

async function inTheBox(
  desk: Desk,
  found: FoundBallot,
  now: Date,
): Promise<InTheBoxView | undefined> {
  const { recorder } = desk;
  const state = recorder.state.polls[found.poll];
  const manifest = state?.manifest;
  if (state === undefined || manifest === undefined) return undefined;
  const { ballot } = found;
  const proof = recorder.inclusion(ballot.seq);
  return {
    kind: 'in-the-box',
    poll: pollRef(desk, manifest, state, now),
    code: shortOf(ballot),
    tracker: ballot.tracker,
    at: ballot.at,
    position: found.position,
    total: found.of,
    standing: found.standing,
    proof: {
      index: ballot.seq,
      leafHash: toHex(leafHash(await desk.ledger.leaf(ballot.seq))),
      treeSize: proof.size,
      rootHash: toHex(recorder.root),
      path: proof.hashes.map(toHex),
      checkpoint: recorder.checkpoint(),
      apiHref: `/api/p/${desk.proceeding}/ballots/${ballot.tracker}`,
    },
  };
}
