/**
 * The single transferable vote with transfers of value, stage by stage: the count proper. What moves
 * and what it is worth is in gregory-transfers.ts; this file says who is elected, whose surplus goes,
 * who is excluded, and when it ends, as the switches say (switches.ts).
 */
import { assert, err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import type { TieStep } from '../ties.ts';
import {
  byVotes,
  cannotWin,
  type Lowest,
  levelWithFirst,
  maySurplusesWait,
} from './choose-excluded.ts';
import { ConstraintWatch } from './constraint-watch.ts';
import { GregoryState } from './gregory-state.ts';
import { exclusionParts, transferPart, transferSurplus } from './gregory-transfers.ts';
import { quotaOf } from './quota.ts';
import {
  compare,
  divide,
  isLess,
  isMore,
  least,
  type Ratio,
  subtract,
  sum,
  toText,
  whole,
  ZERO,
} from './ratio.ts';
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
import type { GregorySwitches } from './switches.ts';

type Step = Result<'goes-on' | 'ended', CountError>;

export function countGregory(
  input: StvCountInput,
  how: GregorySwitches,
): Result<Omit<StvResult, 'rule' | 'settings'>, CountError> {
  return new GregoryCount(input, how).run();
}

class GregoryCount {
  readonly #input: StvCountInput;
  readonly #how: GregorySwitches;
  readonly #state: GregoryState;
  readonly #watch: ConstraintWatch;
  readonly #stages: StvStage[] = [];
  readonly #past: Snapshot[] = [];
  readonly #electedOrder: number[] = [];
  /** Those with a surplus still to transfer, and at which entry they were elected. */
  #waiting: { readonly candidate: number; readonly since: number }[] = [];
  #quota: Ratio = ZERO;
  #stage = 0;
  #ties: StvTie[] = [];
  #decisions: ConstraintDecision[] = [];
  #isFewVotesDone = false;

  constructor(input: StvCountInput, how: GregorySwitches) {
    this.#input = input;
    this.#how = how;
    this.#state = new GregoryState(input.profile, how);
    this.#watch = new ConstraintWatch(input);
  }

  run(): Result<Omit<StvResult, 'rule' | 'settings'>, CountError> {
    const state = this.#state;
    if (state.valid === 0)
      return err({
        code: 'count/no-votes',
        message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
      });
    const possible = this.#watch.check(state.hopeful(), []);
    if (!possible.ok) return possible;
    this.#decisions.push(...possible.value);
    state.dealOut();
    this.#findQuota();
    this.#stage = 1;
    const first = this.#enter({ kind: 'first-preferences' }, 0);
    if (!first.ok) return first;
    for (;;) {
      const step = this.#step();
      if (!step.ok) return step;
      if (step.value === 'ended') break;
    }
    const { profile } = this.#input;
    return ok({
      format: 'hustings/stv-count/1',
      seats: profile.seats,
      candidates: profile.candidates,
      papers: state.papers,
      valid: state.valid,
      elected: this.#electedOrder.map((i) => state.ids[i] as string),
      stages: this.#stages,
      margin: marginOfStv(state.votes, this.#electedOrder, state.ids, this.#how.votePlaces),
    });
  }

  get #left(): number {
    return this.#input.profile.seats - this.#electedOrder.length;
  }

  #step(): Step {
    const state = this.#state;
    const hopeful = state.hopeful();
    const left = this.#left;
    const { finish, exclusion } = this.#how;
    if (left <= 0 || hopeful.length === 0) return ok('ended');
    const waits = this.#withSurplus().length > 0;
    if (hopeful.length <= left && (finish.lastStanding === 'at-once' || !waits)) {
      this.#electLast(hopeful, 'last-standing');
      return ok('ended');
    }
    if (finish.lastTwo && left === 1 && hopeful.length === 2 && !waits) return this.#electOfTwo();
    if (exclusion.bulkFirst) {
      const lowest = this.#lowest(hopeful);
      const group = exclusion.bulk === 'never' ? [] : cannotWin(lowest, exclusion.bulk);
      if (group.length > 0 && !this.#watch.isOn)
        return this.#exclude(group, group.length > 1 ? 'cannot-win' : 'fewest-votes');
    }
    if (waits && !this.#mayWait(hopeful)) return this.#transferOne();
    if (hopeful.length <= left) return this.#transferOne();
    return this.#excludeNext(hopeful);
  }

  // --- surpluses

  #withSurplus(): readonly { readonly candidate: number; readonly since: number }[] {
    const since = 0;
    const those =
      this.#how.electedWhen === 'reached'
        ? this.#waiting
        : [...this.#waiting, ...this.#state.hopeful().map((candidate) => ({ candidate, since }))];
    return those.filter(({ candidate }) =>
      isMore(this.#state.votes[candidate] as Ratio, this.#quota),
    );
  }

  #surpluses(): Ratio {
    return sum(
      this.#withSurplus().map((w) =>
        subtract(this.#state.votes[w.candidate] as Ratio, this.#quota),
      ),
    );
  }

  #lowest(hopeful: readonly number[]): Lowest {
    return {
      order: byVotes(hopeful, this.#state.votes),
      votes: this.#state.votes,
      most: hopeful.length - this.#left,
      surpluses: this.#surpluses(),
    };
  }

  #mayWait(hopeful: readonly number[]): boolean {
    const { surplus, exclusion } = this.#how;
    return (
      surplus.defer &&
      !this.#watch.isOn &&
      hopeful.length > this.#left &&
      maySurplusesWait(this.#lowest(hopeful), exclusion.bulk)
    );
  }

  #transferOne(): Step {
    const { votes } = this.#state;
    let those = this.#withSurplus();
    if (this.#how.surplus.order === 'first-elected-first') {
      const since = Math.min(...those.map((w) => w.since));
      those = those.filter((w) => w.since === since);
    }
    const order = byVotes(
      those.map((w) => w.candidate),
      votes,
    ).reverse();
    const level = levelWithFirst(order, votes);
    const chosen = this.#choose('surplus', level, 1);
    if (!chosen.ok) return chosen;
    const [from] = chosen.value as [number];
    const surplus = subtract(votes[from] as Ratio, this.#quota);
    this.#waiting = this.#waiting.filter((w) => w.candidate !== from);
    const elected: StvElected[] = [];
    if (this.#state.standing[from] === 'hopeful') {
      const done = this.#elect(from, 'quota', elected);
      if (!done.ok) return done;
      this.#waiting = [];
    }
    const transfer = transferSurplus(
      this.#state,
      from,
      surplus,
      this.#how.surplus,
      this.#how.creditBy,
    );
    this.#stage++;
    return this.#enter(
      {
        kind: 'surplus',
        surplus: toText(surplus, this.#how.votePlaces),
        transfers: [transfer],
      },
      0,
      true,
      elected,
    );
  }

  // --- exclusions

  #excludeNext(hopeful: readonly number[]): Step {
    const { exclusion } = this.#how;
    const doomed = this.#watch.doomed(hopeful);
    if (doomed.length > 0) return this.#exclude(doomed, 'constraint');
    const lowest = this.#lowest(hopeful);
    if (exclusion.fewerThan !== undefined && !this.#isFewVotesDone) {
      this.#isFewVotesDone = true;
      const limit = whole(exclusion.fewerThan);
      const few = lowest.order.filter((i) => isLess(lowest.votes[i] as Ratio, limit));
      if (few.length > 0 && few.length <= lowest.most && !this.#watch.isOn)
        return this.#exclude(few, 'few-votes');
    }
    if (exclusion.bulk !== 'never' && !exclusion.bulkFirst && !this.#watch.isOn) {
      const group = cannotWin(lowest, exclusion.bulk);
      if (group.length > 1) return this.#exclude(group, 'cannot-win');
    }
    const may = this.#watch.mayExclude(lowest.order);
    const chosen = this.#choose('exclusion', levelWithFirst(may, lowest.votes), 1);
    if (!chosen.ok) return chosen;
    return this.#exclude(chosen.value, 'fewest-votes');
  }

  #exclude(
    those: readonly number[],
    because: 'fewest-votes' | 'cannot-win' | 'few-votes' | 'constraint',
  ): Step {
    assert(those.length > 0, 'an exclusion is of somebody');
    const state = this.#state;
    // Several go at once, so their order says nothing: they are told by id.
    const excluded = [...those].sort((a, b) =>
      (state.ids[a] as string) < (state.ids[b] as string) ? -1 : 1,
    );
    const { exclusion, finish } = this.#how;
    const ids = excluded.map((i) => state.ids[i] as string);
    for (const candidate of excluded) state.set(candidate, 'excluded');
    const checked = this.#watch.check(state.hopeful(), state.elected());
    if (!checked.ok) return checked;
    this.#decisions.push(...checked.value);
    this.#stage++;
    const hopeful = state.hopeful();
    if (finish.lastExclusion === 'stays' && hopeful.length <= this.#left) {
      const entered = this.#enter({ kind: 'exclusion', excluded: ids, because, transfers: [] }, 0);
      if (!entered.ok) return entered;
      if (this.#left > 0) this.#electLast(state.hopeful(), 'last-standing');
      return ok('ended');
    }
    if (this.#how.restart === 'wright') return this.#restart(ids);
    const parts = exclusionParts(state, excluded, exclusion.papers);
    for (const [k, part] of parts.entries()) {
      const isLast = k === parts.length - 1;
      const transfers = transferPart(state, part, isLast, this.#how.creditBy);
      const isStage = exclusion.parts === 'stages';
      if (isStage && k > 0) this.#stage++;
      const entered = this.#enter(
        { kind: 'exclusion', excluded: ids, because, transfers },
        isStage || parts.length === 1 ? 0 : k + 1,
        isLast || exclusion.elects === 'after-each-part',
      );
      if (!entered.ok) return entered;
      if (this.#left <= 0) return ok('ended');
    }
    return ok('goes-on');
  }

  #restart(excluded: readonly string[]): Step {
    const state = this.#state;
    for (const candidate of state.elected()) state.set(candidate, 'hopeful');
    this.#electedOrder.length = 0;
    this.#waiting = [];
    const checked = this.#watch.check(state.hopeful(), []);
    if (!checked.ok) return checked;
    this.#decisions.push(...checked.value);
    state.dealOut();
    this.#findQuota();
    return this.#enter({ kind: 'restart', excluded }, 0);
  }

  // --- elections

  #findQuota(): void {
    const state = this.#state;
    const votes = subtract(whole(state.valid), state.exhausted);
    this.#quota = quotaOf(votes, this.#input.profile.seats, this.#how.quota);
  }

  /** Writes down what was done, and elects those who have reached what is needed. */
  #enter(action: StvAction, part: number, elects = true, before: StvElected[] = []): Step {
    const state = this.#state;
    const { when } = this.#how.quota;
    if (when === 'moving' || (when === 'until-elected' && this.#electedOrder.length === 0))
      if (action.kind !== 'restart' && action.kind !== 'first-preferences') this.#findQuota();
    const elected: StvElected[] = [...before];
    if (elects) {
      const done = this.#electReached(elected);
      if (!done.ok) return done;
    }
    const { votePlaces } = this.#how;
    this.#past.push({ stage: this.#stage, part, votes: [...state.votes] });
    this.#stages.push({
      stage: this.#stage,
      part,
      action,
      quota: this.#quotaText(),
      votes: Object.fromEntries(
        state.ids.flatMap((id, i) =>
          state.standing[i] === 'withdrawn'
            ? []
            : [[id, toText(state.votes[i] as Ratio, votePlaces)]],
        ),
      ),
      exhausted: toText(state.exhausted, votePlaces),
      lost: toText(state.lost, votePlaces),
      elected,
      ties: this.#ties,
      decisions: this.#decisions,
    });
    this.#ties = [];
    this.#decisions = [];
    return ok('goes-on');
  }

  #quotaText(): string {
    const { places, rounding } = this.#how.quota;
    return toText(this.#quota, rounding === 'none' ? 'exact' : places);
  }

  #reached(candidate: number): boolean {
    const is = compare(this.#state.votes[candidate] as Ratio, this.#quota);
    return this.#how.quota.reach === 'at-least' ? is >= 0 : is > 0;
  }

  #electReached(elected: StvElected[]): Step {
    const state = this.#state;
    const order = byVotes(state.hopeful(), state.votes).reverse();
    let reached = order.filter((i) => this.#reached(i));
    if (this.#how.electedWhen === 'transferred' && reached.length < this.#left)
      return ok('goes-on');
    if (reached.length > this.#left) {
      const cut = state.votes[reached[this.#left] as number] as Ratio;
      const safe = reached.filter((i) => isMore(state.votes[i] as Ratio, cut));
      const level = reached.filter((i) => compare(state.votes[i] as Ratio, cut) === 0);
      const chosen = this.#chooseLevel(level, this.#left - safe.length);
      if (!chosen.ok) return chosen;
      reached = [...safe, ...chosen.value];
    }
    const inOrder = this.#watch.isOn
      ? this.#oneByOne(reached)
      : ok(sortedForElection(reached, state));
    if (!inOrder.ok) return inOrder;
    for (const candidate of inOrder.value) {
      const done = this.#elect(candidate, 'quota', elected);
      if (!done.ok) return done;
    }
    if (this.#how.alsoElects === 'active-vote') return this.#electByActiveVote(elected);
    return ok('goes-on');
  }

  /** Under constraints the election of one may close the way to another, so level ones need an order. */
  #oneByOne(reached: readonly number[]): Result<readonly number[], CountError> {
    const out: number[] = [];
    let rest = byVotes(reached, this.#state.votes).reverse();
    while (rest.length > 0) {
      const next = this.#choose('seat', levelWithFirst(rest, this.#state.votes), 1);
      if (!next.ok) return next;
      out.push(...next.value);
      rest = rest.filter((c) => !next.value.includes(c));
    }
    return ok(out);
  }

  /** ERS97 5.1.7 (b), 5.3.13 (b), 5.4.9 (b): one at a time, as each one lowers what the next one needs. */
  #electByActiveVote(elected: StvElected[]): Step {
    const state = this.#state;
    for (;;) {
      const left = this.#left;
      const doomed = this.#watch.doomed(state.hopeful());
      const order = byVotes(
        state.hopeful().filter((c) => !doomed.includes(c)),
        state.votes,
      ).reverse();
      const [first] = order;
      if (left <= 0 || first === undefined) return ok('goes-on');
      const kept = sum(state.elected().map((i) => least(state.votes[i] as Ratio, this.#quota)));
      const active = subtract(
        subtract(subtract(whole(state.valid), kept), state.exhausted),
        state.lost,
      );
      const needed = divide(active, whole(left + 1));
      if (isLess(state.votes[first] as Ratio, needed)) return ok('goes-on');
      const level = levelWithFirst(order, state.votes);
      const chosen = level.length > left ? this.#chooseLevel(level, left) : ok(level);
      if (!chosen.ok) return chosen;
      if (chosen.value.length === 0) return ok('goes-on');
      for (const candidate of sortedForElection(chosen.value, state)) {
        const done = this.#elect(candidate, 'active-vote', elected);
        if (!done.ok) return done;
      }
    }
  }

  #elect(candidate: number, because: StvElected['because'], elected: StvElected[]): Step {
    const state = this.#state;
    // A constraint may have closed the way in the meantime, by somebody elected just before.
    if (this.#watch.isOn && this.#watch.doomed([candidate]).length > 0) return ok('goes-on');
    state.set(candidate, 'elected');
    this.#electedOrder.push(candidate);
    this.#waiting.push({ candidate, since: this.#stages.length });
    elected.push({ candidate: state.ids[candidate] as string, because });
    const checked = this.#watch.check(state.hopeful(), state.elected());
    if (!checked.ok) return checked;
    this.#decisions.push(...checked.value);
    return ok('goes-on');
  }

  /** Those left, in the order of their votes, in the last stage there is. */
  #electLast(candidates: readonly number[], because: 'last-standing' | 'more-of-last-two'): void {
    const elected: StvElected[] = [];
    for (const candidate of sortedForElection(
      byVotes(candidates, this.#state.votes).reverse(),
      this.#state,
    )) {
      if (this.#watch.isOn && this.#watch.doomed([candidate]).length > 0) continue;
      this.#state.set(candidate, 'elected');
      this.#electedOrder.push(candidate);
      elected.push({ candidate: this.#state.ids[candidate] as string, because });
    }
    const last = this.#stages.pop() as StvStage;
    this.#stages.push({
      ...last,
      elected: [...last.elected, ...elected],
      ties: [...last.ties, ...this.#ties],
      decisions: [...last.decisions, ...this.#decisions],
    });
    this.#ties = [];
  }

  /** Which of those level at what elects are elected; nobody where the rule leaves it open. */
  #chooseLevel(level: readonly number[], places: number): Result<readonly number[], CountError> {
    if (this.#how.levelAtQuota === 'ladder') return this.#choose('seat', level, places);
    const ties = (this.#input.ties ?? this.#how.ties).filter((step) => step !== 'lot');
    const chosen = this.#choose('seat', level, places, ties);
    return !chosen.ok && chosen.error.code === 'count/tie-unbroken' ? ok([]) : chosen;
  }

  #electOfTwo(): Step {
    const state = this.#state;
    const doomed = this.#watch.doomed(state.hopeful());
    const order = byVotes(state.hopeful(), state.votes)
      .reverse()
      .filter((c) => !doomed.includes(c));
    const chosen = this.#choose('seat', levelWithFirst(order, state.votes), 1);
    if (!chosen.ok) return chosen;
    this.#electLast(chosen.value, 'more-of-last-two');
    return ok('ended');
  }

  #choose(
    purpose: StvTie['purpose'],
    level: readonly number[],
    places: number,
    ties: readonly TieStep[] = this.#input.ties ?? this.#how.ties,
  ): Result<readonly number[], CountError> {
    if (level.length <= places) return ok(level);
    const { exclusion, votePlaces } = this.#how;
    // Where candidates are elected only when all parts have moved, only that is a point of the count.
    const earlier =
      exclusion.elects === 'after-all-parts'
        ? this.#past.filter((p, i) => this.#past[i + 1]?.stage !== p.stage)
        : this.#past;
    const broken = breakStvTie(
      { purpose, stage: this.#stage + 1, tied: level, places, earlier },
      {
        ids: this.#state.ids,
        places: votePlaces,
        ties,
        ...(this.#input.lot && { lot: this.#input.lot }),
      },
    );
    if (!broken.ok) return broken;
    this.#ties.push(broken.value.tie);
    return ok(broken.value.chosen);
  }
}

/** Most votes first, level ones by id: the order in which they are told, and nothing else. */
function sortedForElection(candidates: readonly number[], state: GregoryState): readonly number[] {
  return [...candidates].sort(
    (a, b) =>
      compare(state.votes[b] as Ratio, state.votes[a] as Ratio) ||
      ((state.ids[a] as string) < (state.ids[b] as string) ? -1 : 1),
  );
}
