/** The table of pairs: how many papers prefer one candidate to another. */
import { assert } from '@hustings/base';
import type { WeakProfile } from './weak-profile.ts';

/**
 * What a paper says of a candidate that it does not rank: below all that it ranks, and level with the
 * others that it does not (`last`), or nothing, so that it is passed over in every pair with that
 * candidate (`no-opinion`).
 */
export type Unranked = 'last' | 'no-opinion';

/** `pairs[a][b]`: papers that rank a above b; by the place of the candidates in the profile. */
export type Pairs = readonly (readonly number[])[];

export function pairsOf(profile: WeakProfile, unranked: Unranked): Pairs {
  const n = profile.candidates.length;
  const pairs = Array.from({ length: n }, () => Array<number>(n).fill(0));
  for (const { tiers, count } of profile.piles) {
    const below = new Set<number>(unranked === 'last' ? Array(n).keys() : tiers.flat());
    for (const tier of tiers) {
      for (const a of tier) below.delete(a);
      for (const a of tier) {
        const row = pairs[a] as number[];
        for (const b of below) row[b] = (row[b] as number) + count;
      }
    }
  }
  for (const row of pairs)
    for (const figure of row) assert(Number.isSafeInteger(figure), 'papers are a safe integer');
  return pairs;
}

/** A defeat of `loser` by `winner`. */
export interface Defeat {
  readonly winner: number;
  readonly loser: number;
  readonly votes: number;
  readonly against: number;
}

/**
 * What makes one defeat stronger than another: more votes for the winner (`winning-votes`), the same
 * and with as many, fewer against (`winning-then-fewer-against`; Debian Constitution A.6, clause 7),
 * or a larger lead (`margins`).
 */
export type Strength = 'winning-votes' | 'winning-then-fewer-against' | 'margins';

/** More than 0 where `a` is the stronger. */
export function compareDefeats(a: Defeat, b: Defeat, by: Strength): number {
  switch (by) {
    case 'margins':
      return a.votes - a.against - (b.votes - b.against);
    case 'winning-votes':
      return a.votes - b.votes;
    case 'winning-then-fewer-against':
      return a.votes - b.votes || b.against - a.against;
  }
}

/** All defeats among `among`, strongest first. */
export function defeatsOf(pairs: Pairs, among: readonly number[], by: Strength): readonly Defeat[] {
  const out = among.flatMap((winner) =>
    among.flatMap((loser) => {
      const votes = at(pairs, winner, loser);
      const against = at(pairs, loser, winner);
      return votes > against ? [{ winner, loser, votes, against }] : [];
    }),
  );
  return out.sort((a, b) => compareDefeats(b, a, by));
}

export function at(pairs: Pairs, a: number, b: number): number {
  return (pairs[a] as readonly number[])[b] as number;
}

/** Groups of defeats that are equally strong, strongest first. */
export function groupsOf(defeats: readonly Defeat[], by: Strength): readonly (readonly Defeat[])[] {
  const groups: Defeat[][] = [];
  for (const defeat of defeats) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && compareDefeats(last[0], defeat, by) === 0) last.push(defeat);
    else groups.push([defeat]);
  }
  return groups;
}

/** Tiers: those whom nobody left beats, then the same of the rest. `beats` has no cycles. */
export function layers(
  among: readonly number[],
  beats: (a: number, b: number) => boolean,
): readonly (readonly number[])[] {
  const out: (readonly number[])[] = [];
  let left = among;
  while (left.length > 0) {
    const top = left.filter((b) => !left.some((a) => beats(a, b)));
    assert(top.length > 0, 'somebody is beaten by nobody');
    out.push(top);
    left = left.filter((c) => !top.includes(c));
  }
  return out;
}

/** The smallest group that beats everybody outside it, pair by pair (Smith). */
export function smithSet(pairs: Pairs, among: readonly number[]): readonly number[] {
  // Whoever wins most pairs is in it; so is whoever is not beaten by one who is in it.
  const wins = (a: number): number =>
    among.filter((b) => at(pairs, a, b) > at(pairs, b, a)).length * 2 +
    among.filter((b) => at(pairs, a, b) === at(pairs, b, a)).length;
  const most = Math.max(...among.map(wins));
  const inside = new Set(among.filter((a) => wins(a) === most));
  for (const a of inside)
    for (const b of among) if (at(pairs, b, a) >= at(pairs, a, b)) inside.add(b);
  return among.filter((a) => inside.has(a));
}
