/**
 * Rankings as a tree that grows where it is walked. A paper is worth the same at a candidate as every
 * other paper that agrees with it so far, so papers are shared by common beginnings: what one
 * iteration of Meek's method costs is the number of different beginnings that still have worth, not
 * the number of papers.
 */
import type { Profile } from '../profile.ts';

export class PaperTree {
  /** Of each node: its candidate, the papers that come through it, and its children, side by side. */
  readonly candidate: number[] = [-1];
  readonly papers: number[] = [];
  readonly #firstChild: number[] = [-1];
  readonly #childCount: number[] = [0];
  /** The piles below a node, as a range of the sorted piles, and how many candidates lead there. */
  readonly #from: number[] = [0];
  readonly #to: number[] = [];
  readonly #depth: number[] = [0];
  readonly #rankings: readonly (readonly number[])[];
  readonly #sizes: readonly number[];

  /** The rankings without those who have withdrawn. */
  constructor(profile: Profile) {
    const isOut = profile.candidates.map((c) => c.withdrawn === true);
    const piles = profile.piles
      .map(({ ranking, count }) => ({
        ranking: isOut.includes(true) ? ranking.filter((c) => isOut[c] !== true) : ranking,
        count,
      }))
      .filter(({ ranking }) => ranking.length > 0);
    if (!isSorted(piles)) piles.sort((a, b) => compareRankings(a.ranking, b.ranking));
    this.#rankings = piles.map((p) => p.ranking);
    this.#sizes = piles.map((p) => p.count);
    this.papers.push(this.#sizes.reduce((a, b) => a + b, 0));
    this.#to.push(piles.length);
  }

  /** All papers that name somebody who stands. */
  get valid(): number {
    return this.papers[0] as number;
  }

  /** The first of a node's children and how many there are, side by side; grown now if need be. */
  firstChild(node: number): number {
    if ((this.#firstChild[node] as number) < 0) this.#grow(node);
    return this.#firstChild[node] as number;
  }

  /** To be asked after `firstChild`. */
  childCount(node: number): number {
    return this.#childCount[node] as number;
  }

  #grow(node: number): void {
    const depth = this.#depth[node] as number;
    const to = this.#to[node] as number;
    let at = this.#from[node] as number;
    // Those whose ranking ends here come first.
    while (at < to && (this.#rankings[at] as readonly number[]).length === depth) at++;
    this.#firstChild[node] = this.candidate.length;
    let children = 0;
    while (at < to) {
      const candidate = (this.#rankings[at] as readonly number[])[depth] as number;
      const from = at;
      let papers = 0;
      while (at < to && (this.#rankings[at] as readonly number[])[depth] === candidate)
        papers += this.#sizes[at++] as number;
      this.candidate.push(candidate);
      this.papers.push(papers);
      this.#firstChild.push(-1);
      this.#childCount.push(0);
      this.#from.push(from);
      this.#to.push(at);
      this.#depth.push(depth + 1);
      children++;
    }
    this.#childCount[node] = children;
  }
}

function isSorted(piles: readonly { readonly ranking: readonly number[] }[]): boolean {
  for (let i = 1; i < piles.length; i++) {
    const [a, b] = [piles[i - 1], piles[i]] as { readonly ranking: readonly number[] }[] &
      [{ readonly ranking: readonly number[] }, { readonly ranking: readonly number[] }];
    if (compareRankings(a.ranking, b.ranking) > 0) return false;
  }
  return true;
}

function compareRankings(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
