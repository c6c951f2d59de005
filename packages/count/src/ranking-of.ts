/** Who is ahead of whom in a finished count, in tiers, best first: what filling seats afterwards rests on. */
import { byId } from './by-id.ts';
import { compare, fromText } from './stv/ratio.ts';

type Counted =
  | {
      readonly format: 'hustings/points-count/1';
      readonly points: Readonly<Record<string, number>>;
    }
  | {
      readonly format: 'hustings/positional-count/1';
      readonly points: Readonly<Record<string, string>>;
    }
  | { readonly format: 'hustings/condorcet-count/1'; readonly ranking: Tiers }
  | {
      readonly format: 'hustings/count/1';
      readonly rule: string;
      readonly rounds: readonly { readonly votes: Readonly<Record<string, number>> }[];
    };

export type Tiers = readonly (readonly string[])[];

/**
 * The ranking of a count that gives everybody a figure or a place. Of first past the post it is by
 * votes; a count in rounds ranks nobody but who is elected.
 */
export function rankingOf(result: Counted): Tiers | undefined {
  switch (result.format) {
    case 'hustings/condorcet-count/1':
      return result.ranking;
    case 'hustings/count/1': {
      const [only] = result.rounds;
      return result.rule !== 'first-past-the-post' || only === undefined
        ? undefined
        : tiersOf(only.votes, (a, b) => b - a);
    }
    case 'hustings/points-count/1':
      return tiersOf(result.points, (a, b) => b - a);
    case 'hustings/positional-count/1':
      return tiersOf(result.points, (a, b) => compare(fromText(b), fromText(a)));
  }
}

function tiersOf<T>(figures: Readonly<Record<string, T>>, order: (a: T, b: T) => number): Tiers {
  const of = (id: string): T => figures[id] as T;
  const out: string[][] = [];
  for (const id of Object.keys(figures).toSorted((a, b) => order(of(a), of(b)) || byId(a, b))) {
    const last = out.at(-1);
    if (last !== undefined && order(of(last[0] as string), of(id)) === 0) last.push(id);
    else out.push([id]);
  }
  return out;
}
