/** What people want to bring about under a book, and every way there, from its rules alone. */
import { unreachable } from '@hustings/base';
import { conditionInWords } from '../explain/conditions.ts';
import type {
  Condition,
  ContestProcedure,
  Electorate,
  MotionProcedure,
  RuleBook,
  Trigger,
  TriggerNeed,
  VacancyCause,
} from '../rule-book.ts';
import { formatSpan } from '../times.ts';
import { count, named, ratio } from '../words.ts';
import {
  all,
  any,
  CANDIDATE,
  CIRCUMSTANCE,
  duty,
  HOLDER,
  NEVER,
  NOTHING,
  type Party,
  step,
  type Way,
} from './ways.ts';

/** The body that an electorate is, or the electorate itself. */
export function partyOf(electorate: Electorate): Party {
  return electorate.body ?? electorate.id;
}

function electorateOf(book: RuleBook, id: string): Electorate {
  return book.electorates.find((e) => e.id === id) as Electorate;
}

/** The motion is put to a vote. */
export function motionPut(book: RuleBook, motion: MotionProcedure): Way {
  const { tabling, timetable } = motion;
  const demand = (book.demands ?? []).find((d) => d.id === tabling.demand);
  return all(
    demand === undefined ? NOTHING : conditionMet(book, demand.condition, []),
    demand?.keeper === undefined
      ? NOTHING
      : duty(demand.keeper, `word that there are enough (${demand.name})`, demand.clause),
    // Whoever keeps the letters has to put the motion once there are enough.
    tabling.movers === 0 || (demand !== undefined && demand.keeper === tabling.body)
      ? duty(tabling.body, 'the motion', tabling.clause)
      : step(tabling.body, `the motion, by ${count(tabling.movers, 'mover')}`, tabling.clause),
    duty(timetable.setBy, 'the dates', timetable.clause),
  );
}

/** The motion is carried. */
export function motionCarried(book: RuleBook, motion: MotionProcedure): Way {
  const { decision, franchise, options } = motion;
  const of = { 'for-and-against': 'those who vote for or against' } as Readonly<
    Record<string, string>
  >;
  const share = `${decision.reach === 'more-than' ? 'more than' : 'at least'} ${ratio(decision.share)}`;
  return all(
    motionPut(book, motion),
    step(
      partyOf(electorateOf(book, franchise.electorate)),
      `a vote for “${options.for}” by ${share} of ${of[decision.of] ?? decision.of.replaceAll('-', ' ')}`,
      decision.clause,
    ),
  );
}

/** A contest for the office takes place, with somebody besides its holder on the paper. */
export function contestHeld(book: RuleBook, office: string, held?: 'held' | 'vacant'): Way {
  return any(
    ...contestsFor(book, office).flatMap((contest) =>
      contest.triggers
        .filter((t) => held === undefined || t.office === held || t.office === 'either')
        .map((trigger) => contestBy(book, contest, trigger, office)),
    ),
  );
}

export function contestsFor(book: RuleBook, office: string): readonly ContestProcedure[] {
  return book.procedures.filter(
    (p): p is ContestProcedure => p.kind === 'contest' && p.offices.includes(office),
  );
}

function contestBy(
  book: RuleBook,
  contest: ContestProcedure,
  trigger: Trigger,
  office: string,
): Way {
  const { timetable } = contest;
  return all(
    triggered(book, trigger, office),
    ...standing(book, contest, trigger),
    duty(timetable.setBy, 'the dates', timetable.clause),
  );
}

/** What must have happened before the contest can be called. */
function triggered(book: RuleBook, trigger: Trigger, office: string): Way {
  const causes = (trigger.needs ?? []).flatMap((n) => (n.kind === 'vacancy' ? n.causes : []));
  const motion = motionsOf(book).find((m) => m.id === trigger.motion);
  return all(
    trigger.office === 'vacant' ? vacated(book, office, causes, trigger.clause) : NOTHING,
    motion === undefined ? NOTHING : motionCarried(book, motion),
    ...(trigger.needs ?? []).map((need) => needed(book, need)),
  );
}

function motionsOf(book: RuleBook): readonly MotionProcedure[] {
  return book.procedures.filter((p): p is MotionProcedure => p.kind === 'motion');
}

/** The office falls vacant; by a motion that vacates it, by its holder, or by nobody's will. */
function vacated(
  book: RuleBook,
  office: string,
  causes: readonly VacancyCause[],
  clause: string,
): Way {
  const may = (cause: VacancyCause): boolean => causes.length === 0 || causes.includes(cause);
  return any(
    may('resigned') ? step(HOLDER, 'resignation', clause) : NEVER,
    may('removed')
      ? any(
          ...motionsOf(book)
            .filter((m) => m.effect.kind === 'vacates' && m.effect.office === office)
            .map((m) => motionCarried(book, m)),
        )
      : NEVER,
    may('term-ended') && book.offices.find((o) => o.id === office)?.term?.length !== undefined
      ? step(CIRCUMSTANCE, 'the end of the term', clause)
      : NEVER,
    // Where the book names no causes, any will do.
    step(
      CIRCUMSTANCE,
      causes.length === 0 ? 'a vacancy, however it comes about' : 'death, illness or a seat lost',
      clause,
    ),
  );
}

function needed(book: RuleBook, need: TriggerNeed): Way {
  switch (need.kind) {
    case 'vacancy':
      return NOTHING; // in `vacated`
    case 'demand': {
      const demand = (book.demands ?? []).find((d) => d.id === need.demand);
      if (demand === undefined) return NEVER;
      return all(
        conditionMet(book, demand.condition, []),
        demand.keeper === undefined
          ? NOTHING
          : duty(demand.keeper, `word that there are enough (${demand.name})`, demand.clause),
      );
    }
    case 'term':
      return step(
        CIRCUMSTANCE,
        `the time comes round, every ${formatSpan(need.every)}`,
        need.clause,
      );
    case 'event':
      return step(CIRCUMSTANCE, `${named(book.events ?? [], need.event)}`, need.clause);
    case 'pause':
      return step(CIRCUMSTANCE, `${formatSpan(need.span)} without a contest`, need.clause);
    default:
      return unreachable(need);
  }
}

/** Somebody passes every gate. */
function standing(book: RuleBook, contest: ContestProcedure, trigger: Trigger): readonly Way[] {
  const { gates, incumbent } = contest.nomination;
  const question = book.questions.find(
    (q) => incumbent.kind === 'by-ruling' && q.id === incumbent.question,
  );
  return [
    step(CANDIDATE, 'consent to stand', contest.clause),
    ...gates.map((gate) => conditionMet(book, gate.condition, [trigger.id])),
    question !== undefined && trigger.office !== 'vacant'
      ? duty(question.body, `a ruling: ${question.asks}`, question.clause)
      : NOTHING,
  ];
}

/** Whose support makes the condition true. */
export function conditionMet(book: RuleBook, tree: Condition, triggers: readonly string[]): Way {
  switch (tree.kind) {
    case 'nominations':
      return step(tree.body, conditionInWords(book, [], tree), tree.clause);
    case 'paid':
    case 'qualified':
      return step(CANDIDATE, conditionInWords(book, [], tree), tree.clause);
    case 'approved': {
      const question = book.questions.find((q) => q.id === tree.question);
      return question === undefined ? NEVER : step(question.body, 'approval', tree.clause);
    }
    case 'all':
      return all(...tree.of.map((c) => conditionMet(book, c, triggers)));
    case 'any':
      return any(...tree.of.map((c) => conditionMet(book, c, triggers)));
    case 'at-least':
      return any(
        ...choices(tree.of, tree.least).map((some) =>
          all(...some.map((c) => conditionMet(book, c, triggers))),
        ),
      );
    case 'by-trigger': {
      const here = tree.cases.filter((c) => c.triggers.some((t) => triggers.includes(t)));
      return any(
        ...(here.length > 0 ? here : tree.cases).map((c) =>
          conditionMet(book, c.condition, triggers),
        ),
      );
    }
    case 'by-status':
      return any(...tree.cases.map((c) => conditionMet(book, c.condition, triggers)));
    default:
      return unreachable(tree);
  }
}

/** Every choice of `n` of them. */
function choices<T>(of: readonly T[], n: number): readonly (readonly T[])[] {
  if (n <= 0) return [[]];
  return of.flatMap((first, i) => choices(of.slice(i + 1), n - 1).map((rest) => [first, ...rest]));
}

/** Whoever holds the office holds it no longer, though they do not resign. */
export function holderGone(book: RuleBook, office: string): Way {
  return any(
    ...motionsOf(book)
      .filter((m) => m.effect.kind === 'vacates' && m.effect.office === office)
      .map((m) => motionCarried(book, m)),
    ...contestsFor(book, office).flatMap((contest) =>
      contest.triggers
        .filter((t) => t.office !== 'vacant')
        .map((trigger) =>
          all(
            contestBy(book, contest, trigger, office),
            ...electoratesOf(book, contest).map((e) =>
              step(partyOf(e), 'the choice of somebody else', contest.count.clause),
            ),
          ),
        ),
    ),
  );
}

/** Those who vote, one after the other where there are several ballots. */
export function electoratesOf(book: RuleBook, contest: ContestProcedure): readonly Electorate[] {
  const ids = contest.ballots?.map(
    (b) => b.franchise?.electorate ?? contest.franchise.electorate,
  ) ?? [contest.franchise.electorate];
  return [...new Set(ids)].map((id) => electorateOf(book, id));
}
