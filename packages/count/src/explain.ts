/**
 * A transcript as sentences that a person can follow with the papers in hand: one paragraph for the
 * count, one or more for each round, one for the end. Every figure in them is in the transcript.
 */
import { byId } from './by-id.ts';
import { explainEarlier, explainOrder, settles } from './explain-ties.ts';
import type { Votes } from './profile.ts';
import { explainStv } from './stv/explain-stv.ts';
import { findStvRule } from './stv/stv-count.ts';
import type { Tie, TieEvidence } from './ties.ts';
import type {
  AnyCountResult,
  CountResult,
  Elected,
  Excluded,
  Round,
  Transfer,
} from './transcript.ts';

/** Sentences in order, one paragraph each. */
export function explain(result: AnyCountResult): readonly string[] {
  if (result.format === 'hustings/stv-count/1')
    return explainStv(result, findStvRule(result.rule)?.title);
  const name = namer(result);
  const out = [opening(result)];
  const withdrawn = result.candidates.filter((c) => c.withdrawn === true);
  if (withdrawn.length > 0)
    out.push(
      `${list(withdrawn.map((c) => c.name))} withdrew: the papers are counted as though they did not name ${withdrawn.length === 1 ? 'this candidate' : 'these candidates'}.`,
    );
  for (const round of result.rounds) out.push(...explainRound(result, round, name));
  out.push(closing(result, name));
  // A name that ends with a full stop needs no second one.
  return out.map((text) => text.replace(/\.\.(?= |$)/g, '.'));
}

type Namer = (id: string) => string;

function namer(result: CountResult): Namer {
  const names = new Map(result.candidates.map((c) => [c.id, c.name]));
  return (id) => names.get(id) as string;
}

function opening(result: CountResult): string {
  const seats = result.seats === 1 ? 'one seat' : `${number(result.seats)} seats`;
  const papers = plural(result.papers, 'paper');
  if (result.rule === 'supplementary-vote')
    return `Supplementary vote for ${seats}: ${papers}, each counted for its first choice, and then for its second where the first is not among the leading two.`;
  return result.rule === 'first-past-the-post'
    ? `First past the post for ${seats}: ${papers}, each one vote for the first choice on it.`
    : `Alternative vote for ${seats}: ${papers}, each counted for the first candidate on it who is still in the count.`;
}

function explainRound(result: CountResult, round: Round, name: Namer): readonly string[] {
  const { action } = round;
  const inCount = sum(round.votes);
  const figures = ranked(round.votes)
    .map((id) => `${name(id)} ${number(round.votes[id] as number)}`)
    .join('; ');
  const gone =
    round.exhausted === 0
      ? ''
      : ` ${plural(round.exhausted, 'paper')} ${round.exhausted === 1 ? 'names' : 'name'} nobody in the count; with the ${number(inCount)} votes that makes ${number(inCount + round.exhausted)}.`;
  const out = [`Round ${round.round}: ${figures}.${gone}`];
  const { majorityOf } = result.settings;
  if (round.needed !== null) {
    const base = majorityOf === 'all-papers' ? result.papers : inCount;
    out.push(
      `More than half of ${number(base)} ${majorityOf === 'all-papers' ? 'papers' : 'votes'} is ${number(round.needed)} or more.`,
    );
  }
  if (action.tie !== undefined) out.push(...explainTie(action.tie, name));
  if (action.kind === 'elected') out.push(electedBecause(action, round, name));
  else {
    out.push(`${verdict(round, name)} ${excludedBecause(action, round, name)}`);
    for (const transfer of action.transfers)
      if (transfer.papers > 0) out.push(explainTransfer(transfer, name));
  }
  return out;
}

function electedBecause(action: Elected, round: Round, name: Namer): string {
  const who = list(action.elected.map(name));
  const is = action.elected.length === 1 ? 'is' : 'are';
  const [id] = action.elected as [string];
  const votes = plural(round.votes[id] as number, 'vote');
  switch (action.because) {
    case 'majority':
      return `${who} has ${votes}, more than half, and is elected.`;
    case 'more-of-last-two':
      return `Two candidates are left; ${who} has more votes and is elected.`;
    case 'tie-of-last-two':
      return `Two candidates are left, level; by the tie-break ${who} is elected.`;
    case 'last-standing':
      return `Nobody else is left in the count: ${who} is elected with ${votes}.`;
    case 'most-votes':
      return `${who} ${is} elected with the most votes${action.tie === undefined ? '' : ', the last place by the tie-break'}.`;
  }
}

/** Before an exclusion: nobody has a majority, or somebody has and the count goes on to the last two. */
function verdict(round: Round, name: Namer): string {
  const [first] = ranked(round.votes) as [string];
  return (round.votes[first] as number) < (round.needed as number)
    ? 'Nobody has that many.'
    : `${name(first)} has; the count goes on to the last two.`;
}

function excludedBecause(action: Excluded, round: Round, name: Namer): string {
  const who = list(action.excluded.map(name));
  const total = action.excluded.reduce((a, id) => a + (round.votes[id] as number), 0);
  switch (action.because) {
    case 'fewest-votes':
      return action.tie === undefined
        ? `${who} has the fewest votes, ${number(total)}, and is excluded.`
        : `By the tie-break ${who} is excluded.`;
    case 'no-votes':
      return `${who} have no votes and are excluded together.`;
    case 'not-of-first-two':
      return `${who} ${action.excluded.length === 1 ? 'is' : 'are'} not among the leading two and ${action.excluded.length === 1 ? 'is' : 'are'} excluded.`;
    case 'cannot-win':
      return `${who} have ${plural(total, 'vote')} together, fewer than the next candidate, so none of them can win and all are excluded together.`;
  }
}

function explainTransfer(transfer: Transfer, name: Namer): string {
  const parts = ranked(transfer.to).map(
    (id) => `${number(transfer.to[id] as number)} to ${name(id)}`,
  );
  if (transfer.exhausted > 0)
    parts.push(
      `${number(transfer.exhausted)} to nobody, as no other choice on them is in the count`,
    );
  return `Of the ${plural(transfer.papers, 'paper')} of ${name(transfer.from)}: ${parts.join('; ')}.`;
}

function explainTie(tie: Tie, name: Namer): readonly string[] {
  const about =
    tie.purpose === 'exclusion'
      ? 'level with the fewest votes'
      : tie.places === 1
        ? 'level for the seat'
        : `level for ${number(tie.places)} seats`;
  return [
    `${list(tie.tied.map(name))} are ${about}.`,
    ...tie.steps.map((s) => evidence(s, tie, name)),
  ];
}

function evidence(step: TieEvidence, tie: Tie, name: Namer): string {
  if ('order' in step) return explainOrder(step, name);
  if (step.round === null) return explainEarlier(step.step, 'round', null);
  return explainEarlier(step.step, 'round', {
    where: `${step.round}`,
    figures: ranked(step.votes).map((id) => [name(id), number(step.votes[id] as number)]),
    left: step.left.map(name),
    isSettled: settles(step.left, tie),
  });
}

function closing(result: CountResult, name: Namer): string {
  const { margin } = result;
  const who = name(result.elected.at(-1) as string);
  const lead =
    margin.over.length === 0
      ? 'nobody was left to be ahead of'
      : margin.votes === 0
        ? `${who} was level with ${list(margin.over.map(name))}`
        : `${who} was ${plural(margin.votes, 'vote')} ahead of ${list(margin.over.map(name))}`;
  return `Elected: ${list(result.elected.map(name))}. In the last round ${lead}.`;
}

// --- words and figures

/** Ids by votes, most first; level ones by id. */
function ranked(votes: Votes): readonly string[] {
  return Object.keys(votes).sort(
    (a, b) => (votes[b] as number) - (votes[a] as number) || byId(a, b),
  );
}

function sum(votes: Votes): number {
  return Object.values(votes).reduce((a, b) => a + b, 0);
}

function number(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** `A, B and C`; names that have commas in them are kept apart by semicolons. */
function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  const hasCommas = items.some((item) => item.includes(','));
  return `${items.slice(0, -1).join(hasCommas ? '; ' : ', ')}${hasCommas ? ';' : ''} and ${items.at(-1)}`;
}
