/**
 * A vacant seat filled from ballot files by the rule that elected the member, as the command line asks
 * for it: the election is counted again first, so that what is filled rests on nothing but its papers
 * and what the count was given.
 */
import { assert, err, ok, type Result, unwrap } from '@hustings/base';
import { countWith } from '../catalogue/catalogue.ts';
import { type BallotBox, type BallotCount, countBallots } from '../catalogue/count-ballots.ts';
import type { CatalogueError, CountOutcome, Election } from '../catalogue/counting-rule.ts';
import { lotOf } from '../lot-given.ts';
import { type BoxText, type BoxTextError, boxFromText } from '../report/box-text.ts';
import type { ReportGiven } from '../report/count-report.ts';
import { recount } from '../report/recount.ts';
import type { Constraints } from '../stv/constraints.ts';
import type { TieStep } from '../ties.ts';
import { countback } from './countback.ts';
import type { CountbackResult } from './countback-transcript.ts';
import { explainCountback, explainVacancyRecount } from './explain-vacancy.ts';
import { type Recounted, recountVacancy, type VacancyRecount } from './recount.ts';
import type { Vacancy } from './vacancy.ts';

export interface VacancyGiven extends Vacancy {
  /** By default a countback where the rule allows one, else a recount. */
  readonly way?: 'countback' | 'recount';
  /** For ties in filling the seat; those of the election are settled as they were. */
  readonly lot?: readonly string[];
  readonly lotRecord?: string;
}

export interface FilledVacancy {
  readonly filled: CountbackResult | VacancyRecount;
  /** One paragraph each; of a recount also that of the count itself. */
  readonly explanation: readonly string[];
}

/** Fills a seat of a count by ballot files; `given` is what the count of the election was given. */
export function fillVacancy(
  rule: string,
  boxes: readonly BallotBox[],
  given: ReportGiven,
  vacancy: VacancyGiven,
): Result<FilledVacancy, CatalogueError> {
  const { settings, seats, withdrawn, constraints } = given;
  const counted = countBallots(rule, boxes, {
    ...(settings && { settings }),
    ...(seats === undefined ? {} : { seats }),
    ...(withdrawn && { withdrawn }),
    ...(constraints && { constraints }),
    lot: lotOf(given),
  });
  if (!counted.ok) return counted;
  const filled = fillBy(counted.value, given, vacancy);
  if (!filled.ok) return filled;
  return ok({
    filled: filled.value,
    explanation:
      filled.value.format === 'hustings/countback/1'
        ? explainCountback(filled.value)
        : [
            ...counted.value.rule.explain(filled.value.recount),
            ...explainVacancyRecount(filled.value),
          ],
  });
}

/** The same from a report with its papers in it (`hustings count --json --papers`). */
export function fillVacancyOfReport(
  text: string,
  vacancy: VacancyGiven,
): Result<FilledVacancy, CatalogueError | BoxTextError> {
  const report = recount(text);
  if (!report.ok) return report;
  const { rule, given, boxes } = report.value;
  // The papers were read to count them again, so that they can be read.
  const read = (boxes as readonly BoxText[]).map((box) => unwrap(boxFromText(box)));
  return fillVacancy(rule, read, given, vacancy);
}

/** How the seat is filled, by the way that was asked for or the first that the rule allows. */
function fillBy(
  counted: BallotCount,
  given: ReportGiven,
  vacancy: VacancyGiven,
): Result<CountbackResult | VacancyRecount, CatalogueError> {
  const { election, outcome, rule, chosen } = counted;
  if (!isRecounted(outcome) || election.kind === 'several' || election.kind === 'scores')
    return err({
      code: 'count/not-a-vacancy',
      message: `A seat that falls vacant is not filled from the papers by ${rule.title}.`,
    });
  const lot = lotOf({ ...given, ...vacancy });
  const isStv = outcome.format === 'hustings/stv-count/1' && election.kind === 'rankings';
  if (isStv && vacancy.way !== 'recount') {
    const { profile } = election;
    const ties = (outcome.settings['ties'] as string).split(' ') as readonly TieStep[];
    const found = countback({ ...vacancy, profile, counted: outcome, ties, lot });
    const isOther = !found.ok && found.error.code === 'count/countback-not-for-this-rule';
    if (!isOther || vacancy.way === 'countback') return found;
  } else if (vacancy.way === 'countback')
    return err({
      code: 'count/countback-not-for-this-rule',
      message: `${rule.title} transfers no votes, so that there is no countback; there is the recount.`,
    });
  const { profile } = election;
  return recountVacancy({
    ...vacancy,
    profile: { candidates: profile.candidates, seats: profile.seats },
    elected: outcome.elected,
    lot,
    count: ({ candidates }, stay) => {
      const constraints = together(rule.constraints, given.constraints, stay);
      const again = countWith(
        rule.name,
        { kind: election.kind, profile: { ...profile, candidates } } as Election,
        { settings: chosen, lot, ...(constraints && { constraints }) },
      );
      if (!again.ok) return again;
      assert(isRecounted(again.value.outcome), 'a rule gives one kind of transcript');
      return ok(again.value.outcome);
    },
  });
}

/** Constraints of the election and those that keep who stays, as far as the rule takes them. */
function together(
  takes: BallotCount['rule']['constraints'],
  given: Constraints | undefined,
  stay: Constraints,
): Constraints | undefined {
  return takes === 'any'
    ? { categories: [...(given?.categories ?? []), ...stay.categories] }
    : given;
}

function isRecounted(outcome: CountOutcome): outcome is Recounted {
  switch (outcome.format) {
    case 'hustings/count/1':
    case 'hustings/stv-count/1':
    case 'hustings/points-count/1':
    case 'hustings/positional-count/1':
    case 'hustings/condorcet-count/1':
      return true;
    default:
      return false;
  }
}
