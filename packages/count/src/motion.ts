/**
 * A motion: for, against, and where allowed abstaining on purpose. What the votes for must reach is
 * a policy of the rule book, stated whole: a share, of what, and whether reaching it is enough.
 */
import { err, ok, type Result } from '@hustings/base';
import type { Paper } from './paper.ts';

export interface MotionFigures {
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly spoilt: number;
  /** Those entitled to vote; needed only where the policy counts them. */
  readonly electorate?: number;
}

/** What the share is a share of. */
export type MotionBase =
  | 'for-and-against'
  | 'valid-papers' // for, against and abstained
  | 'all-papers' // and spoilt
  | 'electorate';

export interface MajorityPolicy {
  readonly of: MotionBase;
  readonly share: { readonly numerator: number; readonly denominator: number };
  readonly reach: 'more-than' | 'at-least';
}

/** More for than against. */
export const SIMPLE_MAJORITY: MajorityPolicy = {
  of: 'for-and-against',
  share: { numerator: 1, denominator: 2 },
  reach: 'more-than',
};

export interface MotionResult {
  readonly format: 'hustings/motion-count/1';
  readonly figures: MotionFigures;
  readonly policy: MajorityPolicy;
  /** What the share is taken of, in papers or electors. */
  readonly base: number;
  /** Fewest votes for with which the motion would have been carried. */
  readonly needed: number;
  readonly carried: boolean;
  /** Votes for above (or, when negative, short of) those needed. */
  readonly lead: number;
}

export interface MotionError {
  readonly code:
    | 'count/electorate-needed'
    | 'count/share-not-a-fraction'
    | 'count/not-a-number-of-papers';
  readonly message: string;
}

/** Counts the papers of a motion (0 for, 1 against, 2 abstain; see `PaperForm`). */
export function tallyMotion(papers: Iterable<Paper>): {
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
} {
  const counts: [number, number, number] = [0, 0, 0];
  for (const paper of papers) {
    const [option] = paper;
    if (paper.length !== 1 || (option !== 0 && option !== 1 && option !== 2))
      throw new RangeError('"paper" expected the paper of a motion');
    counts[option]++;
  }
  return { for: counts[0], against: counts[1], abstained: counts[2] };
}

/** Decides a motion. A level vote never carries a motion that needs more than half. */
export function countMotion(
  figures: MotionFigures,
  policy: MajorityPolicy = SIMPLE_MAJORITY,
): Result<MotionResult, MotionError> {
  for (const n of Object.values(figures))
    if (!Number.isSafeInteger(n) || n < 0)
      return err({
        code: 'count/not-a-number-of-papers',
        message: 'The figures of a motion must be whole numbers, 0 or more.',
      });
  const { numerator: p, denominator: q } = policy.share;
  if (!Number.isSafeInteger(p) || !Number.isSafeInteger(q) || p < 0 || q < 1 || p > q)
    return err({
      code: 'count/share-not-a-fraction',
      message: 'The share a motion needs must be a fraction between 0 and 1.',
    });
  const base = baseOf(figures, policy.of);
  if (base === undefined)
    return err({
      code: 'count/electorate-needed',
      message: 'This majority is a share of those entitled to vote, and their number is not given.',
    });
  // base·p/q, exactly; a product of safe integers need not be one.
  const product = BigInt(base) * BigInt(p);
  const whole = product / BigInt(q);
  const isExact = whole * BigInt(q) === product;
  const needed = Number(whole) + (policy.reach === 'more-than' || !isExact ? 1 : 0);
  // A share of nothing is reached by nothing; a motion still needs someone for it.
  const least = Math.max(needed, 1);
  return ok({
    format: 'hustings/motion-count/1',
    figures,
    policy,
    base,
    needed: least,
    carried: figures.for >= least,
    lead: figures.for - least,
  });
}

function baseOf(figures: MotionFigures, of: MotionBase): number | undefined {
  const voted = figures.for + figures.against;
  switch (of) {
    case 'for-and-against':
      return voted;
    case 'valid-papers':
      return voted + figures.abstained;
    case 'all-papers':
      return voted + figures.abstained + figures.spoilt;
    case 'electorate':
      return figures.electorate;
  }
}
