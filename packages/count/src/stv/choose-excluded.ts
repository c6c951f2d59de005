/** Who is to be excluded next, and whether surpluses wait, by votes and surpluses alone. */
import { add, compare, isLess, isMore, type Ratio, subtract } from './ratio.ts';

export interface Lowest {
  /** Candidates in the count, fewest votes first; level ones in any order. */
  readonly order: readonly number[];
  readonly votes: readonly Ratio[];
  /** How many may go and still leave enough for the seats. */
  readonly most: number;
  /** All surpluses not yet transferred. */
  readonly surpluses: Ratio;
}

/**
 * The largest group with fewest votes, two or more, whose votes and all surpluses together are fewer
 * (or, by `may-equal`, no more) than those of the candidate next above. None of them can catch up.
 */
export function cannotWin(
  { order, votes, most, surpluses }: Lowest,
  bulk: 'may-equal' | 'fewer',
): readonly number[] {
  let together = surpluses;
  let largest: readonly number[] = [];
  for (let k = 0; k < order.length - 1 && k < most; k++) {
    const here = votes[order[k] as number] as Ratio;
    const above = votes[order[k + 1] as number] as Ratio;
    together = add(together, here);
    // Level candidates stay or go together.
    if (!isMore(above, here)) continue;
    if (bulk === 'fewer' ? isLess(together, above) : compare(together, above) <= 0)
      largest = order.slice(0, k + 1);
  }
  return largest;
}

/**
 * Whether surpluses may wait: they cannot change who is lowest, nor save a group that is excluded
 * together (ERS97 5.2.2; Electoral Act 1992 (Ireland) s.121(8) in substance).
 */
export function maySurplusesWait(lowest: Lowest, bulk: 'never' | 'may-equal' | 'fewer'): boolean {
  const [first, second] = lowest.order;
  if (first === undefined || second === undefined || lowest.surpluses.n === 0n) return false;
  const gap = subtract(lowest.votes[second] as Ratio, lowest.votes[first] as Ratio);
  const is = compare(lowest.surpluses, gap);
  if (bulk === 'may-equal' ? is <= 0 : is < 0) return true;
  return bulk !== 'never' && cannotWin(lowest, bulk).length > 1;
}

/** Those level with the first in `order`. */
export function levelWithFirst(
  order: readonly number[],
  votes: readonly Ratio[],
): readonly number[] {
  const first = votes[order[0] as number];
  return order.filter((i) => compare(votes[i] as Ratio, first as Ratio) === 0);
}

/** Fewest votes first. Level candidates come in any order: nothing may rest on it. */
export function byVotes(candidates: readonly number[], votes: readonly Ratio[]): number[] {
  return [...candidates].sort((a, b) => compare(votes[a] as Ratio, votes[b] as Ratio));
}
