/**
 * The rounds of a count as the result page shows them, whatever the rule: the alternative vote round by
 * round, the single transferable vote stage by stage, and of rules without rounds the one table there is.
 */
import {
  type CountingRule,
  type CountOutcome,
  type CountResult,
  declaredFigures,
  percentages,
  type StvResult,
} from '@hustings/count';
import type { Outcome, ResultPolicy } from '@hustings/rulebook';
import type { RoundView } from '@hustings/web';

type Elected = Extract<Outcome, { readonly kind: 'elected' }>;
type State = RoundView['tallies'][number]['state'];

export interface CountRounds {
  readonly rounds: readonly RoundView[];
  /** Decimal places of the votes in them. */
  readonly decimals: number;
}

export function countRounds(
  outcome: CountOutcome,
  rule: CountingRule | undefined,
  policy: ResultPolicy['percent'],
  declared: Elected,
): CountRounds {
  const explanation = rule?.explain(outcome) ?? [];
  switch (outcome.format) {
    case 'hustings/count/1':
      return { rounds: ofRounds(outcome, policy, declared, explanation), decimals: 0 };
    case 'hustings/stv-count/1':
      return ofStages(outcome, policy, declared, explanation);
    default:
      return oneTable(outcome, declared, explanation);
  }
}

function ofRounds(
  result: CountResult,
  policy: ResultPolicy['percent'],
  declared: Elected,
  explanation: readonly string[],
): readonly RoundView[] {
  const narratives = byHead(explanation, /^Round (\d+): /);
  return result.rounds.map((round, i): RoundView => {
    const before = result.rounds[i - 1]?.votes;
    const { action } = round;
    const excluded = action.kind === 'excluded' ? action.excluded : [];
    const elected = action.kind === 'elected' ? action.elected : [];
    return {
      number: round.round,
      narrative: narratives.get(`${round.round}`) ?? [],
      tallies: tallies(round.votes, before, sharesOf(round.votes, policy, declared), (id) =>
        elected.includes(id) ? 'elected' : excluded.includes(id) ? 'excluded' : 'continuing',
      ),
      exhausted: round.exhausted,
      transfers:
        action.kind === 'elected'
          ? []
          : action.transfers.flatMap((t) => [
              ...Object.entries(t.to).map(([to, votes]) => ({ from: t.from, to, votes })),
              ...(t.exhausted > 0 ? [{ from: t.from, to: null, votes: t.exhausted }] : []),
            ]),
    };
  });
}

/** Votes on the page have at most so many places, as a phone has no room for more; the transcript has them all. */
const MOST_DECIMALS = 2;

function ofStages(
  result: StvResult,
  policy: ResultPolicy['percent'],
  declared: Elected,
  explanation: readonly string[],
): CountRounds {
  const narratives = byHead(explanation, /^Stage (\d+(?:, part \d+)?): /);
  const figures = result.stages.flatMap((s) => [...Object.values(s.votes), s.exhausted, s.lost]);
  const decimals = Math.min(MOST_DECIMALS, Math.max(...figures.map(decimalsOf)));
  const elected = new Set<string>();
  const out = new Set<string>();
  const rounds = result.stages.map((stage, i): RoundView => {
    const next = result.stages[i + 1]?.action;
    const leaving = next?.kind === 'exclusion' || next?.kind === 'restart' ? next.excluded : [];
    for (const { candidate } of stage.elected) elected.add(candidate);
    const label = stage.part === 0 ? `${stage.stage}` : `${stage.stage}, part ${stage.part}`;
    const votes = numbers(stage.votes);
    const before = result.stages[i - 1]?.votes;
    const view: RoundView = {
      number: i + 1,
      label: `Stage ${label}`,
      narrative: (narratives.get(label) ?? []).flatMap(withoutTable),
      tallies: tallies(
        votes,
        before && numbers(before),
        sharesOf(scaled(votes, decimals), policy, declared, 10 ** decimals),
        (id): State =>
          elected.has(id)
            ? 'elected'
            : leaving.includes(id)
              ? 'excluded'
              : out.has(id) && votes[id] === 0
                ? 'out'
                : 'continuing',
      ),
      exhausted: numberOf(stage.exhausted) + numberOf(stage.lost),
      transfers:
        next === undefined || !('transfers' in next)
          ? []
          : next.transfers.flatMap((t) => [
              ...Object.entries(t.to).map(([to, moved]) => ({
                from: t.from,
                to,
                votes: numberOf(moved.votes),
              })),
              ...nowhere(t.from, numberOf(t.exhausted.votes) + numberOf(t.lost)),
            ]),
    };
    for (const id of leaving) out.add(id);
    return view;
  });
  return { rounds, decimals };
}

/** A sentence without what the page says anyway: the number of the stage above it, the votes below. */
function withoutTable(sentence: string): readonly string[] {
  if (sentence.startsWith('Now: ')) return [];
  const text = sentence.replace(/^Stage [^:]*: /, '');
  return [text.charAt(0).toUpperCase() + text.slice(1)];
}

function nowhere(from: string, votes: number): RoundView['transfers'] {
  return votes > 0 ? [{ from, to: null, votes }] : [];
}

/** Points, marks, pairs: the figures that were declared, and the whole count in words. */
function oneTable(
  outcome: CountOutcome,
  declared: Elected,
  explanation: readonly string[],
): CountRounds {
  const { elected } = declaredFigures(outcome);
  const lines = declared.final.length > 0 ? declared.final : declared.firstPreferences;
  const figure = (line: (typeof lines)[number]): number =>
    line.exact === undefined ? line.votes : numberOf(line.exact);
  const decimals = lines.some((line) => line.exact !== undefined) ? MOST_DECIMALS : 0;
  return {
    rounds: [
      {
        number: 1,
        narrative: explanation.slice(0, -1),
        tallies: lines
          .toSorted((a, b) => figure(b) - figure(a))
          .map((line) => ({
            candidate: line.candidate,
            votes: figure(line),
            percent: line.percent,
            change: 0,
            state: elected.includes(line.candidate) ? 'elected' : 'continuing',
          })),
        exhausted: 0,
        transfers: [],
      },
    ],
    decimals,
  };
}

function tallies(
  votes: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>> | undefined,
  shares: Readonly<Record<string, string>>,
  stateOf: (id: string) => State,
): RoundView['tallies'] {
  return Object.entries(votes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([candidate, n]) => ({
      candidate,
      votes: n,
      percent: shares[candidate] ?? '',
      change: before === undefined ? 0 : n - (before[candidate] ?? 0),
      state: stateOf(candidate),
    }));
}

function sharesOf(
  votes: Readonly<Record<string, number>>,
  policy: ResultPolicy['percent'],
  { valid, spoilt, electorate }: Elected,
  by = 1,
): Readonly<Record<string, string>> {
  const shares = percentages(votes, policy, {
    valid: valid * by,
    spoilt: spoilt * by,
    electorate: electorate * by,
  });
  return shares.ok ? shares.value : {};
}

/** Whole numbers of the last place shown, for shares. */
function scaled(votes: Readonly<Record<string, number>>, decimals: number) {
  return Object.fromEntries(
    Object.entries(votes).map(([id, n]) => [id, Math.floor(n * 10 ** decimals + 1e-6)]),
  );
}

function numbers(figures: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(figures).map(([id, text]) => [id, numberOf(text)]));
}

/** A figure of a transcript as a number to be shown: nothing is decided by it. */
function numberOf(text: string): number {
  const [n = '0', d = '1'] = text.split('/');
  return Number(n) / Number(d);
}

function decimalsOf(text: string): number {
  if (text.includes('/')) return MOST_DECIMALS;
  return (text.split('.')[1] ?? '').replace(/0+$/, '').length;
}

/** The explanation's paragraphs, by the round that they tell of. */
function byHead(
  paragraphs: readonly string[],
  head: RegExp,
): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, string[]>();
  let current: string[] | undefined;
  // The last paragraph sums the count up and belongs to no round.
  for (const paragraph of paragraphs.slice(0, -1)) {
    const label = head.exec(paragraph)?.[1];
    if (label !== undefined) {
      current = [];
      out.set(label, current);
    }
    current?.push(paragraph);
  }
  return out;
}
