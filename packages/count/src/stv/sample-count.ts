/**
 * The single transferable vote with whole papers: a surplus is so many papers, and which ones is a
 * matter of how they lie (Cambridge, Dáil). How they lie comes from a published seed (seeded-order.ts).
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { paperCount } from '../profile.ts';
import { byVotes, type Lowest, maySurplusesWait } from './choose-excluded.ts';
import { whole } from './ratio.ts';
import { excludeNext } from './sample-excluding.ts';
import { SampleRun, type Step } from './sample-run.ts';
import { transferOne, withSurplus } from './sample-surpluses.ts';
import { scaleOf } from './scale.ts';
import { MOST_DRAWN } from './split-mix.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { StvCounted } from './stv-transcript.ts';
import type { SampleSwitches } from './switches.ts';

export function countSample(
  input: StvCountInput,
  how: SampleSwitches,
): Result<StvCounted, CountError> {
  if (input.seed === undefined)
    return err({
      code: 'count/seed-missing',
      message:
        'This rule draws papers by lot: it needs a seed that was agreed and published before the count.',
    });
  if (scaleOf(input.profile) !== 1)
    return err({
      code: 'count/weights-not-whole',
      message: 'This rule moves whole papers: it cannot count papers that are parts of a vote.',
    });
  // What a draw is among: see split-mix.ts.
  const papers = paperCount(input.profile);
  if (papers > MOST_DRAWN)
    return err({
      code: 'count/too-many-papers',
      message: `This rule draws papers one by one: it counts at most ${MOST_DRAWN} of them.`,
      most: MOST_DRAWN,
    });
  const run = new SampleRun(input, how, input.seed);
  const may = run.book.mayStart(run.valid);
  if (!may.ok) return may;
  const entered = run.enter({ kind: 'first-preferences' });
  if (!entered.ok) return entered;
  for (;;) {
    const step = nextStep(run);
    if (!step.ok) return step;
    if (step.value === 'ended') return ok(run.book.result(run));
  }
}

function nextStep(run: SampleRun): Step {
  const { book } = run;
  const hopeful = book.hopeful();
  const { left } = book;
  if (left <= 0 || hopeful.length === 0) return ok('ended');
  const surpluses = withSurplus(run);
  const { finish, defer, bulk } = run.how;
  if (hopeful.length <= left && (finish.lastStanding === 'at-once' || surpluses.length === 0)) {
    book.electLast(hopeful, 'last-standing', run.ratios());
    return ok('ended');
  }
  const votes = run.ratios();
  const lowest: Lowest = {
    order: byVotes(hopeful, votes),
    votes,
    most: hopeful.length - left,
    surpluses: whole(surpluses.reduce((sum, w) => sum + run.votesOf(w.candidate) - run.quota, 0)),
  };
  const mayWait =
    defer && !book.watch.isOn && hopeful.length > left && maySurplusesWait(lowest, bulk);
  return surpluses.length > 0 && !mayWait
    ? transferOne(run, surpluses)
    : excludeNext(run, hopeful, lowest);
}
