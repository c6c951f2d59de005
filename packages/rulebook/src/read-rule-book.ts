/**
 * Reads a rule book from JSON. Beyond its shape: ids are unique in their list, every id named is
 * there, and what one rule says does not rule out another. A book that is read here can be enforced
 * without a look-up that fails.
 */
import { err, ok, type Result } from '@hustings/base';
import { findRule } from '@hustings/count';
import {
  type Condition,
  type ContestProcedure,
  DECLARATION,
  isOrdered,
  type MotionProcedure,
  POLL_CLOSES,
  POLL_OPENS,
  type Procedure,
  type RuleBook,
} from './rule-book.ts';
import { ruleBookShape } from './rule-book-shape.ts';
import { faultsOf } from './shape.ts';

export interface RuleBookFault {
  /** RFC 6901 JSON Pointer to the place. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** Total: any JSON gives a rule book or everything that is wrong with it. */
export function readRuleBook(json: unknown): Result<RuleBook, readonly RuleBookFault[]> {
  const misshapen = faultsOf(ruleBookShape, json);
  if (misshapen.length > 0)
    return err(misshapen.map((fault) => ({ ...fault, code: 'book/misshapen' })));
  const book = json as RuleBook;
  const faults = crossCheck(book);
  return faults.length === 0 ? ok(book) : err(faults);
}

/** Ids that a proceeding uses for its own purposes, so that no option of a paper may be called so. */
const MOTION_OPTIONS = ['for', 'against', 'abstain'];

class Faults {
  readonly found: RuleBookFault[] = [];

  add(pointer: string, code: string, message: string): void {
    this.found.push({ pointer, code, message });
  }

  unique(pointer: string, ids: readonly string[]): void {
    const seen = new Set<string>();
    ids.forEach((id, i) => {
      if (seen.has(id))
        this.add(`${pointer}/${i}`, 'book/id-twice', `The id "${id}" stands twice.`);
      seen.add(id);
    });
  }

  known(pointer: string, what: string, id: string, among: readonly string[]): void {
    if (!among.includes(id))
      this.add(pointer, 'book/id-unknown', `There is no ${what} with the id "${id}".`);
  }
}

function crossCheck(book: RuleBook): readonly RuleBookFault[] {
  const faults = new Faults();
  const ids = (list: readonly { readonly id: string }[]): readonly string[] =>
    list.map((x) => x.id);
  const lists = {
    sources: book.sources,
    clauses: book.clauses,
    bodies: book.bodies,
    offices: book.offices,
    electorates: book.electorates,
    questions: book.questions,
    procedures: book.procedures,
  };
  for (const [name, list] of Object.entries(lists)) faults.unique(`/${name}`, ids(list));
  const { from, until } = book.inForce;
  if (until !== undefined && until < from)
    faults.add('/inForce/until', 'book/dates-reversed', 'The book ends before it begins.');

  book.clauses.forEach((clause, i) => {
    clause.sources.forEach((source, k) => {
      faults.known(`/clauses/${i}/sources/${k}`, 'source', source, ids(book.sources));
    });
  });
  checkNames(book, book, '', faults);

  book.electorates.forEach((electorate, i) => {
    faults.unique(`/electorates/${i}/sections`, ids(electorate.sections));
    electorate.sections.forEach((section, k) => {
      if (section.freeze.kind !== 'by-ruling') return;
      const at = `/electorates/${i}/sections/${k}/freeze/question`;
      checkEffect(book, section.freeze.question, 'freeze-date', at, faults);
    });
  });
  book.questions.forEach((question, i) => {
    faults.unique(`/questions/${i}/effects`, question.effects);
    faults.unique(`/questions/${i}/review`, [question.body, ...question.review]);
  });
  book.procedures.forEach((procedure, i) => {
    checkProcedure(book, procedure, `/procedures/${i}`, faults);
  });
  return faults.found;
}

/** Fields that hold an id of a list of the book, wherever they stand. */
const NAMING: Readonly<Record<string, { readonly what: string; readonly list: keyof RuleBook }>> = {
  clause: { what: 'clause', list: 'clauses' },
  roundingClause: { what: 'clause', list: 'clauses' },
  body: { what: 'body', list: 'bodies' },
  setBy: { what: 'body', list: 'bodies' },
  office: { what: 'office', list: 'offices' },
  electorate: { what: 'electorate', list: 'electorates' },
  question: { what: 'question', list: 'questions' },
  procedure: { what: 'procedure', list: 'procedures' },
  motion: { what: 'procedure', list: 'procedures' },
};
const NAMING_LISTS: Readonly<
  Record<string, { readonly what: string; readonly list: keyof RuleBook }>
> = {
  review: { what: 'body', list: 'bodies' },
  offices: { what: 'office', list: 'offices' },
};

/** Walks the whole book; a trigger's `office` is a state and not an id. */
function checkNames(book: RuleBook, value: unknown, pointer: string, faults: Faults): void {
  if (typeof value !== 'object' || value === null) return;
  const isTrigger = /\/triggers\/\d+$/.test(pointer);
  for (const [name, field] of Object.entries(value)) {
    const at = `${pointer}/${name}`;
    const naming = NAMING[name];
    const listing = NAMING_LISTS[name];
    if (typeof field === 'string' && naming !== undefined && !(isTrigger && name === 'office'))
      faults.known(at, naming.what, field, idsOf(book, naming.list));
    else if (Array.isArray(field) && listing !== undefined && pointer !== '')
      field.forEach((id: unknown, i) => {
        if (typeof id === 'string')
          faults.known(`${at}/${i}`, listing.what, id, idsOf(book, listing.list));
      });
    else checkNames(book, field, at, faults);
  }
}

function idsOf(book: RuleBook, list: keyof RuleBook): readonly string[] {
  const found = book[list];
  return Array.isArray(found) ? (found as readonly { readonly id: string }[]).map((x) => x.id) : [];
}

function checkEffect(
  book: RuleBook,
  question: string,
  effect: 'freeze-date' | 'candidate-automatic',
  pointer: string,
  faults: Faults,
): void {
  const found = book.questions.find((q) => q.id === question);
  if (found !== undefined && !found.effects.includes(effect))
    faults.add(
      pointer,
      'book/effect-missing',
      `The answer to "${question}" must be able to have the effect "${effect}".`,
    );
}

function checkProcedure(book: RuleBook, procedure: Procedure, at: string, faults: Faults): void {
  const stages = procedure.timetable.stages.map((stage) => stage.id);
  faults.unique(`${at}/timetable/stages`, stages);
  const stage = (pointer: string, id: string): void => {
    faults.known(`${at}${pointer}`, 'stage of this procedure', id, stages);
  };
  stage('/timetable/stages', POLL_OPENS);
  stage('/timetable/stages', POLL_CLOSES);
  const required = procedure.timetable.stages.filter((s) => !s.optional).map((s) => s.id);
  for (const id of [POLL_OPENS, POLL_CLOSES])
    if (stages.includes(id) && !required.includes(id))
      faults.add(`${at}/timetable/stages`, 'book/stage-optional', `The stage "${id}" must be set.`);
  // Only stages that stand before can be named, so that there is no circle.
  procedure.timetable.stages.forEach((s, i) => {
    s.after.forEach((id, k) => {
      faults.known(
        `${at}/timetable/stages/${i}/after/${k}`,
        'stage before it in the list',
        id,
        stages.slice(0, i),
      );
    });
  });
  if (faults.found.length > 0) return;
  const inOrder = (pointer: string, first: string, second: string): void => {
    if (
      stages.includes(first) &&
      stages.includes(second) &&
      !isOrdered(procedure.timetable, first, second)
    )
      faults.add(
        `${at}${pointer}`,
        'book/stages-unordered',
        `Nothing keeps the stage "${second}" from being earlier than "${first}".`,
      );
  };
  inOrder('/timetable/stages', POLL_OPENS, POLL_CLOSES);
  inOrder(
    '/timetable/stages',
    POLL_CLOSES,
    stages.includes(DECLARATION) ? DECLARATION : POLL_CLOSES,
  );
  procedure.timetable.spans.forEach((span, i) => {
    stage(`/timetable/spans/${i}/from`, span.from);
    stage(`/timetable/spans/${i}/to`, span.to);
    inOrder(`/timetable/spans/${i}`, span.from, span.to);
    if (span.least === undefined && span.most === undefined)
      faults.add(`${at}/timetable/spans/${i}`, 'book/span-empty', 'The span sets no length.');
  });
  if (procedure.franchise.frozenAfter !== undefined)
    stage('/franchise/frozenAfter', procedure.franchise.frozenAfter);
  if (procedure.kind === 'motion') checkMotion(book, procedure, at, faults);
  else checkContest(book, procedure, { at, stages, stage, inOrder, required }, faults);
}

function checkMotion(book: RuleBook, procedure: MotionProcedure, at: string, faults: Faults): void {
  const shares = [
    { pointer: '/decision/share', share: procedure.decision.share },
    ...(procedure.quorum === undefined
      ? []
      : [{ pointer: '/quorum/share', share: procedure.quorum.share }]),
  ];
  for (const { pointer, share } of shares)
    if (share.numerator > share.denominator)
      faults.add(`${at}${pointer}`, 'book/share-above-one', 'The share is more than the whole.');
  const { effect } = procedure;
  if (effect.kind !== 'vacates') return;
  const next = book.procedures.find((p) => p.id === effect.procedure);
  if (
    effect.trigger !== undefined &&
    (next?.kind !== 'contest' || !next.triggers.some((t) => t.id === effect.trigger))
  )
    faults.add(
      `${at}/effect/trigger`,
      'book/id-unknown',
      `The procedure that follows has no trigger "${effect.trigger}".`,
    );
}

interface StageChecks {
  readonly at: string;
  readonly stages: readonly string[];
  readonly required: readonly string[];
  readonly stage: (pointer: string, id: string) => void;
  readonly inOrder: (pointer: string, first: string, second: string) => void;
}

function checkContest(
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
    checkCondition(procedure, gate.condition, `${at}${pointer}/condition`, faults);
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
  const rule = findRule(procedure.count.rule);
  if (rule === undefined || rule.name !== procedure.count.rule)
    faults.add(
      `${at}/count/rule`,
      'book/rule-unknown',
      `There is no counting rule called "${procedure.count.rule}".`,
    );
  else if (rule.seats === 'one' && procedure.seats > 1)
    faults.add(`${at}/seats`, 'book/seats-not-for-this-rule', `${rule.title} fills one seat.`);
  const { reopen } = procedure.paper;
  if (reopen !== undefined && MOTION_OPTIONS.includes(reopen.id))
    faults.add(`${at}/paper/reopen/id`, 'book/id-reserved', `The id "${reopen.id}" is reserved.`);
}

function checkCondition(
  procedure: ContestProcedure,
  condition: Condition,
  at: string,
  faults: Faults,
): void {
  switch (condition.kind) {
    case 'nominations': {
      const { threshold } = condition;
      if (threshold.kind === 'percent' && Number(threshold.percent) > 100)
        faults.add(
          `${at}/threshold/percent`,
          'book/share-above-one',
          'That is more than all of them.',
        );
      return;
    }
    case 'by-trigger': {
      const named = condition.cases.flatMap((c) => c.triggers);
      faults.unique(`${at}/cases`, named);
      for (const trigger of procedure.triggers)
        if (!named.includes(trigger.id))
          faults.add(
            `${at}/cases`,
            'book/case-missing',
            `Nothing is said for the trigger "${trigger.id}".`,
          );
      for (const trigger of named)
        faults.known(
          `${at}/cases`,
          'trigger',
          trigger,
          procedure.triggers.map((t) => t.id),
        );
      condition.cases.forEach((c, i) => {
        checkCondition(procedure, c.condition, `${at}/cases/${i}/condition`, faults);
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
    checkCondition(procedure, inner, `${at}/of/${i}`, faults);
  });
}
