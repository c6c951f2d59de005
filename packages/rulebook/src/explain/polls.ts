/** How a poll is held and told, beyond what every book says. */
import type { PollRules, ResultPolicy, RuleBook } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { capital, list } from '../words.ts';
import { said } from './said.ts';

export function pollExtras(
  book: RuleBook,
  poll: PollRules,
  results: ResultPolicy,
): readonly string[] {
  const { reported, channels } = poll;
  const { spoilt, declaration, provisional, tolerance } = results;
  const found: string[] = [];
  const add = (text: string, clause: string): void => {
    found.push(said(book, text, clause));
  };
  if (reported !== undefined)
    add(
      `${capital(bodyInText(book, reported.by))} may hold it elsewhere and report the figures.`,
      reported.clause,
    );
  if (channels !== undefined) {
    const twice = {
      'last-counts': 'the last vote counts',
      'first-stands': 'the first vote stands',
      'first-listed': 'the way named first goes before the others',
      'all-void': 'all the votes are void',
    }[channels.twice];
    add(
      `One votes ${list(
        channels.of.map((c) => c.name),
        'or',
      )}; of who uses two, ${twice}.`,
      channels.clause,
    );
  }
  if (spoilt !== undefined)
    add(
      `A paper is rejected for one of these: ${list(spoilt.reasons.map((r) => r.name))}.`,
      spoilt.clause,
    );
  if (declaration !== undefined)
    add(`The declaration states: ${list(declaration.states)}.`, declaration.clause);
  if (provisional !== undefined)
    add('A provisional result may be declared and its figures revised.', provisional.clause);
  if (tolerance !== undefined)
    add('A mistake that could not change the result is disregarded.', tolerance.clause);
  if (results.percent.rounding === 'largest-remainder')
    add(
      'Percentages are rounded by largest remainders, so that they add up.',
      results.percent.clause,
    );
  return found;
}
