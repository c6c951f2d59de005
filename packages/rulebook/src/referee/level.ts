/** A tie that a lot or a body has broken, and a tie that still stands. */
import { type ContestState, own, type State } from '../state.ts';
import { list } from '../words.ts';
import { currentBallot } from './ballots.ts';
import { belowLevel } from './leaving.ts';
import { nextBallot } from './settling.ts';

/** After a tie is broken by lot or by a body: those named go. */
export function settleLevel(
  state: State,
  contest: ContestState,
  out: readonly string[],
): ContestState {
  const { level } = contest.progress;
  if (level === undefined) return contest;
  const { ballot } = currentBallot(state, contest);
  const last = contest.progress.held.at(-1);
  const { decides } = ballot;
  const held = contest.progress.held.map((h) =>
    h === last ? { ...h, out: [...h.out, ...out] } : h,
  );
  const cleared: ContestState = {
    ...contest,
    progress: { ...contest.progress, held, level: undefined, levels: 0 },
  };
  if (level.for === 'win') {
    const elected = level.among.filter((id) => !out.includes(id));
    const isFinal = decides.kind === 'chooses' && decides.effect === 'elected';
    if (isFinal) return { ...cleared, progress: { ...cleared.progress, finished: { elected } } };
    const field = decides.kind === 'chooses' && decides.effect === 'proposed' ? elected : undefined;
    return nextBallot(cleared, { state }, 'always', field);
  }
  const before = contest.progress.field ?? Object.keys(last?.scores ?? {});
  const worse = belowLevel(last?.scores ?? {}, level.among);
  const field = before.filter((id) => !out.includes(id) && !worse.includes(id));
  const isDone =
    decides.kind === 'narrows'
      ? field.length <= decides.to
      : decides.kind === 'chooses' && decides.otherwise === 'next';
  if (isDone) return nextBallot(cleared, { state }, 'any', field);
  return {
    ...cleared,
    progress: { ...cleared.progress, field, round: contest.progress.round + 1 },
  };
}

/** What is wanting while candidates are level and nothing has broken the tie. */
export function levelInWords(contest: ContestState): string {
  const names = (contest.progress.level?.among ?? []).map(
    (id) => own(contest.candidates, id)?.name ?? id,
  );
  return `a decision between ${list(names)}, who are level`;
}
