/** The transcript of rules in which each candidate has a sum of marks or points (spec/count-other.md §3). */
import type { Votes } from '../profile.ts';
import type { Tie } from '../ties.ts';
import type { BelowBar } from './approval-bar.ts';

export interface PointsResult {
  readonly format: 'hustings/points-count/1';
  readonly rule: 'block-vote' | 'approval' | 'score' | 'borda';
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly withdrawn?: true;
  }[];
  /** Valid papers. */
  readonly papers: number;
  readonly voided: readonly VoidPapers[];
  /** Of each who stands. */
  readonly points: Votes;
  /** What a point is counted in: 2 where `points` are halves. */
  readonly scale: 1 | 2;
  /** Approval: who has fewer marks than the bar asks for, and cannot be elected. Sorted. */
  readonly below?: readonly BelowBar[];
  /** Most first, level ones by id. Nobody, or the default option, where nobody reaches the bar. */
  readonly elected: readonly string[];
  readonly tie?: Tie;
  /** In the units of `points`: how far the last elected is ahead of the best not elected. */
  readonly margin: { readonly points: number; readonly over: readonly string[] };
}

/** Papers that do not count, by the first reason that applies. */
export interface VoidPapers {
  readonly reason: 'blank' | 'too-many' | 'too-few' | 'composition' | 'score-out-of-range';
  /** Of a composition: which group the papers have too few or too many of. */
  readonly group?: string;
  readonly papers: number;
}
