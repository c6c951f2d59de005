/** The rule books that come with Hustings, read and checked. */
import { unwrap } from '@hustings/base';
import { type RuleBook, readRuleBook } from '@hustings/rulebook';
import confidenceMotion from '../../../rulebooks/confidence-motion.json' with { type: 'json' };
import labour2014 from '../../../rulebooks/labour-uk-2014-omov.json' with { type: 'json' };
import societyElection from '../../../rulebooks/society-annual-election.json' with { type: 'json' };

/** In the order in which a newcomer is offered them. */
export const ruleBooks: readonly RuleBook[] = [societyElection, confidenceMotion, labour2014].map(
  (json) => unwrap(readRuleBook(json)),
);

export function findRuleBook(id: string): RuleBook | undefined {
  return ruleBooks.find((book) => book.id === id);
}
