/**
 * The transcript of a countback (spec/count-other.md §8). Figures of votes are text, as in the counts
 * of the single transferable vote.
 */
import type { Figures, StvTie } from '../stv/stv-transcript.ts';

export interface CountbackResult {
  readonly format: 'hustings/countback/1';
  readonly settings: Readonly<Record<string, string>>;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly vacating: string;
  /** Sorted. */
  readonly contesting: readonly string[];
  /** How the one who leaves was elected. */
  readonly held: {
    readonly stage: number;
    readonly part: number;
    readonly quota: string;
    readonly before: string;
    readonly votes: string;
    readonly parcels: readonly HeldParcel[];
  };
  /** Empty where one alone contests. */
  readonly rounds: readonly CountbackRound[];
  readonly elected: string;
  readonly because: 'unopposed' | 'majority' | 'last-standing';
}

/** Papers with which the member was elected; the values of all together make what elected them. */
export interface HeldParcel {
  readonly stage: number;
  readonly part: number;
  readonly papers: number;
  readonly value: string;
  /** In the countback. */
  readonly valueNow: string;
  /** Of the papers that came last: whether they named somebody else who was still in the count. */
  readonly next?: 'somebody' | 'nobody';
}

export interface CountbackRound {
  /** From 1. */
  readonly round: number;
  /** Papers of one value, highest first: all papers in the first round, then those of who was excluded. */
  readonly parts: readonly CountbackPart[];
  /** After all parts; of each who is still in the countback. */
  readonly votes: Figures;
  readonly exhausted: string;
  readonly lost: string;
  /** Half the votes with those still in, and one more, without the fraction. */
  readonly quota: string;
  readonly excluded: string | null;
  readonly tie?: StvTie;
}

export interface CountbackPart {
  readonly value: string;
  readonly papers: number;
  readonly to: Readonly<Record<string, { readonly papers: number; readonly votes: string }>>;
  readonly exhausted: number;
}
