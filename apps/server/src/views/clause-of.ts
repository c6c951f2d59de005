/** The clause under which an act was done: what the timeline cites beside it. */
import type { Act, ContestProcedure, Procedure, State } from '@hustings/rulebook';

export function clauseOf(state: State, act: Act): string | undefined {
  switch (act.kind) {
    case 'motion-tabled': {
      const procedure = find(state, act.procedure);
      return procedure?.kind === 'motion' ? procedure.tabling.clause : undefined;
    }
    case 'contest-called': {
      const procedure = find(state, act.procedure);
      return procedure?.kind === 'contest'
        ? procedure.triggers.find((t) => t.id === act.trigger)?.clause
        : undefined;
    }
    case 'ruling-made':
      return state.book.questions.find((q) => q.id === act.question)?.clause;
    case 'roll-frozen':
      return state.book.electorates.find((e) => e.id === act.electorate)?.clause;
    case 'timetable-set':
      return ofMatter(state, act.matter)?.timetable.clause;
    case 'motion-withdrawn': {
      const procedure = ofMatter(state, act.matter);
      return procedure?.kind === 'motion' ? procedure.tabling.clause : undefined;
    }
    case 'nominations-opened':
    case 'nominations-closed':
    case 'nomination-made':
    case 'nomination-withdrawn':
      return contest(state, act.matter)?.nomination.gates[0]?.clause;
    case 'candidate-consented':
      return contest(state, act.matter)?.nomination.consent?.clause;
    case 'candidate-withdrew':
      return contest(state, act.matter)?.nomination.withdrawal.clause;
    case 'statement-filed':
      return contest(state, act.matter)?.nomination.statement?.clause;
    case 'poll-prepared':
      return ofMatter(state, act.matter)?.franchise.clause;
    case 'poll-opened':
      return ofPoll(state, act.poll)?.poll.clause;
    case 'poll-extended':
      return ofPoll(state, act.poll)?.poll.extension?.clause;
    case 'poll-closed':
      return ofPoll(state, act.poll)?.poll.closing.clause;
    case 'poll-counted': {
      const procedure = ofPoll(state, act.poll);
      return procedure?.kind === 'contest' ? procedure.count.clause : procedure?.decision.clause;
    }
    case 'result-declared':
      return ofMatter(state, act.matter)?.results.clause;
    case 'office-assumed':
      return contest(state, act.matter)?.clause;
    default:
      return undefined;
  }
}

function find(state: State, procedure: string | undefined): Procedure | undefined {
  return state.book.procedures.find((p) => p.id === procedure);
}

function ofMatter(state: State, matter: string): Procedure | undefined {
  return find(state, Object.hasOwn(state.matters, matter) ? state.matters[matter]?.procedure : '');
}

function contest(state: State, matter: string): ContestProcedure | undefined {
  const procedure = ofMatter(state, matter);
  return procedure?.kind === 'contest' ? procedure : undefined;
}

function ofPoll(state: State, poll: string): Procedure | undefined {
  const matter = Object.hasOwn(state.polls, poll) ? state.polls[poll]?.matter : undefined;
  return matter === undefined ? undefined : ofMatter(state, matter);
}
