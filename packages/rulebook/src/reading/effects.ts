/** Where a rule waits for an answer, the answer must be able to have its effect. */
import type { EffectKind, RuleBook } from '../rule-book.ts';
import type { Faults } from './faults.ts';

export function checkEffect(
  book: RuleBook,
  question: string,
  effect: EffectKind,
  pointer: string,
  faults: Faults,
): void {
  const found = book.questions.find((q) => q.id === question);
  if (found !== undefined && !found.effects.includes(effect))
    faults.add(
      pointer,
      'book/effect-missing',
      `The answer to "${question}" must be able to have the effect "${effect}".`,
    );
}
