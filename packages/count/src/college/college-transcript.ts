/**
 * The transcript of a count in a weighted college (spec/count-other.md §2). Weighted figures are exact
 * fractions as text (`37/3`); `shown` is the same as a percentage of what is carried in the round.
 */
import type { Votes } from '../profile.ts';
import type { OrderEvidence, RoundStep, Tie } from '../ties.ts';

export interface CollegeResult {
  readonly format: 'hustings/college-count/1';
  readonly rule: 'college-alternative-vote';
  readonly settings: Readonly<Record<string, string>>;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly withdrawn?: true;
  }[];
  readonly sections: readonly {
    readonly id: string;
    readonly name: string;
    /** `1/3`, `100 points`, `votes`. */
    readonly weight: string;
    readonly papers: number;
  }[];
  readonly papers: number;
  readonly rounds: readonly CollegeRound[];
  readonly elected: readonly string[];
  /** In the last round, in weight: how far ahead of the best not elected. */
  readonly margin: {
    readonly weight: string;
    readonly percent: string;
    readonly over: readonly string[];
  };
}

export interface CollegeRound {
  /** From 1. */
  readonly round: number;
  readonly sections: readonly SectionRound[];
  /** The sum of what the sections carry. */
  readonly carried: string;
  /** By candidate: the sum of the sections' parts. They add up to `carried`. */
  readonly weighted: Readonly<Record<string, string>>;
  readonly percent: Readonly<Record<string, string>>;
  /** More than this elects. */
  readonly half: string;
  readonly action:
    | {
        readonly kind: 'elected';
        readonly elected: readonly string[];
        readonly because: 'majority' | 'last-standing' | 'tie-of-last-two';
        readonly tie?: CollegeTie;
      }
    | {
        readonly kind: 'excluded';
        readonly excluded: readonly string[];
        readonly because: 'fewest-votes';
        readonly tie?: CollegeTie;
      };
}

export interface SectionRound {
  readonly id: string;
  readonly votes: Votes;
  readonly exhausted: number;
  readonly carried: string;
  /** By candidate; they add up to `carried`. */
  readonly parts: Readonly<Record<string, string>>;
}

/** As `Tie`, with the weighted figures of the rounds looked at. */
export type CollegeTie = Omit<Tie, 'steps'> & {
  readonly steps: readonly (
    | {
        readonly step: RoundStep;
        readonly round: number;
        readonly weighted: Readonly<Record<string, string>>;
        readonly left: readonly string[];
      }
    | { readonly step: RoundStep; readonly round: null }
    | OrderEvidence
  )[];
};
