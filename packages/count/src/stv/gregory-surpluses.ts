/** Whose surplus is transferred next in a count by a Gregory method, and whether it waits. */
import { byVotes, levelWithFirst, maySurplusesWait } from './choose-excluded.ts';
import { choose, elect, enterStage } from './gregory-electing.ts';
import type { GregoryRun, Step } from './gregory-run.ts';
import { transferSurplus } from './gregory-transfers.ts';
import { type Ratio, subtract } from './ratio.ts';
import type { StvElected } from './stv-transcript.ts';

export function maySurplusWait(run: GregoryRun, hopeful: readonly number[]): boolean {
  const { surplus, exclusion } = run.how;
  return (
    surplus.defer &&
    !run.book.watch.isOn &&
    hopeful.length > run.book.left &&
    maySurplusesWait(run.lowest(hopeful), exclusion.bulk)
  );
}

/** Transfers one surplus, in a stage of its own. */
export function transferOne(run: GregoryRun): Step {
  const { book, state, how } = run;
  let those = run.withSurplus();
  if (how.surplus.order === 'first-elected-first') {
    const since = Math.min(...those.map((w) => w.since));
    those = those.filter((w) => w.since === since);
  }
  const order = byVotes(
    those.map((w) => w.candidate),
    state.votes,
  ).reverse();
  const chosen = choose(run, 'surplus', levelWithFirst(order, state.votes), 1);
  if (!chosen.ok) return chosen;
  const [from] = chosen.value as [number];
  const surplus = subtract(state.votes[from] as Ratio, run.quota);
  run.waiting = run.waiting.filter((w) => w.candidate !== from);
  const before: StvElected[] = [];
  if (book.standing[from] === 'hopeful') {
    elect(run, from, 'quota', before);
    run.waiting = [];
  }
  const transfer = transferSurplus(state, from, surplus, how.surplus, how.creditBy);
  run.stage++;
  return enterStage(run, {
    action: { kind: 'surplus', surplus: run.text(surplus), transfers: [transfer] },
    before,
  });
}
