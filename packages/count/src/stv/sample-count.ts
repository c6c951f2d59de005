/**
 * The single transferable vote with whole papers: a surplus is so many papers, and which ones is a
 * matter of how they lie (Cambridge, Dáil). How they lie comes from a published seed (seeded-order.ts).
 */
import { assert, err, ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { byVotes, cannotWin, levelWithFirst, maySurplusesWait } from './choose-excluded.ts';
import { ConstraintWatch } from './constraint-watch.ts';
import type { Standing } from './gregory-state.ts';
import { quotaOf } from './quota.ts';
import { type Ratio, whole } from './ratio.ts';
import { shuffledPapers } from './seeded-order.ts';
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
  StvTransfer,
} from './stv-transcript.ts';
import type { SampleSwitches } from './switches.ts';

export function countSample(
  input: StvCountInput,
  how: SampleSwitches,
): Result<Omit<StvResult, 'rule' | 'settings'>, CountError> {
  if (input.seed === undefined)
    return err({
      code: 'count/seed-missing',
      message:
        'This rule draws papers by lot: it needs a seed that was agreed and published before the count.',
    });
  return new SampleCount(input, how, input.seed).run();
}

class SampleCount {
  readonly #input: StvCountInput;
  readonly #how: SampleSwitches;
  readonly #ids: readonly string[];
  readonly #watch: ConstraintWatch;
  readonly #standing: Standing[];
  /** Papers (by pile) in the order in which each candidate received them, a bundle for each transfer. */
  readonly #bundles: number[][][];
  readonly #votes: number[];
  readonly #papers: Int32Array;
  /** Papers given in this stage that are not yet in the votes. */
  readonly #onTheWay: number[];
  #exhausted = 0;
  #valid = 0;
  #quota = 0;
  #stage = 1;
  readonly #stages: StvStage[] = [];
  readonly #past: Snapshot[] = [];
  readonly #electedOrder: number[] = [];
  #waiting: { readonly candidate: number; readonly since: number }[] = [];
  #ties: StvTie[] = [];
  #decisions: ConstraintDecision[] = [];
  #electedNow: StvElected[] = [];
  #isFewVotesDone = false;

  constructor(input: StvCountInput, how: SampleSwitches, seed: string) {
    const { candidates } = input.profile;
    this.#input = input;
    this.#how = how;
    this.#ids = candidates.map((c) => c.id);
    this.#watch = new ConstraintWatch(input);
    this.#standing = candidates.map((c) => (c.withdrawn === true ? 'withdrawn' : 'hopeful'));
    this.#bundles = candidates.map(() => []);
    this.#votes = candidates.map(() => 0);
    this.#onTheWay = candidates.map(() => 0);
    this.#papers = shuffledPapers(input.profile, seed);
  }

  run(): Result<Omit<StvResult, 'rule' | 'settings'>, CountError> {
    const { profile } = this.#input;
    const first = this.#ids.map((): number[] => []);
    for (const paper of this.#papers) {
      const to = this.#next(paper);
      if (to < 0) continue;
      (first[to] as number[]).push(paper);
      this.#valid++;
    }
    if (this.#valid === 0)
      return err({
        code: 'count/no-votes',
        message: 'No paper has a preference for a candidate who is standing, so nobody is elected.',
      });
    for (const [to, papers] of first.entries()) {
      this.#votes[to] = papers.length;
      this.#bundles[to] = [papers];
    }
    const quota = quotaOf(whole(this.#valid), profile.seats, this.#how.quota);
    assert(quota.d === 1n, 'a quota of whole papers is a whole number');
    this.#quota = Number(quota.n);
    const possible = this.#watch.check(this.#those('hopeful'), []);
    if (!possible.ok) return possible;
    this.#decisions.push(...possible.value);
    const entered = this.#enter({ kind: 'first-preferences' });
    if (!entered.ok) return entered;
    for (;;) {
      const step = this.#step();
      if (!step.ok) return step;
      if (step.value === 'ended') break;
    }
    return ok({
      format: 'hustings/stv-count/1',
      seats: profile.seats,
      candidates: profile.candidates,
      papers: this.#papers.length,
      valid: this.#valid,
      elected: this.#electedOrder.map((i) => this.#ids[i] as string),
      stages: this.#stages,
      margin: marginOfStv(this.#ratios(), this.#electedOrder, this.#ids, 0),
    });
  }

  #those(standing: Standing): number[] {
    return this.#standing.flatMap((s, i) => (s === standing ? [i] : []));
  }

  get #left(): number {
    return this.#input.profile.seats - this.#electedOrder.length;
  }

  #ratios(): readonly Ratio[] {
    return this.#votes.map((n) => whole(n));
  }

  /** The first on a paper who is in the count; -1 where it names no more. */
  #next(paper: number): number {
    const { ranking } = this.#input.profile.piles.at(paper) as {
      readonly ranking: readonly number[];
    };
    return ranking.find((c) => this.#standing[c] === 'hopeful') ?? -1;
  }

  #step(): Result<'goes-on' | 'ended', CountError> {
    const hopeful = this.#those('hopeful');
    const left = this.#left;
    if (left <= 0 || hopeful.length === 0) return ok('ended');
    const surpluses = this.#withSurplus();
    const { finish, defer, bulk } = this.#how;
    if (hopeful.length <= left && (finish.lastStanding === 'at-once' || surpluses.length === 0)) {
      this.#electLast(hopeful, 'last-standing');
      return ok('ended');
    }
    const votes = this.#ratios();
    const lowest = {
      order: byVotes(hopeful, votes),
      votes,
      most: hopeful.length - left,
      surpluses: whole(
        surpluses.reduce((sum, w) => sum + (this.#votes[w.candidate] as number) - this.#quota, 0),
      ),
    };
    const mayWait =
      defer && !this.#watch.isOn && hopeful.length > left && maySurplusesWait(lowest, bulk);
    if (surpluses.length > 0 && !mayWait) return this.#transferOne(surpluses);

    const doomed = this.#watch.doomed(hopeful);
    if (doomed.length > 0) return this.#exclude(doomed, 'constraint');
    const { fewerThan } = this.#how;
    if (fewerThan !== undefined && !this.#isFewVotesDone) {
      this.#isFewVotesDone = true;
      const few = hopeful.filter((i) => (this.#votes[i] as number) < fewerThan);
      if (few.length > 0 && few.length <= lowest.most && !this.#watch.isOn)
        return this.#exclude(few, 'few-votes');
    }
    if (bulk !== 'never' && !this.#watch.isOn) {
      const group = cannotWin(lowest, bulk);
      if (group.length > 1) return this.#exclude(group, 'cannot-win');
    }
    const may = this.#watch.mayExclude(lowest.order);
    const chosen = this.#choose('exclusion', levelWithFirst(may, votes), 1);
    if (!chosen.ok) return chosen;
    return this.#exclude(chosen.value, 'fewest-votes');
  }

  // --- papers that move

  #withSurplus(): readonly { readonly candidate: number; readonly since: number }[] {
    return this.#waiting.filter((w) => (this.#votes[w.candidate] as number) > this.#quota);
  }

  #transferOne(
    surpluses: readonly { readonly candidate: number; readonly since: number }[],
  ): Result<'goes-on' | 'ended', CountError> {
    const votes = this.#ratios();
    const since = Math.min(...surpluses.map((w) => w.since));
    const those =
      this.#how.order === 'largest-first' ? surpluses : surpluses.filter((w) => w.since === since);
    const order = byVotes(
      those.map((w) => w.candidate),
      votes,
    ).reverse();
    const chosen = this.#choose('surplus', levelWithFirst(order, votes), 1);
    if (!chosen.ok) return chosen;
    const [from] = chosen.value as [number];
    this.#waiting = this.#waiting.filter((w) => w.candidate !== from);
    const surplus = (this.#votes[from] as number) - this.#quota;
    this.#stage++;
    return this.#how.drawing === 'cincinnati'
      ? this.#drawEveryNth(from, surplus)
      : this.#drawFromLast(from, surplus);
  }

  /** Every nth paper, n being votes over surplus to the nearest whole number; then those after them. */
  #drawEveryNth(from: number, surplus: number): Result<'goes-on' | 'ended', CountError> {
    const papers = (this.#bundles[from] as number[][]).flat();
    // Halves up: 2·votes + surplus over 2·surplus, rounded down, in whole numbers.
    const n = Math.floor((2 * papers.length + surplus) / (2 * surplus));
    const sequence: number[] = [];
    for (let pass = 0; pass < n; pass++)
      for (let at = n + pass; at <= papers.length; at += n) sequence.push(at - 1);
    for (let at = 0; at < Math.min(n - 1, papers.length); at++) sequence.push(at);
    const moves = new Moves(this.#ids);
    const drawn = new Set<number>();
    for (const at of sequence) {
      if (moves.papers === surplus) break;
      const paper = papers[at] as number;
      const to = this.#next(paper);
      if (to < 0) continue;
      drawn.add(at);
      const done = this.#give(moves, paper, to);
      if (!done.ok) return done;
    }
    this.#bundles[from] = [papers.filter((_, at) => !drawn.has(at))];
    return this.#endMoves({ kind: 'surplus', surplus: `${surplus}`, transfers: [] }, [
      { from, moves, out: moves.papers },
    ]);
  }

  /**
   * From the bundle that came last: of the papers for each next preference in proportion, the largest
   * fractions rounded up, those that were laid on last (Electoral Act 1992 (Ireland) s.121).
   */
  #drawFromLast(from: number, surplus: number): Result<'goes-on' | 'ended', CountError> {
    const bundles = this.#bundles[from] as number[][];
    const heaps = this.#ids.map((): number[] => []);
    for (const paper of bundles.at(-1) as number[]) {
      const to = this.#next(paper);
      if (to >= 0) (heaps[to] as number[]).push(paper);
    }
    const transferable = heaps.reduce((sum, heap) => sum + heap.length, 0);
    const takes = heaps.map((heap) =>
      transferable <= surplus ? heap.length : Math.floor((heap.length * surplus) / transferable),
    );
    if (transferable > surplus) {
      const rest = (i: number): number => ((heaps[i] as number[]).length * surplus) % transferable;
      const size = (i: number): number => (heaps[i] as number[]).length;
      let order = heaps.map((_, i) => i).sort((a, b) => rest(b) - rest(a) || size(b) - size(a));
      let missing = surplus - takes.reduce((a, b) => a + b, 0);
      while (missing > 0) {
        const [top] = order as [number];
        // Equal fractions: the larger heap; of equal heaps, as the ladder says.
        const level = order.filter((i) => rest(i) === rest(top) && size(i) === size(top));
        const chosen = this.#choose('surplus', level, Math.min(missing, level.length));
        if (!chosen.ok) return chosen;
        for (const i of chosen.value) takes[i] = (takes[i] as number) + 1;
        missing -= chosen.value.length;
        order = order.filter((i) => !level.includes(i));
      }
    }
    const moves = new Moves(this.#ids);
    for (const [to, heap] of heaps.entries())
      for (const paper of heap.slice(heap.length - (takes[to] as number))) moves.add(paper, to);
    // Papers without a next preference stay, but no more of them than make up the quota.
    const spent = transferable < surplus ? surplus - transferable : 0;
    this.#exhausted += spent;
    moves.spent = spent;
    return this.#endMoves({ kind: 'surplus', surplus: `${surplus}`, transfers: [] }, [
      { from, moves, out: surplus },
    ]);
  }

  #exclude(
    excluded: readonly number[],
    because: 'fewest-votes' | 'cannot-win' | 'few-votes' | 'constraint',
  ): Result<'goes-on' | 'ended', CountError> {
    for (const candidate of excluded) this.#standing[candidate] = 'excluded';
    const checked = this.#watch.check(this.#those('hopeful'), this.#those('elected'));
    if (!checked.ok) return checked;
    this.#decisions.push(...checked.value);
    this.#stage++;
    const action: Extract<StvAction, { readonly kind: 'exclusion' }> = {
      kind: 'exclusion',
      excluded: excluded.map((i) => this.#ids[i] as string).toSorted(),
      because,
      transfers: [],
    };
    const isLast = this.#those('hopeful').length <= this.#left;
    if (this.#how.finish.lastExclusion === 'stays' && isLast) {
      const entered = this.#enter(action);
      if (!entered.ok) return entered;
      if (this.#left > 0) this.#electLast(this.#those('hopeful'), 'last-standing');
      return ok('ended');
    }
    const all: { from: number; moves: Moves; out: number }[] = [];
    // Fewest votes first; level ones by id, which matters only to how papers lie.
    for (const from of [...excluded].sort(
      (a, b) =>
        (this.#votes[a] as number) - (this.#votes[b] as number) ||
        ((this.#ids[a] as string) < (this.#ids[b] as string) ? -1 : 1),
    )) {
      const moves = new Moves(this.#ids);
      for (const paper of (this.#bundles[from] as number[][]).flat()) {
        const to = this.#next(paper);
        if (to < 0) {
          moves.spent++;
          this.#exhausted++;
        } else if (this.#how.drawing === 'cincinnati') {
          const done = this.#give(moves, paper, to);
          if (!done.ok) return done;
        } else moves.add(paper, to);
      }
      this.#bundles[from] = [];
      all.push({ from, moves, out: this.#votes[from] as number });
    }
    return this.#endMoves(action, all);
  }

  /** Cambridge: one paper at a time, and who thereby reaches the quota receives no more. */
  #give(moves: Moves, paper: number, to: number): Result<undefined, CountError> {
    moves.add(paper, to);
    this.#onTheWay[to] = (this.#onTheWay[to] as number) + 1;
    const has = (this.#votes[to] as number) + this.#onTheWay[to];
    return has >= this.#quota && this.#left > 0 ? this.#elect(to) : ok(undefined);
  }

  #endMoves(
    action: Extract<StvAction, { readonly kind: 'surplus' | 'exclusion' }>,
    all: readonly { readonly from: number; readonly moves: Moves; readonly out: number }[],
  ): Result<'goes-on' | 'ended', CountError> {
    const received = this.#ids.map((): number[] => []);
    this.#onTheWay.fill(0);
    const transfers = all.map(({ from, moves, out }) => {
      for (const [to, papers] of moves.to.entries()) {
        for (const paper of papers) (received[to] as number[]).push(paper);
        this.#votes[to] = (this.#votes[to] as number) + papers.length;
      }
      this.#votes[from] = (this.#votes[from] as number) - out;
      return moves.transfer(this.#ids[from] as string, out);
    });
    for (const [to, papers] of received.entries())
      if (papers.length > 0) (this.#bundles[to] as number[][]).push(papers);
    const entered = this.#enter({ ...action, transfers });
    return entered.ok ? ok(this.#left <= 0 ? 'ended' : 'goes-on') : entered;
  }

  // --- elections

  #elect(candidate: number): Result<undefined, CountError> {
    if (this.#watch.doomed([candidate]).length > 0) return ok(undefined);
    this.#standing[candidate] = 'elected';
    this.#electedOrder.push(candidate);
    this.#waiting.push({ candidate, since: this.#stage });
    this.#electedNow.push({ candidate: this.#ids[candidate] as string, because: 'quota' });
    const checked = this.#watch.check(this.#those('hopeful'), this.#those('elected'));
    if (!checked.ok) return checked;
    this.#decisions.push(...checked.value);
    return ok(undefined);
  }

  #enter(action: StvAction): Result<undefined, CountError> {
    const votes = this.#ratios();
    let rest = byVotes(
      this.#those('hopeful').filter((i) => (this.#votes[i] as number) >= this.#quota),
      votes,
    ).reverse();
    while (rest.length > 0 && this.#left > 0) {
      const level = levelWithFirst(rest, votes);
      const isFree = !this.#watch.isOn && level.length <= this.#left;
      const chosen = isFree ? ok(level) : this.#choose('seat', level, 1);
      if (!chosen.ok) return chosen;
      rest = rest.filter((i) => !chosen.value.includes(i));
      for (const candidate of chosen.value.toSorted((a, b) =>
        (this.#ids[a] as string) < (this.#ids[b] as string) ? -1 : 1,
      )) {
        const done = this.#elect(candidate);
        if (!done.ok) return done;
      }
    }
    this.#past.push({ stage: this.#stage, part: 0, votes });
    this.#stages.push({
      stage: this.#stage,
      part: 0,
      action,
      quota: `${this.#quota}`,
      votes: Object.fromEntries(
        this.#ids.flatMap((id, i) =>
          this.#standing[i] === 'withdrawn' ? [] : [[id, `${this.#votes[i]}`]],
        ),
      ),
      exhausted: `${this.#exhausted}`,
      lost: '0',
      elected: this.#electedNow,
      ties: this.#ties,
      decisions: this.#decisions,
    });
    this.#electedNow = [];
    this.#ties = [];
    this.#decisions = [];
    return ok(undefined);
  }

  #electLast(candidates: readonly number[], because: 'last-standing'): void {
    const elected: StvElected[] = [];
    for (const candidate of [...candidates].sort(
      (a, b) =>
        (this.#votes[b] as number) - (this.#votes[a] as number) ||
        ((this.#ids[a] as string) < (this.#ids[b] as string) ? -1 : 1),
    )) {
      this.#standing[candidate] = 'elected';
      this.#electedOrder.push(candidate);
      elected.push({ candidate: this.#ids[candidate] as string, because });
    }
    const last = this.#stages.pop() as StvStage;
    this.#stages.push({ ...last, elected: [...last.elected, ...elected] });
  }

  #choose(
    purpose: StvTie['purpose'],
    level: readonly number[],
    places: number,
  ): Result<readonly number[], CountError> {
    if (level.length <= places) return ok(level);
    const broken = breakStvTie(
      { purpose, stage: this.#stage + 1, tied: level, places, earlier: this.#past },
      {
        ids: this.#ids,
        places: 0,
        ties: this.#input.ties ?? this.#how.ties,
        ...(this.#input.lot && { lot: this.#input.lot }),
      },
    );
    if (!broken.ok) return broken;
    this.#ties.push(broken.value.tie);
    return ok(broken.value.chosen);
  }
}

/** Papers on their way from one candidate. */
class Moves {
  readonly to: readonly number[][];
  readonly #ids: readonly string[];
  papers = 0;
  spent = 0;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.to = ids.map(() => []);
  }

  add(paper: number, to: number): void {
    (this.to[to] as number[]).push(paper);
    this.papers++;
  }

  transfer(from: string, out: number): StvTransfer {
    return {
      from,
      papers: this.papers + this.spent,
      votes: `${out}`,
      value: '1',
      to: Object.fromEntries(
        this.#ids.flatMap((id, i) => {
          const { length } = this.to[i] as number[];
          return length === 0 ? [] : [[id, { papers: length, votes: `${length}` }]];
        }),
      ),
      exhausted: { papers: this.spent, votes: `${this.spent}` },
      lost: '0',
    };
  }
}
