/**
 * Conducting a poll: the steps that a proceeding's own machines take, each an act taken by the
 * recorder (so that the referee sees it) with the blobs it names. The caller brings keys, clock and
 * randomness; in separated mode each role runs only its own steps.
 */
import { err, ok, type Result } from '@hustings/base';
import type { Group } from '@hustings/ristretto';
import type { Act, Actor, Entry, Manifest } from '@hustings/rulebook';
import type { PollFile } from '../docket.ts';
import { type Refusal, refusal } from '../errors.ts';
import type { NewBlob } from '../ledger.ts';
import type { Recorder } from '../recorder.ts';
import type { Progress } from '../verify/finding.ts';

export interface Conduct {
  readonly recorder: Recorder;
  readonly group: Group;
  readonly random: (length: number) => Uint8Array;
  /** The time as entries spell it. */
  readonly now: () => string;
  readonly progress?: (progress: Progress) => void;
}

export const OFFICER: Actor = { role: 'officer', id: 'returning-officer' };
export const SYSTEM: Actor = { role: 'system', id: 'hustings' };

export function take(
  conduct: Conduct,
  by: Actor,
  act: Act,
  blobs: readonly NewBlob[] = [],
): Promise<Result<Entry, Refusal>> {
  return conduct.recorder.take(act, by, conduct.now(), blobs);
}

/** The file of a poll that has been prepared, or why there is none. */
export function preparedPoll(
  conduct: Conduct,
  poll: string,
): Result<{ readonly file: PollFile; readonly manifest: Manifest }, Refusal> {
  const file = conduct.recorder.docket.poll(poll);
  const manifest = file?.prepared?.act.manifest;
  if (file === undefined || manifest === undefined)
    return err(refusal('poll/not-prepared', `There is no poll "${poll}" that has been prepared.`));
  return ok({ file, manifest });
}

/** Reads a blob of our own ledger, where it must be. */
export async function ownBlob(recorder: Recorder, sha256: string): Promise<Uint8Array> {
  const bytes = await recorder.ledger.blob(sha256);
  if (bytes === undefined) throw new Error(`broken invariant: blob ${sha256} is not in the ledger`);
  return bytes;
}
