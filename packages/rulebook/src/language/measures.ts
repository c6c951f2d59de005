/** The small measures that rules are made of: shares, spans, sums of money, thresholds. */

/** An exact share. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export interface Span {
  readonly count: number;
  readonly unit: 'hours' | 'days' | 'months';
}

/** A sum: decimal amount, "25" or "0.50", and an ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** `more-than`: strictly more than the share. */
export type Rounding = 'up' | 'half-up' | 'down' | 'more-than';

/** The moment at which a body's size is taken; `moving`: whatever it is at each moment. */
export type SizeMoment = 'contest-called' | 'nominations-open' | 'nominations-close' | 'moving';

export type Threshold =
  | { readonly kind: 'count'; readonly count: number }
  | {
      readonly kind: 'percent';
      /** Decimal, "12.5". */
      readonly percent: string;
      /** How a share that is no whole number is rounded; left out, the book does not say. */
      readonly rounding?: Rounding;
      /** The clause that says so, where it is another than that of the condition. */
      readonly roundingClause?: string;
      readonly asOf: SizeMoment;
      /** The body whose size is the whole, where it is not the body that nominates. */
      readonly ofBody?: string;
    };
