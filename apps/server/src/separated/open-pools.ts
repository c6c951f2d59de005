/** Papers are opened when enough trustees have published their shares; counting them is left to a person. */
import { ok, type Result } from '@hustings/base';
import { openPools, type Refusal } from '@hustings/record';
import type { Desk } from '../desk/desk.ts';
import type { JobBoard } from '../jobs/job-board.ts';

export function isSeparated(desk: Desk): boolean {
  return desk.recorder.state.proceeding?.mode === 'separated';
}

export async function orderOpening(jobs: JobBoard, desk: Desk, poll: string): Promise<void> {
  const { proceeding } = desk;
  await jobs.order({
    kind: 'open-pools',
    workKey: `${proceeding}/open-pools/${poll}`,
    params: { proceeding, poll },
    isRepeatable: true,
  });
}

/** Opens what can be opened; true once everything is. */
export async function openWhatCanBe(desk: Desk, poll: string): Promise<Result<boolean, Refusal>> {
  if (desk.recorder.state.polls[poll]?.status !== 'closed') return ok(true);
  const opened = await desk.step((conduct) => openPools(conduct, poll));
  if (!opened.ok) return opened;
  const pools = desk.recorder.state.polls[poll]?.pools ?? [];
  return ok(pools.every((pool) => pool.opened !== undefined));
}
