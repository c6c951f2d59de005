/** What was declared, and how it came about. */
import type { Clause, Frame, ProceedingRef } from './frame.ts';
import type { NominationsView, RecordView, TrustView } from './proceeding.ts';

export interface ResultView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  /** The main one (last declared) first. */
  readonly results: readonly DeclaredView[];
  readonly notes: readonly string[];
  readonly trust: TrustView;
  readonly record: RecordView;
  /** What this server's own verifier found when the result was declared. */
  readonly verified?: { readonly at: string; readonly findings: number; readonly checked: string };
}

/** One result for a big screen; `step` is counted from 1. */
export interface ScreenView {
  readonly frame: Frame;
  readonly proceeding: ProceedingRef;
  readonly declared: DeclaredView;
  readonly step: number;
  /** Its own address, without the step. */
  readonly href: string;
  readonly leaveHref: string;
}

export type DeclaredView = ElectedView | MotionView | UncontestedView;

interface DeclaredBase {
  readonly matter: string;
  /** `Leader of the Labour Party`, `Motion of no confidence`. */
  readonly title: string;
  /** The sentence that says who won or what was decided; the first thing on the page. */
  readonly sentence: string;
  readonly declaredAt: string;
  /** The declaration as recorded. */
  readonly text?: string;
  readonly clause?: Clause;
}

export interface ElectedView extends DeclaredBase {
  readonly kind: 'elected';
  /** `Alternative vote`, `First past the post`. */
  readonly method: string;
  readonly seats: number;
  /** Best first; ids are used in `votes` below. */
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly elected: boolean;
  }[];
  readonly rounds: readonly RoundView[];
  /** Decimal places of votes, where they may be in parts; left out, they are whole. */
  readonly decimals?: number;
  /** One entry where the roll has one section only. */
  readonly sections: readonly SectionView[];
  readonly nominations?: NominationsView;
  readonly turnout: TurnoutView;
  readonly margin: MarginView;
  readonly reconciliation: ReconciliationView;
  readonly spoilt: readonly SpoiltView[];
}

export interface RoundView {
  readonly number: number;
  /** Where it is not "Round" and its number: `Stage 3, part 2`. */
  readonly label?: string;
  /** What happened, in words. */
  readonly narrative: readonly string[];
  readonly tallies: readonly {
    readonly candidate: string;
    readonly votes: number;
    readonly percent: string;
    /** Against the round before; 0 in the first. */
    readonly change: number;
    readonly state: 'continuing' | 'elected' | 'excluded' | 'out';
  }[];
  /** Papers with no further preference, so far. */
  readonly exhausted: number;
  /** Where the excluded candidate's votes went after this round. */
  readonly transfers: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly votes: number;
  }[];
}

export interface SectionView {
  readonly id: string;
  readonly name: string;
  readonly valid: number;
  /** The next four are left out, all sections alike, where the book withholds turnout by section. */
  readonly electorate?: number;
  readonly cast?: number;
  readonly spoilt?: number;
  readonly turnout?: string;
  /** By candidate id: first preferences in this section. */
  readonly votes: Readonly<Record<string, number>>;
  readonly percent: Readonly<Record<string, string>>;
}

export interface TurnoutView {
  readonly percent: string;
  /** `(valid + spoilt) ÷ electorate`. */
  readonly formula: string;
  /** What is counted and what not, as the book or the stated policy says. */
  readonly definition: string;
}

export interface MarginView {
  /** Votes between the winner and the runner-up in the last round. */
  /** Left out where no one figure says how near it was. */
  readonly votes?: number;
  readonly percent?: string;
  /** Least number of papers that would have to change to change the winner. */
  readonly papers?: number;
  readonly sentences: readonly string[];
}

/** electorate = voted + notVoted; cast = counting + replaced; counting = valid + spoilt. */
export interface ReconciliationView {
  readonly electorate: number;
  readonly voted: number;
  readonly notVoted: number;
  readonly cast: number;
  readonly replaced: number;
  readonly counting: number;
  readonly valid: number;
  readonly spoilt: number;
}

export interface SpoiltView {
  /** In words: `Marked twice for the same candidate`. */
  readonly reason: string;
  readonly count: number;
}

export interface MotionView extends DeclaredBase {
  readonly kind: 'motion';
  /** The motion itself. */
  readonly motion: string;
  readonly carried: boolean;
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly forPercent: string;
  readonly againstPercent: string;
  readonly percentBase: string;
  /** What carries it: `more votes for than against`. */
  readonly needed: string;
  /** What follows under the book: `Advisory: the rule book attaches no consequence.` */
  readonly effect: string;
  readonly turnout: TurnoutView;
  readonly reconciliation: ReconciliationView;
  readonly spoilt: readonly SpoiltView[];
}

export interface UncontestedView extends DeclaredBase {
  readonly kind: 'uncontested';
  readonly elected: readonly string[];
  readonly nominations?: NominationsView;
}
