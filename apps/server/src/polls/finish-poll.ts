/**
 * From the closing of a poll to its declaration: closed, mixed, decrypted, counted, declared, and then
 * verified once by the same verifier that everybody can run. Each step looks at the record first, so
 * that after a kill the work goes on where it stopped. Where the timetable keeps the declaration for
 * later, everything before it is done and the declaration waits for its hour.
 */
import type { BallotWork } from '@hustings/ballot';
import { err, ok, type Result } from '@hustings/base';
import {
  closePoll,
  countAndDeclare,
  decryptPoll,
  MemoryRecord,
  mixPoll,
  type Progress,
  type Refusal,
  type Report,
  TOO_FEW,
  type TrusteeAtWork,
  verifyRecord,
  writeRecord,
} from '@hustings/record';
import type { Group } from '@hustings/ristretto';
import type { CastingHall } from '../casting/casting-hall.ts';
import type { Desk } from '../desk/desk.ts';
import { isSeparated, openWhatCanBe } from '../separated/open-pools.ts';

export interface FinishSetup {
  readonly casting: CastingHall;
  readonly group: Group;
  /** For mixing, whose numbers are used once and together: see SECURITY.md. */
  readonly mixing: Group;
  readonly ballots?: BallotWork | undefined;
  readonly random: (length: number) => Uint8Array;
  readonly progress: (progress: Progress) => void;
  readonly stop: AbortSignal;
}

export type Finished =
  | { readonly kind: 'declared'; readonly report: Report }
  /** Counted; the timetable says when it may be declared. */
  | { readonly kind: 'awaiting-declaration' }
  /** Separated mode: mixers or trustees elsewhere have still to do their part. */
  | { readonly kind: 'awaiting-keyholders' };

/** The steps in the order in which people are told of them. */
export const FINISH_STEPS = ['closing', 'mixing', 'decrypting', 'counting', 'verifying'] as const;
export type FinishStep = (typeof FINISH_STEPS)[number];

export async function finishPoll(
  desk: Desk,
  poll: string,
  setup: FinishSetup,
): Promise<Result<Finished, Refusal>> {
  const { progress, stop } = setup;
  const begin = (step: FinishStep): boolean => {
    progress({ step, done: 0, of: 1 });
    return !stop.aborted;
  };
  const status = (): string | undefined => desk.recorder.state.polls[poll]?.status;
  const within = (step: FinishStep) => (inner: Progress) => progress({ ...inner, step });

  if (status() === 'open') {
    if (!begin('closing')) return stopped();
    await setup.casting.settled(desk, poll);
    const closed = await desk.step((conduct) => closePoll(conduct, poll));
    // The timekeeper may have closed it in the same second.
    if (!closed.ok && status() === 'open') return closed;
  }
  if (isSeparated(desk)) {
    if (!begin('decrypting')) return stopped();
    const opened = await openWhatCanBe(desk, poll);
    if (!opened.ok) return opened;
    if (!opened.value) return ok({ kind: 'awaiting-keyholders' });
  }
  const trustees = desk.keys.sharesOf(poll).map(([id, secret]): TrusteeAtWork => ({ id, secret }));
  if (status() === 'closed' && !isSeparated(desk)) {
    if (!begin('mixing')) return stopped();
    const mixed = await desk.step(
      (conduct) => mixPoll({ ...conduct, group: setup.mixing }, poll),
      within('mixing'),
    );
    if (!mixed.ok) return mixed;
    if (!begin('decrypting')) return stopped();
    const opened = await desk.step(
      (conduct) => decryptPoll(conduct, poll, trustees),
      within('decrypting'),
    );
    if (!opened.ok) return opened;
  }
  if (!isDeclared(desk, poll)) {
    if (!begin('counting')) return stopped();
    const declared = await desk.step((conduct) => countAndDeclare(conduct, poll, trustees));
    if (!declared.ok && declared.error.code === TOO_FEW && isSeparated(desk))
      return ok({ kind: 'awaiting-keyholders' });
    if (!declared.ok)
      return declared.error.code === 'rule/too-early' && status() === 'counted'
        ? ok({ kind: 'awaiting-declaration' })
        : declared;
  }
  if (!begin('verifying')) return stopped();
  const record = new MemoryRecord();
  await desk.read(() => writeRecord(desk.recorder, record));
  const { group, ballots, random } = setup;
  const report = await verifyRecord(record, {
    group,
    random,
    ...(ballots === undefined ? {} : { ballots }),
    progress: within('verifying'),
  });
  return ok({ kind: 'declared', report });
}

export function isDeclared(desk: Desk, poll: string): boolean {
  const { polls, matters } = desk.recorder.state;
  const matter = polls[poll]?.matter;
  return matter !== undefined && matters[matter]?.declared !== undefined;
}

function stopped(): Result<never, Refusal> {
  return err({
    code: 'server/stopping',
    message: 'The server is being stopped; it goes on with this at its next start.',
  });
}
