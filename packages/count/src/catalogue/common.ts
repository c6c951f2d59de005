/** What entries of the catalogue share. */
import { assert } from '@hustings/base';
import type { ScoreProfile } from '../cardinal/score.ts';
import { type WeakProfile, weakProfile } from '../condorcet/weak-profile.ts';
import type { Profile } from '../profile.ts';
import type { TieStep } from '../ties.ts';
import type { CountGiven, CountOutcome, Election } from './counting-rule.ts';
import { type Chosen, type Setting, stepsOf } from './setting.ts';

export const NO_OFFICIAL_COUNT = 'No official count available.';

const ORDERS: readonly TieStep[] = ['lot', 'published-order', 'public-coin'];
const ALL_STEPS: readonly TieStep[] = [
  'backwards',
  'backwards-all',
  'forwards',
  'forwards-all',
  ...ORDERS,
];

/** How ties are broken where there are earlier rounds to look at. */
export function tiesSetting(fallback: readonly TieStep[] = ['backwards', 'lot']): Setting {
  return {
    name: 'ties',
    kind: 'ladder',
    meaning:
      'What is tried, in turn, on candidates who are level: earlier rounds, from the nearest or the first (with -all only those in which all of them differ), and an order: a lot that is drawn, an order published beforehand, or one that follows from a public coin.',
    fallback: fallback.join(' '),
    steps: ALL_STEPS,
  };
}

/** How ties are broken where there is one round only. */
export const ORDER_SETTING: Setting = {
  name: 'ties',
  kind: 'ladder',
  meaning:
    'Which order settles between candidates who are level: a lot that is drawn, one published beforehand, or one that follows from a public coin.',
  fallback: 'lot',
  steps: ORDERS,
};

/** Ties and the source of their orders, as the engines take them. */
export function tiesOf(
  chosen: Chosen,
  given: CountGiven,
): { readonly ties: readonly TieStep[]; readonly lot?: NonNullable<CountGiven['lot']> } {
  return { ties: stepsOf(chosen['ties'] as string), ...(given.lot && { lot: given.lot }) };
}

export function rankingsOf(election: Election): Profile {
  assert(election.kind === 'rankings', 'the rule was given rankings');
  return election.profile;
}

export function tiersOf(election: Election): WeakProfile {
  assert(
    election.kind === 'rankings' || election.kind === 'weak-rankings',
    'the rule was given rankings',
  );
  return election.kind === 'rankings' ? weakProfile(election.profile) : election.profile;
}

export function scoresOf(election: Election): ScoreProfile {
  assert(election.kind === 'scores', 'the rule was given scores');
  return election.profile;
}

/** The transcript of the rule's own kind: one of another rule is a bug. */
export function outcomeOf<F extends CountOutcome['format']>(
  outcome: CountOutcome,
  format: F,
): Extract<CountOutcome, { readonly format: F }> {
  assert(outcome.format === format, `the transcript is ${format}`);
  return outcome as Extract<CountOutcome, { readonly format: F }>;
}
