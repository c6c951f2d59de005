/** What an entry of the catalogue is, what it counts, and what comes out. */
import type { Result } from '@hustings/base';
import type { PointsResult } from '../cardinal/points-transcript.ts';
import type { PositionalResult } from '../cardinal/positional.ts';
import type { ScoreProfile } from '../cardinal/score.ts';
import type { StarResult } from '../cardinal/star.ts';
import type { TransferChart } from '../chart.ts';
import type { CollegeResult } from '../college/college-transcript.ts';
import type { CondorcetResult } from '../condorcet/condorcet-transcript.ts';
import type { WeakProfile } from '../condorcet/weak-profile.ts';
import type { CountError } from '../errors.ts';
import type { MarkReading } from '../papers/mark-reading.ts';
import type { PartyListResult } from '../party-list/party-list.ts';
import type { Profile } from '../profile.ts';
import type { RoundsResult } from '../rounds/rounds-transcript.ts';
import type { Constraints } from '../stv/constraints.ts';
import type { StvResult } from '../stv/stv-transcript.ts';
import type { Lot } from '../ties.ts';
import type { CountResult } from '../transcript.ts';
import type { Chosen, Setting, SettingError } from './setting.ts';

export type Family =
  | 'plurality'
  | 'alternative-vote'
  | 'points'
  | 'pairs'
  | 'transferable'
  | 'polls'
  | 'college'
  | 'lists';

/**
 * What a rule counts. `rankings`: places, best first. `weak-rankings`: the same with equal places; a
 * ranking without them will do. `marks`: candidates marked, in no order. `scores`: a number for each
 * candidate. `first-marks`: the first candidate on each paper, and nothing else. `sections`, `polls`:
 * several boxes of rankings, which are counted together but not added up.
 */
export type Papers =
  | 'rankings'
  | 'weak-rankings'
  | 'marks'
  | 'scores'
  | 'first-marks'
  | 'sections'
  | 'polls';

/** Papers, read. */
export type Election =
  | { readonly kind: 'rankings'; readonly profile: Profile }
  | { readonly kind: 'weak-rankings'; readonly profile: WeakProfile }
  | { readonly kind: 'scores'; readonly profile: ScoreProfile }
  | { readonly kind: 'several'; readonly boxes: readonly ElectionBox[] };

/** One of several boxes of papers: a section of a college, a constituency, a poll. */
export interface ElectionBox {
  readonly id: string;
  readonly name: string;
  readonly profile: Profile;
}

/** What a count is given besides the papers and the settings. */
export interface CountGiven {
  /** Orders for ties: `orderFrom` makes one of all the sources there are. */
  readonly lot?: Lot;
  /** Groups with at least and at most so many elected, for the rules that know them. */
  readonly constraints?: Constraints;
}

export type CountOutcome =
  | CountResult
  | StvResult
  | CondorcetResult
  | PointsResult
  | PositionalResult
  | StarResult
  | CollegeResult
  | RoundsResult
  | PartyListResult;

/** Why papers are not counted by a rule, besides what goes wrong in the count itself. */
export type CatalogueError =
  | CountError
  | SettingError
  | {
      readonly code: 'count/papers-not-for-this-rule';
      readonly message: string;
      readonly papers: Papers;
    }
  | { readonly code: 'count/constraints-not-for-this-rule'; readonly message: string }
  | { readonly code: 'count/margin-not-for-this-rule'; readonly message: string }
  | { readonly code: 'count/seats-missing'; readonly message: string }
  | { readonly code: 'count/one-box-only'; readonly message: string }
  | { readonly code: 'count/weights-not-whole'; readonly message: string }
  | {
      readonly code: 'count/candidate-unknown';
      readonly message: string;
      readonly candidates: readonly string[];
    };

export interface CountingRule {
  readonly name: string;
  /** Other names by which people ask for it. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly family: Family;
  /** What it does, in a few plain sentences. */
  readonly describe: string;
  /** The statute or text that it follows. */
  readonly follows: string;
  /** The official count that the tests compare it with, or that none is available. */
  readonly reproduces: string;
  readonly seats: 'one' | 'any';
  readonly papers: Papers;
  /** How it reads what stands on a paper, where nothing else is said. */
  readonly reading: MarkReading;
  /** What may be chosen within it. */
  readonly settings: readonly Setting[];
  /** Whether groups with a least and a most may be given: any of them, or only a most, or none. */
  readonly constraints: 'any' | 'most' | 'composition' | 'none';
  /** Counts papers of its kind by settings that were checked; `countWith` checks both first. */
  readonly count: (
    election: Election,
    chosen: Chosen,
    given: CountGiven,
  ) => Result<CountOutcome, CountError>;
  /** The count in sentences, one paragraph each, that a person can follow with the papers in hand. */
  readonly explain: (outcome: CountOutcome) => readonly string[];
  /** The data of a transfer chart, where papers move. */
  readonly chart?: (outcome: CountOutcome) => TransferChart;
}
