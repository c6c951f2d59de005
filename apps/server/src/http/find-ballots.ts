/** Ballots by what a voter keeps: the tracker, or the receipt in words and digits. */
import { type Receipt, receiptOf } from '@hustings/ballot';
import { fromHex } from '@hustings/base';
import type { BallotBox, BoxedBallot } from '@hustings/record';
import type { Desk } from '../desk/desk.ts';

export interface FoundBallot {
  readonly poll: string;
  readonly ballot: BoxedBallot;
  /** Counted from 1 among the ballots of the poll. */
  readonly position: number;
  readonly of: number;
  readonly standing: 'counts' | 'replaced';
}

export interface Asked {
  readonly kind: 'full' | 'short';
  readonly value: string;
}

/**
 * Only what is durable is found: a ballot whose commit is under way has no receipt yet. Short receipts
 * are few bits: one may, rarely, stand for two ballots, and then both are given.
 */
export function findBallots(desk: Desk, asked: Asked): readonly FoundBallot[] {
  const { docket, size } = desk.recorder;
  return docket.polls.flatMap((file) => {
    const { box } = file;
    if (box === undefined) return [];
    const hits =
      asked.kind === 'full'
        ? [box.find(asked.value)].filter((b) => b !== undefined)
        : (shortIndex(box, size).get(asked.value) ?? []).flatMap((place) => box.at(place) ?? []);
    return hits.filter((b) => b.seq < size).map((ballot) => found(file.id, box, ballot));
  });
}

function found(poll: string, box: BallotBox, ballot: BoxedBallot): FoundBallot {
  return {
    poll,
    ballot,
    position: box.before(ballot.seq) + 1,
    of: box.size,
    standing: box.newestOf(ballot.credential)?.tracker === ballot.tracker ? 'counts' : 'replaced',
  };
}

interface ShortIndex {
  readonly upTo: number;
  /** Places in the box. */
  readonly byShort: Map<string, number[]>;
}

const indexes = new WeakMap<BallotBox, ShortIndex>();

/** Made when first asked for, and carried on as ballots become durable. */
function shortIndex(box: BallotBox, size: number): ReadonlyMap<string, readonly number[]> {
  const known = indexes.get(box);
  const byShort = known?.byShort ?? new Map<string, number[]>();
  let upTo = known?.upTo ?? 0;
  for (;;) {
    const ballot = box.at(upTo);
    if (ballot === undefined || ballot.seq >= size) break;
    const short = shortOf(ballot);
    const same = byShort.get(short);
    if (same === undefined) byShort.set(short, [upTo]);
    else same.push(upTo);
    upTo++;
  }
  indexes.set(box, { upTo, byShort });
  return byShort;
}

export function shortOf(ballot: BoxedBallot): string {
  return receiptFor(ballot.tracker).short;
}

export function receiptFor(tracker: string): Receipt {
  return receiptOf(fromHex(tracker) ?? new Uint8Array());
}
