/**
 * Conducting a poll: the steps that a proceeding's own machines take, each an act taken by the
 * recorder (so that the referee sees it) with the blobs it names. The caller brings keys, clock and
 * randomness. In separated mode each role runs only its own steps, on a machine of its own: what stands
 * in the recorder's place there is the record as that machine has read and checked it, and an act
 * is signed there and handed in.
 */
import { err, ok, type Result } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { Act, Actor, Entry, Manifest, RuleBook, State } from '@hustings/rulebook';
import type { Docket, PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import type { Ledger, NewBlob } from '../ledger.ts';
import type { Recorder } from '../recorder.ts';
import type { Progress } from '../verify/finding.ts';

/** What the steps of keyholders need of a proceeding: a recorder, or a program elsewhere that hands acts in. */
export interface Recording {
  readonly proceeding: string;
  readonly book: RuleBook;
  readonly state: State;
  readonly docket: Docket;
  readonly ledger: Pick<Ledger, 'blob'>;
  /** The log's root when it had `size` entries. */
  rootAt(size: number): Uint8Array;
  /** On return the act is on the record, and docket and state have followed. */
  take(
    act: Act,
    by: Actor,
    at: string,
    blobs?: readonly NewBlob[],
  ): Promise<Result<Entry, Refusal>>;
}

export interface Conduct<R extends Recording = Recorder> {
  readonly recorder: R;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  /** The time as entries spell it. */
  readonly now: () => string;
  readonly progress?: (progress: Progress) => void;
}

export const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
export const SYSTEM: Actor = { role: 'system', id: 'hustings' };

export function take(
  conduct: Conduct<Recording>,
  by: Actor,
  act: Act,
  blobs: readonly NewBlob[] = [],
): Promise<Result<Entry, Refusal>> {
  return conduct.recorder.take(act, by, conduct.now(), blobs);
}

/** The file of a poll that has been prepared, or why there is none. */
export function preparedPoll(
  conduct: Conduct<Recording>,
  poll: string,
): Result<{ readonly file: PollFile; readonly manifest: Manifest }, Refusal> {
  const file = conduct.recorder.docket.poll(poll);
  const manifest = file?.prepared?.act.manifest;
  if (file === undefined || manifest === undefined)
    return err(refusal('poll/not-prepared', `There is no poll "${poll}" that has been prepared.`));
  return ok({ file, manifest });
}

/** Reads a blob of our own ledger, where it must be. */
export async function ownBlob(recorder: Recording, sha256: string): Promise<Uint8Array> {
  const bytes = await recorder.ledger.blob(sha256);
  if (bytes === undefined) throw new Error(`broken invariant: blob ${sha256} is not in the ledger`);
  return bytes;
}
