/**
 * The transcript of a count that compares pairs (spec/count-other.md §1). Lists of ids are sorted,
 * but for rankings and the order in which defeats were looked at.
 */
import type { Tie } from '../ties.ts';
import type { Dropped } from './default-option.ts';

export type CondorcetMethod = 'schulze' | 'ranked-pairs' | 'minimax' | 'copeland' | 'kemeny';

export interface CondorcetResult {
  readonly format: 'hustings/condorcet-count/1';
  readonly rule: CondorcetMethod;
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly withdrawn?: true;
  }[];
  readonly papers: number;
  /** `pairs[a][b]`: papers that rank a above b, for all who stand. */
  readonly pairs: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Options that were dropped against the default option; they are in nothing below. */
  readonly dropped: readonly Dropped[];
  /** Who beats every other, where somebody does. */
  readonly condorcetWinner: string | null;
  /** The smallest group who beat everybody outside it. */
  readonly smith: readonly string[];
  readonly working: Working;
  /** Tiers, best first, before any tie is broken; sorted within a tier. */
  readonly ranking: readonly (readonly string[])[];
  readonly ties: readonly Tie[];
  /** Best first, level ones by id. The default option alone where nobody is above it. */
  readonly elected: readonly string[];
  /** Who was passed over for a seat, and the group of which as many were elected as may be. */
  readonly skipped?: readonly { readonly candidate: string; readonly group: string }[];
  /** The narrowest lead of the one elected over any other; null unless who is elected beats all others. */
  readonly margin: { readonly votes: number; readonly over: readonly string[] } | null;
}

export interface DefeatShown {
  readonly winner: string;
  readonly loser: string;
  readonly votes: number;
  readonly against: number;
}

/** The weakest defeat on the strongest path, by what tells defeats apart. */
export type PathStrength =
  | { readonly lead: number }
  | { readonly votes: number; readonly against?: number };

export type Working =
  /** `paths[a][b]`: the strongest path from a to b; absent where there is none. */
  | {
      readonly kind: 'schulze';
      readonly paths: Readonly<Record<string, Readonly<Record<string, PathStrength>>>>;
    }
  /** In the order looked at; those of the same strength, where no order is needed, by id. */
  | {
      readonly kind: 'ranked-pairs';
      readonly defeats: readonly (DefeatShown & { readonly isLocked: boolean })[];
    }
  /** The worst defeat of each, null where there is none. */
  | { readonly kind: 'minimax'; readonly worst: Readonly<Record<string, DefeatShown | null>> }
  /** Wins, losses and level pairs of each. */
  | {
      readonly kind: 'copeland';
      readonly results: Readonly<
        Record<string, { readonly won: number; readonly lost: number; readonly level: number }>
      >;
    }
  /** Agreements of papers with a best ranking, pair by pair, and how many rankings are as good. */
  | { readonly kind: 'kemeny'; readonly agreement: number; readonly rankings: number };
