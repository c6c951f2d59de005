/** A count with whole papers while it runs: where every paper lies, and who has how many. */
import { ok, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import { flatProfile } from '../papers/flat-profile.ts';
import type { SequencePiles } from '../papers/sequence-piles.ts';
import { byVotes, levelWithFirst } from './choose-excluded.ts';
import type { PaperMoves } from './paper-moves.ts';
import { quotaOf } from './quota.ts';
import { add, ceilTo, floorTo, ONE, type Ratio, whole } from './ratio.ts';
import { shuffledPapers } from './seeded-order.ts';
import { StvBook } from './stv-book.ts';
import type { StvCountInput } from './stv-count-input.ts';
import type { StvAction, StvElected, StvTie } from './stv-transcript.ts';
import type { QuotaSwitches, SampleSwitches } from './switches.ts';

/** How the count stands after a step. */
export type Step = Result<'goes-on' | 'ended', CountError>;

/** Papers (by pile), in the order in which a candidate received them. */
export type Heap = readonly number[];

export class SampleRun {
  readonly how: SampleSwitches;
  readonly book: StvBook;
  readonly papers: number;
  readonly valid: number;
  /** The least number of papers that reaches what is needed. */
  readonly quota: number;
  readonly votes: number[];
  /** Of each candidate, a heap for each transfer. */
  readonly bundles: (readonly Heap[])[];
  exhausted = 0;
  stage = 1;
  isFewVotesDone = false;
  /** Those elected whose surplus is still with them, and in which stage they were elected. */
  waiting: readonly { readonly candidate: number; readonly since: number }[] = [];
  readonly #piles: SequencePiles;
  /** Of each pile, how far down its ranking it has come: who has left the count does not come back. */
  readonly #at: Uint32Array;
  /** Papers given in this stage that are not yet in the votes. */
  readonly #onTheWay: number[];
  #electedNow: StvElected[] = [];

  constructor(input: StvCountInput, how: SampleSwitches, seed: string) {
    const { profile } = input;
    this.how = how;
    this.book = new StvBook(input, how, 0);
    this.#piles = flatProfile(profile);
    this.#at = this.#piles.starts.slice(0, -1);
    this.#onTheWay = this.book.ids.map(() => 0);
    const papers = shuffledPapers(profile, seed);
    const first = this.book.ids.map((): number[] => []);
    for (const paper of papers) first[this.next(paper)]?.push(paper);
    this.papers = papers.length;
    this.votes = first.map((heap) => heap.length);
    this.valid = this.votes.reduce((a, b) => a + b, 0);
    this.bundles = first.map((heap) => [heap]);
    this.quota = wholeQuota(whole(this.valid), profile.seats, how.quota);
  }

  votesOf(candidate: number): number {
    return this.votes[candidate] as number;
  }

  ratios(): readonly Ratio[] {
    return this.votes.map((n) => whole(n));
  }

  /** The first on a paper who is in the count; -1 where it names no more. */
  next(paper: number): number {
    const { codes, starts } = this.#piles;
    const end = starts[paper + 1] as number;
    let at = this.#at[paper] as number;
    while (at < end && this.book.isIn[codes[at] as number] === 0) at++;
    this.#at[paper] = at;
    return at < end ? (codes[at] as number) : -1;
  }

  /** The whole of what a candidate has, as it lies. */
  heapOf(candidate: number): number[] {
    return (this.bundles[candidate] as readonly Heap[]).flat();
  }

  /** Cambridge: one paper at a time, and who thereby reaches the quota receives no more. */
  give(moves: PaperMoves, paper: number, to: number): void {
    moves.add(paper, to);
    const coming = (this.#onTheWay[to] as number) + 1;
    this.#onTheWay[to] = coming;
    if (this.votesOf(to) + coming >= this.quota && this.book.left > 0) this.#elect(to);
  }

  /** Puts what moved where it goes, and ends the stage. */
  endMoves(
    action: Extract<StvAction, { readonly kind: 'surplus' | 'exclusion' }>,
    all: readonly { readonly from: number; readonly moves: PaperMoves; readonly out: number }[],
  ): Step {
    const received = this.book.ids.map((): number[] => []);
    this.#onTheWay.fill(0);
    const transfers = all.map(({ from, moves, out }) => {
      for (const [to, papers] of moves.to.entries()) {
        for (const paper of papers) (received[to] as number[]).push(paper);
        this.votes[to] = this.votesOf(to) + papers.length;
      }
      this.votes[from] = this.votesOf(from) - out;
      return moves.transfer(this.book.id(from), out);
    });
    for (const [to, papers] of received.entries())
      if (papers.length > 0) this.bundles[to] = [...(this.bundles[to] as readonly Heap[]), papers];
    const entered = this.enter({ ...action, transfers });
    return entered.ok ? ok(this.book.left <= 0 ? 'ended' : 'goes-on') : entered;
  }

  /** Elects those who have reached the quota, and writes down what was done. */
  enter(action: StvAction): Result<undefined, CountError> {
    const reached = this.#electReached();
    if (reached.ok) this.write(action);
    return reached;
  }

  #electReached(): Result<undefined, CountError> {
    const { book } = this;
    const votes = this.ratios();
    const reached = book.hopeful().filter((i) => this.votesOf(i) >= this.quota);
    let rest: readonly number[] = byVotes(reached, votes).reverse();
    for (;;) {
      rest = book.electable(rest);
      if (rest.length === 0 || book.left === 0) return ok(undefined);
      const level = levelWithFirst(rest, votes);
      const isFree = !book.watch.isOn && level.length <= book.left;
      const chosen = isFree ? ok(level) : this.choose('seat', level, 1);
      if (!chosen.ok) return chosen;
      rest = rest.filter((i) => !chosen.value.includes(i));
      for (const candidate of book.inOrder(chosen.value, votes)) this.#elect(candidate);
    }
  }

  /** Writes down what was done. */
  write(action: StvAction): void {
    const { book } = this;
    book.past.push({ stage: this.stage, part: 0, votes: this.ratios() });
    book.write({
      stage: this.stage,
      part: 0,
      action,
      quota: `${this.quota}`,
      votes: book.figures((i) => `${this.votes[i]}`),
      exhausted: `${this.exhausted}`,
      lost: '0',
      elected: this.#electedNow,
    });
    this.#electedNow = [];
  }

  #elect(candidate: number): void {
    if (!this.book.elect(candidate)) return;
    this.waiting = [...this.waiting, { candidate, since: this.stage }];
    this.#electedNow.push({ candidate: this.book.id(candidate), because: 'quota' });
  }

  choose(
    purpose: StvTie['purpose'],
    level: readonly number[],
    places: number,
  ): Result<readonly number[], CountError> {
    return this.book.choose({ purpose, stage: this.stage + 1, level, places });
  }
}

function wholeQuota(votes: Ratio, seats: number, how: QuotaSwitches): number {
  const quota = quotaOf(votes, seats, how);
  const reached = how.reach === 'at-least' ? ceilTo(quota, 0) : add(floorTo(quota, 0), ONE);
  return Number(reached.n);
}
