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
import { Tree } from './ranking-tree.ts';

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

export interface Profile {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly piles: readonly Pile[];
}

/** Votes by candidate id. */
export type Votes = Readonly<Record<string, number>>;

/** Puts papers into piles. A paper with an option that is not a candidate is a bug: `readPaper` refuses it. */
export function aggregate(from: {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly papers: Iterable<Paper>;
}): Profile {
  const tree = treeFor(from.candidates);
  for (const paper of from.papers) tree.add(paper, 1);
  return { candidates: from.candidates, seats: from.seats, piles: tree.piles() };
}

/** The same for papers that come with a number of copies each, such as the lines of a BLT file. */
export function aggregatePiles(from: {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  readonly piles: Iterable<Pile>;
}): Profile {
  const tree = treeFor(from.candidates);
  for (const { ranking, count } of from.piles) tree.add(ranking, count);
  return { candidates: from.candidates, seats: from.seats, piles: tree.piles() };
}

function treeFor(candidates: readonly Candidate[]): Tree {
  assert(new Set(candidates.map((c) => c.id)).size === candidates.length, 'ids are unique');
  return new Tree(candidates.length);
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
  return ok(aggregatePiles({ ...first, piles: profiles.flatMap((profile) => profile.piles) }));
}

function describeForm(profile: Profile): string {
  return JSON.stringify([
    profile.seats,
    profile.candidates.map((c) => [c.id, c.name, c.withdrawn === true]),
  ]);
}

/** Number of papers in all piles. */
export function paperCount(profile: Profile): number {
  let total = 0;
  for (const pile of profile.piles) total += pile.count;
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
