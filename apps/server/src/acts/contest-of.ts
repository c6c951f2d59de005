import type { ContestProcedure, ContestState } from '@hustings/rulebook';
import type { Doing } from './act-form.ts';

/** The contest that a form is about, with its procedure: the route has checked that they are there. */
export function contestOf(doing: Doing): {
  readonly contest: ContestState;
  readonly procedure: ContestProcedure;
} {
  const contest = doing.state.matters[doing.place.matter ?? ''];
  const procedure = doing.book.procedures.find((p) => p.id === contest?.procedure);
  if (contest?.kind !== 'contest' || procedure?.kind !== 'contest')
    throw new Error('broken invariant: a form of a contest without the contest');
  return { contest, procedure };
}
