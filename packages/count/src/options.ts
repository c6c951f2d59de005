import type { Lot, TieStep } from './ties.ts';

/** Choices that a rule book makes within a rule; a rule ignores those that are not about it. */
export interface CountOptions {
  /** What a candidate must have more than half of: votes still in the count (default), or all papers counted. */
  readonly majorityOf?: 'continuing' | 'all-papers';
  /** Stop as soon as somebody has a majority (default), or go on to the last two, to show how they stand. */
  readonly countTo?: 'majority' | 'last-two';
  /** `all-who-cannot-win` also excludes together those whose votes, together, are fewer than the next candidate's. */
  readonly exclusion?: 'one-at-a-time' | 'all-who-cannot-win';
  /** The tie ladder; by default earlier rounds, the nearest first, then a lot. */
  readonly ties?: readonly TieStep[];
  readonly lot?: Lot;
}

export const DEFAULT_TIES: readonly TieStep[] = ['backwards', 'lot'];
