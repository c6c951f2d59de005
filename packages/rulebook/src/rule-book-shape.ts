/** The shape of a rule book in JSON; `rulebooks/schema/rulebook-1.schema.json` is written from it. */
import type {
  Clause,
  Condition,
  ContestProcedure,
  Electorate,
  Freeze,
  Incumbent,
  MotionEffect,
  MotionProcedure,
  NominationRules,
  PollRules,
  Procedure,
  Question,
  ResultPolicy,
  RuleBook,
  Section,
  Source,
  Span,
  Threshold,
  Timetable,
} from './rule-book.ts';
import {
  type Fields,
  flag,
  jsonSchema,
  list,
  object,
  oneOf,
  optional,
  recursive,
  type Shape,
  text,
  textOf,
  variant,
  whole,
} from './shape.ts';
import { DATE, DECIMAL, ID, ZONE } from './text-forms.ts';

const id = textOf(ID);
const line = text(400);
const prose = text(4_000);

const source: Shape<Source> = object({
  id,
  title: line,
  url: optional(line),
  basis: oneOf('read', 'memory', 'model'),
});

const clause: Shape<Clause> = object({ id, citation: line, text: prose, sources: list(id, 1, 50) });

const freeze: Shape<Freeze> = variant<Freeze>({
  'at-roll': {},
  date: { date: textOf(DATE), clause: id },
  'by-ruling': { question: id, clause: id },
});

const section: Shape<Section> = object({
  id,
  name: line,
  clause: id,
  qualifications: list(prose, 0, 50),
  freeze,
});

const electorate: Shape<Electorate> = object({
  id,
  name: line,
  clause: id,
  body: optional(id),
  person: oneOf('once', 'once-per-section'),
  sections: list(section, 1, 1_000),
});

const question: Shape<Question> = object({
  id,
  asks: prose,
  body: id,
  clause: id,
  effects: list(oneOf('none', 'candidate-automatic', 'candidate-excluded', 'freeze-date'), 1, 4),
  review: list(id, 0, 20),
});

const span: Shape<Span> = object({
  count: whole(1, 10_000),
  unit: oneOf('hours', 'days', 'months'),
});

const timetable: Shape<Timetable> = object({
  setBy: id,
  clause: id,
  changes: oneOf('any', 'later', 'none'),
  stages: list(
    object<Timetable['stages'][number]>({ id, name: line, optional: flag, after: list(id, 0, 20) }),
    2,
    100,
  ),
  spans: list(
    object<Timetable['spans'][number]>({
      from: id,
      to: id,
      least: optional(span),
      most: optional(span),
      clause: id,
    }),
    0,
    100,
  ),
});

const poll: Shape<PollRules> = object({
  clause: id,
  revote: oneOf('last-counts', 'first-stands'),
  closing: object<PollRules['closing']>({
    kind: oneOf('at-time', 'all-voted', 'officer'),
    clause: id,
  }),
  extension: optional(object<NonNullable<PollRules['extension']>>({ body: id, clause: id })),
});

const fraction = object<{ readonly numerator: number; readonly denominator: number }>({
  numerator: whole(0, 1_000_000),
  denominator: whole(1, 1_000_000),
});

const results: Shape<ResultPolicy> = object({
  percent: object<ResultPolicy['percent']>({
    of: oneOf('continuing', 'valid', 'cast', 'electorate'),
    decimals: whole(0, 9),
    rounding: oneOf('half-up', 'largest-remainder'),
    clause: id,
  }),
  turnout: object<ResultPolicy['turnout']>({
    counts: oneOf('cast', 'valid'),
    decimals: whole(0, 9),
    clause: id,
  }),
  sections: oneOf('published', 'withheld'),
  sectionTurnout: oneOf('published', 'withheld'),
  leastPool: whole(1, 1_000_000),
  clause: id,
});

const franchise = object<ContestProcedure['franchise']>({
  electorate: id,
  frozenAfter: optional(id),
  clause: id,
});

const motionEffect: Shape<MotionEffect> = variant<MotionEffect>({
  advisory: { text: prose, clause: id },
  vacates: { office: id, procedure: optional(id), trigger: optional(id), text: prose, clause: id },
});

type Rest<P> = Omit<P, 'kind'>;

const motion: Fields<Rest<MotionProcedure>> = {
  id,
  name: line,
  clause: id,
  office: optional(id),
  tabling: object<MotionProcedure['tabling']>({ body: id, movers: whole(1, 10_000), clause: id }),
  options: object<MotionProcedure['options']>({
    for: line,
    against: line,
    abstain: optional(line),
  }),
  decision: object<MotionProcedure['decision']>({
    of: oneOf('for-and-against', 'valid-papers', 'all-papers', 'electorate'),
    share: fraction,
    reach: oneOf('more-than', 'at-least'),
    clause: id,
  }),
  quorum: optional(
    object<NonNullable<MotionProcedure['quorum']>>({
      share: fraction,
      counts: oneOf('cast', 'valid'),
      clause: id,
    }),
  ),
  effect: motionEffect,
  immunity: optional(object<NonNullable<MotionProcedure['immunity']>>({ span, clause: id })),
  franchise,
  timetable,
  poll,
  results,
};

const threshold: Shape<Threshold> = variant<Threshold>({
  count: { count: whole(1, 1_000_000) },
  percent: {
    percent: textOf(DECIMAL),
    rounding: optional(oneOf('up', 'half-up', 'down', 'more-than')),
    roundingClause: optional(id),
    asOf: oneOf('contest-called', 'nominations-open', 'nominations-close'),
  },
});

type Case<K extends Condition['kind']> = Extract<Condition, { readonly kind: K }>;

const condition: Shape<Condition> = recursive('condition', () =>
  variant<Condition>({
    nominations: { body: id, threshold, clause: id },
    all: { of: list(condition, 1, 20) },
    any: { of: list(condition, 1, 20) },
    'at-least': { least: whole(1, 20), of: list(condition, 1, 20) },
    'by-trigger': {
      cases: list(
        object<Case<'by-trigger'>['cases'][number]>({ triggers: list(id, 1, 20), condition }),
        1,
        20,
      ),
    },
  }),
);

const incumbent: Shape<Incumbent> = variant<Incumbent>({
  automatic: { clause: id },
  'by-papers': { clause: id },
  barred: { clause: id },
  'by-ruling': { question: id, clause: id },
});

const nomination: Shape<NominationRules> = object({
  gates: list(
    object<NominationRules['gates'][number]>({
      id,
      name: line,
      clause: id,
      opens: id,
      closes: id,
      condition,
    }),
    1,
    20,
  ),
  perNominator: optional(
    object<NonNullable<NominationRules['perNominator']>>({
      most: whole(1, 1_000),
      switching: flag,
      clause: id,
    }),
  ),
  selfNomination: object<NominationRules['selfNomination']>({ allowed: flag, clause: id }),
  consent: optional(object<NonNullable<NominationRules['consent']>>({ until: id, clause: id })),
  withdrawal: object<NominationRules['withdrawal']>({ until: id, clause: id }),
  statement: optional(
    object<NonNullable<NominationRules['statement']>>({
      words: whole(1, 5_000),
      until: id,
      clause: id,
    }),
  ),
  incumbent,
});

const contest: Fields<Rest<ContestProcedure>> = {
  id,
  name: line,
  clause: id,
  offices: list(id, 1, 100),
  seats: whole(1, 200),
  triggers: list(
    object<ContestProcedure['triggers'][number]>({
      id,
      name: line,
      office: oneOf('held', 'vacant', 'either'),
      motion: optional(id),
      clause: id,
    }),
    1,
    50,
  ),
  nomination,
  franchise,
  timetable,
  paper: object<ContestProcedure['paper']>({
    kind: oneOf('ranked', 'choice'),
    most: optional(whole(1, 255)),
    order: oneOf('by-name', 'as-nominated'),
    reopen: optional(
      object<NonNullable<ContestProcedure['paper']['reopen']>>({ id, name: line, clause: id }),
    ),
    clause: id,
  }),
  uncontested: object<ContestProcedure['uncontested']>({
    kind: oneOf('elected-unopposed', 'poll-anyway'),
    clause: id,
  }),
  count: object<ContestProcedure['count']>({
    rule: id,
    clause: id,
    majorityOf: optional(oneOf('continuing', 'all-papers')),
    exclusion: optional(oneOf('one-at-a-time', 'all-who-cannot-win')),
    ties: list(
      object<ContestProcedure['count']['ties'][number]>({
        step: oneOf('backwards', 'backwards-all', 'forwards', 'forwards-all', 'lot'),
        clause: id,
      }),
      0,
      10,
    ),
  }),
  poll,
  results,
};

const procedure: Shape<Procedure> = variant<Procedure>({ motion, contest });

export const ruleBookShape: Shape<RuleBook> = object({
  format: oneOf('hustings/rule-book/1'),
  id,
  version: line,
  title: line,
  organisation: line,
  standing: oneOf('real', 'model'),
  summary: prose,
  inForce: object<RuleBook['inForce']>({ from: textOf(DATE), until: optional(textOf(DATE)) }),
  zone: textOf(ZONE),
  sources: list(source, 1, 200),
  clauses: list(clause, 1, 1_000),
  bodies: list(
    object<RuleBook['bodies'][number]>({
      id,
      name: line,
      inText: line,
      member: optional(
        object<NonNullable<RuleBook['bodies'][number]['member']>>({ one: line, many: line }),
      ),
    }),
    1,
    200,
  ),
  offices: list(
    object<RuleBook['offices'][number]>({
      id,
      name: line,
      inText: line,
      clause: id,
      interim: optional(
        object<NonNullable<RuleBook['offices'][number]['interim']>>({ text: prose, clause: id }),
      ),
    }),
    0,
    100,
  ),
  electorates: list(electorate, 1, 100),
  questions: list(question, 0, 200),
  procedures: list(procedure, 1, 50),
  gaps: list(prose, 0, 100),
});

/** What stands in `rulebooks/schema/rulebook-1.schema.json`. */
export function ruleBookSchema(): Readonly<Record<string, unknown>> {
  return jsonSchema(ruleBookShape, {
    id: 'urn:hustings:rulebook:1',
    title: 'Hustings rule book, version 1',
    description:
      'A rule book as data. The reader of @hustings/rulebook also checks that every id named is there, and more that a schema cannot say: see spec/rulebook.md.',
  });
}
