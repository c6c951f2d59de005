/** The shape of conditions, which contain conditions. */
import type { Condition, Spread } from '../rule-book.ts';
import { flag, list, object, optional, recursive, type Shape, variant, whole } from '../shape.ts';
import { fraction, id, money, threshold } from './measures.ts';

type Case<K extends Condition['kind']> = Extract<Condition, { readonly kind: K }>;

const spread: Shape<Spread> = object({
  level: id,
  areas: optional(whole(1, 100_000)),
  mostShare: optional(fraction),
  clause: id,
});

export const condition: Shape<Condition> = recursive('condition', () =>
  variant<Condition>({
    nominations: {
      body: id,
      threshold,
      clause: id,
      ofKind: optional(id),
      weighed: optional(flag),
      spread: optional(list(spread, 1, 5)),
    },
    paid: { amount: money, clause: id },
    qualified: { qualification: id, clause: id },
    approved: { question: id, clause: id },
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
    'by-status': {
      cases: list(
        object<Case<'by-status'>['cases'][number]>({ statuses: list(id, 1, 20), condition }),
        1,
        20,
      ),
    },
  }),
);
