/** Named settings of the switches for rules that move whole papers. */
import type { SampleSwitches } from './switches.ts';

export const CAMBRIDGE: SampleSwitches = {
  method: 'sample',
  quota: { share: 'droop', places: 0, rounding: 'next', when: 'fixed', reach: 'at-least' },
  drawing: 'cincinnati',
  order: 'largest-first',
  defer: false,
  bulk: 'never',
  fewerThan: 50,
  finish: { lastStanding: 'at-once', lastExclusion: 'moves-papers', lastTwo: false },
  ties: ['backwards', 'lot'],
};

export const DAIL: SampleSwitches = {
  method: 'sample',
  quota: CAMBRIDGE.quota,
  order: 'largest-first',
  drawing: 'last-bundle',
  defer: true,
  bulk: 'fewer',
  finish: { lastStanding: 'at-once', lastExclusion: 'stays', lastTwo: false },
  ties: ['forwards', 'lot'],
};
