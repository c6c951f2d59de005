/** Minimax and Copeland: one figure for each candidate, made from the pairs. */
import { at, compareDefeats, type Defeat, type Pairs, type Strength } from './pairs.ts';

/** Minimax: the worst defeat of each; best is whoever has none, then whose worst is the weakest. */
export function minimax(
  defeats: readonly Defeat[],
  among: readonly number[],
  by: Strength,
  ids: readonly string[],
): {
  readonly tiers: readonly (readonly number[])[];
  readonly worst: (a: number) => Defeat | undefined;
} {
  const worst = new Map<number, Defeat>();
  // Strongest first; of equally strong ones the winner first by id is shown.
  for (const defeat of defeats) {
    const known = worst.get(defeat.loser);
    if (
      known === undefined ||
      (compareDefeats(known, defeat, by) === 0 &&
        (ids[defeat.winner] as string) < (ids[known.winner] as string))
    )
      worst.set(defeat.loser, defeat);
  }
  const compare = (a: number, b: number): number => {
    const [x, y] = [worst.get(a), worst.get(b)];
    if (x === undefined || y === undefined)
      return Number(x !== undefined) - Number(y !== undefined);
    return compareDefeats(x, y, by);
  };
  return { tiers: tiersBy(among, compare), worst: (a) => worst.get(a) };
}

export interface PairResults {
  readonly won: number;
  readonly lost: number;
  readonly level: number;
}

/** Copeland: best is who has most pairs won less pairs lost. */
export function copeland(
  pairs: Pairs,
  among: readonly number[],
): {
  readonly tiers: readonly (readonly number[])[];
  readonly results: (a: number) => PairResults;
} {
  const results = (a: number): PairResults => {
    const others = among.filter((b) => b !== a);
    const won = others.filter((b) => at(pairs, a, b) > at(pairs, b, a)).length;
    const lost = others.filter((b) => at(pairs, a, b) < at(pairs, b, a)).length;
    return { won, lost, level: others.length - won - lost };
  };
  const score = new Map(among.map((a) => [a, results(a).won - results(a).lost]));
  const of = (a: number): number => score.get(a) as number;
  return { tiers: tiersBy(among, (a, b) => of(b) - of(a)), results };
}

/** Best first; those who compare as 0 share a tier. */
export function tiersBy(
  among: readonly number[],
  compare: (a: number, b: number) => number,
): readonly (readonly number[])[] {
  const out: number[][] = [];
  for (const a of among.toSorted(compare)) {
    const last = out.at(-1);
    if (last?.[0] !== undefined && compare(last[0], a) === 0) last.push(a);
    else out.push([a]);
  }
  return out;
}
