/**
 * Sharing all papers among the candidates by their keep values. Keep values, the worth of a paper and
 * votes are whole numbers of units (10⁻⁹ where a rule keeps nine places). While every sum stays below
 * 2⁵³ they are JavaScript numbers, and products are divided exactly by `timesOver`; else bigints.
 */
import { assert } from '@hustings/base';
import type { PaperTree } from './paper-tree.ts';
import type { MeekSwitches } from './switches.ts';

export interface Sharing {
  /** Votes of each candidate, in units, when each keeps so much of what reaches them. */
  share(keep: readonly bigint[]): bigint[];
}

export function sharingOf(
  tree: PaperTree,
  how: Pick<MeekSwitches, 'keeping' | 'places' | 'rounding'>,
  candidates: number,
): Sharing {
  const isSmall = how.places <= 9 && tree.valid * 10 ** how.places < Number.MAX_SAFE_INTEGER;
  return isSmall
    ? new NumberSharing(tree, how, candidates)
    : new BigintSharing(tree, how, candidates);
}

/**
 * a·b/unit, down or up, for whole a, b ≤ unit ≤ 10⁹. The product may pass 2⁵³, so the quotient is
 * first guessed in floating point, at most one off, and then put right by the exact remainder, which
 * 32 bits are enough to hold.
 */
export function timesOver(a: number, b: number, unit: number, up: boolean): number {
  let quotient = Math.floor((a * b) / unit);
  let rest = (Math.imul(a, b) - Math.imul(quotient, unit)) | 0;
  if (rest < 0) {
    quotient--;
    rest += unit;
  } else if (rest >= unit) {
    quotient++;
    rest -= unit;
  }
  return up && rest > 0 ? quotient + 1 : quotient;
}

class NumberSharing implements Sharing {
  readonly #tree: PaperTree;
  readonly #how: Pick<MeekSwitches, 'keeping' | 'rounding'>;
  readonly #unit: number;
  readonly #votes: Float64Array;
  #nodes = new Int32Array(1024);
  #worths = new Float64Array(1024);

  constructor(
    tree: PaperTree,
    how: Pick<MeekSwitches, 'keeping' | 'places' | 'rounding'>,
    candidates: number,
  ) {
    this.#tree = tree;
    this.#how = how;
    this.#unit = 10 ** how.places;
    this.#votes = new Float64Array(candidates);
  }

  share(keepOf: readonly bigint[]): bigint[] {
    const tree = this.#tree;
    const unit = this.#unit;
    const votes = this.#votes.fill(0);
    const keep = Float64Array.from(keepOf, Number);
    const isWarren = this.#how.keeping === 'warren';
    const { rounding } = this.#how;
    let top = this.#push(0, 0, unit);
    while (top > 0) {
      top--;
      const node = this.#nodes[top] as number;
      let worth = this.#worths[top] as number;
      const candidate = tree.candidate[node] as number;
      const k = keep[candidate] as number;
      if (k > 0) {
        if (k === unit && !isWarren) {
          votes[candidate] = (votes[candidate] as number) + worth * (tree.papers[node] as number);
          continue;
        }
        const kept = isWarren
          ? Math.min(k, worth)
          : timesOver(worth, k, unit, rounding !== 'both-down');
        votes[candidate] = (votes[candidate] as number) + kept * (tree.papers[node] as number);
        worth =
          isWarren || rounding === 'keep-up'
            ? worth - kept
            : timesOver(worth, unit - k, unit, rounding === 'both-up');
        if (worth === 0) continue;
      }
      top = this.#push(top, node, worth);
    }
    return Array.from(votes, BigInt);
  }

  /** Puts the children of a node on the stack; the new height. */
  #push(top: number, node: number, worth: number): number {
    const first = this.#tree.firstChild(node);
    const count = this.#tree.childCount(node);
    if (top + count > this.#nodes.length) {
      const length = 2 * (top + count);
      const nodes = new Int32Array(length);
      nodes.set(this.#nodes);
      this.#nodes = nodes;
      const worths = new Float64Array(length);
      worths.set(this.#worths);
      this.#worths = worths;
    }
    for (let i = 0; i < count; i++) {
      this.#nodes[top + i] = first + i;
      this.#worths[top + i] = worth;
    }
    return top + count;
  }
}

class BigintSharing implements Sharing {
  readonly #tree: PaperTree;
  readonly #how: Pick<MeekSwitches, 'keeping' | 'rounding'>;
  readonly #unit: bigint;
  readonly #candidates: number;

  constructor(
    tree: PaperTree,
    how: Pick<MeekSwitches, 'keeping' | 'places' | 'rounding'>,
    candidates: number,
  ) {
    this.#tree = tree;
    this.#how = how;
    this.#unit = 10n ** BigInt(how.places);
    this.#candidates = candidates;
  }

  share(keep: readonly bigint[]): bigint[] {
    const votes = new Array<bigint>(this.#candidates).fill(0n);
    this.#walk(0, this.#unit, keep, votes);
    return votes;
  }

  #walk(node: number, worth: bigint, keep: readonly bigint[], votes: bigint[]): void {
    const tree = this.#tree;
    const first = tree.firstChild(node);
    const last = first + tree.childCount(node);
    for (let child = first; child < last; child++) {
      const candidate = tree.candidate[child] as number;
      const k = keep[candidate] as bigint;
      let rest = worth;
      if (k > 0n) {
        const kept =
          this.#how.keeping === 'warren'
            ? k < worth
              ? k
              : worth
            : this.#times(worth, k, this.#how.rounding !== 'both-down');
        votes[candidate] =
          (votes[candidate] as bigint) + kept * BigInt(tree.papers[child] as number);
        rest =
          this.#how.keeping === 'warren' || this.#how.rounding === 'keep-up'
            ? worth - kept
            : this.#times(worth, this.#unit - k, this.#how.rounding === 'both-up');
      }
      if (rest > 0n) this.#walk(child, rest, keep, votes);
    }
  }

  #times(a: bigint, b: bigint, up: boolean): bigint {
    assert(a >= 0n && b >= 0n, 'worth and keep values are not negative');
    const product = a * b;
    return up ? (product + this.#unit - 1n) / this.#unit : product / this.#unit;
  }
}
