/** How a vacant seat was filled, as sentences; every figure in them is in the transcript. */
import { byId } from '../by-id.ts';
import { explainEarlier, explainLevel, explainOrder, settles } from '../explain-ties.ts';
import { compare, fromText } from '../stv/ratio.ts';
import type { Figures, StvTie } from '../stv/stv-transcript.ts';
import { list, namer, number, oneStop, plural } from '../words.ts';
import type { CountbackPart, CountbackResult, CountbackRound } from './countback-transcript.ts';
import type { VacancyRecount } from './recount.ts';

type Namer = (id: string) => string;

export function explainCountback(result: CountbackResult): readonly string[] {
  const name = namer(result.candidates);
  const { held } = result;
  const out = [
    `Countback for the seat of ${name(result.vacating)}, contested by ${list(result.contesting.map(name))}: only the papers with which ${name(result.vacating)} was elected are counted.`,
    `${name(result.vacating)} was elected at stage ${held.stage}${held.part === 0 ? '' : `, part ${held.part}`}, with ${held.votes}; the quota was ${held.quota}, and there had been ${held.before} before that stage.`,
    ...held.parcels.map(({ stage, papers, value, valueNow, next }) => {
      const which =
        next === undefined
          ? ''
          : next === 'somebody'
            ? ' that named somebody else who was still in the count'
            : ' that named nobody else who was still in the count';
      return `${plural(papers, 'paper')} of stage ${stage}${which}, received at ${value}: each counts ${valueNow}.`;
    }),
  ];
  for (const round of result.rounds) out.push(...explainRound(round, name));
  const who = name(result.elected);
  out.push(
    {
      unopposed: `Nobody else contests the seat: ${who} is elected.`,
      majority: `${who} has that many and is elected.`,
      'last-standing': `Nobody else is left: ${who} is elected.`,
    }[result.because],
  );
  return out.map(oneStop);
}

function explainRound(round: CountbackRound, name: Namer): readonly string[] {
  const out = round.parts.map((part) => `Round ${round.round}: ${partSentence(part, name)}`);
  const nobody = fromText(round.exhausted).n === 0n ? '' : `; nobody ${round.exhausted}`;
  const lost = fromText(round.lost).n === 0n ? '' : `; lost to rounding ${round.lost}`;
  out.push(`Now: ${figures(round.votes, name)}${nobody}${lost}. ${round.quota} or more elect.`);
  if (round.tie !== undefined) out.push(...tieSentences(round.tie, name));
  if (round.excluded !== null)
    out.push(
      round.tie === undefined
        ? `Nobody has that many. ${name(round.excluded)} has the fewest votes and is excluded.`
        : `Nobody has that many. By the tie-break ${name(round.excluded)} is excluded.`,
    );
  return out;
}

function partSentence({ value, papers, to, exhausted }: CountbackPart, name: Namer): string {
  const votes = Object.fromEntries(Object.entries(to).map(([id, t]) => [id, t.votes]));
  const parts = byFigure(votes).map(
    (id) => `${votes[id]} to ${name(id)} (${plural(to[id]?.papers as number, 'paper')})`,
  );
  if (exhausted > 0) parts.push(`${plural(exhausted, 'paper')} to nobody`);
  return `of the ${plural(papers, 'paper')} that count ${value} each: ${parts.join('; ')}.`;
}

function tieSentences(tie: StvTie, name: Namer): readonly string[] {
  return [
    `${list(tie.tied.map(name))} are level with the fewest votes.`,
    ...tie.steps.map((step) => {
      if ('order' in step) return explainOrder(step, name);
      if (step.stage === null) return explainEarlier(step.step, 'round', null);
      const { votes } = step;
      return explainEarlier(step.step, 'round', {
        where: `${step.stage}`,
        figures: byFigure(votes).map((id) => [name(id), votes[id] as string]),
        left: step.left.map(name),
        isSettled: settles(step.left, tie),
      });
    }),
  ];
}

function figures(votes: Figures, name: Namer): string {
  return byFigure(votes)
    .map((id) => `${name(id)} ${votes[id]}`)
    .join('; ');
}

/** Highest first; level ones by id. */
function byFigure(votes: Figures): readonly string[] {
  return Object.keys(votes).toSorted(
    (a, b) => compare(fromText(votes[b] as string), fromText(votes[a] as string)) || byId(a, b),
  );
}

/** What is particular to the recount; the recount itself has sentences of its own rule. */
export function explainVacancyRecount(result: VacancyRecount): readonly string[] {
  const name = namer(result.candidates);
  const { staying, contesting } = result;
  const stay =
    staying.length === 0
      ? ''
      : ` ${list(staying.map(name))} ${staying.length === 1 ? 'keeps the seat' : 'keep their seats'}.`;
  return [
    `The seat of ${name(result.vacating)} is contested by ${list(contesting.map(name))}. All ${number(result.candidates.length)} candidates of the election are on the papers; those who are neither contesting nor elected, and ${name(result.vacating)}, count as withdrawn.${stay}`,
    ...(result.tie === undefined ? [] : explainLevel(result.tie, name)),
    `${name(result.elected)} is the first of those contesting in the recount, and takes the seat.`,
  ].map(oneStop);
}
