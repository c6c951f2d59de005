/** What is counted (spec/count.md): papers as lists of candidates, and a ladder of ties. */

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

export type Counted = { readonly kind: 'counted'; readonly transcript: Transcript } | Uncounted;

export interface Transcript {
  readonly format: 'hustings/count/1';
  readonly rule: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly seats: number;
  readonly candidates: readonly CountCandidate[];
  readonly papers: number;
  readonly rounds: readonly Round[];
  readonly elected: readonly string[];
  readonly margin: { readonly votes: number; readonly over: readonly string[] };
  readonly exhausted: number;
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
): Transcript['margin'] {
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
