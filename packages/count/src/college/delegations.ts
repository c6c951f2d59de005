/** Delegations: each casts one paper for all whom it represents (a card vote). */
import { aggregatePiles, type Candidate, type Profile } from '../profile.ts';

export interface Delegation {
  readonly id: string;
  /** How many it casts: members represented. */
  readonly members: number;
  /** Candidates by their place, best first. */
  readonly ranking: readonly number[];
}

/** The papers of the delegations, each as many times as it has members. */
export function byDelegation(from: {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly delegations: readonly Delegation[];
}): Profile {
  return aggregatePiles({
    candidates: from.candidates,
    seats: from.seats,
    piles: from.delegations.map(({ ranking, members }) => ({ ranking, count: members })),
  });
}
