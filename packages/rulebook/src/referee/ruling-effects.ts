/**
 * What a ruling does to the course of a matter: a step that had closed is open again. A ruling that
 * overturns one of these restores what can be restored; what has been done since stays done.
 */
import {
  type ContestState,
  contestProcedure,
  type MatterState,
  own,
  type RulingState,
  type State,
  withMatter,
} from '../state.ts';
import { ballotsOf } from './ballots.ts';

export function afterEffect(
  state: State,
  ruling: RulingState,
  overturned: RulingState | undefined,
): State {
  const matter = ruling.matter === undefined ? undefined : own(state.matters, ruling.matter);
  if (matter === undefined) return state;
  const restored = overturned === undefined ? matter : withoutEffect(matter, overturned);
  const next = withEffect(state, restored, ruling);
  return next === matter ? state : withMatter(state, next);
}

function withEffect(state: State, matter: MatterState, { effect }: RulingState): MatterState {
  switch (effect.kind) {
    case 'matter-abandoned':
      return { ...matter, abandoned: true };
    case 'result-void':
      return voided(matter);
    case 'nominations-reopened':
      return matter.kind === 'contest'
        ? { ...matter, phase: 'open', reopened: true, tallies: undefined }
        : matter;
    case 'ballot-again':
      return matter.kind === 'contest' ? again(state, matter) : matter;
    default:
      return matter;
  }
}

function withoutEffect(matter: MatterState, { effect }: RulingState): MatterState {
  if (effect.kind === 'matter-abandoned') return { ...matter, abandoned: false };
  const isBare = matter.poll === undefined && matter.declared === undefined;
  if (effect.kind === 'result-void' && matter.voided !== undefined && isBare) return matter.voided;
  return matter;
}

/** The result falls, and its poll with it: the last ballot must be held again. */
function voided(matter: MatterState): MatterState {
  const bare = { ...matter, declared: undefined, poll: undefined, voided: matter };
  if (bare.kind === 'motion') return bare;
  const last = bare.progress.held.at(-1);
  return {
    ...bare,
    progress: {
      ...bare.progress,
      held: bare.progress.held.filter((h) => h !== last),
      finished: undefined,
      level: undefined,
    },
  };
}

/** The ballot that was reported last is held again, among the same candidates. */
function again(state: State, contest: ContestState): ContestState {
  const { progress } = contest;
  const last = progress.held.at(-1);
  if (last === undefined) return contest;
  const options =
    own(state.reported, last.poll)?.options ?? own(state.polls, last.poll)?.manifest?.options;
  const field = (options ?? []).flatMap(({ id }) =>
    own(contest.candidates, id) === undefined ? [] : [id],
  );
  const ballots = ballotsOf(contestProcedure(state, contest));
  const place = ballots.findIndex((b) => b.id === last.ballot);
  const at = place < 0 ? progress.at : place;
  return {
    ...contest,
    poll: undefined,
    progress: {
      ...progress,
      at,
      round: last.round,
      field: progress.field === undefined && progress.held.length === 1 ? undefined : field,
      level: undefined,
      levels: progress.level === undefined ? progress.levels : progress.levels + 1,
      finished: undefined,
    },
  };
}
