/**
 * How much a block of votes counts where blocks have different weights: the Banzhaf index (Penrose
 * 1946, Banzhaf 1965) and the Shapley–Shubik index (1954). A coalition wins when its weight is more
 * than the quota. Both are exact; the work grows with the number of blocks times the different sums.
 */
import { assert } from '@hustings/base';
import { exact, type Ratio } from '@hustings/count';

export interface Block {
  readonly id: string;
  /** 0 or more. */
  readonly weight: Ratio;
}

export interface VotingPower {
  readonly id: string;
  readonly weight: Ratio;
  /** Of all coalitions of the others, the part that this block turns from losing to winning. */
  readonly absoluteBanzhaf: Ratio;
  /** The same as a part of all blocks' swings; these add up to 1, unless nobody ever swings. */
  readonly banzhaf: Ratio;
  /** Of all orders in which blocks may join, the part in which this one decides; these add up to 1. */
  readonly shapleyShubik: Ratio;
  /** Wins alone. */
  readonly isDictator: boolean;
  /** Nothing passes without it. */
  readonly hasVeto: boolean;
}

/** Blocks there may be, so that the sums stay few enough to be looked at at once. */
export const MOST_BLOCKS = 60;

/** `quota`: what the weight of a winning coalition must be more than, such as half of all. */
export function votingPower(blocks: readonly Block[], quota: Ratio): readonly VotingPower[] {
  assert(blocks.length <= MOST_BLOCKS, `there are no more than ${MOST_BLOCKS} blocks`);
  const scale = blocks.reduce((d, b) => lcm(d, b.weight.d), quota.d);
  const whole = (value: Ratio): bigint => value.n * (scale / value.d);
  const weights = blocks.map((block) => whole(block.weight));
  const limit = whole(quota);
  const total = weights.reduce((a, b) => a + b, 0n);
  const n = blocks.length;
  const swings = weights.map((weight, i) =>
    swingsBySize(
      weights.filter((_, k) => k !== i),
      weight,
      limit,
    ),
  );
  const counts = swings.map((bySize) => bySize.reduce((a, b) => a + b, 0n));
  const all = counts.reduce((a, b) => a + b, 0n);
  return blocks.map((block, i) => {
    const bySize = swings[i] as readonly bigint[];
    const orders = bySize.reduce(
      (sum, count, size) => sum + count * factorial(size) * factorial(n - 1 - size),
      0n,
    );
    const count = counts[i] as bigint;
    const weight = weights[i] as bigint;
    return {
      id: block.id,
      weight: block.weight,
      absoluteBanzhaf: exact.ratio(count, 2n ** BigInt(Math.max(0, n - 1))),
      banzhaf: all === 0n ? exact.ZERO : exact.ratio(count, all),
      shapleyShubik: exact.ratio(orders, factorial(n)),
      isDictator: weight > limit && total - weight <= limit,
      hasVeto: total > limit && total - weight <= limit,
    };
  });
}

/** Coalitions of the others, by how many are in them, that lose and win with one more of `weight`. */
function swingsBySize(others: readonly bigint[], weight: bigint, limit: bigint): readonly bigint[] {
  // Of each number of members: how many coalitions have each sum.
  const sums: Map<bigint, bigint>[] = Array.from({ length: others.length + 1 }, () => new Map());
  (sums[0] as Map<bigint, bigint>).set(0n, 1n);
  for (const [k, other] of others.entries())
    for (let size = k; size >= 0; size--) {
      const into = sums[size + 1] as Map<bigint, bigint>;
      for (const [sum, count] of sums[size] as Map<bigint, bigint>) {
        const more = sum + other;
        // Those that win without it can never be swung by it.
        if (more <= limit) into.set(more, (into.get(more) ?? 0n) + count);
      }
    }
  return sums.map((bySum) => {
    let count = 0n;
    for (const [sum, coalitions] of bySum)
      if (sum <= limit && sum + weight > limit) count += coalitions;
    return count;
  });
}

function factorial(n: number): bigint {
  let out = 1n;
  for (let i = 2n; i <= BigInt(n); i++) out *= i;
  return out;
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
