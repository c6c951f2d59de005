/** Percentages as policies (spec/count.md §6), exactly. */
import {
  add,
  compareRatios,
  divide,
  floor,
  multiply,
  type Ratio,
  ratio,
  subtract,
  sum,
} from './ratio.ts';

export interface PercentPolicy {
  readonly of: string;
  readonly decimals: number;
  readonly rounding: string;
}

/** Shares of `base` in hundredths of a unit of `decimals`; undefined for a rounding that is not known. */
export function percentages(
  votes: readonly Ratio[],
  base: Ratio,
  { decimals, rounding }: PercentPolicy,
): readonly string[] | undefined {
  const whole = 100n * 10n ** BigInt(decimals);
  if (base.n === 0n) return votes.map(() => decimal(0n, decimals));
  const exact = (part: Ratio): Ratio => divide(multiply(part, ratio(whole)), base);
  if (rounding === 'half-up')
    return votes.map((v) => decimal(floor(add(exact(v), ratio(1, 2))), decimals));
  if (rounding !== 'largest-remainder') return undefined;
  const rest = subtract(base, sum(votes));
  if (rest.n < 0n) return undefined;
  const shares = [...votes, rest].map((part) => ({
    part,
    units: floor(exact(part)),
    remainder: subtract(exact(part), ratio(floor(exact(part)))),
  }));
  let missing = whole - shares.reduce((sum, s) => sum + s.units, 0n);
  const given = new Set<(typeof shares)[number]>();
  const order = (a: (typeof shares)[number], b: (typeof shares)[number]): number =>
    compareRatios(b.remainder, a.remainder) || compareRatios(b.part, a.part);
  const queue = shares.toSorted(order);
  while (queue.length > 0) {
    const [first] = queue as [(typeof shares)[number]];
    const level = queue.filter((s) => order(s, first) === 0);
    if (BigInt(level.length) > missing) break;
    for (const share of level) given.add(share);
    queue.splice(0, level.length);
    missing -= BigInt(level.length);
  }
  return shares.slice(0, -1).map((s) => decimal(s.units + (given.has(s) ? 1n : 0n), decimals));
}

/** One share, a half rounded upwards; of nothing it is zero. */
export function percent(part: number, whole: number, decimals: number): string {
  const [share] =
    percentages([ratio(part)], ratio(whole), { of: '', decimals, rounding: 'half-up' }) ?? [];
  return share ?? '';
}

function decimal(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
