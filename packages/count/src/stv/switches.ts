/**
 * The switches of the single transferable vote. A named rule is one setting of them (presets.ts); a
 * rule book may set its own. Three engines read them: `gregory` transfers parts of the value of
 * papers, stage by stage; `meek` shares every paper anew until nothing changes; `sample` moves whole
 * papers, some of them drawn by lot.
 */
import type { TieStep } from '../ties.ts';
import type { Places } from './ratio.ts';

export type StvSwitches = GregorySwitches | MeekSwitches | SampleSwitches;

export interface QuotaSwitches {
  /** Droop: votes divided by one more than the seats. Hare: by the seats. */
  readonly share: 'droop' | 'hare';
  readonly places: Places;
  /** `next`: cut to `places`, then one unit in the last of them is added; `up`: rounded up where not exact. */
  readonly rounding: 'next' | 'up' | 'none';
  /**
   * `fixed`: found once, from the valid papers. `until-elected`: found again, without what is
   * exhausted, until somebody is elected. `moving`: found again whenever votes have moved.
   */
  readonly when: 'fixed' | 'until-elected' | 'moving';
  readonly reach: 'at-least' | 'more-than';
}

export interface GregorySwitches {
  readonly method: 'gregory';
  readonly quota: QuotaSwitches;
  /**
   * `active-vote`: also elected with the votes of all who are in the count or await transfer, divided
   * by one more than the seats left, where that is fewer than the quota.
   */
  readonly alsoElects: 'nothing' | 'active-vote';
  /**
   * On reaching the quota, or only when the surplus is transferred: until then papers still go to them
   * (Minneapolis), unless all seats are filled at once.
   */
  readonly electedWhen: 'reached' | 'transferred';
  /**
   * More are level at the quota than there are seats: the ladder says who is elected, or the ladder
   * without its lot, and where that says nothing nobody is elected yet (ERS97 5.6.2).
   */
  readonly levelAtQuota: 'ladder' | 'nobody-by-lot';
  readonly surplus: SurplusSwitches;
  readonly exclusion: ExclusionSwitches;
  /** Votes are credited with so many decimal places, the rest is lost. */
  readonly votePlaces: Places;
  /** What is rounded at once when credited: papers of one value, or each bundle as it was received. */
  readonly creditBy: 'value' | 'bundle';
  readonly finish: FinishSwitches;
  /** `wright`: after every exclusion the count starts again without the excluded. */
  readonly restart: 'never' | 'wright';
  readonly ties: readonly TieStep[];
}

export interface SurplusSwitches {
  /**
   * Whose next preferences are looked at: all papers of the candidate, or those that came last (the last
   * bundle, where each is credited apart).
   */
  readonly papers: 'all' | 'last-bundle';
  /** Each paper passes on the same part of its value, or all pass on the same value. */
  readonly sharing: 'weighted' | 'unweighted';
  /** The surplus is divided among all those papers, or those with a next preference in the count. */
  readonly among: 'all-papers' | 'transferable';
  /** No paper is worth more after than before. */
  readonly capped: boolean;
  /** What a cap leaves over is not credited to anybody: it is told as exhausted or as lost to rounding. */
  readonly leftOver: 'exhausted' | 'lost';
  /** Of the value of a paper. */
  readonly places: Places;
  /** Where a weighted value v·s/t is cut: at the end; v·s, then all; s/t, then all. */
  readonly rounding: 'once' | 'product-first' | 'fraction-first';
  readonly order: 'largest-first' | 'first-elected-first';
  /** A surplus waits while all of them together cannot change who is excluded next. */
  readonly defer: boolean;
}

export interface ExclusionSwitches {
  /** Papers go all at once, those of each value apart (highest first), or each bundle apart as received. */
  readonly papers: 'at-once' | 'by-value' | 'by-bundle';
  /** Whether each such part is a stage with a number of its own, as in Australian sheets. */
  readonly parts: 'stages' | 'parts-of-a-stage';
  /** Those who reach the quota are elected after each part, and receive no more, or at the end. */
  readonly elects: 'after-each-part' | 'after-all-parts';
  /**
   * Several at once: never; those whose votes and the surpluses together are no more (`may-equal`) or
   * fewer (`fewer`) than those of the next candidate.
   */
  readonly bulk: 'never' | 'may-equal' | 'fewer';
  /** Bulk exclusion comes before surpluses are transferred (Minneapolis). */
  readonly bulkFirst: boolean;
  /** Those with fewer votes go together at the first exclusion (Cambridge: 50). */
  readonly fewerThan?: number;
}

export interface FinishSwitches {
  /** Where as many are left as seats: elected at once, or only when no surplus waits. */
  readonly lastStanding: 'at-once' | 'after-surpluses';
  /** Who is excluded last: papers move before those left are elected, or they are elected first. */
  readonly lastExclusion: 'moves-papers' | 'stays';
  /** Where two are left for the last seat, the one with more votes is elected. Not with whole papers. */
  readonly lastTwo: boolean;
  /**
   * `exceeds-rest`: those for all the seats left are elected as soon as the last of them has more votes
   * than all candidates below together with all surpluses. Absent is never. Not
   * with whole papers.
   */
  readonly certain?: 'never' | 'exceeds-rest';
}

export interface MeekSwitches {
  readonly method: 'meek';
  /** `meek`: an elected candidate keeps a share of what each paper brings. `warren`: at most a price. */
  readonly keeping: 'meek' | 'warren';
  /** Found whenever votes are shared, whatever `when` says. */
  readonly quota: QuotaSwitches;
  /** Of keep values, of the value of a paper and of votes. */
  readonly places: number;
  /**
   * What is rounded of a paper worth w at a candidate who keeps k. `keep-up`: w·k up, the rest goes on.
   * `both-up`: w·k and w·(1−k) up (New Zealand). `both-down`: both down.
   */
  readonly rounding: 'keep-up' | 'both-up' | 'both-down';
  /** Iteration ends when all surpluses together are less than this many units of the last place. */
  readonly tolerance: bigint;
  /** Whether a total equal to the tolerance also ends it. */
  readonly toleranceReached: 'below' | 'at-or-below';
  /** Excluded before that, where nobody could be overtaken: one, several together, or never. */
  readonly early: 'never' | 'lowest' | 'batch';
  /** Who counts as tied with the lowest: those level, or those who the surpluses could bring level. */
  readonly tied: 'level' | 'within-surplus';
  /** Whether somebody may be excluded at once where somebody was elected, or votes are shared anew first. */
  readonly afterElection: 'shares-again' | 'may-exclude';
  /** Keep values stay for the first sharing after an exclusion, or change before every one. */
  readonly keepsChange: 'while-sharing' | 'every-time';
  /** The points of the count that the tie ladder looks at. */
  readonly tiePoints: 'stages' | 'iterations';
  /** Whether those who are left for the seats left need votes to be elected. Absent is not. */
  readonly lastStanding?: 'all' | 'with-votes';
  /** `statute`: where no lot was drawn, the pseudo-random numbers of the New Zealand schedule serve. */
  readonly lot: 'drawn' | 'statute';
  readonly ties: readonly TieStep[];
}

export interface SampleSwitches {
  readonly method: 'sample';
  /** Found once. A quota that is not whole is reached by the next whole number of papers. */
  readonly quota: QuotaSwitches;
  /**
   * `cincinnati`: every nth paper of the candidate. `last-bundle`: of the bundle that came last, in
   * proportion to the next preferences, those that lie uppermost (Dáil).
   */
  readonly drawing: 'cincinnati' | 'last-bundle';
  readonly order: 'largest-first' | 'first-elected-first';
  readonly defer: boolean;
  readonly bulk: 'never' | 'fewer';
  readonly fewerThan?: number;
  readonly finish: FinishSwitches;
  readonly ties: readonly TieStep[];
}
