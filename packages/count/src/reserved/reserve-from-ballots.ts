/** Seats with places reserved, from ballot files, as the command line asks for them. */
import { err, ok, type Result } from '@hustings/base';
import { type BallotBox, countBallots } from '../catalogue/count-ballots.ts';
import type { CatalogueError, CountOutcome } from '../catalogue/counting-rule.ts';
import { lotOf } from '../lot-given.ts';
import { rankingOf } from '../ranking-of.ts';
import type { ReportGiven } from '../report/count-report.ts';
import type { TieStep } from '../ties.ts';
import { explainReservedSeats } from './explain-reserved.ts';
import {
  fillReservedSeats,
  type ReservedSeatsInput,
  type ReservedSeatsResult,
} from './reserved-seats.ts';

export interface SeatsReserved {
  readonly filled: ReservedSeatsResult;
  /** One paragraph each: the count, then how the places were filled. */
  readonly explanation: readonly string[];
}

/** Counts the papers by the rule, and fills the seats from the ranking that it gives. */
export function reserveFromBallots(
  rule: string,
  boxes: readonly BallotBox[],
  given: ReportGiven,
  how: Pick<ReservedSeatsInput, 'groups' | 'order' | 'counts' | 'unfilled'>,
): Result<SeatsReserved, CatalogueError> {
  const { settings, seats, withdrawn } = given;
  const lot = lotOf(given);
  const counted = countBallots(rule, boxes, {
    ...(settings && { settings }),
    ...(seats === undefined ? {} : { seats }),
    ...(withdrawn && { withdrawn }),
    lot,
  });
  if (!counted.ok) return counted;
  const { outcome, rule: by } = counted.value;
  const ranking = isRanked(outcome) ? rankingOf(outcome) : undefined;
  if (!isRanked(outcome) || ranking === undefined)
    return err({
      code: 'count/no-ranking',
      message: `${by.title} does not rank everybody, and seats are reserved from a ranking; for the single transferable vote there are constraints.`,
    });
  const { candidates } = outcome;
  const ids = candidates.map((c) => c.id);
  const unknown = how.groups.flatMap((group) => group.members).find((id) => !ids.includes(id));
  if (unknown !== undefined)
    return err({
      code: 'count/candidate-unknown',
      message: `There is no candidate with the id "${unknown}".`,
      candidates: ids,
    });
  const filled = fillReservedSeats({
    ...how,
    ranking,
    candidates,
    seats: outcome.seats,
    ties: (outcome.settings['ties'] as string).split(' ') as readonly TieStep[],
    lot,
  });
  if (!filled.ok) return filled;
  return ok({
    filled: filled.value,
    explanation: [...by.explain(outcome), ...explainReservedSeats(filled.value)],
  });
}

type Ranked = Extract<CountOutcome, Parameters<typeof rankingOf>[0]>;

function isRanked(outcome: CountOutcome): outcome is Ranked {
  return (
    outcome.format === 'hustings/count/1' ||
    outcome.format === 'hustings/points-count/1' ||
    outcome.format === 'hustings/positional-count/1' ||
    outcome.format === 'hustings/condorcet-count/1'
  );
}
