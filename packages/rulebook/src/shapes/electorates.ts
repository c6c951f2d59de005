/** Shapes of electorates and what makes an elector. */
import type {
  Electorate,
  Freeze,
  Registration,
  Requirement,
  Section,
  UnitPoints,
} from '../rule-book.ts';
import {
  list,
  object,
  oneOf,
  optional,
  recursive,
  type Shape,
  textOf,
  variant,
  whole,
} from '../shape.ts';
import { DATE } from '../text-forms.ts';
import { id, line, money, prose, span } from './measures.ts';

const freeze: Shape<Freeze> = variant<Freeze>({
  'at-roll': {},
  date: { date: textOf(DATE), clause: id },
  stage: { stage: id, before: optional(span), clause: id },
  'by-ruling': { question: id, clause: id },
});

const requirement: Shape<Requirement> = recursive('requirement', () =>
  variant<Requirement>({
    standing: { least: span, clause: id },
    age: { years: whole(0, 150), clause: id },
    amount: { of: id, least: whole(0), clause: id },
    status: { status: id, clause: id },
    without: { status: id, clause: id },
    any: { of: list(requirement, 1, 20) },
  }),
);

const registration: Shape<Registration> = object({
  opens: id,
  closes: id,
  fee: optional(money),
  declaration: optional(prose),
  vetting: optional(id),
  clause: id,
});

const section: Shape<Section> = object({
  id,
  name: line,
  clause: id,
  qualifications: list(prose, 0, 50),
  freeze,
  requires: optional(list(requirement, 1, 50)),
  weight: optional(
    object<NonNullable<Section['weight']>>({
      numerator: whole(0, 1_000_000),
      denominator: whole(1, 1_000_000),
      clause: id,
    }),
  ),
  delegation: optional(object<NonNullable<Section['delegation']>>({ carries: line, clause: id })),
  fee: optional(object<NonNullable<Section['fee']>>({ amount: money, clause: id })),
  registration: optional(registration),
  mode: optional(
    object<NonNullable<Section['mode']>>({
      by: list(oneOf('online', 'post', 'in-person'), 1, 3),
      clause: id,
    }),
  ),
  window: optional(object<NonNullable<Section['window']>>({ opens: id, closes: id, clause: id })),
});

const units: Shape<UnitPoints> = object({
  unit: line,
  count: optional(whole(1, 10_000)),
  points: whole(1, 1_000_000),
  onePerVoteBelow: optional(whole(1, 1_000_000)),
  tie: oneOf('shared'),
  clause: id,
});

export const electorate: Shape<Electorate> = object({
  id,
  name: line,
  clause: id,
  body: optional(id),
  person: oneOf('once', 'once-per-section', 'once-per-membership'),
  sections: list(section, 1, 1_000),
  units: optional(units),
  rolls: optional(
    list(object<NonNullable<Electorate['rolls']>[number]>({ id, name: line, clause: id }), 1, 10),
  ),
});
