/**
 * Breaking ties by a ladder chosen before the count. Each step is tried in turn on those still tied;
 * every step tried is kept in the transcript with its evidence.
 *
 * Definitions. In an earlier round r, v_r(c) is the votes of candidate c. A tie for exclusion is
 * broken against those with the fewest votes, a tie for a seat in favour of those with the most.
 * - backwards: from the last round before this one to the first; at each round where the votes of
 *   any two of those still tied differ, only those with fewest (most) stay tied.
 * - forwards: the same from the first round on.
 * - backwards-all, forwards-all: the nearest such round in which the votes of all of them differ.
 * - lot, published-order, public-coin: an order of those still tied, the first of it most favoured. It
 *   is drawn by the returning officer when it is needed, or was published for all candidates beforehand,
 *   or follows from a value that nobody could know beforehand (tie-orders.ts). It comes from outside.
 * No step looks at the order in which candidates or papers are given.
 */
import { assert, err, ok, type Result } from '@hustings/base';
import type { TieError } from './errors.ts';
import type { Votes } from './profile.ts';

/** A step that looks at the votes of earlier rounds. */
export type RoundStep = 'backwards' | 'backwards-all' | 'forwards' | 'forwards-all';

/** A step that asks for an order, and always settles the tie. */
export type OrderStep = 'lot' | 'published-order' | 'public-coin';

export type TieStep = RoundStep | OrderStep;

export type TiePurpose = 'exclusion' | 'seat';

/**
 * Gives an order of the tied ids, most favoured first, from the source that the step names, or undefined
 * where there is none. Ids alone are a lot. `orderFrom` makes one of all sources there are.
 */
export type Lot = (
  round: number,
  tied: readonly string[],
  by: OrderStep,
) => readonly string[] | OrderEvidence | undefined;

/** An order with what it rests on. */
export type OrderEvidence =
  /** `record`: the minute of the draw, as the returning officer wrote it. */
  | { readonly step: 'lot'; readonly order: readonly string[]; readonly record?: string }
  /** `places`: of each of them in the order that was published, from 1. */
  | { readonly step: 'published-order'; readonly order: readonly string[]; readonly places: Votes }
  /** `digests`: of each of them, in hexadecimal digits; the least comes first. */
  | {
      readonly step: 'public-coin';
      readonly order: readonly string[];
      readonly value: string;
      readonly digests: Readonly<Record<string, string>>;
    };

export interface TieOptions {
  readonly ties: readonly TieStep[];
  readonly lot?: Lot;
}

/** Choices of a rule without earlier rounds: which order settles a tie, by default a lot. */
export interface OrderOptions {
  readonly ties?: readonly TieStep[];
  readonly lot?: Lot;
}

export function ladderOf(options: OrderOptions): TieOptions {
  return { ties: options.ties ?? ['lot'], ...(options.lot && { lot: options.lot }) };
}

export interface Tie {
  readonly purpose: TiePurpose;
  /** How many of them had to be chosen. */
  readonly places: number;
  /** Sorted ids. */
  readonly tied: readonly string[];
  readonly steps: readonly TieEvidence[];
  /** Who is excluded, or who takes the seat: sorted ids, `places` of them. */
  readonly chosen: readonly string[];
}

export type TieEvidence =
  /** The votes of the tied in round `round` left only `left` tied, or chose them. */
  | {
      readonly step: RoundStep;
      readonly round: number;
      readonly votes: Votes;
      readonly left: readonly string[];
    }
  /** No earlier round tells them apart. */
  | { readonly step: RoundStep; readonly round: null }
  | OrderEvidence;

export function isOrderStep(step: TieStep): step is OrderStep {
  return step === 'lot' || step === 'published-order' || step === 'public-coin';
}

/** The order that settled a tie, most favoured first; undefined where earlier rounds did. */
export function orderOf(tie: Pick<Tie, 'steps'>): readonly string[] | undefined {
  for (const step of tie.steps) if ('order' in step) return step.order;
  return undefined;
}

/** Chooses `places` of `tied`. `earlier` is the votes of every earlier round, first round first. */
export function breakTie(
  tie: {
    readonly purpose: TiePurpose;
    readonly round: number;
    readonly tied: readonly string[];
    readonly places: number;
    readonly earlier: readonly Votes[];
  },
  options: TieOptions,
): Result<Tie, TieError> {
  assert(tie.places > 0 && tie.places < tie.tied.length, 'a tie leaves something to choose');
  const tied = tie.tied.toSorted();
  const steps: TieEvidence[] = [];
  const chosen: string[] = [];
  let left: readonly string[] = tied;
  const settled = (): Result<Tie, TieError> =>
    ok({ purpose: tie.purpose, places: tie.places, tied, steps, chosen: chosen.toSorted() });

  for (const step of options.ties) {
    if (isOrderStep(step)) {
      const evidence = evidenceFor(step, options.lot?.(tie.round, left, step));
      if (evidence === undefined) return err(needsOrder(step, tie.round, tie.purpose, left));
      const { order } = evidence;
      if (!isOrderOf(order, left)) return err(notAnOrder(step, tie.round, tie.purpose, left));
      steps.push(evidence);
      const missing = tie.places - chosen.length;
      chosen.push(...(tie.purpose === 'seat' ? order.slice(0, missing) : order.slice(-missing)));
      return settled();
    }
    const rounds = roundsOf(step, tie.earlier);
    let told = false;
    for (const { round, votes } of rounds) {
      const groups = groupByVotes(left, votes, tie.purpose);
      const differs = step.endsWith('-all') ? groups.length === left.length : groups.length > 1;
      if (!differs) continue;
      told = true;
      const here = Object.fromEntries(left.map((id) => [id, votes[id] as number]));
      let next: readonly string[] = [];
      for (const group of groups) {
        const missing = tie.places - chosen.length;
        if (group.length <= missing) chosen.push(...group);
        else {
          next = group;
          break;
        }
      }
      const isSettled = chosen.length === tie.places;
      steps.push({ step, round, votes: here, left: isSettled ? chosen.toSorted() : next });
      if (isSettled) return settled();
      left = next;
    }
    if (!told) steps.push({ step, round: null });
  }
  return err({
    code: 'count/tie-unbroken',
    message: `Candidates are level in round ${tie.round} and the rule says nothing more about how to break the tie.`,
    round: tie.round,
    purpose: tie.purpose,
    tied: left,
  });
}

/** What was given, where it is from the source that the step names. */
function evidenceFor(step: OrderStep, given: ReturnType<Lot>): OrderEvidence | undefined {
  if (given === undefined) return undefined;
  const evidence: OrderEvidence = 'step' in given ? given : { step: 'lot', order: given };
  return evidence.step === step ? evidence : undefined;
}

function roundsOf(
  step: RoundStep,
  earlier: readonly Votes[],
): readonly { readonly round: number; readonly votes: Votes }[] {
  const rounds = earlier.map((votes, i) => ({ round: i + 1, votes }));
  return step.startsWith('backwards') ? rounds.reverse() : rounds;
}

/** Groups of equal votes: those to be chosen first come first. */
function groupByVotes(
  ids: readonly string[],
  votes: Votes,
  purpose: TiePurpose,
): readonly (readonly string[])[] {
  const groups = Map.groupBy(ids, (id) => votes[id] as number);
  const sign = purpose === 'seat' ? -1 : 1;
  return [...groups.keys()].sort((a, b) => sign * (a - b)).map((n) => groups.get(n) as string[]);
}

function isOrderOf(order: readonly string[], ids: readonly string[]): boolean {
  return JSON.stringify(order.toSorted()) === JSON.stringify(ids.toSorted());
}

const SOURCES: Readonly<Record<OrderStep, string>> = {
  lot: 'lot drawn',
  'published-order': 'order published beforehand',
  'public-coin': 'order from the public coin',
};

function needsOrder(
  step: OrderStep,
  round: number,
  purpose: TiePurpose,
  tied: readonly string[],
): TieError {
  const about = `${tied.length} candidates are level in round ${round}`;
  const who = `who ${purpose === 'seat' ? 'is elected' : 'is excluded'}`;
  return step === 'lot'
    ? {
        code: 'count/tie-needs-lot',
        message: `${about}: a lot must be drawn to decide ${who}.`,
        round,
        purpose,
        tied,
      }
    : {
        code: 'count/tie-source-missing',
        message: `${about}, and the ${SOURCES[step]}, which decides ${who}, was not given.`,
        step,
        round,
        purpose,
        tied,
      };
}

function notAnOrder(
  step: OrderStep,
  round: number,
  purpose: TiePurpose,
  tied: readonly string[],
): TieError {
  return {
    code: 'count/lot-not-an-order',
    message: `The ${SOURCES[step]} for round ${round} does not name each of the tied candidates once.`,
    round,
    purpose,
    tied,
  };
}
