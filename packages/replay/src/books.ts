/**
 * The rule books that come with Hustings, read and checked. They lie as JSON in `rulebooks/` at the
 * root, for people and other programs; this is the one place that loads them.
 */
import { unwrap } from '@hustings/base';
import { type RuleBook, readRuleBook } from '@hustings/rulebook';
import confidenceMotion from '../../../rulebooks/confidence-motion.json' with { type: 'json' };
import labour2014 from '../../../rulebooks/labour-uk-2014-omov.json' with { type: 'json' };
import practicePoll from '../../../rulebooks/practice-poll.json' with { type: 'json' };
import societyElection from '../../../rulebooks/society-annual-election.json' with { type: 'json' };

/** In the order in which a newcomer is offered them. */
export const ruleBooks: readonly RuleBook[] = [societyElection, confidenceMotion, labour2014].map(
  (json: unknown) => unwrap(readRuleBook(json)),
);

/** For trying a ballot out: nothing is decided by it, so it is not offered among the others. */
export const practiceBook: RuleBook = unwrap(readRuleBook(practicePoll));

export function findRuleBook(id: string): RuleBook | undefined {
  return [...ruleBooks, practiceBook].find((book) => book.id === id);
}
