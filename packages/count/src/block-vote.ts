/**
 * Block vote: each paper marks candidates, without an order, and gives one vote to each; the most votes
 * are elected. A rule may ask for exactly so many marks, and for so many of a group among them (Labour's
 * Shadow Cabinet in 2010: exactly 19, at least six women and six men); a paper that does not comply is
 * void as a whole. Both are judged on the marks as they were made: one for a candidate who has withdrawn
 * since still makes up the number, and counts for nobody.
 *
 * Approval is the same with no limit to the marks, and perhaps a bar (approval-bar.ts).
 */

import { assert, err, type Result } from '@hustings/base';
import { byId } from './by-id.ts';
import { type ApprovalBar, barSettings } from './cardinal/approval-bar.ts';
import { refusalOf, resultOf, Voids } from './cardinal/most-points.ts';
import type { PointsResult } from './cardinal/points-transcript.ts';
import type { CountError } from './errors.ts';
import { type Profile, standing } from './profile.ts';
import type { OrderOptions } from './ties.ts';

export interface Composition {
  readonly name: string;
  /** Ids of the candidates of the group. */
  readonly members: readonly string[];
  readonly least?: number;
  readonly most?: number;
}

export interface BlockVoteOptions extends OrderOptions {
  /** How many marks; by default as many as there are seats. */
  readonly votes?: number;
  /** By default `up-to`. */
  readonly choose?: 'exactly' | 'up-to';
  readonly composition?: readonly Composition[];
}

/** The rankings of the profile are read as marks: their order says nothing. */
export function countBlockVote(
  profile: Profile,
  options: BlockVoteOptions = {},
): Result<PointsResult, CountError> {
  const votes = options.votes ?? profile.seats;
  const choose = options.choose ?? 'up-to';
  const groups = (options.composition ?? []).toSorted((a, b) => byId(a.name, b.name));
  return count(profile, options, {
    rule: 'block-vote',
    settings: {
      votes: String(votes),
      choose,
      ...Object.fromEntries(
        groups.map((g) => [
          `composition.${g.name}`,
          [
            ...(g.least === undefined ? [] : [`at least ${g.least}`]),
            ...(g.most === undefined ? [] : [`at most ${g.most}`]),
          ].join(', '),
        ]),
      ),
    },
    isVoid: (marks, voids, papers) => {
      if (marks.length > votes) voids.add('too-many', papers);
      else if (choose === 'exactly' && marks.length < votes) voids.add('too-few', papers);
      else {
        const group = groups.find((g) => {
          const n = marks.filter((id) => g.members.includes(id)).length;
          return n < (g.least ?? 0) || n > (g.most ?? n);
        });
        if (group === undefined) return false;
        voids.add('composition', papers, group.name);
      }
      return true;
    },
  });
}

/** As many as there are seats of those with most marks; where there is a bar, only of those who reach it. */
export function countApproval(
  profile: Profile,
  options: OrderOptions & ApprovalBar = {},
): Result<PointsResult, CountError> {
  const { defaultOption } = options;
  if (defaultOption !== undefined && !standing(profile).includes(defaultOption))
    return err({
      code: 'count/default-option-unknown',
      message: `The default option "${defaultOption}" is not on the paper.`,
    });
  return count(profile, options, {
    rule: 'approval',
    settings: barSettings(options),
    isVoid: () => false,
    bar: options,
  });
}

function count(
  profile: Profile,
  options: OrderOptions,
  by: {
    readonly rule: 'block-vote' | 'approval';
    readonly settings: Readonly<Record<string, string>>;
    readonly isVoid: (marks: readonly string[], voids: Voids, papers: number) => boolean;
    readonly bar?: ApprovalBar;
  },
): Result<PointsResult, CountError> {
  const refused = refusalOf(profile);
  if (refused !== undefined) return err(refused);
  const ids = profile.candidates.map((c) => c.id);
  const sums = ids.map(() => 0);
  const voids = new Voids();
  let papers = 0;
  for (const { ranking, count: copies } of profile.piles) {
    assert(new Set(ranking).size === ranking.length, 'a paper marks a candidate once');
    if (ranking.length === 0) voids.add('blank', copies);
    else if (
      !by.isVoid(
        ranking.map((i) => ids[i] as string),
        voids,
        copies,
      )
    ) {
      papers += copies;
      for (const i of ranking) sums[i] = (sums[i] as number) + copies;
    }
  }
  const points = Object.fromEntries(
    profile.candidates.flatMap((c, i) => (c.withdrawn === true ? [] : [[c.id, sums[i] as number]])),
  );
  return resultOf(
    profile,
    { rule: by.rule, settings: by.settings, papers, voided: voids.all(), points, scale: 1 },
    options,
    by.bar,
  );
}
