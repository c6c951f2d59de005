/**
 * The single transferable vote by Meek's method and its relatives. Every candidate has a keep value:
 * a hopeful one keeps all of a paper that reaches them, an elected one a part such that what they have
 * comes down to the quota, an excluded one nothing. Whenever somebody is elected or excluded all papers
 * are shared anew, again and again, until somebody reaches the quota or the surpluses are as good as
 * gone and the lowest is excluded.
 */
import { ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { byVotes, levelWithFirst } from './choose-excluded.ts';
import { type Excluding, meekExclusion } from './meek-excluding.ts';
import { MeekRun } from './meek-run.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { StvAction, StvCounted, StvElected } from './stv-transcript.ts';
import type { MeekSwitches } from './switches.ts';

export function countMeek(input: StvCountInput, how: MeekSwitches): Result<StvCounted, CountError> {
  const run = new MeekRun(input, how);
  const { book } = run;
  const may = book.mayStart(run.valid);
  if (!may.ok) return may;
  run.shareOut();
  const first = electReached(run);
  if (!first.ok) return first;
  run.enter({ kind: 'first-preferences' }, first.value);
  let next: Excluding | undefined;
  while (!isOver(run)) {
    const stage = stageOn(run, next);
    if (!stage.ok) return stage;
    next = stage.value;
  }
  if (book.left > 0) book.electLast(lastStanding(run), 'last-standing', run.votesNow());
  return ok(book.result(run));
}

function lastStanding(run: MeekRun): readonly number[] {
  const hopeful = run.book.hopeful();
  return run.how.lastStanding === 'with-votes' && !run.book.watch.isOn
    ? hopeful.filter((i) => run.votesOf(i) > 0n)
    : hopeful;
}

function isOver({ book }: MeekRun): boolean {
  return book.left <= 0 || book.hopeful().length <= book.left;
}

/**
 * One stage: somebody is excluded (`next`, where sharing has already shown it) or keep values change,
 * then papers are shared until something happens. Gives the next exclusion if that is what happened.
 */
function stageOn(
  run: MeekRun,
  next: Excluding | undefined,
): Result<Excluding | undefined, CountError> {
  const { afterElection, keepsChange } = run.how;
  // By the New Zealand schedule (13) somebody is excluded only after papers were shared in that step.
  const start =
    next === undefined && afterElection === 'shares-again'
      ? meekExclusion(run, undefined)
      : ok(next);
  if (!start.ok) return start;
  let before: bigint | undefined;
  let excluding: StvAction | undefined;
  if (start.value === undefined) before = run.surplus();
  else {
    excluding = run.exclude(start.value);
    run.book.note();
  }
  let following: Excluding | undefined;
  let elected: readonly StvElected[] = [];
  let iterations = 0;
  for (;;) {
    if (iterations > 0 || excluding === undefined || keepsChange === 'every-time') run.setKeeps();
    run.shareOut();
    iterations++;
    if (isOver(run)) break;
    const reached = electReached(run);
    if (!reached.ok) return reached;
    elected = reached.value;
    if (isOver(run) || (elected.length > 0 && afterElection === 'shares-again')) break;
    const found = meekExclusion(run, before);
    if (!found.ok) return found;
    following = found.value;
    if (elected.length > 0 || following !== undefined) break;
    before = run.surplus();
  }
  run.enter(
    excluding ?? { kind: 'shared-again', iterations, surplus: run.text(run.surplus()) },
    elected,
  );
  return ok(following);
}

function electReached(run: MeekRun): Result<readonly StvElected[], CountError> {
  const { book } = run;
  const reached = book.hopeful().filter((i) => run.hasReached(i));
  if (reached.length === 0) return ok([]);
  const votes = run.votesNow();
  let rest: readonly number[] = byVotes(reached, votes).reverse();
  const out: StvElected[] = [];
  for (;;) {
    rest = book.electable(rest);
    if (rest.length === 0 || book.left === 0) return ok(out);
    const level = levelWithFirst(rest, votes);
    // An order among level ones matters only where not all of them can be elected.
    const isFree = !book.watch.isOn && level.length <= book.left;
    const chosen = isFree ? ok(level) : run.choose('seat', level);
    if (!chosen.ok) return chosen;
    rest = rest.filter((i) => !chosen.value.includes(i));
    for (const candidate of book.inOrder(chosen.value, votes)) {
      run.elect(candidate);
      out.push({ candidate: book.id(candidate), because: 'quota' });
    }
  }
}
