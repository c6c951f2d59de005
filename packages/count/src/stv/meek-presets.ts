/** Named settings of the switches for Meek's method and its relatives. */
import type { MeekSwitches } from './switches.ts';

/** PR Foundation, reference Meek rule: nine places, keep values rounded up, ω = 0.000001. */
export const MEEK_PRF: MeekSwitches = {
  method: 'meek',
  keeping: 'meek',
  quota: { share: 'droop', places: 9, rounding: 'next', when: 'moving', reach: 'at-least' },
  places: 9,
  rounding: 'keep-up',
  tolerance: 1000n,
  toleranceReached: 'below',
  early: 'never',
  tied: 'within-surplus',
  afterElection: 'shares-again',
  keepsChange: 'while-sharing',
  tiePoints: 'stages',
  lot: 'drawn',
  ties: ['backwards', 'lot'],
};

/** Hill, Wichmann and Woodall's algorithm had real numbers; eighteen places stand for them here. */
export const MEEK_1987: MeekSwitches = {
  ...MEEK_PRF,
  quota: { ...MEEK_PRF.quota, places: 18 },
  places: 18,
  rounding: 'both-down',
  tolerance: 10n ** 9n,
  toleranceReached: 'at-or-below',
  tied: 'within-surplus',
};

export const WARREN: MeekSwitches = { ...MEEK_1987, keeping: 'warren' };

/** Local Electoral Regulations 2001, Schedule 1A: nine places, all products rounded up. */
export const MEEK_NZ: MeekSwitches = {
  ...MEEK_PRF,
  rounding: 'both-up',
  tolerance: 100_000n,
  early: 'lowest',
  tied: 'level',
  afterElection: 'may-exclude',
  keepsChange: 'every-time',
  tiePoints: 'iterations',
  lastStanding: 'with-votes',
  lot: 'statute',
  ties: ['forwards', 'lot'],
};
