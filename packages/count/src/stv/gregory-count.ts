/**
 * The single transferable vote with transfers of value, stage by stage: how a count starts, what is done
 * next and when it ends, as the switches say (switches.ts). Who is elected, whose surplus goes and who
 * is excluded are in files of their own; what moves and what it is worth is in gregory-transfers.ts.
 */
import { ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { electCertain, electOfTwo, enterStage } from './gregory-electing.ts';
import { excludeBeforeSurpluses, excludeNext } from './gregory-excluding.ts';
import { GregoryRun, type Step } from './gregory-run.ts';
import { maySurplusWait, transferOne } from './gregory-surpluses.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { StvCounted } from './stv-transcript.ts';
import type { GregorySwitches } from './switches.ts';

export function countGregory(
  input: StvCountInput,
  how: GregorySwitches,
): Result<StvCounted, CountError> {
  const run = new GregoryRun(input, how);
  const { book, state } = run;
  const may = book.mayStart(state.valid);
  if (!may.ok) return may;
  state.dealOut();
  run.findQuota();
  const first = enterStage(run, { action: { kind: 'first-preferences' } });
  if (!first.ok) return first;
  for (;;) {
    const step = nextStep(run);
    if (!step.ok) return step;
    if (step.value === 'ended') return ok(book.result(state));
  }
}

function nextStep(run: GregoryRun): Step {
  const { book, state, how } = run;
  const hopeful = book.hopeful();
  const { left } = book;
  if (left <= 0 || hopeful.length === 0) return ok('ended');
  const waits = run.withSurplus().length > 0;
  if (hopeful.length <= left && (how.finish.lastStanding === 'at-once' || !waits)) {
    book.electLast(hopeful, 'last-standing', state.votes);
    return ok('ended');
  }
  if (how.finish.certain === 'exceeds-rest' && hopeful.length > left && electCertain(run, hopeful))
    return ok('ended');
  if (how.finish.lastTwo && left === 1 && hopeful.length === 2 && !waits) return electOfTwo(run);
  const early = excludeBeforeSurpluses(run, hopeful);
  if (early !== undefined) return early;
  if (waits && !maySurplusWait(run, hopeful)) return transferOne(run);
  return excludeNext(run, hopeful);
}
