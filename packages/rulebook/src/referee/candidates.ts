/** The candidates of a contest as they come and go. */
import type { CandidateState, ContestState } from '../state.ts';
import { own } from '../state.ts';

/** Adds someone who has not been named yet. */
export function ensureCandidate(matter: ContestState, id: string, name: string): ContestState {
  if (own(matter.candidates, id) !== undefined) return matter;
  const fresh: CandidateState = {
    id,
    name,
    order: Object.keys(matter.candidates).length,
    nominations: {},
    support: {},
    consented: false,
    withdrew: false,
    leftLate: false,
    paid: {},
    spent: {},
    returned: false,
    classes: [],
    groups: {},
    qualifications: [],
    members: [],
    statement: undefined,
    out: false,
  };
  return withCandidate(matter, fresh);
}

export function withCandidate(matter: ContestState, candidate: CandidateState): ContestState {
  return { ...matter, candidates: { ...matter.candidates, [candidate.id]: candidate } };
}
