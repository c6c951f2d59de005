/**
 * The transcript of a count by the single transferable vote (spec/count-stv.md). Figures of votes are
 * text, as exact as the rule keeps them: `1322.00000`, `12`, or a fraction `37/3`. In every stage the
 * votes of all candidates, what is exhausted and what was lost to rounding add up to the valid papers.
 */
import type { OrderEvidence, RoundStep } from '../ties.ts';

/** A figure by candidate id. */
export type Figures = Readonly<Record<string, string>>;

export interface StvResult {
  readonly format: 'hustings/stv-count/1';
  readonly rule: string;
  /** Every switch of the rule, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly withdrawn?: true;
  }[];
  /**
   * Where papers have weights: a vote has so many parts, a power of ten, and all numbers of papers in
   * this transcript are numbers of them. Absent where a paper is one vote.
   */
  readonly scale?: number;
  /** All papers: the valid ones and those that name nobody who stands. */
  readonly papers: number;
  readonly valid: number;
  /** In the order of election; those of one stage by votes, level ones by id. */
  readonly elected: readonly string[];
  readonly stages: readonly StvStage[];
  readonly margin: StvMargin;
}

/** What a method counts; what follows from it and from the rule is added to it. */
export type StvCounted = Omit<StvResult, 'rule' | 'settings' | 'margin'>;

export interface StvStage {
  /** From 1. */
  readonly stage: number;
  /** From 1, where a stage has parts; 0 where it has none. */
  readonly part: number;
  readonly action: StvAction;
  /** What needs to be reached after the action. */
  readonly quota: string;
  /** After the action; of all who stood, also those elected or excluded. */
  readonly votes: Figures;
  readonly exhausted: string;
  readonly lost: string;
  /** Keep values after the action, of those elected (Meek, Warren). */
  readonly keeps?: Figures;
  readonly elected: readonly StvElected[];
  readonly ties: readonly StvTie[];
  readonly decisions: readonly ConstraintDecision[];
}

export type StvAction =
  | { readonly kind: 'first-preferences' }
  | {
      readonly kind: 'surplus';
      readonly surplus: string;
      readonly transfers: readonly StvTransfer[];
    }
  | {
      readonly kind: 'exclusion';
      readonly excluded: readonly string[];
      readonly because: 'fewest-votes' | 'cannot-win' | 'few-votes' | 'constraint';
      /** Empty where the papers stay, as those left are elected. */
      readonly transfers: readonly StvTransfer[];
    }
  /** Votes shared again with new keep values, so many times. */
  | { readonly kind: 'shared-again'; readonly iterations: number; readonly surplus: string }
  /** The count starts again without those excluded (Wright). */
  | { readonly kind: 'restart'; readonly excluded: readonly string[] };

export interface StvTransfer {
  readonly from: string;
  /** Papers that were looked at. */
  readonly papers: number;
  /** What left the candidate: the sum of `to`, `exhausted` and `lost`. */
  readonly votes: string;
  /** What each paper is worth now, where all are worth the same. */
  readonly value: string | null;
  readonly to: Readonly<Record<string, { readonly papers: number; readonly votes: string }>>;
  readonly exhausted: { readonly papers: number; readonly votes: string };
  /** Less than nothing where rounding together gives back what rounding apart had lost. */
  readonly lost: string;
}

export interface StvElected {
  readonly candidate: string;
  readonly because:
    | 'quota'
    | 'active-vote'
    | 'last-standing' // as many are left as seats
    | 'more-of-last-two'
    | 'exceeds-rest'; // more votes than all below and all surpluses together
}

export interface StvTie {
  readonly purpose: 'exclusion' | 'seat' | 'surplus';
  readonly places: number;
  readonly tied: readonly string[];
  readonly steps: readonly StvTieEvidence[];
  readonly chosen: readonly string[];
}

export type StvTieEvidence =
  | {
      readonly step: RoundStep;
      readonly stage: number;
      readonly part: number;
      readonly votes: Figures;
      readonly left: readonly string[];
    }
  | { readonly step: RoundStep; readonly stage: null }
  | OrderEvidence;

/** Why somebody may not be excluded (`guarded`) or can no longer be elected (`doomed`). */
export interface ConstraintDecision {
  readonly kind: 'guarded' | 'doomed';
  readonly candidate: string;
  readonly because: string;
}

/**
 * In the last stage in which somebody who is not elected had votes: how far the one with fewest, of
 * those elected in it or after it, was ahead of the best not elected.
 */
export interface StvMargin {
  readonly votes: string;
  /** Who had fewest of those elected; several when level. */
  readonly of: readonly string[];
  /** The best not elected; none where nobody else had a vote. */
  readonly over: readonly string[];
  readonly stage: number;
  readonly part: number;
}
