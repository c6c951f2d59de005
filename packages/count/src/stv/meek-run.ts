/**
 * A count by Meek's method while it runs: keep values, votes and the quota, and how they are shared and
 * changed. Keep values are whole units of the last decimal place. Votes and the quota are too, or where
 * papers have weights, whole parts of a unit, so many of them as a vote has parts (`scale`).
 */
import { assert, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { flatProfile } from '../papers/flat-profile.ts';
import type { Excluding } from './meek-excluding.ts';
import { type Share, sharing } from './meek-share.ts';
import { nzRandomNumbers } from './nz-random.ts';
import { PaperPaths } from './paper-paths.ts';
import { quotaOf } from './quota.ts';
import { greater, lesser, powerOfTen, type Ratio, toText, ZERO } from './ratio.ts';
import { decimalsOf, scaleOf } from './scale.ts';
import { StvBook } from './stv-book.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { StvAction, StvElected, StvTie } from './stv-transcript.ts';
import type { MeekSwitches } from './switches.ts';

export class MeekRun {
  readonly how: MeekSwitches;
  readonly book: StvBook;
  /** All papers, and those that name somebody who stands. */
  readonly papers: number;
  readonly valid: number;
  readonly scale: bigint;
  readonly #seats: number;
  readonly #paths: PaperPaths;
  readonly #share: Share;
  readonly #keepUnit: bigint;
  readonly #unit: bigint;
  readonly #keep: bigint[];
  #votes: readonly bigint[] = [];
  #quota = 0n;
  /** Iterations so far: the first preferences are the first. */
  #steps = 0;

  constructor(input: StvCountInput, how: MeekSwitches) {
    const { profile } = input;
    const scale = scaleOf(profile);
    this.how = how;
    this.book = new StvBook(input, how, how.places + decimalsOf(scale));
    this.scale = BigInt(scale);
    this.#seats = profile.seats;
    this.#paths = new PaperPaths(flatProfile(profile), this.book.isIn);
    this.#share = sharing(this.#paths, how);
    this.papers = this.#paths.all;
    this.valid = this.#paths.valid;
    this.#keepUnit = powerOfTen(how.places);
    this.#unit = this.#keepUnit * this.scale;
    this.#keep = Array.from(this.book.isIn, (is) => (is === 1 ? this.#keepUnit : 0n));
  }

  // --- votes, quota, keep values

  shareOut(): void {
    this.#votes = this.#share(this.#keep);
    this.#steps++;
    const all = this.#votes.reduce((a, b) => a + b, 0n);
    const quota = quotaOf(this.ratio(all), this.#seats, this.how.quota);
    this.#quota = (quota.n * this.#unit) / quota.d;
    if (this.how.tiePoints === 'iterations') this.#remember(this.book.stages.length + 1);
  }

  /** k·q rounded up, divided by the votes, rounded up: what would have left the quota. */
  setKeeps(): void {
    for (const i of this.book.elected) {
      // With few places all that reaches them may be rounded away: then they keep all of it.
      const votes = greater(this.votesOf(i), 1n);
      const product = up((this.#keep[i] as bigint) * this.#quota, this.#unit);
      const keep = up(product * this.#unit, votes);
      this.#keep[i] = lesser(keep, this.#keepUnit);
    }
  }

  votesOf(candidate: number): bigint {
    return this.#votes[candidate] as bigint;
  }

  votesNow(): readonly Ratio[] {
    return this.#votes.map((n) => this.ratio(n));
  }

  surplus(): bigint {
    let total = 0n;
    for (const i of this.book.elected) total += this.votesOf(i) - this.#quota;
    return greater(total, 0n);
  }

  hasReached(candidate: number): boolean {
    const votes = this.votesOf(candidate);
    return this.how.quota.reach === 'at-least' ? votes >= this.#quota : votes > this.#quota;
  }

  ratio(units: bigint): Ratio {
    return { n: units, d: this.#unit };
  }

  text(units: bigint): string {
    return toText(this.ratio(units), this.book.places);
  }

  // --- who is elected and excluded

  elect(candidate: number): void {
    assert(this.book.elect(candidate), 'no constraint keeps out who is chosen');
    this.#paths.elect(candidate);
  }

  exclude({ excluded, because }: Excluding): StvAction {
    for (const candidate of excluded) {
      this.book.set(candidate, 'excluded');
      this.#paths.exclude(candidate);
      this.#keep[candidate] = 0n;
    }
    const ids = excluded.map((i) => this.book.id(i)).toSorted();
    return { kind: 'exclusion', excluded: ids, because, transfers: [] };
  }

  /** One of those level. */
  choose(
    purpose: StvTie['purpose'],
    level: readonly number[],
  ): Result<readonly number[], CountError> {
    if (level.length <= 1) return ok(level);
    return this.book.choose({
      purpose,
      stage: this.book.stages.length + 1,
      level,
      places: 1,
      ...(this.how.lot === 'statute' && { lot: this.#statuteLot() }),
    });
  }

  #statuteLot(): (stage: number, tied: readonly string[]) => readonly string[] {
    const all = this.book.ids.filter((_, i) => this.book.standing[i] !== 'withdrawn');
    const numbers = nzRandomNumbers({
      candidates: all.length,
      seats: this.#seats,
      papers: this.valid,
      step: this.#steps,
    });
    const numberOf = new Map(all.map((id, i) => [id, numbers[i] as number]));
    return (_stage, tied) =>
      tied.toSorted((a, b) => (numberOf.get(b) as number) - (numberOf.get(a) as number));
  }

  // --- the transcript

  #remember(stage: number): void {
    this.book.past.push({ stage, part: 0, votes: this.votesNow() });
  }

  enter(action: StvAction, elected: readonly StvElected[]): void {
    const { book } = this;
    const stage = book.stages.length + 1;
    if (this.how.tiePoints === 'stages') this.#remember(stage);
    const all = this.#votes.reduce((a, b) => a + b, 0n);
    const keeps = book.ids.flatMap((id, i) =>
      book.standing[i] === 'elected' ? [[id, this.#keepText(this.#keep[i] as bigint)]] : [],
    );
    book.write({
      stage,
      part: 0,
      action,
      quota: this.text(this.#quota),
      votes: book.figures((i) => this.text(this.votesOf(i))),
      exhausted: this.text(BigInt(this.valid) * this.#keepUnit - all),
      lost: toText(ZERO, book.places),
      keeps: Object.fromEntries(keeps),
      elected,
    });
  }

  #keepText(keep: bigint): string {
    return toText({ n: keep, d: this.#keepUnit }, this.how.places);
  }
}

function up(n: bigint, d: bigint): bigint {
  return (n + d - 1n) / d;
}
