/** What is counted (spec/count.md): papers as lists of candidates, and a ladder of ties. */
import { type Ratio, ratio } from './ratio.ts';

export interface CountCandidate {
  readonly id: string;
  readonly name: string;
  readonly withdrawn?: true;
}

export interface Profile {
  readonly candidates: readonly CountCandidate[];
  /** Ids, best first; none of them empty. */
  readonly papers: readonly (readonly string[])[];
  readonly seats: number;
}

/** Where an order of those tied comes from, most favoured first. */
export interface TieSources {
  /** Drawn for this round. */
  readonly lot?: (round: number, tied: readonly string[]) => readonly string[] | undefined;
  readonly publishedOrder?: readonly string[];
  readonly publicCoin?: string;
}

/** `unknown` is what this program cannot tell; `impossible` what the rule itself refuses. */
export type Uncounted =
  | { readonly kind: 'unknown'; readonly message: string }
  | { readonly kind: 'impossible'; readonly message: string };

/** A count, and what of it the declaration follows from. */
export interface Tally {
  readonly kind: 'counted';
  readonly transcript: object;
  readonly elected: readonly string[];
  /** Votes of the first round, or where there is none the first preferences or points. */
  readonly first: ReadonlyMap<string, Ratio>;
  /** Of the last round; left out where there are no rounds. */
  readonly final?: ReadonlyMap<string, Ratio>;
  readonly margin: Ratio;
  /** Decimal places of figures as the transcript has them, whole or not; left out, fractions. */
  readonly places?: number;
  /** How many there were; left out, one. */
  readonly rounds?: number;
  /** Figures are what sections carry, not papers. */
  readonly isWeighted?: true;
  /** One paper may be a vote for several. */
  readonly isOfPapers?: true;
}

export type Counted = Tally | Uncounted;

/** Whole numbers as exact ones. */
export function exactly(votes: ReadonlyMap<string, number>): ReadonlyMap<string, Ratio> {
  return new Map([...votes].map(([id, v]) => [id, ratio(v)]));
}

export interface Round {
  readonly round: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly exhausted: number;
  readonly needed: number | null;
  readonly action: unknown;
}

/** Votes of all in the count, and the papers that are with nobody. */
export function votesOf(
  papers: readonly (readonly string[])[],
  inCount: ReadonlySet<string>,
): { readonly votes: ReadonlyMap<string, number>; readonly exhausted: number } {
  const votes = new Map([...inCount].map((id) => [id, 0]));
  let exhausted = 0;
  for (const paper of papers) {
    const id = paper.find((c) => inCount.has(c));
    if (id === undefined) exhausted++;
    else votes.set(id, (votes.get(id) as number) + 1);
  }
  return { votes, exhausted };
}

/** In the last round: the elected one with fewest votes less the best of the others. */
export function marginOf(
  votes: ReadonlyMap<string, number>,
  elected: readonly string[],
): { readonly votes: number; readonly over: readonly string[] } {
  const others = [...votes].filter(([id]) => !elected.includes(id));
  const best = Math.max(0, ...others.map(([, v]) => v));
  const least = Math.min(...elected.map((id) => votes.get(id) as number));
  return {
    votes: least - best,
    over: others
      .filter(([, v]) => v === best)
      .map(([id]) => id)
      .sort(),
  };
}
