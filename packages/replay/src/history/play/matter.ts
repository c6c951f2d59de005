/** The one contest of a proceeding. */
import type { ContestState, State } from '@hustings/rulebook';

export const MATTER = 'contest';

export function contestOf(state: State): ContestState | undefined {
  const found = state.matters[MATTER];
  return found?.kind === 'contest' ? found : undefined;
}

export function dateOf(state: State, stage: string): string | undefined {
  return state.matters[MATTER]?.dates[stage];
}
