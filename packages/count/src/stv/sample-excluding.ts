/** Who is excluded next in a count with whole papers, and where their papers go. */
import { ok } from '@hustings/base';
import { byVotes, cannotWin, type Lowest, levelWithFirst } from './choose-excluded.ts';
import { PaperMoves } from './paper-moves.ts';
import type { SampleRun, Step } from './sample-run.ts';
import type { StvAction } from './stv-transcript.ts';

type Exclusion = Extract<StvAction, { readonly kind: 'exclusion' }>;

export function excludeNext(run: SampleRun, hopeful: readonly number[], lowest: Lowest): Step {
  const { watch } = run.book;
  const { fewerThan, bulk } = run.how;
  const doomed = watch.doomed(hopeful);
  if (doomed.length > 0) return exclude(run, doomed, 'constraint');
  if (fewerThan !== undefined && !run.isFewVotesDone) {
    run.isFewVotesDone = true;
    const few = hopeful.filter((i) => run.votesOf(i) < fewerThan);
    if (few.length > 0 && few.length <= lowest.most && !watch.isOn)
      return exclude(run, few, 'few-votes');
  }
  if (bulk !== 'never' && !watch.isOn) {
    const group = cannotWin(lowest, bulk);
    if (group.length > 1) return exclude(run, group, 'cannot-win');
  }
  const may = watch.mayExclude(lowest.order);
  const chosen = run.choose('exclusion', levelWithFirst(may, lowest.votes), 1);
  return chosen.ok ? exclude(run, chosen.value, 'fewest-votes') : chosen;
}

function exclude(run: SampleRun, excluded: readonly number[], because: Exclusion['because']): Step {
  const { book } = run;
  for (const candidate of excluded) book.set(candidate, 'excluded');
  book.note();
  run.stage++;
  const action: Exclusion = {
    kind: 'exclusion',
    excluded: excluded.map((i) => book.id(i)).toSorted(),
    because,
    transfers: [],
  };
  if (run.how.finish.lastExclusion === 'stays' && book.hopeful().length <= book.left) {
    // As nothing moves, nobody reaches the quota.
    run.write(action);
    book.electLast(book.hopeful(), 'last-standing', run.ratios());
    return ok('ended');
  }
  const all: { from: number; moves: PaperMoves; out: number }[] = [];
  // Fewest votes first; level ones by id, which matters only to how papers lie.
  for (const from of byVotes(book.byId(excluded), run.ratios())) {
    const moves = new PaperMoves(book.ids);
    for (const paper of run.heapOf(from)) {
      const to = run.next(paper);
      if (to < 0) {
        moves.spent++;
        run.exhausted++;
      } else if (run.how.drawing === 'cincinnati') run.give(moves, paper, to);
      else moves.add(paper, to);
    }
    run.bundles[from] = [];
    all.push({ from, moves, out: run.votesOf(from) });
  }
  return run.endMoves(action, all);
}
