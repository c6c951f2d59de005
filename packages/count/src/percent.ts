/**
 * Percentages are a policy, not a calculation: of what, to how many decimals, rounded how. Labour's
 * deputy contest of 2015 was printed with ordinary rounding (and adds up to 100.1), that of 2020
 * with largest remainders; some turnouts count spoilt papers and some do not. All exact, in bigint.
 *
 * Definitions. With d decimals, a percentage is a whole number of units of 10^-d per cent, and the
 * exact share of v in b is 100·10^d·v/b units.
 * - half-up: each share is rounded on its own, a half upwards.
 * - largest-remainder: shares are cut down, and the units still missing from 100 per cent go one each
 *   to the largest remainders; papers of the base that are with nobody listed take part as one more
 *   share, not shown. Where the last units would have to be dealt among equal figures, none of these
 *   gets one: equal votes always show equal percentages.
 */
import { err, ok, type Result } from '@hustings/base';
import type { Votes } from './profile.ts';

/** What a candidate's percentage is a percentage of. */
export type PercentBase =
  | 'continuing' // votes in that round, without exhausted papers
  | 'valid' // all valid papers
  | 'cast' // valid and spoilt
  | 'electorate';

export interface PercentPolicy {
  readonly of: PercentBase;
  readonly decimals: number;
  readonly rounding: 'half-up' | 'largest-remainder';
}

/** Spoilt papers in or out of the turnout. */
export interface TurnoutPolicy {
  readonly counts: 'cast' | 'valid';
  readonly decimals: number;
}

/** The figures that percentages may be of. */
export interface PollFigures {
  readonly valid: number;
  readonly spoilt?: number;
  readonly electorate?: number;
}

export interface Turnout {
  /** Decimal string, without the sign. */
  readonly percent: string;
  readonly papers: number;
  readonly electorate: number;
  /** What was divided by what, for the reader. */
  readonly basis: string;
}

export interface PercentError {
  readonly code: 'count/base-too-small' | 'count/figure-missing' | 'count/decimals-out-of-range';
  readonly message: string;
}

/** Percentages of the votes of one round, by candidate id. */
export function percentages(
  votes: Votes,
  policy: PercentPolicy,
  figures: PollFigures,
): Result<Readonly<Record<string, string>>, PercentError> {
  const ids = Object.keys(votes);
  const parts = ids.map((id) => BigInt(votes[id] as number));
  const sum = parts.reduce((a, b) => a + b, 0n);
  const base = baseOf(policy.of, figures, sum);
  if (!base.ok) return base;
  if (base.value < sum)
    return err({
      code: 'count/base-too-small',
      message: 'The votes are more than what they are a percentage of.',
    });
  if (!hasDecimals(policy.decimals)) return err(OUT_OF_RANGE);
  const whole = 100n * 10n ** BigInt(policy.decimals);
  const units =
    base.value === 0n
      ? parts.map(() => 0n)
      : policy.rounding === 'half-up'
        ? parts.map((part) => halfUp(part * whole, base.value))
        : largestRemainders([...parts, base.value - sum], base.value, whole);
  return ok(
    Object.fromEntries(ids.map((id, i) => [id, decimal(units[i] as bigint, policy.decimals)])),
  );
}

/** Turnout with its basis in words. */
export function turnout(
  figures: { readonly valid: number; readonly spoilt: number; readonly electorate: number },
  policy: TurnoutPolicy,
): Result<Turnout, PercentError> {
  const papers = figures.valid + (policy.counts === 'cast' ? figures.spoilt : 0);
  if (papers > figures.electorate)
    return err({ code: 'count/base-too-small', message: 'More papers than electors.' });
  if (!hasDecimals(policy.decimals)) return err(OUT_OF_RANGE);
  const what = policy.counts === 'cast' ? 'valid and spoilt papers' : 'valid papers';
  return ok({
    percent: percent(papers, figures.electorate, policy.decimals),
    papers,
    electorate: figures.electorate,
    basis: `${what}, as a percentage of those entitled to vote`,
  });
}

/** One percentage on its own, a half rounded upwards; of nothing it is zero. */
export function percent(part: number, whole: number, decimals: number): string {
  if (whole === 0) return decimal(0n, decimals);
  return decimal(halfUp(BigInt(part) * 100n * 10n ** BigInt(decimals), BigInt(whole)), decimals);
}

const OUT_OF_RANGE: PercentError = {
  code: 'count/decimals-out-of-range',
  message: 'Percentages have from 0 to 9 decimals.',
};

function hasDecimals(decimals: number): boolean {
  return Number.isInteger(decimals) && decimals >= 0 && decimals <= 9;
}

function baseOf(of: PercentBase, figures: PollFigures, sum: bigint): Result<bigint, PercentError> {
  if (of === 'continuing') return ok(sum);
  if (of === 'valid') return ok(BigInt(figures.valid));
  const missing = of === 'cast' ? figures.spoilt : figures.electorate;
  if (missing === undefined)
    return err({
      code: 'count/figure-missing',
      message: `The policy asks for a percentage of ${of === 'cast' ? 'papers cast, and the number of spoilt papers' : 'those entitled to vote, and their number'} is not given.`,
    });
  return ok(of === 'cast' ? BigInt(figures.valid) + BigInt(missing) : BigInt(missing));
}

/** Returns n/d rounded, a half upwards. */
function halfUp(n: bigint, d: bigint): bigint {
  return (2n * n + d) / (2n * d);
}

function largestRemainders(
  parts: readonly bigint[],
  base: bigint,
  whole: bigint,
): readonly bigint[] {
  const units = parts.map((part) => (part * whole) / base);
  const remainder = parts.map((part) => (part * whole) % base);
  let missing = whole - units.reduce((a, b) => a + b, 0n);
  // Largest remainder first; of equal remainders the larger part.
  const order = parts
    .map((_, i) => i)
    .sort((a, b) => compareAt(remainder, a, b) || compareAt(parts, a, b));
  for (let i = 0; i < order.length && missing > 0n; ) {
    const at = order[i] as number;
    let next = i + 1;
    while (
      next < order.length &&
      compareAt(remainder, at, order[next] as number) === 0 &&
      compareAt(parts, at, order[next] as number) === 0
    )
      next++;
    if (BigInt(next - i) > missing) break;
    for (const k of order.slice(i, next)) units[k] = (units[k] as bigint) + 1n;
    missing -= BigInt(next - i);
    i = next;
  }
  return units;
}

function compareAt(values: readonly bigint[], a: number, b: number): number {
  const [x, y] = [values[a] as bigint, values[b] as bigint];
  return x > y ? -1 : x < y ? 1 : 0;
}

/** Writes `units` of 10^-decimals as a decimal string. */
function decimal(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
