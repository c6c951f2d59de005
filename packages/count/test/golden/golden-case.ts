/**
 * A golden case as data: which files, how they are read, by which rule they are counted, and what the
 * figures are compared with. Nothing here is code, so that adding an election is adding a line.
 */

/** Layouts of other programs' collections that are no formats of ballot files (read-ballots.ts). */
export type OwnLayout =
  /** `{"candidates", "ballotOrders"}`: whole orders. */
  | 'orders'
  /** `[{"vote_1", "vote_2", …}]`: marks without an order. */
  | 'vote-records'
  /** A configuration of RCTab, which names the records and says how marks are read (rctab.ts). */
  | 'rctab';

/** What the source says and how it is read (folder expect/). */
export type Expectation =
  /** `{"stages": [[…]], "elected", "quota"}`: every cell of an official stage table. */
  | { readonly kind: 'stage-table' }
  /** `{"winners": […]}`. */
  | { readonly kind: 'winners' }
  /** Who was elected, given here. */
  | { readonly kind: 'elected'; readonly elected: readonly string[] }
  /** Figures given here: of everybody in the last stage, or in this one. */
  | {
      readonly kind: 'votes';
      readonly stage: number;
      readonly votes: Readonly<Record<string, string>>;
    }
  /** Sums of marks, most first, where the source names nobody. */
  | { readonly kind: 'sums'; readonly sums: readonly number[] }
  /** A table of the program droop: rows with these actions, or the first of each round. */
  | {
      readonly kind: 'droop-table';
      readonly rows: readonly string[] | 'rounds';
      /** 10^-n: figures that the program did not keep exactly may differ by less. */
      readonly within?: number;
    }
  | {
      readonly kind: 'droop-report';
      readonly rows: readonly string[] | 'rounds';
      readonly within?: number;
    }
  /** Distribution of preferences of the Australian Electoral Commission, as text. */
  | { readonly kind: 'senate-sheets' }
  | { readonly kind: 'senate-summary' }
  /** `{ward: {threshold, undervotes, winner, rounds}}`, copied from the city's statements. */
  | { readonly kind: 'minneapolis-statement'; readonly office: string }
  /** The city's spreadsheet of the mayor's count: rounds of one defeat each. */
  | { readonly kind: 'minneapolis-spreadsheet' }
  /** `{"rounds": [{name: votes, "exhausted"}]}` of ranked-vote. */
  | { readonly kind: 'ranked-vote' }
  /** `[{district, last_round_margin, exact_margin, ballots}]`. */
  | { readonly kind: 'known-margins' }
  /** The assertions found by RAIRE: its least margin is in votes, ours in papers. */
  | { readonly kind: 'raire' }
  /** `{key: {"winner", "margin"}}`: the same, gathered. */
  | { readonly kind: 'raire-margins' }
  /** `winner,397` in a header of RAIRE. */
  | { readonly kind: 'raire-header' }
  /** The rankings of Condorcet PHP, by the name of its method. */
  | { readonly kind: 'condorcet-php'; readonly method: string }
  /** `1. [Name](https://github.com/user)`: who was elected, and the whole ranking where there is one. */
  | { readonly kind: 'elekto-results'; readonly winnersOnly?: true }
  /** The `winner` that the ballots' own file names. */
  | { readonly kind: 'own-winner' }
  /** Every pair, and who beats all others, that the ballots' own file gives. */
  | { readonly kind: 'own-pairs' }
  /** RCTab's report of rounds. */
  | { readonly kind: 'rctab-report' };

export interface GoldenCase {
  readonly name: string;
  readonly grade: 'official' | 'peer';
  /** Here (`fixtures/…`, committed) or in the folder of elections beside the checkout. */
  readonly folder: string;
  /** Which files of the folder are ballots: a pattern of their paths in it. */
  readonly ballots: string;
  /** A format of the package by name, or a layout of this suite. */
  readonly from: string | { readonly layout: OwnLayout };
  /** A rule of the catalogue by name, and settings of it and of the reading of marks. */
  readonly rule: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Counted once with each seed: the same must be elected. */
  readonly seeds?: readonly string[];
  /** The exact margin too. */
  readonly margin?: true;
  readonly seats?: number;
  /** Where the file of expected figures says how many seats: its first group. */
  readonly seatsIn?: string;
  /** Names of those who do not stand. */
  readonly withdrawn?: readonly string[];
  /**
   * The order in which a lot puts those tied: as they stand in the file, or as the program droop
   * breaks ties (its `[tie …]`, least favoured first; for a surplus the other way round). Where the
   * ballots come with an order of their own, that one.
   */
  readonly lot?: 'file' | 'droop' | { readonly droop: true; readonly surplusTieAt: number };
  /** At most so many of each of these groups, the lowest skipped. */
  readonly caps?: readonly {
    readonly name: string;
    readonly most: number;
    readonly members: readonly string[];
  }[];
  /** File of the expected figures: `$1` is the first group of `ballots`. Left out: the ballots' own. */
  readonly expected?: string;
  readonly expect: Expectation;
  /** Where ballots and figures come from, and their licence. */
  readonly source: string;
  /** What is to be known to read the row. */
  readonly note?: string;
  /** Cells that are known to differ. */
  readonly differs?: readonly string[];
  /** Files passed over, and why. */
  readonly without?: { readonly files: string; readonly because: string };
  /** Elections with more are passed over. */
  readonly mostCandidates?: number;
}

/** One figure or name: what the source has and what the count gives. */
export interface Cell {
  readonly at: string;
  readonly theirs: string;
  readonly ours: string;
  readonly isEqual: boolean;
}
