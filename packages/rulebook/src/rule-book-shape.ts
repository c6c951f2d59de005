/** The shape of a rule book in JSON; `rulebooks/schema/rulebook-1.schema.json` is written from it. */
import type {
  Amendment,
  Body,
  Clause,
  Named,
  ObjectionRule,
  Office,
  Question,
  RuleBook,
  Source,
} from './rule-book.ts';
import {
  flag,
  jsonSchema,
  list,
  object,
  oneOf,
  optional,
  type Shape,
  textOf,
  whole,
} from './shape.ts';
import { electorate } from './shapes/electorates.ts';
import { fraction, id, line, prose, span } from './shapes/measures.ts';
import { procedure } from './shapes/procedures.ts';
import { demand } from './shapes/triggers.ts';
import { DATE, ZONE } from './text-forms.ts';

const source: Shape<Source> = object({
  id,
  title: line,
  url: optional(line),
  basis: oneOf('read', 'memory', 'model'),
});

const clause: Shape<Clause> = object({ id, citation: line, text: prose, sources: list(id, 1, 50) });

const labelled = object<{ readonly id: string; readonly name: string }>({ id, name: line });

const named: Shape<Named> = object({ id, name: line, clause: id });

const body: Shape<Body> = object({
  id,
  name: line,
  inText: line,
  member: optional(object<NonNullable<Body['member']>>({ one: line, many: line })),
  units: optional(object<NonNullable<Body['units']>>({ kinds: list(labelled, 0, 20) })),
  areas: optional(list(labelled, 1, 5)),
});

const office: Shape<Office> = object({
  id,
  name: line,
  inText: line,
  clause: id,
  interim: optional(
    object<NonNullable<Office['interim']>>({
      text: prose,
      by: optional(id),
      mayStand: optional(flag),
      clause: id,
    }),
  ),
  statuses: optional(list(labelled, 1, 10)),
  term: optional(
    object<NonNullable<Office['term']>>({
      length: optional(span),
      most: optional(whole(1, 100)),
      clause: id,
    }),
  ),
  appointment: optional(object<NonNullable<Office['appointment']>>({ by: id, clause: id })),
});

const question: Shape<Question> = object({
  id,
  asks: prose,
  body: id,
  clause: id,
  effects: list(
    oneOf(
      'none',
      'candidate-automatic',
      'candidate-excluded',
      'candidate-approved',
      'freeze-date',
      'elector-excluded',
      'dates-open',
      'nominations-reopened',
      'ballot-again',
      'result-void',
      'matter-abandoned',
      'immunity-lifted',
    ),
    1,
    12,
  ),
  review: list(id, 0, 20),
  appeal: optional(object<NonNullable<Question['appeal']>>({ within: span, clause: id })),
});

const objection: Shape<ObjectionRule> = object({
  id,
  name: line,
  about: oneOf('elector', 'candidate', 'conduct', 'result'),
  question: id,
  afterDeclaration: optional(span),
  blocks: flag,
  clause: id,
});

export const ruleBookShape: Shape<RuleBook> = object({
  format: oneOf('hustings/rule-book/1'),
  id,
  version: line,
  title: line,
  organisation: line,
  standing: oneOf('real', 'model'),
  summary: prose,
  inForce: object<RuleBook['inForce']>({ from: textOf(DATE), until: optional(textOf(DATE)) }),
  family: optional(id),
  amendment: optional(object<Amendment>({ body: id, majority: optional(fraction), clause: id })),
  zone: textOf(ZONE),
  sources: list(source, 1, 200),
  clauses: list(clause, 1, 1_000),
  bodies: list(body, 1, 200),
  offices: list(office, 0, 100),
  electorates: list(electorate, 1, 100),
  questions: list(question, 0, 200),
  silence: optional(object<NonNullable<RuleBook['silence']>>({ question: id, clause: id })),
  objections: optional(list(objection, 1, 50)),
  demands: optional(list(demand, 1, 50)),
  qualifications: optional(list(named, 1, 100)),
  events: optional(list(named, 1, 50)),
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
