/**
 * A profile is what a count is about: who stands, for how many seats, and how many papers carry
 * each distinct ranking. Piles, not papers: the counts of the rules act on piles, so their work
 * grows with the number of different papers and not with the number of electors.
 *
 * Everything is an integer. Piles are kept in one order (by ranking), so that two boxes with the
 * same papers give the same profile, in whatever order the papers came out.
 */
import { assert, err, ok, type Result } from '@hustings/base';
import type { Paper } from './paper.ts';
import { FlatPiles } from './papers/flat-piles.ts';
import { flatProfile } from './papers/flat-profile.ts';
import { PileBuilder } from './papers/sequence-piles.ts';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Withdrew after the papers were made: counted as though not on any paper. */
  readonly withdrawn?: true;
}

/** `count` papers, all with the same ranking: candidates by their place in the profile, best first. */
export interface Pile {
  readonly ranking: readonly number[];
  readonly count: number;
}

/** Piles, one after the other: a list made by hand, or the view of flat arrays that `aggregate` gives. */
export interface Piles extends Iterable<Pile> {
  readonly length: number;
  at(index: number): Pile | undefined;
  map<T>(make: (pile: Pile, index: number) => T): T[];
  filter(wanted: (pile: Pile, index: number) => boolean): Pile[];
  some(wanted: (pile: Pile, index: number) => boolean): boolean;
  reduce<T>(add: (so: T, pile: Pile, index: number) => T, first: T): T;
}

export interface Profile {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly piles: Piles;
  /** Counts of piles are so many parts of one vote: a power of ten; 1 if it is not there. */
  readonly scale?: number;
}

/** Votes by candidate id. */
export type Votes = Readonly<Record<string, number>>;

/** Puts papers into piles. A paper with an option that is not a candidate is a bug: `readPaper` refuses it. */
export function aggregate(from: {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly papers: Iterable<Paper>;
}): Profile {
  const builder = new RankingBuilder(from.candidates);
  for (const paper of from.papers) builder.add(paper, 1);
  return { candidates: from.candidates, seats: from.seats, piles: builder.finish() };
}

/** The same for papers that come with a number of copies each, such as the lines of a BLT file. */
export function aggregatePiles(from: {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly piles: Iterable<Pile>;
}): Profile {
  const builder = new RankingBuilder(from.candidates);
  for (const { ranking, count } of from.piles) builder.add(ranking, count);
  return { candidates: from.candidates, seats: from.seats, piles: builder.finish() };
}

class RankingBuilder {
  readonly #candidates: number;
  readonly #builder = new PileBuilder();

  constructor(candidates: readonly Candidate[]) {
    assert(new Set(candidates.map((c) => c.id)).size === candidates.length, 'ids are unique');
    this.#candidates = candidates.length;
  }

  add(ranking: readonly number[], count: number): void {
    for (const candidate of ranking)
      assert(
        Number.isInteger(candidate) && candidate >= 0 && candidate < this.#candidates,
        'a ranking names candidates of its profile',
      );
    this.#builder.add(ranking, ranking.length, count);
  }

  finish(): Piles {
    return new FlatPiles(this.#builder.finish());
  }
}

export interface ProfilesDiffer {
  readonly code: 'count/profiles-differ';
  readonly message: string;
}

/** Adds up the profiles of sections of one poll; they must have the same candidates and seats. */
export function addProfiles(profiles: readonly Profile[]): Result<Profile, ProfilesDiffer> {
  const [first] = profiles;
  if (first === undefined)
    return err({ code: 'count/profiles-differ', message: 'There is no section to add up.' });
  const form = describeForm(first);
  if (profiles.some((profile) => describeForm(profile) !== form))
    return err({
      code: 'count/profiles-differ',
      message:
        'The sections do not have the same candidates and number of seats, so they cannot be added up.',
    });
  const piles = profiles.flatMap((profile) => [...profile.piles]);
  return ok({ ...first, ...aggregatePiles({ ...first, piles }) });
}

function describeForm(profile: Profile): string {
  return JSON.stringify([
    profile.seats,
    profile.scale ?? 1,
    profile.candidates.map((c) => [c.id, c.name, c.withdrawn === true]),
  ]);
}

/** Number of papers in all piles. */
export function paperCount(profile: Profile): number {
  let total = 0;
  for (const count of flatProfile(profile).counts) total += count;
  assert(Number.isSafeInteger(total), 'the number of papers is a safe integer');
  return total;
}

/** Ids of the candidates who have not withdrawn. */
export function standing(profile: Profile): readonly string[] {
  return profile.candidates.filter((c) => c.withdrawn !== true).map((c) => c.id);
}

/**
 * Gives each paper to its best-placed candidate among `among` (ids); papers with none are exhausted.
 * With the candidates of one round of a count this is that round, in any part of the papers: so it
 * gives the sections of a round, which add up to the whole.
 */
export function tally(
  profile: Profile,
  among: readonly string[],
): { readonly votes: Votes; readonly exhausted: number } {
  const wanted = new Set(among);
  const isIn = profile.candidates.map((c) => wanted.has(c.id));
  const votes = profile.candidates.map(() => 0);
  let exhausted = 0;
  for (const { ranking, count } of profile.piles) {
    const at = ranking.find((candidate) => isIn[candidate]);
    if (at === undefined) exhausted += count;
    else votes[at] = (votes[at] as number) + count;
  }
  return {
    votes: Object.fromEntries(
      profile.candidates.flatMap((c, i) => (isIn[i] ? [[c.id, votes[i] as number]] : [])),
    ),
    exhausted,
  };
}
