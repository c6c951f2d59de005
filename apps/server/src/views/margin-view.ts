/** How decisive a result was, in figures and words. */
import {
  type CountingRule,
  type CountOutcome,
  type CountResult,
  declaredFigures,
  percent,
} from '@hustings/count';
import type { Outcome } from '@hustings/rulebook';
import type { MarginView } from '@hustings/web';
import { count, list } from '../words/index.ts';
import { given } from './refs.ts';

type Elected = Extract<Outcome, { readonly kind: 'elected' }>;

/** What decided between those who were level: a lot, or an earlier round. */
export function tieWords(result: CountResult): string {
  const tie = result.rounds.at(-1)?.action.tie;
  return tie?.steps.some((s) => 'order' in s) === true ? 'lot' : 'an earlier round';
}

export function marginView(result: CountResult, outcome: Elected): MarginView {
  const { votes, over } = result.margin;
  const nameOf = (id: string): string => result.candidates.find((c) => c.id === id)?.name ?? id;
  const winner = nameOf(result.elected.at(-1) ?? '');
  const last = result.rounds.at(-1)?.votes ?? {};
  const inLast = Object.values(last).reduce((a, b) => a + b, 0);
  const level = result.rounds.at(-1)?.votes[result.elected.at(-1) ?? ''] ?? 0;
  const sentences = [
    over.length === 0
      ? `Nobody was left for ${winner} to be ahead of.`
      : votes === 0
        ? `${winner} and ${list(over.map(nameOf))} were level at ${count(level, 'vote')} in the last round; ${tieWords(result).replace(/^lot$/, 'a lot')} decided.`
        : `${winner} was ${count(votes, 'vote')} ahead of ${list(over.map(nameOf))} in the last round.`,
  ];
  // With two candidates every changed paper moves the lead by two; with more it may take fewer.
  const isTwoHorse = result.seats === 1 && outcome.firstPreferences.length === 2;
  const papers = isTwoHorse ? Math.floor(votes / 2) + 1 : undefined;
  if (papers !== undefined)
    sentences.push(
      `${count(papers, 'paper')} would have had to go the other way to change the result.`,
    );
  return {
    votes,
    ...(inLast > 0 ? { percent: percent(votes, inLast, 1) } : {}),
    ...given('papers', papers),
    sentences,
  };
}

/** Of rules other than the alternative vote and its like: the figure there is, and what sums the count up. */
export function otherMarginView(
  result: CountOutcome,
  rule: CountingRule | undefined,
  outcome: Elected,
): MarginView {
  const exact = declaredFigures(result).margin;
  const [n = '0', d = '1'] = exact.split('/');
  const last = rule?.explain(result).at(-1) ?? '';
  // The page has said who is elected; what follows that says by how much.
  const elected = `Elected: ${list(outcome.elected.map((c) => c.name))}.`;
  const words = (last.startsWith(elected) ? last.slice(elected.length) : last).trim();
  // Where nobody beats all others, no one lead says how near it was.
  const isTold = result.format !== 'hustings/condorcet-count/1' || result.margin !== null;
  return {
    ...(isTold ? { votes: Number(n) / Number(d) } : {}),
    sentences: words === '' ? [] : [words],
  };
}
