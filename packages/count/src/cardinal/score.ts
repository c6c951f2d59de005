/** Score voting: each paper gives each candidate from 0 to so many points; the most points are elected. */
import { assert, err, type Result } from '@hustings/base';
import type { CountError } from '../errors.ts';
import type { Candidate } from '../profile.ts';
import type { OrderOptions } from '../ties.ts';
import { refusalOf, resultOf, Voids } from './most-points.ts';
import type { PointsResult } from './points-transcript.ts';

export interface ScorePile {
  /** One for each candidate, by place in the profile; null is no score and counts as 0. */
  readonly scores: readonly (number | null)[];
  readonly count: number;
}

export interface ScoreProfile {
  readonly candidates: readonly Candidate[];
  readonly seats: number;
  /** The highest score. */
  readonly most: number;
  readonly piles: readonly ScorePile[];
}

export function countScore(
  profile: ScoreProfile,
  options: OrderOptions = {},
): Result<PointsResult, CountError> {
  const refused = refusalOf(profile);
  if (refused !== undefined) return err(refused);
  const { valid, voids } = sortPapers(profile);
  const points = totals(profile, valid);
  return resultOf(
    profile,
    {
      rule: 'score',
      settings: { most: String(profile.most) },
      papers: valid.reduce((sum, pile) => sum + pile.count, 0),
      voided: voids.all(),
      points,
      scale: 1,
    },
    options,
  );
}

/** A paper with a score that is not on the scale is void as a whole; so is one with no score at all. */
export function sortPapers(profile: ScoreProfile): {
  readonly valid: readonly ScorePile[];
  readonly voids: Voids;
} {
  const voids = new Voids();
  const valid = profile.piles.filter(({ scores, count }) => {
    assert(scores.length === profile.candidates.length, 'a paper has a score for each candidate');
    const given = scores.filter((score) => score !== null);
    const isOnScale = given.every(
      (score) => Number.isInteger(score) && score >= 0 && score <= profile.most,
    );
    if (!isOnScale) voids.add('score-out-of-range', count);
    else if (given.length === 0) voids.add('blank', count);
    else return true;
    return false;
  });
  return { valid, voids };
}

/** The points of each who stands. */
export function totals(
  profile: ScoreProfile,
  piles: readonly ScorePile[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    profile.candidates.flatMap((c, i) => {
      if (c.withdrawn === true) return [];
      const sum = piles.reduce((all, { scores, count }) => all + (scores[i] ?? 0) * count, 0);
      assert(Number.isSafeInteger(sum), 'points are a safe integer');
      return [[c.id, sum]];
    }),
  );
}
