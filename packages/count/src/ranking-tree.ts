import { assert } from '@hustings/base';
import type { Pile } from './profile.ts';

/**
 * Distinct rankings as a tree: the node of a ranking hangs below the node of the ranking without
 * its last preference. Adding a paper is one map look-up per preference, and no string is built.
 */
export class Tree {
  readonly #width: number;
  /** Node × width + candidate → node; node 0 is the empty ranking. */
  readonly #child = new Map<number, number>();
  readonly #parent: number[] = [0];
  readonly #last: number[] = [0];
  readonly #count: number[] = [0];

  constructor(width: number) {
    this.#width = width;
  }

  add(ranking: readonly number[], copies: number): void {
    assert(Number.isSafeInteger(copies) && copies >= 0, 'a pile has a whole number of papers');
    let node = 0;
    for (const candidate of ranking) {
      assert(
        Number.isInteger(candidate) && candidate >= 0 && candidate < this.#width,
        'a ranking names candidates of its profile',
      );
      const key = node * this.#width + candidate;
      let next = this.#child.get(key);
      if (next === undefined) {
        next = this.#count.length;
        this.#child.set(key, next);
        this.#parent.push(node);
        this.#last.push(candidate);
        this.#count.push(0);
      }
      node = next;
    }
    this.#count[node] = (this.#count[node] as number) + copies;
  }

  /** Piles with at least one paper, ordered by ranking. */
  piles(): readonly Pile[] {
    const out: Pile[] = [];
    for (const [node, count] of this.#count.entries())
      if (count > 0) out.push({ ranking: this.#ranking(node), count });
    return out.sort((a, b) => compareRankings(a.ranking, b.ranking));
  }

  #ranking(node: number): readonly number[] {
    const out: number[] = [];
    for (let at = node; at !== 0; at = this.#parent[at] as number)
      out.push(this.#last[at] as number);
    return out.reverse();
  }
}

function compareRankings(a: readonly number[], b: readonly number[]): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
