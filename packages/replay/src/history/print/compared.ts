/** A printed figure beside what the book gives, and the count that such figures hang on. */
import type { PrintedBallot, PrintedRound } from '@hustings/audit';
import type { Ratio } from '@hustings/count';
import type { BallotReport, Electorate, ResultPolicy } from '@hustings/rulebook';
import type { Counted } from '../play/figures.ts';

export interface Compared {
  /** Place of the figure in the file (RFC 6901). */
  readonly path: string;
  readonly what: string;
  readonly printed: string;
  /** What the book gives; undefined where something that it needs is not in the file. */
  readonly drawn: string | undefined;
  readonly verdict: 'equal' | 'differs' | 'not-drawn';
  /** Of a difference: what would explain it. Of a figure that was not drawn: what is missing. */
  readonly because?: string;
}

/** A count that was played, with all that its figures hang on. */
export interface PlayedCount {
  readonly ballot: PrintedBallot;
  readonly rounds: readonly PrintedRound[];
  readonly counted: Counted;
  readonly report: BallotReport;
  readonly electorate: Electorate;
  readonly results: ResultPolicy;
  readonly isAbstentionCounted: boolean;
  /** Votes one after the other, not transfers of one count. */
  readonly isApart: boolean;
  readonly idOf: (name: string) => string | undefined;
  /** Who is out after it and who was chosen, by the referee. */
  readonly out: readonly string[];
  readonly chosen: readonly string[];
  /** The papers of the whole print are of this count. */
  readonly hasPapers: boolean;
  /** Sections of the book by those of the print. */
  readonly sections: Readonly<Record<string, string>>;
}

export function figure(
  path: string,
  what: string,
  printed: string,
  drawn: string | undefined,
  because?: string,
): Compared {
  const verdict = drawn === undefined ? 'not-drawn' : drawn === printed ? 'equal' : 'differs';
  return {
    path,
    what,
    printed,
    drawn,
    verdict,
    ...(because === undefined || verdict === 'equal' ? {} : { because }),
  };
}
export type Scores = ReadonlyMap<string, Ratio>;

export interface Papers {
  readonly valid: number;
  readonly spoilt: number;
  readonly entitled: number;
}

/** Votes of a round as the report has them, by section. */
export function votesOf(
  count: PlayedCount,
  at: number,
): readonly { section: string; votes: Readonly<Record<string, number>> }[] {
  if (at === 0) return count.report.lines;
  return count.report.rounds[at - 1]?.sections ?? [];
}
