/** A motion by its book: the majority, and the quorum where there is one (spec/rulebook.md §4). */
import { countMotion, type MotionCount, type MotionFigures } from '../count/motion.ts';
import { fractionAt, textAt } from './rule-book.ts';

export interface CarriedMotion {
  readonly count: MotionCount;
  /** By majority and quorum. */
  readonly declaredCarried: boolean;
}

/** Undefined where the book asks for what is not known here. */
export function motionCarried(
  procedure: unknown,
  figures: MotionFigures,
): CarriedMotion | undefined {
  const of = textAt(procedure, 'decision', 'of');
  const reach = textAt(procedure, 'decision', 'reach');
  const share = fractionAt(procedure, 'decision', 'share');
  if (of === undefined || reach === undefined || share === undefined) return undefined;
  const count = countMotion(figures, { of, share, reach });
  if (count === undefined) return undefined;
  const counts = textAt(procedure, 'quorum', 'counts');
  if (counts === undefined) return { count, declaredCarried: count.carried };
  const quorum = fractionAt(procedure, 'quorum', 'share');
  if (quorum === undefined || !['cast', 'valid'].includes(counts)) return undefined;
  const valid = figures.for + figures.against + figures.abstained;
  const voted = BigInt(counts === 'cast' ? valid + figures.spoilt : valid);
  const isQuorate =
    voted * BigInt(quorum.denominator) >= BigInt(figures.electorate) * BigInt(quorum.numerator);
  return { count, declaredCarried: count.carried && isQuorate };
}
