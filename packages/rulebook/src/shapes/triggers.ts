/** Shapes of what sets a matter going. */
import type { Demand, Trigger, TriggerNeed } from '../rule-book.ts';
import { flag, list, object, oneOf, optional, type Shape, variant } from '../shape.ts';
import { condition } from './conditions.ts';
import { id, line, span } from './measures.ts';

const need: Shape<TriggerNeed> = variant<TriggerNeed>({
  vacancy: {
    causes: list(
      oneOf(
        'resigned',
        'died',
        'incapacitated',
        'left-body',
        'election-lost',
        'removed',
        'term-ended',
      ),
      1,
      7,
    ),
    clause: id,
  },
  demand: { demand: id, clause: id },
  term: { every: span, early: optional(span), clause: id },
  event: { event: id, within: optional(span), clause: id },
  pause: { span, clause: id },
});

export const trigger: Shape<Trigger> = object({
  id,
  name: line,
  office: oneOf('held', 'vacant', 'either'),
  motion: optional(id),
  needs: optional(list(need, 1, 10)),
  bars: optional(object<NonNullable<Trigger['bars']>>({ who: oneOf('last-holder'), clause: id })),
  clause: id,
});

export const demand: Shape<Demand> = object({
  id,
  name: line,
  clause: id,
  form: oneOf('letters', 'petition', 'requisition'),
  keeper: optional(id),
  office: optional(id),
  condition,
  withdrawal: flag,
  counts: optional(object<NonNullable<Demand['counts']>>({ span, clause: id })),
  meeting: optional(object<NonNullable<Demand['meeting']>>({ clause: id })),
});
