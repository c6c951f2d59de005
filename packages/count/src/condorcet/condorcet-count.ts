/** Counting by comparing the candidates in pairs: one table of pairs, five ways to read a ranking from it. */

import { err, ok, type Result } from '@hustings/base';
import { byId } from '../by-id.ts';
import type { CountError, TieError } from '../errors.ts';
import { breakTie, ladderOf, type OrderOptions, type Tie, type TieOptions } from '../ties.ts';
import { copeland, minimax } from './by-score.ts';
import type {
  CondorcetMethod,
  CondorcetResult,
  DefeatShown,
  PathStrength,
  Working,
} from './condorcet-transcript.ts';
import { type DefaultOption, type Dropped, droppedBy } from './default-option.ts';
import { KEMENY_MOST, kemeny } from './kemeny.ts';
import type { Strength, Unranked } from './pairs.ts';
import { at, type Defeat, defeatsOf, type Pairs, pairsOf, smithSet } from './pairs.ts';
import { rankedPairs } from './ranked-pairs.ts';
import { type SchulzeOrder, schulze } from './schulze.ts';
import { assertWeak, type WeakProfile } from './weak-profile.ts';

export interface CondorcetOptions extends OrderOptions {
  /** By default `winning-votes` for minimax, else `winning-then-fewer-against`. */
  readonly strength?: Strength;
  /** By default `last`. */
  readonly unranked?: Unranked;
  readonly defaultOption?: DefaultOption;
  /** Of Schulze's rule; by default `unbeaten`. */
  readonly order?: SchulzeOrder;
}

export function countCondorcet(
  method: CondorcetMethod,
  profile: WeakProfile,
  options: CondorcetOptions = {},
): Result<CondorcetResult, CountError> {
  assertWeak(profile);
  const {
    strength = method === 'minimax' ? 'winning-votes' : 'winning-then-fewer-against',
    unranked = 'last',
    order = 'unbeaten',
    defaultOption,
  } = options;
  const ids = profile.candidates.map((c) => c.id);
  const standing = ids.flatMap((_, a) => (profile.candidates[a]?.withdrawn === true ? [] : [a]));
  const refused = refusal(profile, standing, options);
  if (refused !== undefined) return err(refused);
  const ties = ladderOf(options);
  const pairs = pairsOf(profile, unranked);
  const isDefault = (a: number): boolean => ids[a] === defaultOption?.id;
  const dropped: readonly Dropped[] =
    defaultOption === undefined
      ? []
      : droppedBy(
          defaultOption,
          pairs,
          ids,
          standing.filter((a) => !isDefault(a)),
        );
  const out = new Set(dropped.map((d) => d.candidate));
  const among = standing.filter((a) => !out.has(ids[a] as string));
  if (method === 'kemeny' && among.length > KEMENY_MOST)
    return err({
      code: 'count/too-many-candidates',
      message: `Kemeny's rule looks at every ranking, and is counted here for up to ${KEMENY_MOST} candidates; there are ${among.length}.`,
      most: KEMENY_MOST,
    });
  // Everybody left beats the default option, which is elected only where nobody is left.
  const can = among.length === 1 ? among : among.filter((a) => !isDefault(a));
  const seats = Math.min(profile.seats, can.length);
  const found = rank(method, { pairs, among, strength, order, ids, ties, seats });
  if (!found.ok) return found;
  const { working, tiers } = found.value;
  const filled =
    found.value.elected === undefined
      ? fill(
          tiers.map((tier) => tier.filter((a) => can.includes(a))),
          seats,
          ids,
          ties,
        )
      : ok(found.value.elected);
  if (!filled.ok) return filled;
  const elected = filled.value;
  const name = (all: readonly number[]): readonly string[] =>
    all.map((a) => ids[a] as string).toSorted();
  const winner = among.find((a) =>
    among.every((b) => a === b || at(pairs, a, b) > at(pairs, b, a)),
  );
  return ok({
    format: 'hustings/condorcet-count/1',
    rule: method,
    settings: {
      ...settingsOf(method, { strength, unranked, order }, defaultOption),
      ties: ties.ties.join(' '),
    },
    seats: profile.seats,
    candidates: profile.candidates,
    papers: profile.piles.reduce((sum, pile) => sum + pile.count, 0),
    pairs: Object.fromEntries(
      standing.map((a) => [
        ids[a],
        Object.fromEntries(standing.filter((b) => a !== b).map((b) => [ids[b], at(pairs, a, b)])),
      ]),
    ),
    dropped: dropped.toSorted((a, b) => byId(a.candidate, b.candidate)),
    condorcetWinner: winner === undefined ? null : (ids[winner] as string),
    smith: name(smithSet(pairs, among)),
    working,
    ranking: tiers.map(name),
    ties: [...found.value.ties, ...elected.ties],
    elected: elected.chosen,
    margin:
      winner !== undefined && profile.seats === 1 && elected.chosen[0] === ids[winner]
        ? marginOf(pairs, winner, among, ids)
        : null,
  });
}

interface Chosen {
  readonly chosen: readonly string[];
  readonly ties: readonly Tie[];
}

interface Found {
  readonly working: Working;
  readonly tiers: readonly (readonly number[])[];
  readonly ties: readonly Tie[];
  /** Where tiers do not say who takes the seats. */
  readonly elected?: Chosen;
}

function rank(
  method: CondorcetMethod,
  on: {
    readonly pairs: Pairs;
    readonly among: readonly number[];
    readonly strength: Strength;
    readonly order: SchulzeOrder;
    readonly ids: readonly string[];
    readonly ties: TieOptions;
    readonly seats: number;
  },
): Result<Found, TieError> {
  const { pairs, among, strength, ids } = on;
  const id = (a: number): string => ids[a] as string;
  const defeats = (): readonly Defeat[] => defeatsOf(pairs, among, strength);
  const shown = ({ winner, loser, votes, against }: Defeat): DefeatShown => ({
    winner: id(winner),
    loser: id(loser),
    votes,
    against,
  });
  const byId = <T>(of: (a: number) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(among.map((a) => [id(a), of(a)]));
  switch (method) {
    case 'schulze': {
      const { tiers, path } = schulze(defeats(), among, strength, on.order);
      const paths = byId((a) =>
        Object.fromEntries(
          among.flatMap((b): [string, PathStrength][] => {
            const weakest = path(a, b);
            return a === b || weakest === undefined
              ? []
              : [[id(b), pathStrength(weakest, strength)]];
          }),
        ),
      );
      return ok({ working: { kind: 'schulze', paths }, tiers, ties: [] });
    }
    case 'ranked-pairs': {
      const outcome = rankedPairs(defeats(), among, strength, ids, on.ties);
      if (!outcome.ok) return outcome;
      const { tiers, ties } = outcome.value;
      return ok({
        working: {
          kind: 'ranked-pairs',
          defeats: outcome.value.defeats.map((d) => ({ ...shown(d), isLocked: d.isLocked })),
        },
        tiers,
        ties,
      });
    }
    case 'minimax': {
      const { tiers, worst } = minimax(defeats(), among, strength, ids);
      return ok({
        working: {
          kind: 'minimax',
          worst: byId((a) => {
            const defeat = worst(a);
            return defeat === undefined ? null : shown(defeat);
          }),
        },
        tiers,
        ties: [],
      });
    }
    case 'copeland': {
      const { tiers, results } = copeland(pairs, among);
      return ok({ working: { kind: 'copeland', results: byId(results) }, tiers, ties: [] });
    }
    case 'kemeny':
      return rankKemeny(on);
  }
}

/** Places one after another; a lot where several best rankings differ in who is among the first. */
function rankKemeny(on: {
  readonly pairs: Pairs;
  readonly among: readonly number[];
  readonly ids: readonly string[];
  readonly ties: TieOptions;
  readonly seats: number;
}): Result<Found, TieError> {
  const { agreement, rankings, next } = kemeny(on.pairs, on.among);
  const id = (a: number): string => on.ids[a] as string;
  const tiers: (readonly number[])[] = [];
  // Tiers: groups that stand together in the same place in every best ranking.
  let reached: readonly (readonly number[])[] = [[]];
  let start: readonly number[] = [];
  while (start.length < on.among.length) {
    const grown = new Map<string, readonly number[]>();
    for (const placed of reached)
      for (const a of next(placed)) {
        const group = [...placed, a].toSorted((x, y) => x - y);
        grown.set(group.join(), group);
      }
    reached = [...grown.values()];
    const [only] = reached;
    if (reached.length > 1 || only === undefined) continue;
    const before = start;
    tiers.push(only.filter((a) => !before.includes(a)));
    start = only;
  }
  const placed: number[] = [];
  const ties: Tie[] = [];
  for (const tier of tiers) {
    if (placed.length >= on.seats) break;
    if (placed.length + tier.length <= on.seats) {
      placed.push(...tier.toSorted((a, b) => byId(id(a), id(b))));
      continue;
    }
    while (placed.length < on.seats) {
      const can = next(placed);
      const [only] = can;
      if (can.length === 1 && only !== undefined) {
        placed.push(only);
        continue;
      }
      const broken = breakTie(
        { purpose: 'seat', round: 1, tied: can.map(id), places: 1, earlier: [] },
        on.ties,
      );
      if (!broken.ok) return broken;
      ties.push(broken.value);
      placed.push(on.ids.indexOf(broken.value.chosen[0] as string));
    }
  }
  return ok({
    working: { kind: 'kemeny', agreement, rankings },
    tiers,
    ties: [],
    elected: { chosen: placed.map(id), ties },
  });
}

/** Fills the seats from the best tier down; a lot where the last seats are fewer than their tier. */
function fill(
  tiers: readonly (readonly number[])[],
  seats: number,
  ids: readonly string[],
  options: TieOptions,
): Result<Chosen, TieError> {
  const chosen: string[] = [];
  for (const tier of tiers) {
    const places = seats - chosen.length;
    if (places === 0) break;
    const tied = tier.map((a) => ids[a] as string).toSorted();
    if (tied.length <= places) {
      chosen.push(...tied);
      continue;
    }
    const broken = breakTie({ purpose: 'seat', round: 1, tied, places, earlier: [] }, options);
    if (!broken.ok) return broken;
    return ok({ chosen: [...chosen, ...broken.value.chosen], ties: [broken.value] });
  }
  return ok({ chosen, ties: [] });
}

function refusal(
  profile: WeakProfile,
  standing: readonly number[],
  { defaultOption }: CondorcetOptions,
): CountError | undefined {
  if (!Number.isSafeInteger(profile.seats) || profile.seats < 1)
    return {
      code: 'count/seats-not-a-number',
      message: 'The number of seats must be a whole number, 1 or more.',
    };
  if (standing.length === 0)
    return { code: 'count/no-candidates', message: 'No candidate is standing.' };
  if (
    defaultOption !== undefined &&
    !standing.some((a) => profile.candidates[a]?.id === defaultOption.id)
  )
    return {
      code: 'count/default-option-unknown',
      message: `The default option "${defaultOption.id}" is not on the paper.`,
    };
  const isIn = new Set(standing);
  const hasVotes = profile.piles.some(
    ({ tiers, count }) => count > 0 && tiers.some((tier) => tier.some((a) => isIn.has(a))),
  );
  return hasVotes
    ? undefined
    : {
        code: 'count/no-votes',
        message: 'No paper ranks a candidate who is standing, so nobody is elected.',
      };
}

/** Only what tells defeats apart by this measure: equally strong ones may differ in the rest. */
function pathStrength({ votes, against }: Defeat, by: Strength): PathStrength {
  switch (by) {
    case 'margins':
      return { lead: votes - against };
    case 'winning-votes':
      return { votes };
    case 'winning-then-fewer-against':
      return { votes, against };
  }
}

function marginOf(
  pairs: Pairs,
  winner: number,
  among: readonly number[],
  ids: readonly string[],
): CondorcetResult['margin'] {
  const others = among.filter((b) => b !== winner);
  const lead = (b: number): number => at(pairs, winner, b) - at(pairs, b, winner);
  if (others.length === 0) return null;
  const least = Math.min(...others.map(lead));
  return {
    votes: least,
    over: others
      .filter((b) => lead(b) === least)
      .map((b) => ids[b] as string)
      .toSorted(),
  };
}

function settingsOf(
  method: CondorcetMethod,
  { strength, unranked, order }: { strength: Strength; unranked: Unranked; order: SchulzeOrder },
  option: DefaultOption | undefined,
): Readonly<Record<string, string>> {
  const usesStrength = method !== 'copeland' && method !== 'kemeny';
  const quorum = option?.quorum;
  const majorities = Object.entries(option?.majority ?? {}).toSorted(([a], [b]) => byId(a, b));
  return {
    ...(usesStrength ? { strength } : {}),
    unranked,
    ...(method === 'schulze' ? { order } : {}),
    ...(option === undefined ? {} : { defaultOption: option.id }),
    ...(quorum === undefined
      ? {}
      : {
          quorum:
            quorum.kind === 'papers'
              ? `${quorum.papers} papers`
              : `${quorum.times} halves of the square root of ${quorum.entitled}`,
        }),
    ...Object.fromEntries(
      majorities.map(([id, m]) => [`majority.${id}`, `${m.numerator}:${m.denominator}`]),
    ),
  };
}
