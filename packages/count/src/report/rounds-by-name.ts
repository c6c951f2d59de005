/**
 * The rounds of a count in one shape for every family, with names in place of ids: what tables and
 * other programs read. Everything here is in the transcript too. Figures of votes are numbers where a
 * rule counts whole papers, and exact text where it does not.
 */
import type { CountOutcome } from '../catalogue/counting-rule.ts';
import { add, fromText, toText } from '../stv/ratio.ts';
import type { StvResult, StvStage } from '../stv/stv-transcript.ts';
import type { CountResult, Excluded, Round } from '../transcript.ts';
import { list, namer } from '../words.ts';

export type Figure = number | string;

export interface ReportRound {
  /** From 1. */
  readonly round: number;
  /** Where a stage has parts: from 1. */
  readonly part?: number;
  /** What happens: `first preferences`, `surplus of Ann`, `Cy excluded`. */
  readonly action: string;
  /** Of those in the count: before anybody is excluded in this round, or after the stage's transfer. */
  readonly votes: Readonly<Record<string, Figure>>;
  readonly exhausted?: Figure;
  /** To rounding. */
  readonly lost?: Figure;
  /** Votes that elect: a majority or the quota; null where the most votes do. */
  readonly needed?: Figure | null;
  readonly elected: readonly string[];
  readonly excluded: readonly string[];
  /** Why, in the words of the transcript. */
  readonly because?: string;
  readonly transfers: readonly ReportTransfer[];
  /** Votes, exhausted and lost together: the same in every round. */
  readonly total?: Figure;
}

export interface ReportTransfer {
  readonly from: string;
  readonly papers: number;
  /** What the papers bring, where that is not their number. */
  readonly votes?: string;
  /** What each paper is worth now. */
  readonly value?: string;
  readonly to: Readonly<Record<string, Figure>>;
  readonly exhausted: Figure;
  readonly lost?: string;
}

export function roundsByName(outcome: CountOutcome): readonly ReportRound[] {
  switch (outcome.format) {
    case 'hustings/count/1':
      return ofPapers(outcome);
    case 'hustings/stv-count/1':
      return ofStages(outcome);
    case 'hustings/college-count/1': {
      const name = namer(outcome.candidates);
      return outcome.rounds.map((round) => ({
        round: round.round,
        action: 'weighted votes',
        votes: named(round.weighted, name),
        needed: round.half,
        elected: round.action.kind === 'elected' ? round.action.elected.map(name) : [],
        excluded: round.action.kind === 'excluded' ? round.action.excluded.map(name) : [],
        because: round.action.because,
        transfers: [],
        total: round.carried,
      }));
    }
    case 'hustings/points-count/1': {
      const name = namer(outcome.candidates);
      return [
        {
          round: 1,
          action: outcome.scale === 2 ? 'half points' : 'points',
          votes: named(outcome.points, name),
          elected: outcome.elected.map(name),
          excluded: [],
          transfers: [],
        },
      ];
    }
    case 'hustings/positional-count/1': {
      const name = namer(outcome.candidates);
      return [
        {
          round: 1,
          action: 'points',
          votes: named(outcome.points, name),
          elected: outcome.elected.map(name),
          excluded: [],
          transfers: [],
        },
      ];
    }
    case 'hustings/star-count/1': {
      const name = namer(outcome.candidates);
      return outcome.rounds.map((round) => ({
        round: round.round,
        action: `run-off of ${list(round.finalists.map(name))}`,
        votes: named(round.points, name),
        elected: [name(round.elected)],
        excluded: [],
        because: round.because,
        transfers: [],
      }));
    }
    case 'hustings/rounds-count/1': {
      const name = namer(outcome.candidates);
      return outcome.rounds.map((round) => ({
        round: round.round,
        action: 'poll',
        votes: named(round.votes, name),
        exhausted: round.abstained,
        needed: round.needed,
        elected: round.action.kind === 'elected' ? round.action.elected.map(name) : [],
        excluded: round.action.kind === 'out' ? round.action.out.map(name) : [],
        ...('because' in round.action ? { because: round.action.because } : {}),
        transfers: [],
      }));
    }
    case 'hustings/party-list-count/1':
      return [
        {
          round: 1,
          action: 'votes for lists',
          votes: Object.fromEntries(outcome.lists.map(({ name, votes }) => [name, votes])),
          elected: outcome.lists.filter((one) => one.seats > 0).map(({ name }) => name),
          excluded: [],
          transfers: [],
        },
      ];
    case 'hustings/condorcet-count/1':
      return [];
  }
}

function ofPapers(result: CountResult): readonly ReportRound[] {
  const name = namer(result.candidates);
  return result.rounds.map(({ round, votes, exhausted, needed, action }, i) => ({
    round,
    action:
      i === 0
        ? 'first preferences'
        : `after ${list(((result.rounds[i - 1] as Round).action as Excluded).excluded.map(name))}`,
    votes: named(votes, name),
    exhausted,
    needed,
    elected: action.kind === 'elected' ? action.elected.map(name) : [],
    excluded: action.kind === 'excluded' ? action.excluded.map(name) : [],
    because: action.because,
    transfers:
      action.kind === 'elected'
        ? []
        : action.transfers.map((t) => ({
            from: name(t.from),
            papers: t.papers,
            to: named(t.to, name),
            exhausted: t.exhausted,
          })),
    total: Object.values(votes).reduce((sum, n) => sum + n, exhausted),
  }));
}

function ofStages(result: StvResult): readonly ReportRound[] {
  const name = namer(result.candidates);
  const out = new Set<string>();
  return result.stages.map((stage) => {
    const { action } = stage;
    const gone = action.kind === 'exclusion' || action.kind === 'restart' ? action.excluded : [];
    for (const id of gone) out.add(id);
    const isIn = (id: string): boolean =>
      !out.has(id) || fromText(stage.votes[id] as string).n !== 0n;
    return {
      round: stage.stage,
      ...(stage.part === 0 ? {} : { part: stage.part }),
      action: actionOf(stage, name),
      votes: Object.fromEntries(
        Object.entries(stage.votes).flatMap(([id, votes]) => (isIn(id) ? [[name(id), votes]] : [])),
      ),
      exhausted: stage.exhausted,
      lost: stage.lost,
      needed: stage.quota,
      elected: stage.elected.map((e) => name(e.candidate)),
      excluded: gone.map(name),
      ...(action.kind === 'exclusion' ? { because: action.because } : {}),
      transfers: transfersOf(stage, name),
      total: totalOf(stage),
    };
  });
}

function actionOf({ action }: StvStage, name: (id: string) => string): string {
  switch (action.kind) {
    case 'first-preferences':
      return 'first preferences';
    case 'surplus':
      return `surplus of ${list(action.transfers.map((t) => name(t.from)))}`;
    case 'exclusion':
      return `${list(action.excluded.map(name))} excluded`;
    case 'shared-again':
      return 'papers shared again';
    case 'restart':
      return `again without ${list(action.excluded.map(name))}`;
  }
}

function transfersOf({ action }: StvStage, name: (id: string) => string): ReportTransfer[] {
  if (action.kind !== 'surplus' && action.kind !== 'exclusion') return [];
  return action.transfers.map((t) => ({
    from: name(t.from),
    papers: t.papers,
    votes: t.votes,
    ...(t.value === null ? {} : { value: t.value }),
    to: Object.fromEntries(Object.entries(t.to).map(([id, { votes }]) => [name(id), votes])),
    exhausted: t.exhausted.votes,
    lost: t.lost,
  }));
}

/** Whole where it is, as it is for every rule whose papers are not weighted. */
function totalOf(stage: StvStage): string {
  return toText(
    [...Object.values(stage.votes), stage.exhausted, stage.lost]
      .map(fromText)
      .reduce((sum, figure) => add(sum, figure)),
    'exact',
  );
}

function named<T>(figures: Readonly<Record<string, T>>, name: (id: string) => string) {
  return Object.fromEntries(Object.entries(figures).map(([id, figure]) => [name(id), figure]));
}

/** Votes of a round, most first; level ones by name. */
export function byVotes(votes: Readonly<Record<string, Figure>>): readonly string[] {
  const figures = new Map(
    Object.entries(votes).map(([name, figure]) => [name, fromText(String(figure))]),
  );
  return [...figures]
    .sort(([a, x], [b, y]) => {
      const difference = y.n * x.d - x.n * y.d;
      return difference > 0n ? 1 : difference < 0n ? -1 : a < b ? -1 : 1;
    })
    .map(([name]) => name);
}
