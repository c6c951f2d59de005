/** A ballot that is being settled, and the contest after it, whatever it comes to. */
import type { BallotReport } from '../report-acts.ts';
import type { Electorate } from '../rule-book.ts';
import {
  type ContestState,
  contestProcedure,
  FRESH_PROGRESS,
  own,
  type Progress,
  type State,
} from '../state.ts';
import { type Ballot, ballotsOf, reopened } from './ballots.ts';
import type { Scores } from './figures.ts';

export interface Settling {
  readonly state: State;
  readonly contest: ContestState;
  readonly poll: string;
  /** Ids on the paper. */
  readonly options: readonly string[];
  readonly report: BallotReport;
  readonly seq: number;
}

export interface Now extends Settling {
  readonly ballot: Ballot;
  readonly electorate: Electorate;
  readonly rounds: readonly Scores[];
}

export function electorateOf(state: State, ballot: Ballot): Electorate {
  return state.book.electorates.find((e) => e.id === ballot.franchise.electorate) as Electorate;
}

export function lastScores(now: Now): Scores {
  return now.rounds.at(-1) ?? new Map();
}

/** Who is on the paper and has not left. */
export function standing(now: Now): readonly string[] {
  return now.options.filter((id) => own(now.contest.candidates, id)?.leftLate !== true);
}

export function withHeld(
  now: Now,
  result: { readonly out: readonly string[]; readonly chosen: readonly string[] },
  progress: Progress,
): ContestState {
  const scores = Object.fromEntries(
    [...lastScores(now)].map(([id, { n, d }]) => [id, d === 1n ? `${n}` : `${n}/${d}`]),
  );
  const entry = {
    ballot: now.ballot.id,
    round: now.contest.progress.round,
    poll: now.poll,
    ...result,
    scores,
    seq: now.seq,
  };
  // Figures that are corrected take the place of those before.
  const others = progress.held.filter((h) => h.poll !== now.poll);
  return { ...now.contest, progress: { ...progress, held: [...others, entry] } };
}

/** The ballot after this one; one for the undecided is passed over when something was decided. */
export function nextBallot(
  contest: ContestState,
  now: Pick<Now, 'state'>,
  which: 'any' | 'always',
  field: readonly string[] | undefined,
): ContestState {
  const ballots = ballotsOf(contestProcedure(now.state, contest));
  let at = contest.progress.at + 1;
  while (which === 'always' && at < ballots.length && ballots[at]?.when === 'undecided') at++;
  const ballot = ballots[at];
  const base = { ...contest.progress, level: undefined, levels: 0, round: 1 };
  // The reader refuses a book whose last ballot hands over.
  if (ballot === undefined) return { ...contest, progress: { ...base, finished: { elected: [] } } };
  if (ballot.field === 'anew') {
    const anew = reopened(contest);
    return { ...anew, progress: { ...FRESH_PROGRESS, at, held: contest.progress.held } };
  }
  const left = ballot.field === 'all' ? undefined : field;
  return { ...contest, progress: { ...base, at, field: left } };
}

export function nameOf(now: Now, id: string): string {
  return own(now.contest.candidates, id)?.name ?? id;
}
