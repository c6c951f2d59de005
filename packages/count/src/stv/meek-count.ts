/**
 * The single transferable vote by Meek's method and its relatives. Every candidate has a keep value:
 * a hopeful one keeps all of a paper that reaches them, an elected one a part such that what they have
 * comes down to the quota, an excluded one nothing. Whenever somebody is elected or excluded all papers
 * are shared anew, again and again, until somebody reaches the quota or the surpluses are as good as
 * gone and the lowest is excluded.
 */
import { err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { flatProfile } from '../papers/flat-profile.ts';
import { byVotes, cannotWin, levelWithFirst } from './choose-excluded.ts';
import { ConstraintWatch } from './constraint-watch.ts';
import type { Standing } from './gregory-state.ts';
import { type Share, sharing } from './meek-share.ts';
import { nzRandomNumbers } from './nz-random.ts';
import { PaperPaths } from './paper-paths.ts';
import { quotaOf } from './quota.ts';
import { compare, powerOfTen, type Ratio, toText, ZERO } from './ratio.ts';
import type { StvCountInput } from './stv-count-input.ts';
import { marginOfStv } from './stv-margin.ts';
import { breakStvTie, type Snapshot } from './stv-ties.ts';
import type {
  ConstraintDecision,
  StvAction,
  StvElected,
  StvResult,
  StvStage,
  StvTie,
} from './stv-transcript.ts';
import type { MeekSwitches } from './switches.ts';

export function countMeek(
  input: StvCountInput,
  how: MeekSwitches,
): Result<Omit<StvResult, 'rule' | 'settings'>, CountError> {
  return new MeekCount(input, how).run();
}

type Excluding = {
  readonly excluded: readonly number[];
  readonly because: 'fewest-votes' | 'cannot-win' | 'constraint';
};

class MeekCount {
  readonly #input: StvCountInput;
  readonly #how: MeekSwitches;
  readonly #ids: readonly string[];
  readonly #paths: PaperPaths;
  readonly #share: Share;
  readonly #watch: ConstraintWatch;
  readonly #unit: bigint;
  readonly #standing: Standing[];
  readonly #keep: bigint[];
  #votes: bigint[] = [];
  #quota = 0n;
  readonly #stages: StvStage[] = [];
  readonly #past: Snapshot[] = [];
  readonly #electedOrder: number[] = [];
  /** Iterations so far: the first preferences are the first. */
  #steps = 0;
  /** The next exclusion, where sharing has already shown it. */
  #next: Excluding | undefined;
  #ties: StvTie[] = [];
  #decisions: ConstraintDecision[] = [];

  constructor(input: StvCountInput, how: MeekSwitches) {
    const { candidates } = input.profile;
    this.#input = input;
    this.#how = how;
    this.#ids = candidates.map((c) => c.id);
    this.#paths = new PaperPaths(
      flatProfile(input.profile),
      candidates.map((c) => c.withdrawn !== true),
    );
    this.#share = sharing(this.#paths, how);
    this.#watch = new ConstraintWatch(input);
    this.#unit = powerOfTen(how.places);
    this.#standing = candidates.map((c) => (c.withdrawn === true ? 'withdrawn' : 'hopeful'));
    this.#keep = this.#standing.map((s) => (s === 'hopeful' ? this.#unit : 0n));
  }

  run(): Result<Omit<StvResult, 'rule' | 'settings'>, CountError> {
    const { profile } = this.#input;
    if (this.#paths.valid === 0)
      return err({
        code: 'count/no-votes',
        message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
      });
    const possible = this.#watch.check(this.#those('hopeful'), []);
    if (!possible.ok) return possible;
    this.#decisions.push(...possible.value);

    this.#shareOut();
    const first = this.#electReached();
    if (!first.ok) return first;
    this.#enter({ kind: 'first-preferences' }, first.value);
    while (!this.#isOver()) {
      const stage = this.#stageOn();
      if (!stage.ok) return stage;
    }
    this.#electRest();
    return ok({
      format: 'hustings/stv-count/1',
      seats: profile.seats,
      candidates: profile.candidates,
      papers: profile.piles.reduce((sum, pile) => sum + pile.count, 0),
      valid: this.#paths.valid,
      elected: this.#electedOrder.map((i) => this.#ids[i] as string),
      stages: this.#stages,
      margin: marginOfStv(
        this.#votes.map((n) => this.#ratio(n)),
        this.#electedOrder,
        this.#ids,
        this.#how.places,
      ),
    });
  }

  /** One stage: somebody is excluded or keep values change, then papers are shared until something happens. */
  #stageOn(): Result<undefined, CountError> {
    const { afterElection, keepsChange } = this.#how;
    // By the New Zealand schedule (13) somebody is excluded only after papers were shared in that step.
    const start =
      this.#next === undefined && afterElection === 'shares-again'
        ? this.#toExclude(undefined)
        : ok(this.#next);
    if (!start.ok) return start;
    this.#next = undefined;
    let before: bigint | undefined;
    let excluding: StvAction | undefined;
    if (start.value === undefined) before = this.#surplus();
    else {
      excluding = this.#exclude(start.value);
      const checked = this.#watch.check(this.#those('hopeful'), this.#those('elected'));
      if (!checked.ok) return checked;
      this.#decisions.push(...checked.value);
    }
    let elected: readonly StvElected[] = [];
    let iterations = 0;
    for (;;) {
      if (iterations > 0 || excluding === undefined || keepsChange === 'every-time')
        this.#setKeeps();
      this.#shareOut();
      iterations++;
      if (this.#isOver()) break;
      const reached = this.#electReached();
      if (!reached.ok) return reached;
      elected = reached.value;
      if (this.#isOver() || (elected.length > 0 && afterElection === 'shares-again')) break;
      const next = this.#toExclude(before);
      if (!next.ok) return next;
      this.#next = next.value;
      if (elected.length > 0 || this.#next !== undefined) break;
      before = this.#surplus();
    }
    this.#enter(
      excluding ?? {
        kind: 'shared-again',
        iterations,
        surplus: this.#text(this.#surplus()),
      },
      elected,
    );
    return ok(undefined);
  }

  #those(standing: Standing): number[] {
    return this.#standing.flatMap((s, i) => (s === standing ? [i] : []));
  }

  get #left(): number {
    return this.#input.profile.seats - this.#electedOrder.length;
  }

  #isOver(): boolean {
    return this.#left <= 0 || this.#those('hopeful').length <= this.#left;
  }

  #ratio(units: bigint): Ratio {
    return { n: units, d: this.#unit };
  }

  #text(units: bigint): string {
    return toText(this.#ratio(units), this.#how.places);
  }

  // --- votes, quota, keep values

  #shareOut(): void {
    this.#votes = this.#share(this.#keep);
    this.#steps++;
    const all = this.#votes.reduce((a, b) => a + b, 0n);
    const quota = quotaOf(this.#ratio(all), this.#input.profile.seats, this.#how.quota);
    this.#quota = (quota.n * this.#unit) / quota.d;
    if (this.#how.tiePoints === 'iterations') this.#remember(this.#stages.length + 1);
  }

  #surplus(): bigint {
    let total = 0n;
    for (const i of this.#those('elected')) total += (this.#votes[i] as bigint) - this.#quota;
    return total < 0n ? 0n : total;
  }

  /** k·q rounded up, divided by the votes, rounded up: what would have left the quota. */
  #setKeeps(): void {
    for (const i of this.#those('elected')) {
      const votes = this.#votes[i] as bigint;
      if (votes === 0n) continue;
      const product = up((this.#keep[i] as bigint) * this.#quota, this.#unit);
      const keep = up(product * this.#unit, votes);
      this.#keep[i] = keep > this.#unit ? this.#unit : keep;
    }
  }

  // --- who is elected

  #electReached(): Result<readonly StvElected[], CountError> {
    const votes = this.#votes.map((n) => this.#ratio(n));
    const quota = this.#ratio(this.#quota);
    const order = byVotes(this.#those('hopeful'), votes).reverse();
    let rest = order.filter((i) => {
      const is = compare(votes[i] as Ratio, quota);
      return this.#how.quota.reach === 'at-least' ? is >= 0 : is > 0;
    });
    const out: StvElected[] = [];
    while (rest.length > 0 && this.#left > 0) {
      const level = levelWithFirst(rest, votes);
      // An order among level ones matters only where not all of them can be elected.
      const isFree = !this.#watch.isOn && level.length <= this.#left;
      const chosen = isFree ? ok(level) : this.#choose('seat', level, 1);
      if (!chosen.ok) return chosen;
      rest = rest.filter((i) => !chosen.value.includes(i));
      for (const candidate of chosen.value.toSorted((a, b) =>
        (this.#ids[a] as string) < (this.#ids[b] as string) ? -1 : 1,
      )) {
        if (this.#watch.doomed([candidate]).length > 0) continue;
        this.#standing[candidate] = 'elected';
        this.#paths.elect(candidate);
        this.#electedOrder.push(candidate);
        out.push({ candidate: this.#ids[candidate] as string, because: 'quota' });
        const checked = this.#watch.check(this.#those('hopeful'), this.#those('elected'));
        if (!checked.ok) return checked;
        this.#decisions.push(...checked.value);
      }
    }
    return ok(out);
  }

  #electRest(): void {
    const last = this.#stages.pop() as StvStage;
    const elected: StvElected[] = [];
    if (this.#left > 0) {
      const votes = this.#votes.map((n) => this.#ratio(n));
      for (const candidate of this.#those('hopeful').sort(
        (a, b) =>
          compare(votes[b] as Ratio, votes[a] as Ratio) ||
          ((this.#ids[a] as string) < (this.#ids[b] as string) ? -1 : 1),
      )) {
        this.#standing[candidate] = 'elected';
        this.#electedOrder.push(candidate);
        elected.push({ candidate: this.#ids[candidate] as string, because: 'last-standing' });
      }
    }
    this.#stages.push({ ...last, elected: [...last.elected, ...elected] });
  }

  // --- who is excluded

  /** The next exclusion, or undefined while sharing again may still change it. */
  #toExclude(before: bigint | undefined): Result<Excluding | undefined, CountError> {
    const surplus = this.#surplus();
    const { early, tied, tolerance, toleranceReached } = this.#how;
    const votes = this.#votes.map((n) => this.#ratio(n));
    const hopeful = this.#those('hopeful');
    const doomed = this.#watch.doomed(hopeful);
    if (doomed.length > 0) return ok({ excluded: doomed, because: 'constraint' });
    const order = this.#watch.mayExclude(byVotes(hopeful, votes));
    const [first, second] = order as [number, number | undefined];
    const hasConverged = toleranceReached === 'below' ? surplus < tolerance : surplus <= tolerance;
    const isStable = before !== undefined && surplus >= before;
    if (!hasConverged && !isStable) {
      if (early === 'lowest' && second !== undefined)
        if ((this.#votes[first] as bigint) + surplus < (this.#votes[second] as bigint))
          return ok({ excluded: [first], because: 'fewest-votes' });
      if (early !== 'batch' || this.#watch.isOn) return ok(undefined);
      const group = cannotWin(
        { order, votes, most: hopeful.length - this.#left, surpluses: this.#ratio(surplus) },
        'fewer',
      );
      return ok(group.length === 0 ? undefined : { excluded: group, because: 'cannot-win' });
    }
    const reach = tied === 'level' ? 0n : surplus;
    const level = order.filter(
      (i) => (this.#votes[i] as bigint) <= (this.#votes[first] as bigint) + reach,
    );
    const chosen = this.#choose('exclusion', level, 1);
    if (!chosen.ok) return chosen;
    return ok({ excluded: chosen.value, because: 'fewest-votes' });
  }

  #exclude({ excluded, because }: Excluding): StvAction {
    for (const candidate of excluded) {
      this.#standing[candidate] = 'excluded';
      this.#paths.exclude(candidate);
      this.#keep[candidate] = 0n;
    }
    const ids = excluded.map((i) => this.#ids[i] as string).toSorted();
    return { kind: 'exclusion', excluded: ids, because, transfers: [] };
  }

  #choose(
    purpose: StvTie['purpose'],
    level: readonly number[],
    places: number,
  ): Result<readonly number[], CountError> {
    if (level.length <= places) return ok(level);
    const lot = this.#input.lot ?? (this.#how.lot === 'statute' ? this.#statuteLot() : undefined);
    const broken = breakStvTie(
      { purpose, stage: this.#stages.length + 1, tied: level, places, earlier: this.#past },
      {
        ids: this.#ids,
        places: this.#how.places,
        ties: this.#input.ties ?? this.#how.ties,
        ...(lot && { lot }),
      },
    );
    if (!broken.ok) return broken;
    this.#ties.push(broken.value.tie);
    return ok(broken.value.chosen);
  }

  #statuteLot(): (stage: number, tied: readonly string[]) => readonly string[] {
    const all = this.#ids.filter((_, i) => this.#standing[i] !== 'withdrawn');
    const numbers = nzRandomNumbers({
      candidates: all.length,
      seats: this.#input.profile.seats,
      papers: this.#paths.valid,
      step: this.#steps,
    });
    const numberOf = new Map(all.map((id, i) => [id, numbers[i] as number]));
    return (_stage, tied) =>
      tied.toSorted((a, b) => (numberOf.get(b) as number) - (numberOf.get(a) as number));
  }

  // --- the transcript

  #remember(stage: number): void {
    this.#past.push({ stage, part: 0, votes: this.#votes.map((n) => this.#ratio(n)) });
  }

  #enter(action: StvAction, elected: readonly StvElected[]): void {
    const stage = this.#stages.length + 1;
    if (this.#how.tiePoints === 'stages') this.#remember(stage);
    const all = this.#votes.reduce((a, b) => a + b, 0n);
    const isElected = new Set(this.#those('elected'));
    this.#stages.push({
      stage,
      part: 0,
      action,
      quota: this.#text(this.#quota),
      votes: this.#figures(this.#votes, (i) => this.#standing[i] !== 'withdrawn'),
      exhausted: this.#text(BigInt(this.#paths.valid) * this.#unit - all),
      lost: toText(ZERO, this.#how.places),
      keeps: this.#figures(this.#keep, (i) => isElected.has(i)),
      elected,
      ties: this.#ties,
      decisions: this.#decisions,
    });
    this.#ties = [];
    this.#decisions = [];
  }

  #figures(
    of: readonly bigint[],
    isShown: (i: number) => boolean,
  ): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.#ids.flatMap((id, i) => (isShown(i) ? [[id, this.#text(of[i] as bigint)]] : [])),
    );
  }
}

function up(n: bigint, d: bigint): bigint {
  return (n + d - 1n) / d;
}
