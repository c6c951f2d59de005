/** What a schema cannot say of contests: stages in order, conditions that can be met, counts that exist. */
import type { Condition, ContestProcedure, NominationsCondition, RuleBook } from '../rule-book.ts';
import { POLL_OPENS } from '../rule-book.ts';
import { checkBallots, checkCount, checkPaper } from './ballots.ts';
import { checkEffect } from './effects.ts';
import type { Faults } from './faults.ts';

export interface StageChecks {
  readonly at: string;
  readonly stages: readonly string[];
  readonly required: readonly string[];
  readonly stage: (pointer: string, id: string) => void;
  readonly inOrder: (pointer: string, first: string, second: string) => void;
}

export function checkContest(
  book: RuleBook,
  procedure: ContestProcedure,
  checks: StageChecks,
  faults: Faults,
): void {
  const { at, stage, inOrder, required } = checks;
  const { nomination } = procedure;
  faults.unique(`${at}/offices`, procedure.offices);
  faults.unique(
    `${at}/triggers`,
    procedure.triggers.map((t) => t.id),
  );
  faults.unique(
    `${at}/nomination/gates`,
    nomination.gates.map((g) => g.id),
  );
  procedure.triggers.forEach((trigger, i) => {
    const motion = book.procedures.find((p) => p.id === trigger.motion);
    if (motion !== undefined && motion.kind !== 'motion')
      faults.add(`${at}/triggers/${i}/motion`, 'book/not-a-motion', 'That procedure is no motion.');
  });
  let before: string | undefined;
  nomination.gates.forEach((gate, i) => {
    const pointer = `/nomination/gates/${i}`;
    stage(`${pointer}/opens`, gate.opens);
    stage(`${pointer}/closes`, gate.closes);
    for (const id of [gate.opens, gate.closes])
      if (checks.stages.includes(id) && !required.includes(id))
        faults.add(`${at}${pointer}`, 'book/stage-optional', `The stage "${id}" must be set.`);
    inOrder(pointer, gate.opens, gate.closes);
    if (before !== undefined) inOrder(pointer, before, gate.opens);
    inOrder(pointer, gate.closes, POLL_OPENS);
    before = gate.closes;
    checkCondition(
      book,
      procedure.triggers.map((t) => t.id),
      gate.condition,
      `${at}${pointer}/condition`,
      faults,
    );
  });
  for (const [name, rule] of Object.entries({
    consent: nomination.consent,
    withdrawal: nomination.withdrawal,
    statement: nomination.statement,
  })) {
    if (rule === undefined) continue;
    stage(`/nomination/${name}/until`, rule.until);
    // A candidate list that can still change cannot be printed.
    inOrder(`/nomination/${name}/until`, rule.until, POLL_OPENS);
  }
  if (nomination.incumbent.kind === 'by-ruling')
    checkEffect(
      book,
      nomination.incumbent.question,
      'candidate-automatic',
      `${at}/nomination/incumbent/question`,
      faults,
    );
  checkCount(procedure.count, procedure.seats, `${at}/count`, faults);
  checkPaper(procedure.paper, `${at}/paper`, faults);
  checkBallots(procedure, checks, faults);
}
/** `triggers`: of the contest; a demand has none. */
export function checkCondition(
  book: RuleBook,
  triggers: readonly string[],
  condition: Condition,
  at: string,
  faults: Faults,
): void {
  switch (condition.kind) {
    case 'nominations':
      checkNominations(book, condition, at, faults);
      return;
    case 'paid':
    case 'qualified':
      return;
    case 'approved':
      checkEffect(book, condition.question, 'candidate-approved', `${at}/question`, faults);
      return;
    case 'by-status': {
      const statuses = book.offices.flatMap((o) => o.statuses ?? []).map((s) => s.id);
      for (const status of condition.cases.flatMap((c) => c.statuses))
        faults.known(`${at}/cases`, 'status of an office', status, statuses);
      condition.cases.forEach((c, i) => {
        checkCondition(book, triggers, c.condition, `${at}/cases/${i}/condition`, faults);
      });
      return;
    }
    case 'by-trigger': {
      const named = condition.cases.flatMap((c) => c.triggers);
      faults.unique(`${at}/cases`, named);
      for (const trigger of triggers)
        if (!named.includes(trigger))
          faults.add(
            `${at}/cases`,
            'book/case-missing',
            `Nothing is said for the trigger "${trigger}".`,
          );
      for (const trigger of named) faults.known(`${at}/cases`, 'trigger', trigger, triggers);
      condition.cases.forEach((c, i) => {
        checkCondition(book, triggers, c.condition, `${at}/cases/${i}/condition`, faults);
      });
      return;
    }
    case 'at-least':
      if (condition.least > condition.of.length)
        faults.add(
          `${at}/least`,
          'book/never-met',
          'More conditions are asked for than there are.',
        );
      break;
    case 'all':
    case 'any':
      break;
  }
  condition.of.forEach((inner, i) => {
    checkCondition(book, triggers, inner, `${at}/of/${i}`, faults);
  });
}

/** Kinds and levels are those of the body; a share is no more than the whole. */
function checkNominations(
  book: RuleBook,
  leaf: NominationsCondition,
  at: string,
  faults: Faults,
): void {
  const { threshold, ofKind, weighed } = leaf;
  if (threshold.kind === 'percent' && Number(threshold.percent) > 100)
    faults.add(`${at}/threshold/percent`, 'book/share-above-one', 'That is more than all of them.');
  const body = book.bodies.find((b) => b.id === leaf.body);
  if (body === undefined) return;
  if (ofKind !== undefined)
    faults.known(
      `${at}/ofKind`,
      'kind of unit of this body',
      ofKind,
      (body.units?.kinds ?? []).map((k) => k.id),
    );
  if (weighed === true && body.units === undefined)
    faults.add(
      `${at}/weighed`,
      'book/no-units',
      'Only units represent members, and this body has none.',
    );
  (leaf.spread ?? []).forEach((spread, i) => {
    const levels = (body.areas ?? []).map((a) => a.id);
    faults.known(`${at}/spread/${i}/level`, 'level of areas of this body', spread.level, levels);
    if (spread.areas === undefined && spread.mostShare === undefined)
      faults.add(`${at}/spread/${i}`, 'book/spread-empty', 'The spread asks for nothing.');
  });
}
