/**
 * What an approved candidate must reach besides having the most marks: more than a default option
 * ("none of the above", "reopen nominations"), or a share of the valid papers, or both. Seats for which
 * nobody reaches it stay empty; with nobody at all above a default option, that is the result.
 */
import { assert } from '@hustings/base';
import type { Votes } from '../profile.ts';

export interface ApprovalBar {
  /** Id of the default option, which is marked like a candidate. */
  readonly defaultOption?: string;
  readonly share?: {
    readonly numerator: number;
    readonly denominator: number;
    readonly reach: 'at-least' | 'more-than';
  };
}

/** Who is below the bar, with the fewest marks that would have reached it. */
export interface BelowBar {
  readonly candidate: string;
  readonly because: 'default-option' | 'share';
  readonly votes: number;
  readonly needed: number;
}

export function belowBar(bar: ApprovalBar, points: Votes, papers: number): readonly BelowBar[] {
  const { defaultOption, share } = bar;
  const overDefault = defaultOption === undefined ? 0 : (points[defaultOption] as number) + 1;
  const overShare = share === undefined ? 0 : neededOf(share, papers);
  return Object.keys(points)
    .filter((id) => id !== defaultOption)
    .toSorted()
    .flatMap((candidate): BelowBar[] => {
      const votes = points[candidate] as number;
      if (votes < overDefault)
        return [{ candidate, because: 'default-option', votes, needed: overDefault }];
      return votes < overShare ? [{ candidate, because: 'share', votes, needed: overShare }] : [];
    });
}

function neededOf(share: Exclude<ApprovalBar['share'], undefined>, papers: number): number {
  const { numerator, denominator, reach } = share;
  const parts = [numerator, denominator];
  assert(
    parts.every((n) => Number.isSafeInteger(n) && n > 0) && numerator <= denominator,
    'a share is a fraction of the papers',
  );
  const [n, d] = [BigInt(numerator) * BigInt(papers), BigInt(denominator)];
  return Number(reach === 'more-than' ? n / d + 1n : (n + d - 1n) / d);
}

/** The bar as settings of the transcript. */
export function barSettings({
  defaultOption,
  share,
}: ApprovalBar): Readonly<Record<string, string>> {
  return {
    ...(defaultOption === undefined ? {} : { defaultOption }),
    ...(share === undefined
      ? {}
      : { share: `${share.reach} ${share.numerator}/${share.denominator} of the papers` }),
  };
}
