/**
 * A published result in the shape that the checks read: what was printed, nothing worked out. Every
 * figure keeps its place in the file. Anything may be missing; a check that lacks a figure is not made.
 */
import type { Ratio } from '@hustings/count';
import type { Figure, Figures } from './read/tree.ts';

export interface Published {
  readonly title: string;
  readonly ballots: readonly Ballot[];
  readonly nominations: readonly Nominations[];
  readonly confidence: readonly ConfidenceVote[];
  readonly pairs: Pairs | undefined;
  readonly seats: SeatList | undefined;
  /** Moments by name, in ISO 8601, as printed. */
  readonly timetable: readonly Moment[];
  /** Figures that other places print differently. */
  readonly alsoPrinted: readonly OtherPrint[];
}

/** One vote of one electorate: a count of transfers has several rounds, an exhaustive vote several polls. */
export interface Ballot {
  readonly name: string;
  readonly path: string;
  /** `transfers`: the same papers in every round. `polls`: a new vote every time. `questions`: votes on different things. */
  readonly kind: 'transfers' | 'polls' | 'questions';
  readonly rounds: readonly Round[];
  readonly sections: readonly Section[];
  readonly papers: Papers;
  /** Points there are, where points decide: of each unit, and of all. */
  readonly points: {
    readonly total: Figure | undefined;
    readonly perUnit: Figure | undefined;
    readonly units: Figure | undefined;
    readonly toWin: Figure | undefined;
  };
  readonly majority: boolean;
  readonly turnout: readonly PrintedTurnout[];
  readonly declaration: { readonly path: string; readonly text: string } | undefined;
  /** Tables of shares by section, of the first round. */
  readonly sectionShares: readonly { readonly section: string; readonly shares: Figures }[];
}

export interface Papers {
  readonly valid: Figure | undefined;
  readonly spoilt: Figure | undefined;
  readonly abstentions: Figure | undefined;
  readonly returned: Figure | undefined;
  readonly admitted: Figure | undefined;
  readonly notAdmitted: Figure | undefined;
  readonly electorate: Figure | undefined;
  /** Ways in which papers came (online, by post). */
  readonly channels: readonly Figure[];
}

export interface PrintedTurnout {
  readonly figure: Figure;
  /** Undefined for the whole. */
  readonly section: string | undefined;
}

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly weight: Ratio | undefined;
  readonly electorate: Figure | undefined;
  readonly returned: Figure | undefined;
  readonly spoilt: Figure | undefined;
  readonly didNotVote: Figure | undefined;
}

export type Unit = 'votes' | 'points' | 'percent';

export interface Round {
  readonly path: string;
  readonly name: string;
  readonly unit: Unit;
  readonly totals: Figures;
  /** Candidates who are listed without a figure. */
  readonly missing: readonly string[];
  readonly bySection: ReadonlyMap<string, Figures>;
  /** Heads, where the totals are points or percentages. */
  readonly heads: Figures;
  readonly valid: Figure | undefined;
  /** Papers for nobody in this round: abstentions, exhausted, spoilt. */
  readonly others: readonly Figure[];
  readonly spoilt: Figure | undefined;
  /** Shares as printed, each table with what it is of. */
  readonly shares: readonly { readonly of: 'totals' | 'heads'; readonly figures: Figures }[];
  readonly weighted: Figures;
  /** Weighted points by section, each as a part of 100. */
  readonly weightedBySection: ReadonlyMap<string, Figures>;
  readonly eliminated: readonly string[];
  readonly elected: readonly string[];
  /** Says that somebody left by themselves, or that more than the lowest went by rule. */
  readonly explained: boolean;
}

export interface Nominations {
  readonly bodySize: Figure | undefined;
  readonly percent: Figure | undefined;
  readonly threshold: Figure | undefined;
  readonly candidates: Figures;
  /** Those who were on the ballot. */
  readonly stood: readonly string[];
}

export interface ConfidenceVote {
  readonly name: string;
  readonly path: string;
  readonly confidence: Figure | undefined;
  readonly noConfidence: Figure | undefined;
  readonly total: Figure | undefined;
  readonly spoilt: Figure | undefined;
  readonly electorate: Figure | undefined;
  readonly shares: readonly Figure[];
  readonly outcome: string | undefined;
}

export interface Pairs {
  readonly path: string;
  readonly orders: readonly { readonly order: readonly string[]; readonly count: Figure }[];
  readonly pairs: readonly {
    readonly winner: string;
    readonly loser: string;
    readonly figure: Figure;
  }[];
  readonly candidates: readonly string[];
  readonly winners: readonly string[];
  readonly valid: Figure | undefined;
}

export interface SeatList {
  readonly seats: Figure | undefined;
  readonly standing: Figure | undefined;
  readonly rows: readonly {
    readonly name: string;
    readonly path: string;
    readonly votes: Figure;
    readonly isElected: boolean;
  }[];
}

export interface Moment {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export interface OtherPrint {
  readonly source: string;
  readonly path: string;
  /** Place of a figure in the file, and what the other place prints there. */
  readonly figures: readonly { readonly path: string; readonly text: string }[];
}
