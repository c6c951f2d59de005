/** Motions (spec/count.md §4). */

export interface MotionFigures {
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly spoilt: number;
  readonly electorate: number;
}

export interface MotionPolicy {
  readonly of: string;
  readonly share: { readonly numerator: number; readonly denominator: number };
  readonly reach: string;
}

export interface MotionCount {
  readonly format: 'hustings/motion-count/1';
  readonly figures: MotionFigures;
  readonly policy: MotionPolicy;
  readonly base: number;
  readonly needed: number;
  readonly carried: boolean;
  readonly lead: number;
}

/** Undefined for a policy that is not known. */
export function countMotion(figures: MotionFigures, policy: MotionPolicy): MotionCount | undefined {
  const base = baseOf(figures, policy.of);
  const { numerator, denominator } = policy.share;
  if (base === undefined || !['more-than', 'at-least'].includes(policy.reach)) return undefined;
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator < 1)
    return undefined;
  const product = BigInt(base) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const whole = product / divisor;
  const isMore = policy.reach === 'more-than' || whole * divisor < product;
  const needed = Math.max(1, Number(whole) + (isMore ? 1 : 0));
  const carried = figures.for >= needed;
  const lead = figures.for - needed;
  return { format: 'hustings/motion-count/1', figures, policy, base, needed, carried, lead };
}

function baseOf(f: MotionFigures, of: string): number | undefined {
  const voted = f.for + f.against;
  switch (of) {
    case 'for-and-against':
      return voted;
    case 'valid-papers':
      return voted + f.abstained;
    case 'all-papers':
      return voted + f.abstained + f.spoilt;
    case 'electorate':
      return f.electorate;
  }
  return undefined;
}
