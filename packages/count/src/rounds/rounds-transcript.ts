/** The transcript of a contest in several polls (spec/count-other.md §4). */
import type { Votes } from '../profile.ts';
import type { Tie } from '../ties.ts';

export interface RoundsResult {
  readonly format: 'hustings/rounds-count/1';
  readonly rule: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly rounds: readonly PollRound[];
  readonly outcome: RoundsOutcome;
}

export type RoundsOutcome =
  | { readonly kind: 'elected'; readonly elected: readonly string[] }
  /** So few are left that the next stage chooses among them, such as the members. */
  | { readonly kind: 'through'; readonly through: readonly string[] }
  /** Another poll is due, among these. */
  | { readonly kind: 'next-poll'; readonly among: readonly string[] };

export interface PollRound {
  /** From 1. */
  readonly round: number;
  readonly votes: Votes;
  readonly abstained: number;
  readonly spoilt: number;
  /** The fewest votes that elect at once; null where none do. */
  readonly needed: number | null;
  /** The fewest votes with which a candidate stays in; null where there is no such bar. */
  readonly bar: number | null;
  readonly action: RoundAction;
  /** Who withdrew after the poll. */
  readonly withdrew: readonly string[];
}

export type RoundAction =
  | {
      readonly kind: 'elected';
      readonly elected: readonly string[];
      readonly because: 'majority' | 'most-votes' | 'tie';
      readonly tie?: Tie;
    }
  | {
      readonly kind: 'out';
      readonly out: readonly string[];
      readonly because: 'below-the-bar' | 'fewest-votes' | 'level-with-fewest' | 'not-of-the-first';
      readonly tie?: Tie;
    }
  /** Level: the same candidates are voted on again. */
  | { readonly kind: 'poll-again'; readonly tied: readonly string[] };
