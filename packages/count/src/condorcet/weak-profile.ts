/**
 * Papers that may rank several candidates equal: what the rules that compare pairs are given. A paper
 * is a list of tiers, best first; candidates on no tier are not ranked, and the rule says what that means.
 */
import { assert } from '@hustings/base';
import type { Candidate, Profile } from '../profile.ts';

export interface WeakPile {
  /** Candidates by their place in the profile. */
  readonly tiers: readonly (readonly number[])[];
  readonly count: number;
}

export interface WeakProfile {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly piles: readonly WeakPile[];
}

/** Papers without equal ranks. */
export function weakProfile(profile: Profile): WeakProfile {
  return {
    ...profile,
    piles: profile.piles.map(({ ranking, count }) => ({ tiers: ranking.map((c) => [c]), count })),
  };
}

/** Reads ranks, one per candidate: the lower number is preferred, null is not ranked. */
export function weakPile(ranks: readonly (number | null)[], count = 1): WeakPile {
  const tiers = Map.groupBy(
    ranks.flatMap((rank, candidate) => (rank === null ? [] : [{ rank, candidate }])),
    ({ rank }) => rank,
  );
  return {
    tiers: [...tiers]
      .sort(([a], [b]) => a - b)
      .map(([, those]) => those.map(({ candidate }) => candidate)),
    count,
  };
}

/** A candidate who is not there, or is on a paper twice, is a bug of whoever made the profile. */
export function assertWeak(profile: WeakProfile): void {
  for (const { tiers, count } of profile.piles) {
    assert(Number.isSafeInteger(count) && count >= 0, 'a pile has a whole number of papers');
    const named = tiers.flat();
    assert(new Set(named).size === named.length, 'a paper names a candidate once');
    for (const at of named)
      assert(profile.candidates[at] !== undefined, 'a paper names candidates of its profile');
  }
}
