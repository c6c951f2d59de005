/** The tie ladder (ties.ts) on votes that are exact fractions: only their order matters to it. */
import { ok, type Result } from '@hustings/base';
import type { TieError } from '../errors.ts';
import type { Votes } from '../profile.ts';
import { breakTie, type Lot, type TieStep } from '../ties.ts';
import { compare, type Places, type Ratio, toText } from './ratio.ts';
import type { Figures, StvTie } from './stv-transcript.ts';

/** Votes of all candidates at an earlier point of the count. */
export interface Snapshot {
  readonly stage: number;
  readonly part: number;
  readonly votes: readonly Ratio[];
}

export interface StvTieAt {
  readonly purpose: StvTie['purpose'];
  readonly stage: number;
  /** Candidates by index. */
  readonly tied: readonly number[];
  readonly places: number;
  readonly earlier: readonly Snapshot[];
}

export interface StvLadder {
  readonly ids: readonly string[];
  readonly places: Places;
  readonly ties: readonly TieStep[];
  readonly lot?: Lot;
}

/** Those chosen, by index, and the evidence. */
export function breakStvTie(
  at: StvTieAt,
  ladder: StvLadder,
): Result<{ readonly chosen: readonly number[]; readonly tie: StvTie }, TieError> {
  const { ids } = ladder;
  const broken = breakTie(
    {
      // Whose surplus goes first is chosen as for a seat: the most favoured.
      purpose: at.purpose === 'exclusion' ? 'exclusion' : 'seat',
      round: at.stage,
      tied: at.tied.map((i) => ids[i] as string),
      places: at.places,
      earlier: at.earlier.map(({ votes }) => ranks(at.tied, votes, ids)),
    },
    ladder,
  );
  if (!broken.ok) return broken;
  const indexOf = new Map(at.tied.map((i) => [ids[i] as string, i]));
  const figures = (of: readonly string[], votes: readonly Ratio[]): Figures =>
    Object.fromEntries(
      of.map((id) => [id, toText(votes[indexOf.get(id) as number] as Ratio, ladder.places)]),
    );
  return ok({
    chosen: broken.value.chosen.map((id) => indexOf.get(id) as number),
    tie: {
      ...broken.value,
      purpose: at.purpose,
      steps: broken.value.steps.map((step) => {
        if ('order' in step) return step;
        if (step.round === null) return { step: step.step, stage: null };
        const { stage, part, votes } = at.earlier[step.round - 1] as Snapshot;
        return {
          step: step.step,
          stage,
          part,
          votes: figures(Object.keys(step.votes), votes),
          left: step.left,
        };
      }),
    },
  });
}

/** Whole numbers in the same order as the votes. */
function ranks(tied: readonly number[], votes: readonly Ratio[], ids: readonly string[]): Votes {
  const inOrder = [...tied].sort((a, b) => compare(votes[a] as Ratio, votes[b] as Ratio));
  const out: Record<string, number> = {};
  let rank = 0;
  for (const [k, i] of inOrder.entries()) {
    if (k > 0 && compare(votes[i] as Ratio, votes[inOrder[k - 1] as number] as Ratio) > 0) rank++;
    out[ids[i] as string] = rank;
  }
  return out;
}
