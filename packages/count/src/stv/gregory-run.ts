/** A count by a Gregory method while it runs: what its parts (electing, surpluses, excluding) share. */
import type { Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { flatProfile } from '../papers/flat-profile.ts';
import { byVotes, type Lowest } from './choose-excluded.ts';
import { GregoryState } from './gregory-state.ts';
import { quotaOf } from './quota.ts';
import { isMore, type Places, type Ratio, subtract, sum, toText, ZERO } from './ratio.ts';
import { decimalsIn, scaleOf } from './scale.ts';
import { StvBook } from './stv-book.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { GregorySwitches } from './switches.ts';

/** How the count stands after a step. */
export type Step = Result<'goes-on' | 'ended', CountError>;

/** Somebody elected, and how many stages had been written down by then. */
export interface Waiting {
  readonly candidate: number;
  readonly since: number;
}

export class GregoryRun {
  readonly how: GregorySwitches;
  readonly seats: number;
  readonly book: StvBook;
  readonly state: GregoryState;
  quota: Ratio = ZERO;
  stage = 1;
  /** Those elected whose papers are still with them. */
  waiting: Waiting[] = [];
  isFewVotesDone = false;

  constructor(input: StvCountInput, how: GregorySwitches) {
    const { profile } = input;
    const scale = scaleOf(profile);
    const piles = flatProfile(profile);
    this.how = how;
    this.seats = profile.seats;
    const places = widest(how.votePlaces, decimalsIn(piles.counts, scale));
    const { quota } = how;
    // A surplus has the decimals of the quota too.
    const told = widest(places, quota.rounding === 'none' ? 'exact' : quota.places);
    this.book = new StvBook(input, how, told);
    this.state = new GregoryState(this.book, { piles, scale }, { places, by: how.creditBy });
  }

  findQuota(): void {
    const { valid, exhausted } = this.state;
    const votes = subtract(this.state.votesOf(valid), exhausted);
    this.quota = quotaOf(votes, this.seats, this.how.quota);
  }

  /** Of votes, as the transcript tells it. */
  text(votes: Ratio): string {
    return toText(votes, this.book.places);
  }

  /** Those with a surplus still to transfer. */
  withSurplus(): readonly Waiting[] {
    const { votes } = this.state;
    const those =
      this.how.electedWhen === 'reached'
        ? this.waiting
        : [...this.waiting, ...this.#mayBeElected()];
    return those.filter(({ candidate }) => isMore(votes[candidate] as Ratio, this.quota));
  }

  /** Those who would be elected by the transfer of a surplus: not those whom a constraint keeps out. */
  #mayBeElected(): readonly Waiting[] {
    const { book } = this;
    return book.electable(book.hopeful()).map((candidate) => ({ candidate, since: 0 }));
  }

  lowest(hopeful: readonly number[]): Lowest {
    const { votes } = this.state;
    return {
      order: byVotes(hopeful, votes),
      votes,
      most: hopeful.length - this.book.left,
      surpluses: sum(
        this.withSurplus().map((w) => subtract(votes[w.candidate] as Ratio, this.quota)),
      ),
    };
  }
}

function widest(a: Places, b: Places): Places {
  return a === 'exact' || b === 'exact' ? 'exact' : Math.max(a, b);
}
