/**
 * Sections of an electoral college and what each carries: a weight that is the same in every round,
 * shared among the votes that the section still has in the count. A section whose papers are all
 * exhausted carries nothing, and what it would have carried is not in the total.
 */
import { byId } from '../by-id.ts';
import type { Profile, Votes } from '../profile.ts';
import { add, compare, multiply, type Ratio, ratio, times, whole, ZERO } from '../stv/ratio.ts';

/** What a section carries in every round. */
export type Weight =
  /** The same for whatever number of votes: a third, or 100 points. */
  | { readonly kind: 'fixed'; readonly numerator: number; readonly denominator: number }
  /** So many points, but one for each vote of the first round where these are fewer (Conservatives, Canada, 2022). */
  | { readonly kind: 'points'; readonly points: number; readonly onePerVoteBelow: number }
  /** As much as it has votes in the round: one person, one vote. */
  | { readonly kind: 'votes' };

export interface Section {
  readonly id: string;
  readonly name: string;
  readonly weight: Weight;
}

export interface CollegeSection extends Section {
  /** Papers of the section; all sections have the same candidates and number of seats. */
  readonly profile: Profile;
}

/** The weight that a section carries in a round. */
export function carried(weight: Weight, firstVotes: number, votes: number): Ratio {
  if (votes === 0) return ZERO;
  switch (weight.kind) {
    case 'fixed':
      return ratio(BigInt(weight.numerator), BigInt(weight.denominator));
    case 'points':
      return whole(firstVotes < weight.onePerVoteBelow ? firstVotes : weight.points);
    case 'votes':
      return whole(votes);
  }
}

/** The parts of one section's weight, by candidate. */
export function partsOf(weight: Ratio, votes: Votes): ReadonlyMap<string, Ratio> {
  const total = totalOf(votes);
  return new Map(
    Object.entries(votes).map(([id, n]) => [
      id,
      total === 0 ? ZERO : multiply(times(weight, n), ratio(1n, BigInt(total))),
    ]),
  );
}

export function totalOf(votes: Votes): number {
  return Object.values(votes).reduce((a, b) => a + b, 0);
}

/** Adds many fractions two by two, so that the denominators grow late. */
export function sumAll(all: readonly Ratio[]): Ratio {
  if (all.length === 0) return ZERO;
  let level = all;
  while (level.length > 1) {
    const next: Ratio[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [a, b] = [level[i] as Ratio, level[i + 1]];
      next.push(b === undefined ? a : add(a, b));
    }
    level = next;
  }
  return level[0] as Ratio;
}

/** Figures in the order of size, largest first. */
export function bySize(figures: ReadonlyMap<string, Ratio>): readonly string[] {
  return [...figures.keys()].sort(
    (a, b) => compare(figures.get(b) as Ratio, figures.get(a) as Ratio) || byId(a, b),
  );
}

/** Rounded, a half upwards: `34.326`. */
export function decimalOf(value: Ratio, decimals: number): string {
  const scaled = value.n * 10n ** BigInt(decimals);
  const units = (2n * scaled + value.d) / (2n * value.d);
  if (decimals === 0) return `${units}`;
  const digits = `${units}`.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A percentage of the total, rounded, a half upwards. */
export function percentOf(part: Ratio, total: Ratio, decimals: number): string {
  if (total.n === 0n) return decimalOf(ZERO, decimals);
  return decimalOf({ n: part.n * total.d * 100n, d: part.d * total.n }, decimals);
}
