/** Shapes of how people come to stand. */
import type { ClassBound, Incumbent, NominationRules } from '../rule-book.ts';
import { flag, list, object, oneOf, optional, type Shape, variant, whole } from '../shape.ts';
import { condition } from './conditions.ts';
import { fraction, id, line, money } from './measures.ts';

type Deposit = NonNullable<NominationRules['deposit']>;

export const classBound: Shape<ClassBound> = object({
  class: id,
  name: line,
  least: optional(whole(0, 1_000)),
  most: optional(whole(0, 1_000)),
  clause: id,
});

const incumbent: Shape<Incumbent> = variant<Incumbent>({
  automatic: { clause: id },
  'by-papers': { clause: id },
  barred: { clause: id },
  'by-ruling': { question: id, clause: id },
});

export const nomination: Shape<NominationRules> = object({
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
      published: optional(oneOf('names', 'numbers', 'nothing')),
      clause: id,
    }),
  ),
  selfNomination: object<NominationRules['selfNomination']>({ allowed: flag, clause: id }),
  consent: optional(object<NonNullable<NominationRules['consent']>>({ until: id, clause: id })),
  withdrawal: object<NominationRules['withdrawal']>({
    until: id,
    clause: id,
    later: optional(
      object<NonNullable<NominationRules['withdrawal']['later']>>({
        kind: oneOf('between-ballots', 'stays-on-paper', 'set-aside'),
        clause: id,
      }),
    ),
  }),
  statement: optional(
    object<NonNullable<NominationRules['statement']>>({
      words: whole(1, 5_000),
      until: id,
      clause: id,
    }),
  ),
  incumbent,
  ticket: optional(
    object<NonNullable<NominationRules['ticket']>>({
      least: whole(1, 50),
      most: whole(1, 50),
      composition: list(classBound, 0, 10),
      clause: id,
    }),
  ),
  deposit: optional(
    object<Deposit>({
      refundable: money,
      when: variant<Deposit['when']>({ complied: {}, share: { least: fraction } }),
      clause: id,
    }),
  ),
  spending: optional(object<NonNullable<NominationRules['spending']>>({ most: money, clause: id })),
  barredOffices: optional(
    object<NonNullable<NominationRules['barredOffices']>>({ offices: list(id, 1, 20), clause: id }),
  ),
});
