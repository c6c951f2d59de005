/** What a schema cannot say of papers, counts and ballots one after the other. */
import { chosenSettings, findCountingRule } from '@hustings/count';
import {
  type ContestPaper,
  type ContestProcedure,
  type CountRules,
  MOTION_OPTIONS,
} from '../rule-book.ts';
import type { StageChecks } from './contest.ts';
import type { Faults } from './faults.ts';

/** The counting rule exists, fills so many seats, and knows its settings. */
export function checkCount(count: CountRules, seats: number, at: string, faults: Faults): void {
  const rule = findCountingRule(count.rule);
  if (rule === undefined || rule.name !== count.rule) {
    faults.add(
      `${at}/rule`,
      'book/rule-unknown',
      `There is no counting rule called "${count.rule}".`,
    );
    return;
  }
  if (rule.seats === 'one' && seats > 1)
    faults.add(
      `${at.replace(/\/count$/, '')}/seats`,
      'book/seats-not-for-this-rule',
      `${rule.title} fills one seat.`,
    );
  const chosen = chosenSettings(rule, count.settings ?? {});
  if (!chosen.ok) faults.add(`${at}/settings`, 'book/setting-unknown', chosen.error.message);
}

export function checkPaper(paper: ContestPaper, at: string, faults: Faults): void {
  const { reopen, least, most, kind } = paper;
  if (reopen !== undefined && MOTION_OPTIONS.includes(reopen.id))
    faults.add(`${at}/reopen/id`, 'book/id-reserved', `The id "${reopen.id}" is reserved.`);
  if (least !== undefined && most !== undefined && least > most)
    faults.add(`${at}/least`, 'book/never-met', 'No paper can have so many votes.');
  if (kind === 'score' && paper.highest === undefined)
    faults.add(`${at}/highest`, 'book/highest-missing', 'A paper that scores says how high.');
  const needed = (paper.composition ?? []).reduce((sum, bound) => sum + (bound.least ?? 0), 0);
  if (most !== undefined && needed > most)
    faults.add(`${at}/composition`, 'book/never-met', 'No paper can be so composed.');
}

/** Each ballot has its stages, the last decides, and a proposal is confirmed. */
export function checkBallots(
  procedure: ContestProcedure,
  { at, stages, stage, inOrder }: StageChecks,
  faults: Faults,
): void {
  const ballots = procedure.ballots ?? [];
  faults.unique(
    `${at}/ballots`,
    ballots.map((b) => b.id),
  );
  ballots.forEach((ballot, i) => {
    const pointer = `/ballots/${i}`;
    stage(`${pointer}/opens`, ballot.opens);
    stage(`${pointer}/closes`, ballot.closes);
    if (stages.includes(ballot.opens) && stages.includes(ballot.closes))
      inOrder(pointer, ballot.opens, ballot.closes);
    if (ballot.count !== undefined)
      checkCount(ballot.count, procedure.seats, `${at}${pointer}/count`, faults);
    if (ballot.paper !== undefined) checkPaper(ballot.paper, `${at}${pointer}/paper`, faults);
    const isLast = i === ballots.length - 1;
    const { decides } = ballot;
    const handsOver =
      decides.kind === 'narrows' ||
      (decides.kind === 'chooses' &&
        (decides.effect !== 'elected' || decides.otherwise === 'next'));
    if (isLast && handsOver)
      faults.add(
        `${at}${pointer}/decides`,
        'book/nothing-decides',
        'After the last ballot nothing is left that could decide.',
      );
    const confirmed = ballots.slice(i + 1).some((b) => b.decides.kind === 'confirms');
    if (decides.kind === 'chooses' && decides.effect === 'proposed' && !confirmed)
      faults.add(
        `${at}${pointer}/decides/effect`,
        'book/nothing-confirms',
        'No later ballot confirms what this one proposes.',
      );
    if (i === 0 && (ballot.when === 'undecided' || decides.kind === 'confirms'))
      faults.add(`${at}${pointer}`, 'book/no-ballot-before', 'There is no ballot before this one.');
  });
}
