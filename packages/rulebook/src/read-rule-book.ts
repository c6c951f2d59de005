/**
 * Reads a rule book from JSON. Beyond its shape: ids are unique in their list, every id named is
 * there, and what one rule says does not rule out another. A book that is read here can be enforced
 * without a look-up that fails.
 */
import { err, ok, type Result } from '@hustings/base';
import { checkCondition, checkContest } from './reading/contest.ts';
import { checkEffect } from './reading/effects.ts';
import { Faults, type RuleBookFault } from './reading/faults.ts';
import {
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

/** Total: any JSON gives a rule book or everything that is wrong with it. */
export function readRuleBook(json: unknown): Result<RuleBook, readonly RuleBookFault[]> {
  const misshapen = faultsOf(ruleBookShape, json);
  if (misshapen.length > 0)
    return err(misshapen.map((fault) => ({ ...fault, code: 'book/misshapen' })));
  const book = json as RuleBook;
  const faults = crossCheck(book);
  return faults.length === 0 ? ok(book) : err(faults);
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
  checkWholes(book, faults);
  book.procedures.forEach((procedure, i) => {
    checkProcedure(book, procedure, `/procedures/${i}`, faults);
  });
  return faults.found;
}

/** What one part of the book asks of another, beyond names. */
function checkWholes(book: RuleBook, faults: Faults): void {
  const ids = (list: readonly { readonly id: string }[]): readonly string[] =>
    list.map((x) => x.id);
  for (const name of ['demands', 'objections', 'qualifications', 'events'] as const)
    faults.unique(`/${name}`, ids(book[name] ?? []));
  (book.demands ?? []).forEach((demand, i) => {
    checkCondition(book, [], demand.condition, `/demands/${i}/condition`, faults);
    if ((demand.form === 'letters') !== (demand.keeper !== undefined))
      faults.add(
        `/demands/${i}/keeper`,
        'book/keeper-of-letters',
        'Letters have a keeper, and nothing else has one.',
      );
  });
  book.offices.forEach((office, i) => {
    const { interim, appointment } = office;
    if (interim?.by !== undefined)
      faults.known(`/offices/${i}/interim/by`, 'body', interim.by, ids(book.bodies));
    if (appointment !== undefined)
      faults.known(`/offices/${i}/appointment/by`, 'office or body', appointment.by, [
        ...ids(book.offices),
        ...ids(book.bodies),
      ]);
  });
  book.electorates.forEach((electorate, i) => {
    const weighed = electorate.sections.filter((s) => s.weight !== undefined);
    if (weighed.length > 0 && weighed.length < electorate.sections.length)
      faults.add(
        `/electorates/${i}/sections`,
        'book/weights-partial',
        'Either every section has a weight or none has.',
      );
    if (electorate.units !== undefined && (electorate.sections.length !== 1 || weighed.length > 0))
      faults.add(
        `/electorates/${i}/units`,
        'book/units-and-sections',
        'Where units carry points, there is one section, which says who votes in them.',
      );
  });
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
  vetting: { what: 'question', list: 'questions' },
  lifting: { what: 'question', list: 'questions' },
  ofBody: { what: 'body', list: 'bodies' },
  keeper: { what: 'body', list: 'bodies' },
  demand: { what: 'demand', list: 'demands' },
  event: { what: 'event', list: 'events' },
  qualification: { what: 'qualification', list: 'qualifications' },
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
  const held = [
    { pointer: at, franchise: procedure.franchise, poll: procedure.poll },
    ...(procedure.kind === 'contest' ? (procedure.ballots ?? []) : []).map((ballot, i) => ({
      pointer: `${at}/ballots/${i}`,
      franchise: ballot.franchise,
      poll: ballot.poll,
    })),
  ];
  const bodies = book.bodies.map((b) => b.id);
  for (const { pointer, franchise, poll } of held) {
    if (poll?.reported !== undefined)
      faults.known(`${pointer}/poll/reported/by`, 'body', poll.reported.by, bodies);
    if (franchise === undefined) continue;
    const { electorate, frozenAfter } = franchise;
    if (frozenAfter !== undefined && pointer !== at)
      faults.known(
        `${pointer}/franchise/frozenAfter`,
        'stage of this procedure',
        frozenAfter,
        stages,
      );
    checkFreezes(book, procedure, `${pointer}/franchise`, electorate, stages, faults);
  }
  if (procedure.kind === 'motion') checkMotion(book, procedure, at, faults);
  else checkContest(book, procedure, { at, stages, stage, inOrder, required }, faults);
}

/** Stages that an electorate waits for are those of every procedure that it votes in. */
function checkFreezes(
  book: RuleBook,
  procedure: Procedure,
  at: string,
  electorate: string,
  stages: readonly string[],
  faults: Faults,
): void {
  const found = book.electorates.find((e) => e.id === electorate);
  for (const { freeze, registration, window } of found?.sections ?? []) {
    const named = [
      ...(freeze.kind === 'stage' ? [freeze.stage] : []),
      ...(registration === undefined ? [] : [registration.opens, registration.closes]),
      ...(window === undefined ? [] : [window.opens, window.closes]),
    ];
    for (const id of named) faults.known(at, `stage of “${procedure.name}”`, id, stages);
  }
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
  const { effect, immunity } = procedure;
  if (immunity?.lifting !== undefined)
    checkEffect(book, immunity.lifting, 'immunity-lifted', `${at}/immunity/lifting`, faults);
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
