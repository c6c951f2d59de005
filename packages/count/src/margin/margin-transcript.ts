/** The margin of victory of an alternative vote, with its proof (spec/count-other.md §6). */

export interface IrvMargin {
  readonly format: 'hustings/irv-margin/1';
  readonly elected: string;
  /** Half of the lead in the last round, upwards: so many changed papers always suffice. */
  readonly lastRound: number;
  /**
   * The fewest papers that would have to be marked otherwise for somebody else to be elected (or to be
   * level and elected by the tie-break) are at least `atLeast` and at most `atMost`.
   */
  readonly atLeast: number;
  readonly atMost: number;
  readonly isExact: boolean;
  /** Every order of exclusion that ends with somebody else ends as one of these does. */
  readonly refuted: readonly RefutedOrder[];
  /** How few changed papers suffice, where fewer do than in the last round alone. */
  readonly change: MarginChange | null;
}

export interface RefutedOrder {
  /** The last candidates in the order of exclusion; the last of them would be elected. */
  readonly order: readonly string[];
  readonly assertion: MarginAssertion;
}

export type MarginAssertion =
  /** `ahead` has more first preferences than papers name `behind` not below `ahead`: it cannot be excluded before `behind`. */
  | {
      readonly kind: 'never-before';
      readonly ahead: string;
      readonly behind: string;
      readonly lead: number;
      readonly atLeast: number;
    }
  /**
   * When only `among` are in the count, `ahead` has more votes than `behind`; where there are several
   * terms, the leads, each times its weight, together cannot be undone with fewer changed papers.
   */
  | {
      readonly kind: 'ahead-among';
      readonly terms: readonly {
        readonly among: readonly string[];
        readonly ahead: string;
        readonly behind: string;
        readonly lead: number;
        readonly weight: number;
      }[];
      readonly atLeast: number;
    };

export interface MarginChange {
  /** The order of exclusion after the change; the last is elected. */
  readonly order: readonly string[];
  /** Papers that go with `from` one after another are marked to go with `to`. */
  readonly changes: readonly {
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly papers: number;
  }[];
}
