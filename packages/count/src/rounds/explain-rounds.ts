/** A contest in several polls as sentences; every figure in them is in the transcript. */
import { byId } from '../by-id.ts';
import { explainOrder } from '../explain-ties.ts';
import type { TieEvidence } from '../ties.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import type { PollRound, RoundsResult } from './rounds-transcript.ts';

type Namer = (id: string) => string;

export function explainRounds(result: RoundsResult): readonly string[] {
  const name = namer(result.candidates);
  const out = result.rounds.flatMap((round) => roundSentences(round, name));
  const { outcome } = result;
  switch (outcome.kind) {
    case 'elected':
      out.push(`Elected: ${list(outcome.elected.map(name))}.`);
      break;
    case 'through':
      out.push(`${list(outcome.through.map(name))} are left and go to the next stage.`);
      break;
    case 'next-poll':
      out.push(`The next poll is among ${list(outcome.among.map(name))}.`);
  }
  return out.map(oneStop);
}

function roundSentences(round: PollRound, name: Namer): readonly string[] {
  const { votes, action } = round;
  const of = (id: string): number => votes[id] as number;
  const figures = Object.keys(votes)
    .toSorted((a, b) => of(b) - of(a) || byId(a, b))
    .map((id) => `${name(id)} ${number(of(id))}`);
  const others = [
    ...(round.abstained > 0 ? [`${number(round.abstained)} abstained`] : []),
    ...(round.spoilt > 0 ? [`${plural(round.spoilt, 'paper')} spoilt`] : []),
  ];
  const out = [`Poll ${round.round}: ${[...figures, ...others].join('; ')}.`];
  if (round.needed !== null) out.push(`${plural(round.needed, 'vote')} elect at once.`);
  if (round.bar !== null) out.push(`${plural(round.bar, 'vote')} are needed to stay in.`);
  if (action.kind !== 'poll-again' && action.tie !== undefined)
    out.push(
      `${list(action.tie.tied.map(name))} are level.`,
      ...action.tie.steps.map((step) => evidence(step, name)),
    );
  out.push(actionSentence(action, name));
  if (round.withdrew.length > 0)
    out.push(`${list(round.withdrew.map(name))} withdrew after the poll.`);
  return out;
}

function actionSentence(action: PollRound['action'], name: Namer): string {
  switch (action.kind) {
    case 'poll-again':
      return `${list(action.tied.map(name))} are level, so the poll is held again.`;
    case 'elected': {
      const who = list(action.elected.map(name));
      if (action.because === 'majority') return `${who} has that many and is elected.`;
      return action.because === 'tie'
        ? `By the tie-break ${who} is elected.`
        : `${who} has the most votes and is elected.`;
    }
    case 'out': {
      const who = list(action.out.map(name));
      const go = action.out.length === 1 ? 'goes' : 'go';
      switch (action.because) {
        case 'below-the-bar':
          return `${who} ${action.out.length === 1 ? 'has' : 'have'} fewer and ${go} out.`;
        case 'fewest-votes':
          return action.tie === undefined
            ? `${who} has the fewest votes and goes out.`
            : `By the tie-break ${who} goes out.`;
        case 'level-with-fewest':
          return `${who} are level with the fewest votes and all go out.`;
        case 'not-of-the-first':
          return action.out.length === 0
            ? 'Nobody goes out.'
            : `${who} ${action.out.length === 1 ? 'is' : 'are'} not among the first and ${go} out.`;
      }
    }
  }
}

function evidence(step: TieEvidence, name: Namer): string {
  if ('order' in step) return explainOrder(step, name);
  if (step.round === null) return 'No earlier poll tells them apart.';
  return `Poll ${step.round} tells them apart: ${Object.entries(step.votes)
    .map(([id, n]) => `${name(id)} ${number(n)}`)
    .join('; ')}.`;
}
