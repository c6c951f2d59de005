/**
 * What someone needs: a tree of conditions over support, payments, qualifications and approvals.
 * The same tree says what a candidate needs to pass a gate and what a demand needs to be met.
 */
import type { Fraction, Money, Threshold } from './measures.ts';

export type Condition =
  | NominationsCondition
  /** So much has been paid by or for the candidate. */
  | { readonly kind: 'paid'; readonly amount: Money; readonly clause: string }
  /** It has been certified that the candidate has this qualification of the book. */
  | { readonly kind: 'qualified'; readonly qualification: string; readonly clause: string }
  /** A ruling on that question that approves the candidate stands. */
  | { readonly kind: 'approved'; readonly question: string; readonly clause: string }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'at-least'; readonly least: number; readonly of: readonly Condition[] }
  /** Which condition holds depends on what set the contest going. */
  | {
      readonly kind: 'by-trigger';
      readonly cases: readonly {
        readonly triggers: readonly string[];
        readonly condition: Condition;
      }[];
    }
  /** Which condition holds depends on the status of whoever holds the office: prime minister, or not. */
  | {
      readonly kind: 'by-status';
      readonly cases: readonly {
        readonly statuses: readonly string[];
        readonly condition: Condition;
      }[];
    };

/** Support from the members or the units of a body. */
export interface NominationsCondition {
  readonly kind: 'nominations';
  readonly body: string;
  readonly threshold: Threshold;
  readonly clause: string;
  /** Only units of this kind count. */
  readonly ofKind?: string;
  /** Count not the units but the members that they represent. */
  readonly weighed?: boolean;
  /** How widely the support must be spread. */
  readonly spread?: readonly Spread[];
}

export interface Spread {
  /** A level of areas of the body: local party, riding, province. */
  readonly level: string;
  /** From at least so many areas. */
  readonly areas?: number;
  /** At most this share of what is needed counts from any one area. */
  readonly mostShare?: Fraction;
  readonly clause: string;
}
