/**
 * The ballots of a contest, one after the other. A contest whose book names none has one, with what
 * the contest itself says; a ballot says only what differs.
 */
import { canonicalJson } from '@hustings/base';
import {
  type ContestPaper,
  type ContestProcedure,
  type CountRules,
  type Decides,
  type Franchise,
  POLL_CLOSES,
  POLL_OPENS,
  type PollRules,
  type Procedure,
  type ResultPolicy,
} from '../rule-book.ts';
import {
  type ContestState,
  contestProcedure,
  FRESH_PROGRESS,
  type MatterState,
  matterProcedure,
  own,
  type State,
} from '../state.ts';
import { emptyTrie } from '../trie.ts';
import { candidatesOnPaper } from './candidacy.ts';

/** A ballot with all that holds for it. */
export interface Ballot {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly opens: string;
  readonly closes: string;
  readonly franchise: Franchise;
  readonly paper: ContestPaper;
  readonly count: CountRules;
  readonly poll: PollRules;
  readonly results: ResultPolicy;
  readonly when: 'always' | 'undecided';
  readonly field: 'standing' | 'all' | 'anew';
  readonly decides: Decides;
}

/** The one ballot of a contest whose book names none. */
export const ONLY_BALLOT = 'ballot';

export function ballotsOf(procedure: ContestProcedure): readonly Ballot[] {
  const { franchise, paper, count, poll, results, clause } = procedure;
  const shared = { franchise, paper, count, poll, results };
  if (procedure.ballots !== undefined) return procedure.ballots.map((b) => ({ ...shared, ...b }));
  return [
    {
      id: ONLY_BALLOT,
      name: procedure.name,
      clause,
      opens: POLL_OPENS,
      closes: POLL_CLOSES,
      ...shared,
      when: 'always',
      field: 'standing',
      decides: {
        kind: 'chooses',
        effect: 'elected',
        ...(procedure.winning === undefined ? {} : { winning: procedure.winning }),
        otherwise: 'nobody',
        stay: 'all',
        level: [],
        clause: count.clause,
      },
    },
  ];
}

/** The ballot that is next or under way, and its place; ballots that narrow a field that is narrow are passed over. */
export function currentBallot(
  state: State,
  contest: ContestState,
): { readonly ballot: Ballot; readonly at: number; readonly round: number } {
  const ballots = ballotsOf(contestProcedure(state, contest));
  const { progress } = contest;
  const isNominated = contest.phase === 'done';
  let { at, round } = progress;
  while (at < ballots.length - 1) {
    const { decides } = ballots[at] as Ballot;
    const isNarrow =
      decides.kind === 'narrows' &&
      isNominated &&
      candidatesOnPaper(state, contest).length <= decides.to;
    if (!isNarrow) break;
    at++;
    round = 1;
  }
  return { ballot: ballots[Math.min(at, ballots.length - 1)] as Ballot, at, round };
}

/** What holds for the poll of a matter that is next or under way. */
export type PollContext = Pick<Ballot, 'opens' | 'closes' | 'franchise' | 'poll' | 'results'> & {
  readonly clause: string;
};

export function pollContext(state: State, matter: MatterState): PollContext {
  if (matter.kind === 'contest') return currentBallot(state, matter).ballot;
  const { franchise, poll, results, clause } = matterProcedure(state, matter);
  return { opens: POLL_OPENS, closes: POLL_CLOSES, franchise, poll, results, clause };
}

/** The contest with what one of its ballots says in the place of what the contest says. */
export function procedureForBallot(procedure: Procedure, ballot: string): Procedure {
  if (procedure.kind === 'motion') return procedure;
  const found = ballotsOf(procedure).find((b) => b.id === ballot);
  if (found === undefined) return procedure;
  const { franchise, paper, count, poll, results } = found;
  return { ...procedure, franchise, paper, count, poll, results };
}

/** Some book rules decide by figures, which a count must then bring. */
export function needsFigures(ballot: Ballot): boolean {
  const { decides } = ballot;
  if (decides.kind !== 'chooses') return true;
  return decides.winning !== undefined || decides.otherwise !== 'nobody';
}

export type PollPhase =
  | 'none' // nothing prepared, or overtaken
  | 'prepared'
  | 'open'
  | 'over';

/** How far the poll of a matter has come; a ballot that is decided and followed by another is none. */
export function pollPhase(state: State, matter: MatterState): PollPhase {
  if (matter.poll === undefined) return 'none';
  const isSettled =
    matter.kind === 'contest' &&
    matter.progress.finished === undefined &&
    matter.progress.level === undefined &&
    matter.progress.held.some((h) => h.poll === matter.poll);
  if (isSettled) return 'none';
  const reported = own(state.reported, matter.poll);
  if (reported !== undefined) return reported.report === undefined ? 'open' : 'over';
  const poll = own(state.polls, matter.poll);
  if (poll === undefined || poll.status === 'failed') return 'none';
  if (poll.status === 'prepared') return 'prepared';
  return poll.status === 'open' ? 'open' : 'over';
}

/** How many places there are, as the outcome of another contest may have changed it. */
export function seatsOf(state: State, contest: ContestState): number {
  const procedure = contestProcedure(state, contest);
  for (const rule of procedure.seatsWhen ?? [])
    for (const other of Object.values(state.matters)) {
      if (other.kind !== 'contest' || other.procedure !== rule.procedure) continue;
      const outcome = other.declared?.outcome;
      if (outcome === undefined || outcome.kind === 'motion') continue;
      const persons = outcome.elected.reduce(
        (sum, c) => sum + Math.max(1, own(other.candidates, c.id)?.members.length ?? 1),
        0,
      );
      if (persons === rule.elected) return rule.seats;
    }
  return procedure.seats;
}

/** Nominations from the beginning: who stood before must be nominated again. */
export function reopened(contest: ContestState): ContestState {
  return {
    ...contest,
    gate: 0,
    phase: 'waiting',
    reopened: true,
    sizes: {},
    candidates: {},
    nominators: emptyTrie(),
    nominatorAreas: emptyTrie(),
    nominatorCounts: {},
    tallies: undefined,
    poll: undefined,
    declared: undefined,
    progress: { ...FRESH_PROGRESS, held: contest.progress.held },
  };
}

export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
