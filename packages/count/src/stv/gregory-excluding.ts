/** Who is excluded next in a count by a Gregory method, and how their papers go. */
import { assert, ok } from '@hustings/base';
import { cannotWin, levelWithFirst } from './choose-excluded.ts';
import { choose, enterStage } from './gregory-electing.ts';
import type { GregoryRun, Step } from './gregory-run.ts';
import { exclusionParts, transferPart } from './gregory-transfers.ts';
import { isLess, type Ratio, whole } from './ratio.ts';
import type { StvAction } from './stv-transcript.ts';

type Exclusion = Extract<StvAction, { readonly kind: 'exclusion' }>;

export function excludeNext(run: GregoryRun, hopeful: readonly number[]): Step {
  const { exclusion } = run.how;
  const { watch } = run.book;
  const doomed = watch.doomed(hopeful);
  if (doomed.length > 0) return exclude(run, doomed, 'constraint');
  const lowest = run.lowest(hopeful);
  if (exclusion.fewerThan !== undefined && !run.isFewVotesDone) {
    run.isFewVotesDone = true;
    const limit = whole(exclusion.fewerThan);
    const few = lowest.order.filter((i) => isLess(lowest.votes[i] as Ratio, limit));
    if (few.length > 0 && few.length <= lowest.most && !watch.isOn)
      return exclude(run, few, 'few-votes');
  }
  if (exclusion.bulk !== 'never' && !exclusion.bulkFirst && !watch.isOn) {
    const group = cannotWin(lowest, exclusion.bulk);
    if (group.length > 1) return exclude(run, group, 'cannot-win');
  }
  const may = watch.mayExclude(lowest.order);
  const chosen = choose(run, 'exclusion', levelWithFirst(may, lowest.votes), 1);
  return chosen.ok ? exclude(run, chosen.value, 'fewest-votes') : chosen;
}

/** Those who cannot win, before any surplus is transferred (Minneapolis); undefined where nobody is. */
export function excludeBeforeSurpluses(
  run: GregoryRun,
  hopeful: readonly number[],
): Step | undefined {
  const { bulk, bulkFirst } = run.how.exclusion;
  if (!bulkFirst || bulk === 'never' || run.book.watch.isOn) return undefined;
  const group = cannotWin(run.lowest(hopeful), bulk);
  if (group.length === 0) return undefined;
  return exclude(run, group, group.length > 1 ? 'cannot-win' : 'fewest-votes');
}

function exclude(
  run: GregoryRun,
  excluded: readonly number[],
  because: Exclusion['because'],
): Step {
  assert(excluded.length > 0, 'an exclusion is of somebody');
  const { book, state, how } = run;
  // Several go at once, so their order says nothing: they are told by id.
  const those = book.byId(excluded);
  const action: Exclusion = {
    kind: 'exclusion',
    excluded: those.map((i) => book.id(i)),
    because,
    transfers: [],
  };
  for (const candidate of those) book.set(candidate, 'excluded');
  book.note();
  run.stage++;
  if (how.finish.lastExclusion === 'stays' && book.hopeful().length <= book.left) {
    const entered = enterStage(run, { action });
    if (!entered.ok) return entered;
    if (book.left > 0) book.electLast(book.hopeful(), 'last-standing', state.votes);
    return ok('ended');
  }
  return how.restart === 'wright' ? restart(run, action.excluded) : movePapers(run, those, action);
}

/** Part by part, as the rule has it. */
function movePapers(run: GregoryRun, those: readonly number[], action: Exclusion): Step {
  const { exclusion, creditBy } = run.how;
  const isStage = exclusion.parts === 'stages';
  const parts = exclusionParts(run.state, those, exclusion.papers);
  for (const [k, part] of parts.entries()) {
    const isLast = k === parts.length - 1;
    const transfers = transferPart(run.state, part, isLast, creditBy);
    if (isStage && k > 0) run.stage++;
    const entered = enterStage(run, {
      action: { ...action, transfers },
      part: isStage || parts.length === 1 ? 0 : k + 1,
      elects: isLast || exclusion.elects === 'after-each-part',
    });
    if (!entered.ok) return entered;
    if (run.book.left <= 0) return ok('ended');
  }
  return ok('goes-on');
}

/** Everybody but the excluded starts again from the first preferences. */
function restart(run: GregoryRun, excluded: readonly string[]): Step {
  const { book, state } = run;
  for (const candidate of book.those('elected')) book.set(candidate, 'hopeful');
  book.elected.length = 0;
  run.waiting = [];
  book.note();
  state.dealOut();
  run.findQuota();
  return enterStage(run, { action: { kind: 'restart', excluded } });
}
