/**
 * Acts of a ballot that is held elsewhere, on paper or in a room, and whose figures are reported:
 * opened, reported, a tie broken, figures corrected. The figures decide as the book says.
 */

/** What one section, or one channel of a section, returned. */
export interface ReportLine {
  readonly section: string;
  readonly channel?: string;
  /** Those who could vote. */
  readonly entitled: number;
  /** Other counts of the same electors, by the electorate's kinds of roll. */
  readonly rolls?: Readonly<Record<string, number>>;
  /** Valid papers; for delegations the members that they carry. */
  readonly valid: number;
  readonly abstained: number;
  readonly spoilt: readonly { readonly reason: string; readonly count: number }[];
  /** Of the first round, or the only one; of a motion `for` and `against`. */
  readonly votes: Readonly<Record<string, number>>;
}

/** A later round of the same count, by section; or, where only that is known, in points. */
export interface ReportRound {
  readonly sections: readonly {
    readonly section: string;
    readonly votes: Readonly<Record<string, number>>;
  }[];
}

export interface BallotReport {
  readonly lines: readonly ReportLine[];
  /** After the first. */
  readonly rounds: readonly ReportRound[];
  /** Round by round from the first: what each candidate had, weighted, where sections are not known. Decimals or fractions. */
  readonly points?: readonly Readonly<Record<string, string>>[];
  /** How many preferred each candidate to the default option. */
  readonly preferred?: Readonly<Record<string, number>>;
  /** Who is said to be chosen, or that the motion is carried (`for`); none where nobody is. */
  readonly chosen: readonly string[];
  /** Who counted, and where it was published. */
  readonly source: string;
}

export type ReportAct =
  | {
      readonly kind: 'ballot-opened';
      readonly matter: string;
      readonly poll: string;
      readonly roll: string;
    }
  | {
      readonly kind: 'ballot-reported';
      readonly matter: string;
      readonly poll: string;
      readonly by: string;
      readonly report: BallotReport;
    }
  | {
      readonly kind: 'tie-broken';
      readonly matter: string;
      readonly poll: string;
      readonly how: 'lot' | 'body';
      readonly by?: string;
      /** Those level who go out. */
      readonly out: readonly string[];
      readonly reason: string;
    }
  /** Better figures of a ballot that was declared: provisional ones, or ones with a mistake. */
  | {
      readonly kind: 'figures-corrected';
      readonly matter: string;
      readonly poll: string;
      readonly report: BallotReport;
      readonly reason: string;
    };
