/** Who is excluded next by Meek's method, once it is certain enough. */
import { ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { byVotes, cannotWin } from './choose-excluded.ts';
import type { MeekRun } from './meek-run.ts';

export interface Excluding {
  readonly excluded: readonly number[];
  readonly because: 'fewest-votes' | 'cannot-win' | 'constraint';
}

/** The next exclusion, or undefined while sharing again may still change it; `before` is the last surplus. */
export function meekExclusion(
  run: MeekRun,
  before: bigint | undefined,
): Result<Excluding | undefined, CountError> {
  const { book } = run;
  const { tied, tolerance, toleranceReached } = run.how;
  const hopeful = book.hopeful();
  const doomed = book.watch.doomed(hopeful);
  if (doomed.length > 0) return ok({ excluded: doomed, because: 'constraint' });
  const surplus = run.surplus();
  const limit = tolerance * run.scale;
  const hasConverged = toleranceReached === 'below' ? surplus < limit : surplus <= limit;
  const isStable = before !== undefined && surplus >= before;
  if (!hasConverged && !isStable) return ok(early(run, hopeful, surplus));
  const order = book.watch.mayExclude(byVotes(hopeful, run.votesNow()));
  const reach = tied === 'level' ? 0n : surplus;
  const [first] = order as [number];
  const level = order.filter((i) => run.votesOf(i) <= run.votesOf(first) + reach);
  const chosen = run.choose('exclusion', level);
  return chosen.ok ? ok({ excluded: chosen.value, because: 'fewest-votes' }) : chosen;
}

/** Those whom the surpluses that are left cannot save, where the rule does not wait. */
function early(run: MeekRun, hopeful: readonly number[], surplus: bigint): Excluding | undefined {
  const { book } = run;
  if (run.how.early === 'never') return undefined;
  const votes = run.votesNow();
  const order = book.watch.mayExclude(byVotes(hopeful, votes));
  if (run.how.early === 'lowest') {
    const [first, second] = order as [number, number | undefined];
    return second !== undefined && run.votesOf(first) + surplus < run.votesOf(second)
      ? { excluded: [first], because: 'fewest-votes' }
      : undefined;
  }
  if (book.watch.isOn) return undefined;
  const group = cannotWin(
    { order, votes, most: hopeful.length - book.left, surpluses: run.ratio(surplus) },
    'fewer',
  );
  return group.length === 0 ? undefined : { excluded: group, because: 'cannot-win' };
}
