/** What can be done under a rule book from beginning to end: motions and contests. */
import type {
  BallotRules,
  Composition,
  ContestPaper,
  CountRules,
  Franchise,
  Majority,
  PollRules,
  Quorum,
  Winning,
} from './ballots.ts';
import type { Span } from './measures.ts';
import type { NominationRules } from './nomination.ts';
import type { ResultPolicy } from './results.ts';
import type { Timetable } from './timetable.ts';
import type { Trigger } from './triggers.ts';

export type Procedure = MotionProcedure | ContestProcedure;

/** A yes-or-no question put to an electorate. */
export interface MotionProcedure {
  readonly kind: 'motion';
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** The office whose holder the motion is about. */
  readonly office?: string;
  readonly tabling: {
    readonly body: string;
    readonly movers: number;
    /** A demand that must have been met. */
    readonly demand?: string;
    readonly clause: string;
  };
  /** What stands on the paper; `abstain` only where an abstention can be voted. */
  readonly options: { readonly for: string; readonly against: string; readonly abstain?: string };
  readonly decision: Majority;
  readonly quorum?: Quorum;
  readonly effect: MotionEffect;
  readonly immunity?: Immunity;
  readonly franchise: Franchise;
  readonly timetable: Timetable;
  readonly poll: PollRules;
  readonly results: ResultPolicy;
}

/** After a motion is put and not carried, no other of the same procedure for so long. */
export interface Immunity {
  readonly span: Span;
  readonly clause: string;
  /** A new holder is immune for so long too. */
  readonly afterElection?: boolean;
  /** The question under which it may be lifted. */
  readonly lifting?: string;
}

export type MotionEffect =
  | { readonly kind: 'advisory'; readonly text: string; readonly clause: string }
  /** Something happens that no other rule waits for: a rule is changed, a report adopted. */
  | { readonly kind: 'decides'; readonly text: string; readonly clause: string }
  /** The office falls vacant; `procedure` then runs with `trigger`. */
  | {
      readonly kind: 'vacates';
      readonly office: string;
      readonly procedure?: string;
      readonly trigger?: string;
      readonly text: string;
      readonly clause: string;
    };

/** An election to one or more seats of an office. */
export interface ContestProcedure {
  readonly kind: 'contest';
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly offices: readonly string[];
  readonly seats: number;
  /** The outcome of another contest changes the number of seats. */
  readonly seatsWhen?: readonly SeatsWhen[];
  readonly triggers: readonly Trigger[];
  readonly nomination: NominationRules;
  readonly franchise: Franchise;
  readonly timetable: Timetable;
  readonly paper: ContestPaper;
  readonly uncontested: {
    readonly kind: 'elected-unopposed' | 'poll-anyway';
    readonly clause: string;
  };
  readonly count: CountRules;
  readonly poll: PollRules;
  readonly results: ResultPolicy;
  /** What winning takes, beyond what the counting rule says; for a contest of one ballot. */
  readonly winning?: Winning;
  /** One after the other; left out, there is one, with what the contest says. */
  readonly ballots?: readonly BallotRules[];
  readonly composition?: Composition;
}

export interface SeatsWhen {
  /** The contest procedure whose outcome matters, and how many persons were elected together by it. */
  readonly procedure: string;
  readonly elected: number;
  readonly seats: number;
  readonly clause: string;
}
