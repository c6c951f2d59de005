/**
 * Schulze: a path leads from a to b by defeats; it is as strong as its weakest. a is above b where the
 * strongest path from a to b is stronger than the strongest from b to a. That relation has no cycles
 * (M. Schulze, Social Choice and Welfare 36, 2011). Its best are those whom Debian's dropping of the
 * weakest defeats in the Schwartz set leaves; the tests compare the two.
 */
import { tiersBy } from './by-score.ts';
import { type Defeat, groupsOf, layers, type Strength } from './pairs.ts';

/**
 * Of the places below the best: those above whom nobody left is (`unbeaten`), or those who are above
 * more (`most-beaten`, as Elekto orders them; both put whoever is above another first).
 */
export type SchulzeOrder = 'unbeaten' | 'most-beaten';

export interface SchulzeOutcome {
  readonly tiers: readonly (readonly number[])[];
  /** The weakest defeat on the strongest path. */
  readonly path: (a: number, b: number) => Defeat | undefined;
}

export function schulze(
  defeats: readonly Defeat[],
  among: readonly number[],
  by: Strength,
  order: SchulzeOrder,
): SchulzeOutcome {
  const groups = groupsOf(defeats, by);
  // Strength as a whole number: 0 for no path, else more for a stronger one.
  const width = Math.max(-1, ...among) + 1;
  const path = new Int32Array(width * width);
  for (const [k, group] of groups.entries())
    for (const { winner, loser } of group) path[winner * width + loser] = groups.length - k;
  const strength = (a: number, b: number): number => path[a * width + b] as number;
  for (const via of among)
    for (const a of among) {
      if (a === via) continue;
      for (const b of among) {
        if (b === via || b === a) continue;
        const around = Math.min(strength(a, via), strength(via, b));
        if (around > strength(a, b)) path[a * width + b] = around;
      }
    }
  const above = (a: number, b: number): boolean => strength(a, b) > strength(b, a);
  const under = new Map(among.map((a) => [a, among.filter((b) => above(a, b)).length]));
  return {
    tiers:
      order === 'unbeaten'
        ? layers(among, above)
        : tiersBy(among, (a, b) => (under.get(b) as number) - (under.get(a) as number)),
    path: (a, b) => groups[groups.length - strength(a, b)]?.[0],
  };
}
