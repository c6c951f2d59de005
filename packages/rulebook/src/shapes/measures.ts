/** Shapes of what rules are made of. */
import type { Fraction, Money, Span, Threshold } from '../rule-book.ts';
import { object, oneOf, optional, type Shape, text, textOf, variant, whole } from '../shape.ts';
import { CURRENCY, DECIMAL, ID } from '../text-forms.ts';

export const id: Shape<string> = textOf(ID);
export const line: Shape<string> = text(400);
export const prose: Shape<string> = text(4_000);

export const span: Shape<Span> = object({
  count: whole(1, 10_000),
  unit: oneOf('hours', 'days', 'months'),
});

export const fraction: Shape<Fraction> = object({
  numerator: whole(0, 1_000_000),
  denominator: whole(1, 1_000_000),
});

export const money: Shape<Money> = object({ amount: textOf(DECIMAL), currency: textOf(CURRENCY) });

export const threshold: Shape<Threshold> = variant<Threshold>({
  count: { count: whole(1, 1_000_000) },
  percent: {
    percent: textOf(DECIMAL),
    rounding: optional(oneOf('up', 'half-up', 'down', 'more-than')),
    roundingClause: optional(id),
    asOf: oneOf('contest-called', 'nominations-open', 'nominations-close', 'moving'),
    ofBody: optional(id),
  },
});
