/** Whether a motion is carried by reported figures, weighed by section where the book weighs. */
import { countMotion } from '@hustings/count';
import { type Breach, breach, cite } from '../breach.ts';
import { compare, fraction, multiply, whole, ZERO } from '../exact.ts';
import type { BallotReport } from '../report-acts.ts';
import type { Electorate, MotionProcedure } from '../rule-book.ts';
import { type MotionState, motionProcedure, own, type State } from '../state.ts';
import { scoresOf, sumOfScores, totalsOfReport } from './figures.ts';
import { hasQuorum } from './winning.ts';

/** Votes for and against, and whether that carries the motion. */
export interface MotionCount {
  readonly for: number;
  readonly against: number;
  readonly abstained: number;
  readonly spoilt: number;
  readonly electorate: number;
  readonly carried: boolean;
}

export function countReported(
  procedure: MotionProcedure,
  electorate: Electorate,
  report: BallotReport,
): MotionCount {
  const totals = totalsOfReport(report);
  const votes = (id: string): number =>
    report.lines.reduce((sum, line) => sum + (own(line.votes, id) ?? 0), 0);
  const figures = {
    for: votes('for'),
    against: votes('against'),
    abstained: totals.abstained + votes('abstain'),
    spoilt: totals.spoilt,
    electorate: totals.entitled,
  };
  const isWeighed =
    report.points !== undefined ||
    electorate.units !== undefined ||
    electorate.sections.some((s) => s.weight !== undefined);
  const has = procedure.quorum === undefined || hasQuorum(procedure.quorum, totals);
  return {
    ...figures,
    carried:
      has &&
      (isWeighed
        ? isWeightedMajority(procedure, electorate, report)
        : isMajority(procedure, figures)),
  };
}

function isMajority({ decision }: MotionProcedure, figures: Omit<MotionCount, 'carried'>): boolean {
  const { of, share, reach } = decision;
  const counted = countMotion(figures, { of, share, reach });
  return counted.ok && counted.value.carried;
}

/** A share of what the sections carry; without votes nothing is carried. */
function isWeightedMajority(
  { decision }: MotionProcedure,
  electorate: Electorate,
  report: BallotReport,
): boolean {
  const scores = scoresOf(electorate, report)[0] ?? new Map();
  const yes = scores.get('for') ?? ZERO;
  const side = compare(yes, multiply(fraction(decision.share), sumOfScores(scores)));
  if (compare(yes, whole(0)) === 0) return false;
  return decision.reach === 'more-than' ? side > 0 : side >= 0;
}

/** The report must say what its figures come to. */
export function motionFault(
  state: State,
  motion: MotionState,
  report: BallotReport,
): { readonly ok: false; readonly error: Breach } | undefined {
  const procedure = motionProcedure(state, motion);
  const electorate = state.book.electorates.find(
    (e) => e.id === procedure.franchise.electorate,
  ) as Electorate;
  const { carried } = countReported(procedure, electorate, report);
  const isSaid = report.chosen.length === 1 && report.chosen[0] === 'for';
  return isSaid === carried && (carried || report.chosen.length === 0)
    ? undefined
    : breach(
        'rule/outcome-differs',
        cite(state.book, procedure.decision.clause),
        `By these figures the motion is ${carried ? '' : 'not '}carried.`,
      );
}
