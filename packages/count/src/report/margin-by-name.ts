/** The margin of the last round, in one shape for every family. */
import type { StarRound } from '../cardinal/star.ts';
import type { CountOutcome } from '../catalogue/counting-rule.ts';
import { namer } from '../words.ts';
import type { Figure } from './rounds-by-name.ts';

export interface ReportMargin {
  /** Votes, weight or points, as the rounds have them. */
  readonly votes: Figure;
  /** The best not elected: several when level, none when everybody was elected. */
  readonly over: readonly string[];
}

/** Null where the last round says nothing of how near anybody was: lists, runs-off, circles of pairs, polls not ended. */
export function marginByName(outcome: CountOutcome): ReportMargin | null {
  switch (outcome.format) {
    case 'hustings/count/1':
    case 'hustings/stv-count/1':
      return named(outcome, outcome.margin.votes, outcome.margin.over);
    case 'hustings/points-count/1':
    case 'hustings/positional-count/1':
      return named(outcome, outcome.margin.points, outcome.margin.over);
    case 'hustings/college-count/1':
      return named(outcome, outcome.margin.weight, outcome.margin.over);
    case 'hustings/condorcet-count/1':
      return outcome.margin && named(outcome, outcome.margin.votes, outcome.margin.over);
    case 'hustings/star-count/1': {
      const last = outcome.rounds.at(-1) as StarRound;
      if (last.finalists.length < 2) return null;
      const other = last.finalists.filter((id) => id !== last.elected);
      const of = (id: string): number => last.preferred[id] as number;
      return named(outcome, of(last.elected) - of(other[0] as string), other);
    }
    case 'hustings/rounds-count/1': {
      const last = outcome.rounds.at(-1);
      if (last?.action.kind !== 'elected') return null;
      const [winner] = last.action.elected;
      const others = Object.keys(last.votes).filter((id) => id !== winner);
      const best = Math.max(0, ...others.map((id) => last.votes[id] as number));
      const over = others.filter((id) => best > 0 && last.votes[id] === best).toSorted();
      return named(outcome, (last.votes[winner as string] as number) - best, over);
    }
    case 'hustings/party-list-count/1':
      return null;
  }
}

function named(
  {
    candidates,
  }: { readonly candidates: readonly { readonly id: string; readonly name: string }[] },
  votes: Figure,
  over: readonly string[],
): ReportMargin {
  return { votes, over: over.map(namer(candidates)) };
}
