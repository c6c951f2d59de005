/**
 * The rules whose transcript is that of the alternative vote (spec/count.md §1), and `countPoll` for
 * code that needs no others. The list of every rule is the catalogue, which has these from here.
 */
import { err, type Result } from '@hustings/base';
import { alternativeVote } from './alternative-vote.ts';
import type { CountError } from './errors.ts';
import { firstPastThePost } from './first-past-the-post.ts';
import type { CountOptions } from './options.ts';
import type { Profile } from './profile.ts';
import { supplementaryVote } from './rounds/supplementary-vote.ts';
import type { CountResult } from './transcript.ts';

export interface Rule {
  readonly name: string;
  /** Other names by which people ask for it. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** What it does, in a few plain sentences. */
  readonly describe: string;
  readonly seats: 'one' | 'any';
  readonly count: (profile: Profile, options: CountOptions) => Result<CountResult, CountError>;
}

export const rules: readonly Rule[] = [
  {
    name: 'alternative-vote',
    aliases: ['av', 'irv', 'instant-runoff'],
    title: 'Alternative vote',
    describe:
      'Electors rank the candidates. Each paper counts for the first candidate on it who is still in the count. While nobody has more than half of those votes, the candidate with fewest is excluded and the papers move to the next choice marked on them.',
    seats: 'one',
    count: alternativeVote,
  },
  {
    name: 'first-past-the-post',
    aliases: ['fptp', 'plurality'],
    title: 'First past the post',
    describe:
      'Each paper counts once, for the first choice marked on it. The candidates with the most votes are elected.',
    seats: 'any',
    count: firstPastThePost,
  },
  {
    name: 'supplementary-vote',
    aliases: ['sv'],
    title: 'Supplementary vote',
    describe:
      'Electors mark a first and a second choice. Who has more than half of the first choices is elected; otherwise only the leading two stay, papers for others go to the second choice marked on them if that is one of the two, and the most votes elect.',
    seats: 'one',
    count: supplementaryVote,
  },
];

/** Finds a rule by its name or one of its other names. */
export function findRule(name: string): Rule | undefined {
  return rules.find((rule) => rule.name === name || rule.aliases.includes(name));
}

/** Counts by a named rule, after the checks that all rules share. */
export function countPoll(
  name: string,
  profile: Profile,
  options: CountOptions = {},
): Result<CountResult, CountError> {
  const rule = findRule(name);
  if (rule === undefined)
    return err({
      code: 'count/unknown-rule',
      message: `There is no counting rule called "${name}"; there are ${rules.map((r) => r.name).join(', ')}.`,
      rules: rules.map((r) => r.name),
    });
  if (!Number.isSafeInteger(profile.seats) || profile.seats < 1)
    return err({
      code: 'count/seats-not-a-number',
      message: 'The number of seats must be a whole number, 1 or more.',
    });
  if (rule.seats === 'one' && profile.seats > 1) {
    const use = rules.filter((r) => r.seats === 'any').map((r) => r.name);
    return err({
      code: 'count/seats-not-for-this-rule',
      message: `${rule.title} fills one seat, and ${profile.seats} are asked for; use ${use.join(' or ')}.`,
      use,
    });
  }
  return rule.count(profile, options);
}
