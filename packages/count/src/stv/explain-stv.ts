/**
 * The transcript of a count by the single transferable vote as sentences that a person can follow with
 * the papers in hand: one paragraph for the count, one or more for each stage, one for the end.
 */
import { explainEarlier, explainOrder, settles } from '../explain-ties.ts';
import { list, namer, oneStop, plural } from '../words.ts';
import { compare, fromText, type Ratio, toText } from './ratio.ts';
import { decimalsOf } from './scale.ts';
import type {
  ConstraintDecision,
  Figures,
  StvAction,
  StvElected,
  StvResult,
  StvStage,
  StvTie,
  StvTieEvidence,
  StvTransfer,
} from './stv-transcript.ts';

type Namer = (id: string) => string;

/** Sentences in order, one paragraph each. */
export function explainStv(result: StvResult, title?: string): readonly string[] {
  const name = namer(result.candidates);
  const papers = new Papers(result.scale ?? 1);
  const out = [opening(result, title ?? result.rule, papers)];
  const withdrawn = result.candidates.filter((c) => c.withdrawn === true);
  if (withdrawn.length > 0)
    out.push(
      `${list(withdrawn.map((c) => c.name))} withdrew: the papers are counted as though they did not name ${withdrawn.length === 1 ? 'this candidate' : 'these candidates'}.`,
    );
  let before: StvStage | undefined;
  for (const stage of result.stages) {
    out.push(...explainStage({ stage, before }, papers, name));
    before = stage;
  }
  out.push(closing(result, name));
  return out.map(oneStop);
}

/** Numbers of papers, or where they have weights, how much papers weigh together. */
class Papers {
  readonly #scale: number;

  constructor(scale: number) {
    this.#scale = scale;
  }

  /** `3 valid papers`, `valid papers of weight 2.50`. */
  text(n: number, noun = 'paper'): string {
    return this.#scale === 1
      ? plural(n, noun)
      : `${noun}s of weight ${digits(toText(this.#weight(n), decimalsOf(this.#scale)))}`;
  }

  /** `1 paper more names`, as the beginning of a sentence. */
  more(n: number): string {
    if (this.#scale !== 1) return `More ${this.text(n)} name`;
    return `${this.text(n)} more ${n === 1 ? 'names' : 'name'}`;
  }

  /** Whether the votes are just the papers, each worth one. */
  areJust(votes: string, n: number): boolean {
    return compare(fromText(votes), this.#weight(n)) === 0;
  }

  /** What the value of a paper is a part of. */
  get unit(): string {
    return this.#scale === 1 ? '' : ' of its weight';
  }

  #weight(n: number): Ratio {
    return { n: BigInt(n), d: BigInt(this.#scale) };
  }
}

function opening(result: StvResult, title: string, papers: Papers): string {
  const seats = result.seats === 1 ? 'one seat' : `${digits(`${result.seats}`)} seats`;
  const spent = result.papers - result.valid;
  const others = spent === 0 ? '' : ` ${papers.more(spent)} nobody who stands.`;
  return `Single transferable vote (${title}) for ${seats}: ${papers.text(result.valid, 'valid paper')}.${others}`;
}

function explainStage(
  { stage, before }: { readonly stage: StvStage; readonly before: StvStage | undefined },
  papers: Papers,
  name: Namer,
): string[] {
  const part = stage.part === 0 ? '' : `, part ${stage.part}`;
  const out = [
    ...stage.ties.filter((t) => t.purpose !== 'seat').flatMap((t) => explainTie(t, name)),
    `Stage ${stage.stage}${part}: ${what(stage, name)}`,
  ];
  const { action } = stage;
  if (action.kind === 'surplus' || action.kind === 'exclusion')
    for (const transfer of action.transfers) out.push(explainTransfer(transfer, papers, name));
  if (before === undefined || before.quota !== stage.quota)
    out.push(`The quota is ${digits(stage.quota)}.`);
  const isStill = before !== undefined && sameFigures(before.votes, stage.votes);
  if (!isStill) out.push(`Now: ${figures(stage, name)}.`);
  for (const tie of stage.ties.filter((t) => t.purpose === 'seat'))
    out.push(...explainTie(tie, name));
  for (const elected of stage.elected) out.push(electedBecause(elected, stage, name));
  for (const decision of stage.decisions) out.push(explainDecision(decision, name));
  return out;
}

function what(stage: StvStage, name: Namer): string {
  const { action } = stage;
  switch (action.kind) {
    case 'first-preferences':
      return 'the first preferences.';
    case 'surplus':
      return `the surplus of ${list(action.transfers.map((t) => name(t.from)))}, ${digits(action.surplus)}, is transferred.`;
    case 'exclusion':
      return whoGoes(action, papersStay(action, stage), name);
    case 'shared-again':
      return `the papers are shared again${action.iterations === 1 ? '' : `, ${digits(`${action.iterations}`)} times,`} as those elected keep less of each; surpluses of ${digits(action.surplus)} are left.`;
    case 'restart':
      return `${list(action.excluded.map(name))}, with the fewest votes, excluded: the count starts again without.`;
  }
}

type Exclusion = Extract<StvAction, { readonly kind: 'exclusion' }>;

/** What is said where nothing is transferred; Meek shares all papers again. */
function papersStay({ excluded, transfers }: Exclusion, stage: StvStage): string {
  if (transfers.length > 0 || stage.keeps !== undefined) return '';
  return excluded.some((id) => fromText(stage.votes[id] as string).n !== 0n)
    ? ' No papers move, as those left are elected.'
    : ' There are no papers to move.';
}

function whoGoes({ excluded, because }: Exclusion, stay: string, name: Namer): string {
  const who = list(excluded.map(name));
  const are = excluded.length === 1 ? 'is' : 'are';
  switch (because) {
    case 'fewest-votes':
      return `${who}, with the fewest votes, ${are} excluded.${stay}`;
    case 'cannot-win':
      return `${who} cannot catch up with the next candidate even together with all surpluses, and ${are} excluded${excluded.length === 1 ? '' : ' together'}.${stay}`;
    case 'few-votes':
      return `${who} ${are} excluded, with too few votes to stay after the first surpluses.${stay}`;
    case 'constraint':
      return `${who} can no longer be elected within the constraints, and ${are} excluded.${stay}`;
  }
}

function explainTransfer(transfer: StvTransfer, papers: Papers, name: Namer): string {
  const parts = byFigure(
    Object.fromEntries(Object.entries(transfer.to).map(([id, t]) => [id, t.votes])),
  ).map((id) => {
    const { papers: n, votes } = transfer.to[id] as {
      readonly papers: number;
      readonly votes: string;
    };
    return `${digits(votes)} to ${name(id)}${papers.areJust(votes, n) ? '' : ` (${papers.text(n)})`}`;
  });
  const { exhausted, lost } = transfer;
  if (compare(fromText(exhausted.votes), fromText('0')) !== 0)
    parts.push(`${digits(exhausted.votes)} to nobody, as no other choice is in the count`);
  const gone = fromText(lost);
  if (gone.n > 0n) parts.push(`${digits(lost)} lost to rounding`);
  if (gone.n < 0n) parts.push(`${digits(lost.slice(1))} that rounding had taken before come back`);
  const value =
    transfer.value === null || transfer.value === '1'
      ? ''
      : `, each now worth ${transfer.value}${papers.unit}`;
  return `Of the ${papers.text(transfer.papers)} of ${name(transfer.from)}${value}: ${parts.join('; ') || 'nothing moves'}.`;
}

function figures(stage: StvStage, name: Namer): string {
  const parts = byFigure(stage.votes)
    .filter((id) => fromText(stage.votes[id] as string).n !== 0n)
    .map((id) => `${name(id)} ${digits(stage.votes[id] as string)}`);
  if (fromText(stage.exhausted).n !== 0n) parts.push(`exhausted ${digits(stage.exhausted)}`);
  if (fromText(stage.lost).n !== 0n) parts.push(`lost to rounding ${digits(stage.lost)}`);
  return parts.join('; ');
}

function electedBecause({ candidate, because }: StvElected, stage: StvStage, name: Namer): string {
  const votes = digits(stage.votes[candidate] as string);
  switch (because) {
    case 'quota':
      return stage.action.kind === 'surplus' && stage.action.transfers[0]?.from === candidate
        ? `${name(candidate)} had reached the quota and is elected.`
        : `${name(candidate)} has ${votes}, reaches the quota and is elected.`;
    case 'active-vote':
      return `${name(candidate)} has ${votes}, which the votes still active show to be enough, and is elected.`;
    case 'last-standing':
      return `As many are left as there are seats: ${name(candidate)} is elected with ${votes}.`;
    case 'exceeds-rest':
      return `${name(candidate)} has ${votes}, more than all below together with all surpluses, and is elected.`;
    case 'more-of-last-two':
      return `Two are left for the last seat: ${name(candidate)} is elected with ${votes}.`;
  }
}

function explainDecision({ kind, candidate, because }: ConstraintDecision, name: Namer): string {
  return kind === 'guarded'
    ? `${name(candidate)} may not be excluded: ${because}.`
    : `${name(candidate)} can no longer be elected: ${because}.`;
}

function explainTie(tie: StvTie, name: Namer): readonly string[] {
  const about = {
    exclusion: 'level with the fewest votes',
    surplus: 'level with the largest surplus',
    seat: tie.places === 1 ? 'level for the seat' : `level for ${tie.places} seats`,
  }[tie.purpose];
  return [
    `${list(tie.tied.map(name))} are ${about}.`,
    ...tie.steps.map((step) => evidence(step, tie, name)),
  ];
}

function evidence(step: StvTieEvidence, tie: StvTie, name: Namer): string {
  if ('order' in step) return explainOrder(step, name);
  if (step.stage === null) return explainEarlier(step.step, 'stage', null);
  const { votes } = step;
  return explainEarlier(step.step, 'stage', {
    where: `${step.stage}${step.part === 0 ? '' : `, part ${step.part},`}`,
    figures: byFigure(votes).map((id) => [name(id), digits(votes[id] as string)]),
    left: step.left.map(name),
    isSettled: settles(step.left, tie),
  });
}

function closing(result: StvResult, name: Namer): string {
  const { margin } = result;
  const who = list(margin.of.map(name));
  const were = margin.of.length === 1 ? 'was' : 'were';
  const lead = fromText(margin.votes);
  const how =
    lead.n === 0n
      ? 'level with'
      : lead.n > 0n
        ? `${digits(margin.votes)} ahead of`
        : `${digits(margin.votes.slice(1))} behind`;
  const part = margin.part === 0 ? '' : `, part ${margin.part},`;
  const told =
    margin.over.length === 0
      ? ' Nobody else had a vote.'
      : ` In stage ${margin.stage}${part} ${who} ${were} ${how} ${list(margin.over.map(name))}.`;
  return `Elected: ${list(result.elected.map(name))}.${told}`;
}

// --- words and figures

/** Ids by their figures, highest first; level ones by id. */
function byFigure(figure: Figures): readonly string[] {
  return Object.keys(figure)
    .toSorted()
    .sort((a, b) => compare(fromText(figure[b] as string), fromText(figure[a] as string)));
}

function sameFigures(a: Figures, b: Figures): boolean {
  return Object.keys(b).every((id) => a[id] === b[id]);
}

/** Thousands set apart, in every whole number of a figure. */
function digits(figure: string): string {
  return figure.replace(
    /(^|[^.\d])(\d+)/g,
    (_, lead: string, n: string) => `${lead}${n.replace(/\B(?=(\d{3})+$)/g, ',')}`,
  );
}
