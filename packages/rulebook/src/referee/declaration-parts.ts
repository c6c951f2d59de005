/** What a declaration must state, where the book says: its figures must stand in its words. */
import { unreachable } from '@hustings/base';
import type { Outcome } from '../acts.ts';
import type { DeclarationPart, ResultPolicy } from '../rule-book.ts';
import { number } from '../words.ts';

/** What the text leaves out, in a sentence; undefined when it is whole. */
export function declarationFault(
  results: ResultPolicy,
  outcome: Outcome,
  text: string,
): string | undefined {
  const form = results.declaration;
  if (form === undefined) return undefined;
  if (form.notice !== undefined && !text.includes(form.notice))
    return `The declaration must have these words: “${form.notice}”`;
  for (const part of form.states) {
    const missing = figuresOf(part, outcome).find((figure) => !hasFigure(text, figure));
    if (missing !== undefined)
      return `The declaration must state ${NAMES[part]}; “${missing}” is not in it.`;
  }
  return undefined;
}

const NAMES: Readonly<Record<DeclarationPart, string>> = {
  eligible: 'how many could vote',
  turnout: 'the turnout',
  valid: 'the valid votes',
  rejected: 'the papers rejected',
  votes: 'the votes for each candidate',
  shares: 'the share of each candidate',
  elected: 'who is elected',
};

/** A figure on its own: "40" does not stand in "1,400". */
function hasFigure(text: string, figure: string): boolean {
  for (let at = text.indexOf(figure); at >= 0; at = text.indexOf(figure, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? ' ';
    const after = text.slice(at + figure.length);
    if (!/[\d,.]/.test(before) && !/^(?:\d|[,.]\d)/.test(after)) return true;
  }
  return false;
}

function figuresOf(part: DeclarationPart, outcome: Outcome): readonly string[] {
  if (outcome.kind === 'uncontested')
    return part === 'elected' ? outcome.elected.map((c) => c.name) : [];
  switch (part) {
    case 'eligible':
      return [number(outcome.electorate)];
    case 'turnout':
      return [outcome.turnout];
    case 'valid':
      return outcome.kind === 'elected' ? [number(outcome.valid)] : [];
    case 'rejected':
      return [number(outcome.spoilt)];
    case 'votes':
      return outcome.kind === 'elected'
        ? outcome.firstPreferences.map((line) => number(line.votes))
        : [number(outcome.for), number(outcome.against)];
    case 'shares':
      return outcome.kind === 'elected' ? outcome.firstPreferences.map((l) => l.percent) : [];
    case 'elected':
      return outcome.kind === 'elected' ? outcome.elected.map((c) => c.name) : [];
    default:
      return unreachable(part);
  }
}
