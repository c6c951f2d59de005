/**
 * The transcript of a count: plain data that says what happened, why, and where every paper went
 * (spec/count.md). Candidates are named by id; lists of ids whose order says nothing are sorted, so
 * that the same papers give the same transcript however the candidates or papers were ordered.
 */
import type { Votes } from './profile.ts';
import type { StvResult } from './stv/stv-transcript.ts';
import type { Tie } from './ties.ts';

/** A transcript of either family, told apart by `format`. */
export type AnyCountResult = CountResult | StvResult;

export interface CountResult {
  readonly format: 'hustings/count/1';
  readonly rule: string;
  /** The choices made within the rule, such as what a majority is of. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly withdrawn?: true;
  }[];
  /** Papers in the count: every round's votes and exhausted papers add up to this. */
  readonly papers: number;
  /** In the order of their votes; one id where there is one seat. */
  readonly elected: readonly string[];
  readonly rounds: readonly Round[];
  readonly margin: Margin;
  /** Papers that were with no candidate in the last round. */
  readonly exhausted: number;
}

export interface Round {
  /** From 1. */
  readonly round: number;
  /** Of each candidate still in the count. */
  readonly votes: Votes;
  /** Papers with no preference for any of them. */
  readonly exhausted: number;
  /** Votes that elect in this round; null where the most votes elect, however few. */
  readonly needed: number | null;
  readonly action: Action;
}

export type Action = Elected | Excluded;

export interface Elected {
  readonly kind: 'elected';
  readonly elected: readonly string[];
  readonly because:
    | 'majority' // has the votes needed
    | 'more-of-last-two' // two are left, neither has the votes needed, one has more
    | 'tie-of-last-two' // two are left with the same votes; the tie says who
    | 'last-standing' // nobody else is left
    | 'most-votes'; // first past the post, or the last round of the supplementary vote
  readonly tie?: Tie;
}

export interface Excluded {
  readonly kind: 'excluded';
  readonly excluded: readonly string[];
  readonly because:
    | 'fewest-votes'
    | 'no-votes' // several without a vote go together: their order could make no difference
    | 'cannot-win' // several whose votes together are fewer than the next candidate's
    | 'not-of-first-two'; // all of them at once, by the supplementary vote
  readonly tie?: Tie;
  /** One per excluded candidate, in the order of `excluded`. */
  readonly transfers: readonly Transfer[];
}

/** Where the papers of an excluded candidate went: `papers` = the sum of `to` + `exhausted`. */
export interface Transfer {
  readonly from: string;
  readonly papers: number;
  /** Only candidates who received a paper. */
  readonly to: Votes;
  readonly exhausted: number;
}

/** How many votes, in the last round, the elected candidate with fewest was ahead of the best not elected. */
export interface Margin {
  readonly votes: number;
  /** The best not elected: several when level, none when everybody was elected (`votes` is then all of the last elected's). */
  readonly over: readonly string[];
}
