/** Rules that nobody can set going, that lock each other, or that are never asked. */
import type {
  Condition,
  ContestProcedure,
  MotionProcedure,
  Procedure,
  RuleBook,
  Trigger,
} from '../rule-book.ts';
import { leavesOf } from '../thresholds.ts';
import { type BookWarning, warning } from './warning.ts';

export function checkReach(book: RuleBook): readonly BookWarning[] {
  return [
    ...book.procedures.flatMap((procedure, i) =>
      procedure.kind === 'contest'
        ? [
            ...unreachableTriggers(book, procedure, `/procedures/${i}`),
            ...crowded(procedure, `/procedures/${i}`),
            ...nobodyStands(procedure, `/procedures/${i}`),
            ...mendless(book, procedure, `/procedures/${i}`),
          ]
        : mendless(book, procedure, `/procedures/${i}`),
    ),
    ...idleDemands(book),
    ...idleEffects(book),
    ...silent(book),
  ];
}

/** A trigger that no course of events allowed by the book can bring about. */
function unreachableTriggers(
  book: RuleBook,
  contest: ContestProcedure,
  at: string,
): readonly BookWarning[] {
  return contest.triggers.flatMap((trigger, i) => {
    const why = unreachable(book, contest, trigger);
    return why === undefined
      ? []
      : [
          warning(
            'book/trigger-unreachable',
            `${at}/triggers/${i}`,
            `“${contest.name}” can never be called because ${trigger.name}: ${why}.`,
          ),
        ];
  });
}

function unreachable(
  book: RuleBook,
  contest: ContestProcedure,
  trigger: Trigger,
): string | undefined {
  const motion = book.procedures.find((p) => p.id === trigger.motion);
  const vacates = (m: MotionProcedure): boolean =>
    m.effect.kind === 'vacates' && contest.offices.includes(m.effect.office);
  if (motion?.kind === 'motion' && trigger.office === 'held' && vacates(motion))
    return `“${motion.name}” leaves the office vacant, and it must be held`;
  const needs = trigger.needs ?? [];
  if (trigger.office === 'held' && needs.some((n) => n.kind === 'vacancy'))
    return 'the office must be held, and must have fallen vacant';
  if (trigger.office === 'vacant' && needs.some((n) => n.kind === 'term'))
    return 'the office must be vacant, and the term of a holder must be up';
  return undefined;
}

/** With one nomination each and more than half needed, one candidate at most can pass. */
function crowded(contest: ContestProcedure, at: string): readonly BookWarning[] {
  const { perNominator, gates } = contest.nomination;
  if (perNominator?.most !== 1) return [];
  return gates.flatMap((gate, i) => {
    const alone = contest.triggers.flatMap((t) =>
      required(gate.condition, t.id).filter(
        ({ threshold }) => threshold.kind === 'percent' && Number(threshold.percent) > 50,
      ),
    );
    return alone.length === 0
      ? []
      : [
          warning(
            'book/one-can-pass',
            `${at}/nomination/gates/${i}`,
            `“${contest.name}”, ${gate.name}: a nominator nominates one and more than half of them are needed, so at most one candidate can pass.`,
          ),
        ];
  });
}

/** Whoever is to stand is nominated first: certificates and payments are of somebody who is there. */
function nobodyStands(contest: ContestProcedure, at: string): readonly BookWarning[] {
  const [gate] = contest.nomination.gates;
  const empty = contest.triggers.filter(
    (t) => gate !== undefined && leavesOf(gate.condition, t.id).length === 0,
  );
  return empty.length === 0 || contest.nomination.ticket !== undefined
    ? []
    : [
        warning(
          'book/nobody-can-stand',
          `${at}/nomination/gates/0`,
          `“${contest.name}”: no nomination is asked for at the first gate, and nobody is a candidate before being nominated.`,
        ),
      ];
}

/** Leaves that must be met whatever else is. */
function required(condition: Condition, trigger: string): ReturnType<typeof leavesOf> {
  if (condition.kind === 'all') return condition.of.flatMap((inner) => required(inner, trigger));
  if (condition.kind === 'nominations') return [condition];
  if (condition.kind === 'by-trigger')
    return condition.cases
      .filter((c) => c.triggers.includes(trigger))
      .flatMap((c) => required(c.condition, trigger));
  return [];
}

/** Dates that were missed can never be set again. */
function mendless(book: RuleBook, procedure: Procedure, at: string): readonly BookWarning[] {
  const canRule = book.questions.some((q) => q.effects.includes('dates-open'));
  return procedure.timetable.changes === 'none' && !canRule
    ? [
        warning(
          'book/deadlock',
          `${at}/timetable/changes`,
          `“${procedure.name}”: the timetable cannot be changed and nobody may rule on it, so that once a date is missed nothing can go on.`,
        ),
      ]
    : [];
}

function idleDemands(book: RuleBook): readonly BookWarning[] {
  const used = new Set(
    book.procedures.flatMap((p) =>
      p.kind === 'motion'
        ? [p.tabling.demand]
        : p.triggers.flatMap((t) =>
            (t.needs ?? []).map((n) => (n.kind === 'demand' ? n.demand : undefined)),
          ),
    ),
  );
  return (book.demands ?? []).flatMap((demand, i) =>
    used.has(demand.id)
      ? []
      : [
          warning(
            'book/demand-without-effect',
            `/demands/${i}`,
            `“${demand.name}” can be met, and nothing follows from it.`,
          ),
        ],
  );
}

/** Effects that an answer may have and nothing waits for. */
function idleEffects(book: RuleBook): readonly BookWarning[] {
  const text = JSON.stringify(book.electorates);
  return book.questions.flatMap((q, i) =>
    q.effects.includes('freeze-date') && !text.includes(`"question":"${q.id}"`)
      ? [
          warning(
            'book/effect-without-use',
            `/questions/${i}/effects`,
            `“${q.asks}” may set a freeze date, and no section waits for it.`,
          ),
        ]
      : [],
  );
}

function silent(book: RuleBook): readonly BookWarning[] {
  return book.silence === undefined
    ? [
        warning(
          'book/silence',
          '/silence',
          'Nothing says who rules on what this book does not say.',
        ),
      ]
    : [];
}
