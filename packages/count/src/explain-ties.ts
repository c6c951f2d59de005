/** Ties as sentences: one for each step tried, the same in every explanation. */
import type { OrderEvidence, RoundStep, Tie } from './ties.ts';
import { list, number, plural } from './words.ts';

type Namer = (id: string) => string;

/** What settled a tie by an order, with what it rests on. */
export function explainOrder(evidence: OrderEvidence, name: Namer): string {
  const order = evidence.order.map(name).join('; ');
  switch (evidence.step) {
    case 'lot':
      return `A lot was drawn between them${evidence.record === undefined ? '' : ` (${evidence.record})`}; the order drawn, best first, is ${order}.`;
    case 'published-order':
      return `In the order published beforehand ${list(
        evidence.order.map(
          (id) => `${name(id)} has place ${number(evidence.places[id] as number)}`,
        ),
      )}; the first is favoured.`;
    case 'public-coin':
      return `By the public coin "${evidence.value}" their order, best first, is ${evidence.order
        .map((id) => `${name(id)} (${(evidence.digests[id] as string).slice(0, 8)})`)
        .join('; ')}.`;
  }
}

/** What a step that looks at earlier rounds saw; `at` is null where none of them tells those tied apart. */
export function explainEarlier(
  step: RoundStep,
  noun: 'round' | 'stage',
  at: {
    readonly where: string;
    /** By figure, highest first. */
    readonly figures: readonly (readonly [name: string, figure: string])[];
    readonly left: readonly string[];
    readonly isSettled: boolean;
  } | null,
): string {
  const way = step.startsWith('backwards') ? 'back' : `on from the first ${noun}`;
  if (at === null) return `Looking ${way}, no earlier ${noun} tells them apart.`;
  const had = at.figures.map(([who, figure]) => `${who} ${figure}`).join('; ');
  const then = at.isSettled ? 'which settles it' : `which leaves ${list(at.left)}`;
  return `Looking ${way}, ${noun} ${at.where} tells them apart (${had}), ${then}.`;
}

/** Whether those whom a step left are those who were chosen. */
export function settles(
  left: readonly string[],
  tie: { readonly places: number; readonly chosen: readonly string[] },
): boolean {
  return left.length === tie.places && left.every((id) => tie.chosen.includes(id));
}

/** A tie in a rule without earlier rounds. */
export function explainLevel(
  tie: Tie,
  name: Namer,
  about = ` for ${plural(tie.places, 'seat')}`,
): readonly string[] {
  return [
    `${list(tie.tied.map(name))} are level${about}.`,
    ...tie.steps.map((step) =>
      'order' in step ? explainOrder(step, name) : explainEarlier(step.step, 'round', null),
    ),
  ];
}
