/** How votes are given and what they decide: papers, counting, ballots one after the other. */
import type { MajorityPolicy, TieStep } from '@hustings/count';
import type { Fraction, Threshold } from './measures.ts';
import type { ClassBound } from './nomination.ts';
import type { ResultPolicy } from './results.ts';

export interface Franchise {
  readonly electorate: string;
  /** The roll may not be frozen before this stage. */
  readonly frozenAfter?: string;
  readonly clause: string;
}

export interface ContestPaper {
  readonly kind: 'ranked' | 'choice' | 'block' | 'approval' | 'score';
  /** Most preferences or votes that may be given; left out, as many as there are options. */
  readonly most?: number;
  /** Fewest votes without which the paper is void; as many as `most`: exactly so many. */
  readonly least?: number;
  /** The highest score, of a paper that scores. */
  readonly highest?: number;
  /** The paper is void unless the votes on it are so composed. */
  readonly composition?: readonly ClassBound[];
  /** A vote for nobody, on purpose; `counted` in the base of majorities or not. */
  readonly abstention?: { readonly counted: boolean; readonly clause: string };
  readonly order: 'by-name' | 'as-nominated';
  /** An option "re-open nominations" that stands like a candidate; elected, nominations open again. */
  readonly reopen?: { readonly id: string; readonly name: string; readonly clause: string };
  readonly clause: string;
}

/** How a contest's papers are counted; the words are those of @hustings/count. */
export interface CountRules {
  /** Name of a rule. */
  readonly rule: string;
  readonly clause: string;
  readonly majorityOf?: 'continuing' | 'all-papers';
  readonly exclusion?: 'one-at-a-time' | 'all-who-cannot-win';
  /** Whatever else the rule can be told: names and values of its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Tried in turn when the rule meets a tie; empty: the book does not say. */
  readonly ties: readonly { readonly step: TieStep; readonly clause: string }[];
  /** Who decides a tie that is left, by a casting vote on the record. */
  readonly casting?: { readonly body: string; readonly clause: string };
}

/** How any poll is held. */
export interface PollRules {
  readonly clause: string;
  readonly revote: 'last-counts' | 'first-stands';
  /** `at-time`: never before the closing time; `all-voted`: or once every elector has; `officer`: or when the returning officer says. */
  readonly closing: {
    readonly kind: 'at-time' | 'all-voted' | 'officer';
    readonly clause: string;
  };
  /** Who may put the closing time off; left out, nobody may. */
  readonly extension?: { readonly body: string; readonly clause: string };
  /** The poll may be held elsewhere, on paper or in a room: this body reports its figures. */
  readonly reported?: { readonly by: string; readonly clause: string };
  /** After casting, the booth offers a code with which a second device shows what the ballot says. */
  readonly secondDevice?: { readonly clause: string };
  /** Ways to vote, and which vote counts for who used two. */
  readonly channels?: {
    readonly of: readonly { readonly id: string; readonly name: string }[];
    readonly twice: 'last-counts' | 'first-stands' | 'first-listed' | 'all-void';
    readonly clause: string;
  };
}

/** One of several ballots of a contest; what it does not say itself, the contest says. */
export interface BallotRules {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  readonly opens: string;
  readonly closes: string;
  readonly franchise?: Franchise;
  readonly paper?: ContestPaper;
  readonly count?: CountRules;
  readonly poll?: PollRules;
  readonly results?: ResultPolicy;
  /** `undecided`: held only where the ballot before it decided nothing. */
  readonly when: 'always' | 'undecided';
  /** `standing`: who is left; `all`: everyone validly nominated again; `anew`: nominations open again first. */
  readonly field: 'standing' | 'all' | 'anew';
  readonly decides: Decides;
}

/** What a ballot decides. */
export type Decides =
  /** Someone is chosen: `elected` at once, `proposed` to a ballot that confirms, or only `advised`. */
  | {
      readonly kind: 'chooses';
      readonly effect: 'elected' | 'proposed' | 'advised';
      readonly winning?: Winning;
      /** Where nobody is chosen. */
      readonly otherwise: 'again' | 'next' | 'reopen' | 'nobody';
      /** Who stays then: everyone, all but the last, or the first so many. */
      readonly stay: 'all' | 'all-but-last' | number;
      /** For those level at the edge of staying; empty: the book does not say. */
      readonly level: readonly LevelRule[];
      readonly clause: string;
    }
  /** Ballot after ballot until no more than `to` are left. */
  | {
      readonly kind: 'narrows';
      readonly to: number;
      /** Votes needed to stay in, by the round; where all have them, the last goes. */
      readonly survival: readonly Survival[];
      readonly level: readonly LevelRule[];
      readonly clause: string;
    }
  /** The one who was proposed is confirmed, or not. */
  | {
      readonly kind: 'confirms';
      readonly majority: Majority;
      readonly otherwise: 'reopen' | 'nobody';
      readonly clause: string;
    };

export interface Survival {
  readonly round: number;
  readonly threshold: Threshold;
  readonly clause: string;
}

/** For candidates level for last, tried in turn; each is used once for the same candidates. */
export interface LevelRule {
  readonly step: 'poll-again' | 'all-go' | 'previous-round' | 'lot' | 'body';
  /** Who decides, for `body`. */
  readonly body?: string;
  readonly clause: string;
}

/** What winning takes: all that is said must hold, in the last round of the count. */
export interface Winning {
  readonly majority?: WinningMajority;
  /** Ahead of the next by at least this share. */
  readonly lead?: {
    readonly share: Fraction;
    readonly of: 'votes' | 'entitled';
    readonly clause: string;
  };
  /** So much of the roll must have voted. */
  readonly quorum?: Quorum;
  /** Preferred to the default option by at least `times` half the square root of those entitled. */
  readonly optionQuorum?: { readonly times: number; readonly clause: string };
  readonly clause: string;
}

export interface WinningMajority {
  /** `votes`: still in the count; `first-votes`: valid papers; `weighted`: of all that the sections carry. */
  readonly of:
    | 'votes'
    | 'first-votes'
    | 'votes-and-abstentions'
    | 'all-papers'
    | 'entitled'
    | 'weighted';
  readonly share: Fraction;
  readonly reach: 'more-than' | 'at-least';
  readonly clause: string;
}

/** What the votes for must reach, whole: a share, of what, and whether reaching it is enough. */
export interface Majority extends MajorityPolicy {
  readonly clause: string;
}

/** At least `share` of the roll must have returned a paper of this kind, else the motion fails. */
export interface Quorum {
  readonly share: Fraction;
  readonly counts: 'cast' | 'valid';
  readonly clause: string;
}

/** Who may be elected together. */
export interface Composition {
  /** Places kept for a class, or a most of it. */
  readonly seats?: readonly ClassBound[];
  /** At most so many of one group: of one employer, one region. */
  readonly caps?: readonly {
    readonly group: string;
    readonly name: string;
    readonly most: number;
    readonly clause: string;
  }[];
  /** Offices whose holders belong to it without a vote. */
  readonly exOfficio?: readonly { readonly office: string; readonly clause: string }[];
}
