/**
 * Where every paper lies and what it is worth, while surpluses and exclusions move them (Gregory
 * methods). Papers lie in bundles: those that a candidate received at one time with one value.
 */
import type { Profile } from '../profile.ts';
import { PileBox } from './pile-box.ts';
import {
  add,
  floorTo,
  type Places,
  type Ratio,
  subtract,
  times,
  toText,
  whole,
  ZERO,
} from './ratio.ts';
import type { StvTransfer } from './stv-transcript.ts';

export type Standing = 'hopeful' | 'elected' | 'excluded' | 'withdrawn';

export interface Bundle {
  readonly value: Ratio;
  /** Which move brought it. */
  readonly move: number;
  papers: number;
  readonly piles: number[];
  /** What was credited for it, which rounding may have made less than its value. */
  credit: Ratio;
}

/** Papers sorted by their next preference. */
export interface Sorted {
  readonly papers: Float64Array;
  readonly piles: readonly number[][];
  readonly total: number;
  /** Those that name nobody who is in the count. */
  readonly spent: number;
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
  readonly ids: readonly string[];
  readonly standing: Standing[];
  /** 1 while papers may go to the candidate: the hopeful. */
  readonly isIn: Uint8Array;
  readonly votes: Ratio[];
  readonly bundles: Bundle[][];
  readonly box: PileBox;
  readonly valid: number;
  readonly papers: number;
  exhausted: Ratio = ZERO;
  lost: Ratio = ZERO;
  #moves = 0;
  readonly #votePlaces: Places;
  readonly #isMerged: boolean;

  constructor(
    profile: Profile,
    how: { readonly votePlaces: Places; readonly creditBy: 'value' | 'bundle' },
  ) {
    this.ids = profile.candidates.map((c) => c.id);
    this.standing = profile.candidates.map((c) => (c.withdrawn === true ? 'withdrawn' : 'hopeful'));
    this.isIn = Uint8Array.from(this.standing, (s) => (s === 'hopeful' ? 1 : 0));
    this.votes = this.ids.map(() => ZERO);
    this.bundles = this.ids.map(() => []);
    this.#votePlaces = how.votePlaces;
    this.#isMerged = how.creditBy === 'value';
    this.box = new PileBox(profile, this.isIn);
    let papers = 0;
    let valid = 0;
    for (let pile = 0; pile < this.box.piles; pile++) {
      const size = this.box.size[pile] as number;
      papers += size;
      if (this.box.next(pile) >= 0) valid += size;
    }
    this.papers = papers;
    this.valid = valid;
  }

  /** By index; in the order of the candidates, which decides nothing. */
  hopeful(): number[] {
    return this.#those('hopeful');
  }

  elected(): number[] {
    return this.#those('elected');
  }

  #those(standing: Standing): number[] {
    const out: number[] = [];
    for (let i = 0; i < this.standing.length; i++) if (this.standing[i] === standing) out.push(i);
    return out;
  }

  set(candidate: number, standing: Standing): void {
    this.standing[candidate] = standing;
    this.isIn[candidate] = standing === 'hopeful' ? 1 : 0;
  }

  /** Gives every paper to its first candidate who is in, each with the value one. */
  dealOut(): void {
    this.box.restart();
    this.exhausted = ZERO;
    this.lost = ZERO;
    for (let i = 0; i < this.ids.length; i++) {
      this.votes[i] = ZERO;
      this.bundles[i] = [];
    }
    const all: number[] = [];
    for (let pile = 0; pile < this.box.piles; pile++) all.push(pile);
    const sorted = this.#sortPiles(all);
    for (let i = 0; i < this.ids.length; i++) {
      const papers = sorted.papers[i] as number;
      if (papers === 0) continue;
      const credit = whole(papers);
      this.votes[i] = credit;
      this.bundles[i] = [
        {
          value: whole(1),
          move: this.#moves,
          papers,
          piles: sorted.piles[i] as number[],
          credit,
        },
      ];
    }
    // Papers that name nobody who stands were never valid; those of a restart are exhausted.
    this.exhausted = whole(sorted.spent - (this.papers - this.valid));
  }

  /** A new move: what candidates receive in it with one value is one bundle. */
  startMove(): void {
    this.#moves++;
  }

  /** Sorts bundles by next preference; nothing is credited yet. */
  sort(bundles: readonly Bundle[]): Sorted {
    const first = bundles[0];
    return this.#sortPiles(
      bundles.length === 1 && first !== undefined ? first.piles : bundles.flatMap((b) => b.piles),
    );
  }

  #sortPiles(all: readonly number[]): Sorted {
    const papers = new Float64Array(this.ids.length);
    const piles: number[][] = this.ids.map(() => []);
    let total = 0;
    let spent = 0;
    for (const pile of all) {
      const size = this.box.size[pile] as number;
      const to = this.box.next(pile);
      total += size;
      if (to < 0) spent += size;
      else {
        papers[to] = (papers[to] as number) + size;
        (piles[to] as number[]).push(pile);
      }
    }
    return { papers, piles, total, spent };
  }

  moving(from: number): Moving {
    return {
      from,
      papers: 0,
      toPapers: new Float64Array(this.ids.length),
      toVotes: this.ids.map(() => ZERO),
      spentPapers: 0,
      spentVotes: ZERO,
      value: undefined,
    };
  }

  /** Credits sorted papers at a value. `spentCounts`: the others count as exhausted at that value too. */
  credit(moving: Moving, sorted: Sorted, value: Ratio, spentCounts: boolean): void {
    moving.papers += sorted.total;
    moving.value = moving.value === undefined ? value : null;
    for (let to = 0; to < this.ids.length; to++) {
      const papers = sorted.papers[to] as number;
      if (papers === 0) continue;
      const credit = floorTo(times(value, papers), this.#votePlaces);
      this.votes[to] = add(this.votes[to] as Ratio, credit);
      moving.toPapers[to] = (moving.toPapers[to] as number) + papers;
      moving.toVotes[to] = add(moving.toVotes[to] as Ratio, credit);
      this.#receive(to, value, papers, sorted.piles[to] as number[], credit);
    }
    if (spentCounts && sorted.spent > 0) {
      moving.spentPapers += sorted.spent;
      moving.spentVotes = add(
        moving.spentVotes,
        floorTo(times(value, sorted.spent), this.#votePlaces),
      );
    }
  }

  #receive(to: number, value: Ratio, papers: number, piles: number[], credit: Ratio): void {
    const bundles = this.bundles[to] as Bundle[];
    const last = bundles.at(-1);
    if (
      this.#isMerged &&
      last !== undefined &&
      last.move === this.#moves &&
      last.value.n * value.d === value.n * last.value.d
    ) {
      last.papers += papers;
      last.credit = add(last.credit, credit);
      for (const pile of piles) last.piles.push(pile);
    } else bundles.push({ value, move: this.#moves, papers, piles, credit });
  }

  /** Ends a transfer: `out` leaves the candidate; what nobody got is exhausted or lost. */
  settle(moving: Moving, out: Ratio): StvTransfer {
    const { from } = moving;
    let rest = subtract(out, moving.spentVotes);
    for (const votes of moving.toVotes) if (votes.n !== 0n) rest = subtract(rest, votes);
    this.votes[from] = subtract(this.votes[from] as Ratio, out);
    this.exhausted = add(this.exhausted, moving.spentVotes);
    this.lost = add(this.lost, rest);
    const text = (r: Ratio): string => toText(r, this.#votePlaces);
    return {
      from: this.ids[from] as string,
      papers: moving.papers,
      votes: text(out),
      value: moving.value === null || moving.value === undefined ? null : valueText(moving.value),
      to: Object.fromEntries(
        this.ids.flatMap((id, i) =>
          (moving.toPapers[i] as number) === 0
            ? []
            : [
                [
                  id,
                  { papers: moving.toPapers[i] as number, votes: text(moving.toVotes[i] as Ratio) },
                ],
              ],
        ),
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
