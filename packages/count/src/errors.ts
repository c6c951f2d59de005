/** Why a count gives no result. None of them leaves a partial one. */
import type { OrderStep, TiePurpose } from './ties.ts';

export type CountError =
  | {
      readonly code: 'count/unknown-rule';
      readonly message: string;
      readonly rules: readonly string[];
    }
  | {
      readonly code: 'count/seats-not-for-this-rule';
      readonly message: string;
      readonly use: readonly string[];
    }
  | { readonly code: 'count/seats-not-a-number'; readonly message: string }
  | { readonly code: 'count/no-candidates'; readonly message: string }
  | { readonly code: 'count/no-votes'; readonly message: string }
  | { readonly code: 'count/constraints-impossible'; readonly message: string }
  | { readonly code: 'count/seed-missing'; readonly message: string }
  | { readonly code: 'count/weights-not-whole'; readonly message: string }
  | { readonly code: 'count/too-many-candidates'; readonly message: string; readonly most: number }
  | { readonly code: 'count/too-many-papers'; readonly message: string; readonly most: number }
  | { readonly code: 'count/default-option-unknown'; readonly message: string }
  | { readonly code: 'count/profiles-differ'; readonly message: string }
  | { readonly code: 'count/weight-not-a-number'; readonly message: string }
  | { readonly code: 'count/poll-not-due'; readonly message: string; readonly round: number }
  | { readonly code: 'count/electorate-needed'; readonly message: string }
  | { readonly code: 'count/quota-too-small'; readonly message: string }
  | { readonly code: 'count/not-a-number-of-papers'; readonly message: string }
  | { readonly code: 'count/not-a-vacancy'; readonly message: string }
  | { readonly code: 'count/no-ranking'; readonly message: string }
  | { readonly code: 'count/countback-not-for-this-rule'; readonly message: string }
  | TieError;

export type TieError =
  /** The ladder asks for a lot and none was drawn: draw it among `tied`, then count again. */
  | {
      readonly code: 'count/tie-needs-lot';
      readonly message: string;
      readonly round: number;
      readonly purpose: TiePurpose;
      readonly tied: readonly string[];
    }
  /** The ladder names an order that was published, or a public coin, and the count was not given it. */
  | {
      readonly code: 'count/tie-source-missing';
      readonly message: string;
      readonly step: Exclude<OrderStep, 'lot'>;
      readonly round: number;
      readonly purpose: TiePurpose;
      readonly tied: readonly string[];
    }
  /** Every step of the ladder was tried. */
  | {
      readonly code: 'count/tie-unbroken';
      readonly message: string;
      readonly round: number;
      readonly purpose: TiePurpose;
      readonly tied: readonly string[];
    }
  | {
      readonly code: 'count/lot-not-an-order';
      readonly message: string;
      readonly round: number;
      readonly purpose: TiePurpose;
      readonly tied: readonly string[];
    };
