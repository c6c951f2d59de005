/** What sets a matter going, and what several people can ask for together. */
import type { Condition } from './conditions.ts';
import type { Span } from './measures.ts';

export type VacancyCause =
  | 'resigned'
  | 'died'
  | 'incapacitated'
  | 'left-body' // no longer has the seat or membership that the office asks for
  | 'election-lost'
  | 'removed'
  | 'term-ended';

/** What sets a contest going. */
export interface Trigger {
  readonly id: string;
  readonly name: string;
  /** Whether the office must have a holder at that moment. */
  readonly office: 'held' | 'vacant' | 'either';
  /** A motion that must have been carried in this proceeding first. */
  readonly motion?: string;
  /** All of these must be so. */
  readonly needs?: readonly TriggerNeed[];
  /** Whom it bars: the holder who lost the motion, or left, may not stand. */
  readonly bars?: { readonly who: 'last-holder'; readonly clause: string };
  readonly clause: string;
}

export type TriggerNeed =
  /** The office fell vacant in one of these ways. */
  | {
      readonly kind: 'vacancy';
      readonly causes: readonly VacancyCause[];
      readonly clause: string;
    }
  /** A demand of the book has been met. */
  | { readonly kind: 'demand'; readonly demand: string; readonly clause: string }
  /** The holder's time is up, or will be within `early`. */
  | {
      readonly kind: 'term';
      readonly every: Span;
      readonly early?: Span;
      readonly clause: string;
    }
  /** An event of the book happened, at most so long ago. */
  | {
      readonly kind: 'event';
      readonly event: string;
      readonly within?: Span;
      readonly clause: string;
    }
  /** No contest for the office was declared for so long. */
  | { readonly kind: 'pause'; readonly span: Span; readonly clause: string };

/** Something that enough people can ask for together: letters to an officer, a petition, a requisition. */
export interface Demand {
  readonly id: string;
  readonly name: string;
  readonly clause: string;
  /** `letters`: names and number are the keeper's secret; the others are counted on the record. */
  readonly form: 'letters' | 'petition' | 'requisition';
  /** Who keeps the letters and says when there are enough. */
  readonly keeper?: string;
  /** The office that it is about. */
  readonly office?: string;
  readonly condition: Condition;
  /** Whether who has signed may take it back. */
  readonly withdrawal: boolean;
  /** A signature counts for so long. */
  readonly counts?: { readonly span: Span; readonly clause: string };
  /** A unit must have decided in a meeting that had its quorum. */
  readonly meeting?: { readonly clause: string };
}
