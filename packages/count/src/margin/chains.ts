/**
 * What a paper does in a given order of exclusion. Candidates are numbered by their place in the order,
 * 0 first out. A paper is with one after another of them, always one who is out later: so all that
 * matters of it is which, a *chain*, kept as a set of bits. In the round in which i goes out (and 0 to
 * i-1 have gone) the paper is with the lowest bit of its chain from i up. Papers of one chain are alike.
 */
import type { Pile } from '../profile.ts';

export interface Chains {
  /** Chains that papers have, in increasing order, and how many papers have each. */
  readonly chain: readonly number[];
  readonly papers: readonly number[];
}

/** The chains of the papers when the last ones out are `order` (candidates), and all others before. */
export function chainsOf(piles: Iterable<Pile>, order: readonly number[], n: number): Chains {
  const place = new Int32Array(n).fill(-1);
  for (const [i, candidate] of order.entries()) place[candidate] = i;
  const papers = new Map<number, number>();
  for (const { ranking, count } of piles) {
    let chain = 0;
    let at = -1;
    for (const candidate of ranking) {
      const next = place[candidate] as number;
      if (next > at) {
        at = next;
        chain |= 1 << next;
      }
    }
    papers.set(chain, (papers.get(chain) ?? 0) + count);
  }
  const chain = [...papers.keys()].sort((a, b) => a - b);
  return { chain, papers: chain.map((c) => papers.get(c) as number) };
}

/** Who has a paper of the chain in the round in which `round` goes out; -1: nobody. */
export function holder(chain: number, round: number): number {
  const left = (chain >> round) << round;
  return left === 0 ? -1 : 31 - Math.clz32(left & -left);
}

/** The pairs (round i, candidate c after i) of the conditions that c has no fewer votes than i in round i. */
export function conditionsOf(k: number): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (let i = 0; i < k; i++) for (let c = i + 1; c < k; c++) out.push([i, c]);
  return out;
}

/** What one paper of the chain adds to votes of c less votes of i, in round i. */
export function effect(chain: number, [i, c]: readonly [number, number]): number {
  const at = holder(chain, i);
  return at === i ? -1 : at === c ? 1 : 0;
}

/**
 * The fewest papers that must change before the weighted sum of all conditions can hold: an exact lower
 * bound for meeting all of them, whatever the weights (whole numbers, 0 or more). A changed paper gains
 * at most what the best chain of all has more than its own, so those with least are changed first.
 */
export function leastChanges(
  { chain, papers }: Chains,
  k: number,
  weights: readonly number[],
): number {
  const conditions = conditionsOf(k);
  const value = (c: number): number => {
    let sum = 0;
    for (const [r, condition] of conditions.entries()) {
      const weight = weights[r] as number;
      if (weight !== 0) sum += weight * effect(c, condition);
    }
    return sum;
  };
  let best = 0;
  for (let c = 1; c < 2 ** k; c++) best = Math.max(best, value(c));
  const values = chain.map((c, i) => ({ value: value(c), papers: papers[i] as number }));
  let missing = -values.reduce((sum, v) => sum + v.value * v.papers, 0);
  let changes = 0;
  for (const one of values.sort((a, b) => a.value - b.value)) {
    if (missing <= 0) break;
    // Once all papers worth less than the best have been changed, nothing is missing: the best is not below 0.
    const gain = best - one.value;
    const all = Math.min(one.papers, Math.ceil(missing / gain));
    changes += all;
    missing -= all * gain;
  }
  return changes;
}
