/**
 * How a rule reads what stands on a paper (papers/marks.ts) before it counts: the switches, and the
 * settings of them that statutes name. A paper is read place by place, from the first.
 */

export interface MarkReading {
  /**
   * A place with no mark before a later one. `passed-over`: as though it were not there. `one-ends`,
   * `two-end`: nothing from it on is looked at, from one, or from two such places in a row.
   * `spoils`: the paper is void as a whole.
   */
  readonly skipped: 'passed-over' | 'one-ends' | 'two-end' | 'spoils';
  /** A candidate who was marked at an earlier place already. */
  readonly repeated: 'passed-over' | 'ends' | 'spoils';
  /** A place with several candidates, or more marks than one. */
  readonly overmarked: 'passed-over' | 'ends' | 'spoils';
  /** So many places are looked at; the others say nothing. */
  readonly mostRanks?: number;
  /** A paper with fewer candidates ranked, as read, is void: a number, all, or all but the last. */
  readonly leastRanks?: number | 'all' | 'all-but-one';
}

export interface ReadingPreset {
  readonly name: string;
  readonly title: string;
  /** The statute that says so. */
  readonly follows: string;
  readonly reading: MarkReading;
}

/** Where no statute is named: what can be understood counts, and a place with several marks ends the paper. */
export const PLAIN_READING: MarkReading = {
  skipped: 'passed-over',
  repeated: 'passed-over',
  overmarked: 'ends',
};
