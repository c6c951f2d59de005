/** Rules for contests in several polls, as switches, and the presets that are known by name. */
import type { TieStep } from '../ties.ts';

export interface RoundsRule {
  readonly name: string;
  readonly title: string;
  readonly describe: string;
  /** Who has more than this share is elected at once; null: nobody is, before the end. */
  readonly majority: {
    readonly numerator: number;
    readonly denominator: number;
    readonly of: 'votes' | 'votes-and-abstentions' | 'entitled';
    /** Must also be ahead of the next by at least this share of those entitled. */
    readonly lead?: { readonly numerator: number; readonly denominator: number };
  } | null;
  /** After a poll without an election: the one with fewest votes goes, or all but the first so many. */
  readonly leave: { readonly kind: 'fewest' } | { readonly kind: 'all-but'; readonly stay: number };
  /** Votes needed to stay in, poll by poll; all below go together, as long as `until` are left. */
  readonly bars: readonly (number | null)[];
  /** The contest ends when so many are left: 1 elects, more go through to another stage. */
  readonly until: number;
  /** In this poll (from 1) the most votes elect; null: never by that alone, but of two. */
  readonly lastPoll: number | null;
  /** For candidates level, the first time, the second time in a row, and so on; the last stays. */
  readonly level: readonly ('ladder' | 'all-go' | 'poll-again')[];
  readonly ties: readonly TieStep[];
}

/** Ballot after ballot until somebody has more than half. */
export const EXHAUSTIVE: RoundsRule = {
  name: 'exhaustive-ballot',
  title: 'Exhaustive ballot',
  describe:
    'In each poll an elector votes for one. While nobody has more than half of the votes, the candidate with fewest goes out and there is another poll.',
  majority: { numerator: 1, denominator: 2, of: 'votes' },
  leave: { kind: 'fewest' },
  bars: [],
  until: 1,
  lastPoll: null,
  level: ['ladder'],
  ties: ['backwards', 'lot'],
};

/** The Members of Parliament of the Conservative Party choose two for the members (1998 and later). */
export const CONSERVATIVE_MPS: RoundsRule = {
  ...EXHAUSTIVE,
  name: 'conservative-mps',
  title: 'Ballots of MPs until two are left',
  describe:
    'In each poll an elector votes for one; those below the bar set for it, or else the one with fewest votes, go out. When two are left they go to the members.',
  majority: null,
  until: 2,
  // 2001: rerun by ruling of the chair; level again, both would have gone out.
  level: ['poll-again', 'all-go'],
};

/** More than half at once, or the most votes of the first two in a second poll. */
export const TWO_ROUND: RoundsRule = {
  ...EXHAUSTIVE,
  name: 'two-round',
  title: 'Two-round run-off',
  describe:
    'Who has more than half of the votes is elected; otherwise there is a second poll between the first two, in which the most votes elect.',
  leave: { kind: 'all-but', stay: 2 },
  lastPoll: 2,
};

export const roundsRules: readonly RoundsRule[] = [EXHAUSTIVE, CONSERVATIVE_MPS, TWO_ROUND];
