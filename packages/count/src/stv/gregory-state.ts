/**
 * Where every paper lies and what it is worth, while surpluses and exclusions move them (Gregory
 * methods). Papers lie in bundles: those that a candidate received at one time with one value.
 *
 * Where papers have weights, numbers of papers are so many parts of one vote (`scale` of them), and
 * figures of votes have at least as many decimal places as the weights need.
 */
import type { SequencePiles } from '../papers/sequence-piles.ts';
import { PileBox, type PileList, type Sorted } from './pile-box.ts';
import { add, floorTo, ONE, type Places, type Ratio, subtract, toText, ZERO } from './ratio.ts';
import type { StvBook } from './stv-book.ts';
import type { StvTransfer } from './stv-transcript.ts';

export interface Bundle {
  readonly value: Ratio;
  /** Which move brought it. */
  readonly move: number;
  papers: number;
  piles: PileList;
  /** What was credited for it, which rounding may have made less than its value. */
  credit: Ratio;
}

/** A transfer as it adds up. */
export interface Moving {
  readonly from: number;
  papers: number;
  readonly toPapers: Float64Array;
  readonly toVotes: Ratio[];
  spentPapers: number;
  spentVotes: Ratio;
  /** The one value, or null when there are several. */
  value: Ratio | null | undefined;
}

export class GregoryState {
  readonly votes: Ratio[];
  readonly bundles: Bundle[][];
  /** All papers, and those that name somebody who stands. */
  readonly papers: number;
  readonly valid: number;
  exhausted: Ratio = ZERO;
  lost: Ratio = ZERO;
  readonly #book: StvBook;
  readonly #box: PileBox;
  readonly #scale: bigint;
  readonly #creditPlaces: Places;
  readonly #isMerged: boolean;
  #moves = 0;

  constructor(
    book: StvBook,
    papers: { readonly piles: SequencePiles; readonly scale: number },
    credit: { readonly places: Places; readonly by: 'value' | 'bundle' },
  ) {
    this.#book = book;
    this.#scale = BigInt(papers.scale);
    this.#creditPlaces = credit.places;
    this.#isMerged = credit.by === 'value';
    this.#box = new PileBox(papers.piles, book.isIn);
    this.votes = book.ids.map(() => ZERO);
    this.bundles = book.ids.map(() => []);
    this.papers = this.#box.papers;
    this.valid = this.papers - this.#box.sort([this.#box.restart()]).spent;
  }

  /** Votes of so many papers, each worth `value`. */
  worth(value: Ratio, papers: number): Ratio {
    return { n: value.n * BigInt(papers), d: value.d * this.#scale };
  }

  /** Votes of so many papers as they were cast. */
  votesOf(papers: number): Ratio {
    return { n: BigInt(papers), d: this.#scale };
  }

  /** Gives every paper to its first candidate who is in, each with the value one. */
  dealOut(): void {
    const sorted = this.#box.sort([this.#box.restart()]);
    this.lost = ZERO;
    this.votes.fill(ZERO);
    for (let i = 0; i < this.votes.length; i++) this.bundles[i] = [];
    for (const { candidate, papers, piles } of sorted.heaps) {
      const credit = this.votesOf(papers);
      this.votes[candidate] = credit;
      this.bundles[candidate] = [{ value: ONE, move: this.#moves, papers, piles, credit }];
    }
    // Papers that name nobody who stands were never valid; those of a restart are exhausted.
    this.exhausted = this.votesOf(sorted.spent - (this.papers - this.valid));
  }

  /** A new move: what candidates receive in it with one value is one bundle. */
  startMove(): void {
    this.#moves++;
  }

  /** Sorts bundles by next preference; nothing is credited yet. Their piles are gone from them. */
  sort(bundles: readonly Bundle[]): Sorted {
    return this.#box.sort(bundles.map((b) => b.piles));
  }

  moving(from: number): Moving {
    return {
      from,
      papers: 0,
      toPapers: new Float64Array(this.votes.length),
      toVotes: this.votes.map(() => ZERO),
      spentPapers: 0,
      spentVotes: ZERO,
      value: undefined,
    };
  }

  /** Credits sorted papers at a value. `spentCounts`: the others count as exhausted at that value too. */
  credit(moving: Moving, sorted: Sorted, value: Ratio, spentCounts: boolean): void {
    moving.papers += sorted.total;
    moving.value = moving.value === undefined ? value : null;
    for (const { candidate, papers, piles } of sorted.heaps) {
      const credit = floorTo(this.worth(value, papers), this.#creditPlaces);
      this.votes[candidate] = add(this.votes[candidate] as Ratio, credit);
      moving.toPapers[candidate] = (moving.toPapers[candidate] as number) + papers;
      moving.toVotes[candidate] = add(moving.toVotes[candidate] as Ratio, credit);
      this.#receive(candidate, { value, move: this.#moves, papers, piles, credit });
    }
    if (spentCounts && sorted.spent > 0) {
      moving.spentPapers += sorted.spent;
      moving.spentVotes = add(
        moving.spentVotes,
        floorTo(this.worth(value, sorted.spent), this.#creditPlaces),
      );
    }
  }

  #receive(to: number, bundle: Bundle): void {
    const bundles = this.bundles[to] as Bundle[];
    const last = bundles.at(-1);
    const { value } = bundle;
    if (
      this.#isMerged &&
      last !== undefined &&
      last.move === bundle.move &&
      last.value.n * value.d === value.n * last.value.d
    ) {
      last.papers += bundle.papers;
      last.credit = add(last.credit, bundle.credit);
      last.piles = this.#box.join(last.piles, bundle.piles);
    } else bundles.push(bundle);
  }

  /** Ends a transfer: `out` leaves the candidate; what nobody got is exhausted or lost. */
  settle(moving: Moving, out: Ratio): StvTransfer {
    const { from } = moving;
    let rest = subtract(out, moving.spentVotes);
    for (const votes of moving.toVotes) if (votes.n !== 0n) rest = subtract(rest, votes);
    this.votes[from] = subtract(this.votes[from] as Ratio, out);
    this.exhausted = add(this.exhausted, moving.spentVotes);
    this.lost = add(this.lost, rest);
    const text = (r: Ratio): string => toText(r, this.#book.places);
    return {
      from: this.#book.id(from),
      papers: moving.papers,
      votes: text(out),
      value: moving.value === null || moving.value === undefined ? null : valueText(moving.value),
      to: Object.fromEntries(
        this.#book.ids.flatMap((id, i) => {
          const papers = moving.toPapers[i] as number;
          return papers === 0 ? [] : [[id, { papers, votes: text(moving.toVotes[i] as Ratio) }]];
        }),
      ),
      exhausted: { papers: moving.spentPapers, votes: text(moving.spentVotes) },
      lost: text(rest),
    };
  }
}

/** A value of one paper: as decimals where it is cut to them, else as a fraction. */
export function valueText(value: Ratio): string {
  const zeros = `${value.d}`.length - 1;
  return value.d > 1n && value.d === 10n ** BigInt(zeros)
    ? toText(value, zeros)
    : toText(value, 'exact');
}
