/**
 * A default option ("none of the above", "further discussion"): an option that too few prefer to it
 * (quorum), or that does not beat it by the majority asked for, is dropped before the count
 * (Debian Constitution, version 1.6 of December 2015 and later, A.6, clauses 2 and 3).
 */
import { assert } from '@hustings/base';
import { at, type Pairs } from './pairs.ts';

/** The fewest papers that must rank an option above the default option. */
export type Quorum =
  | { readonly kind: 'papers'; readonly papers: number }
  /** So many halves of the square root of those entitled: Debian's Q is half of it, and 3Q is asked for. */
  | { readonly kind: 'half-roots'; readonly times: number; readonly entitled: number };

export interface DefaultOption {
  readonly id: string;
  readonly quorum?: Quorum;
  /**
   * An option must beat the default option, and by at least this many to one; 1 where it is not named.
   * Whole numbers; never less than one to one. (Until version 1.6 of the Constitution it had to be more.)
   */
  readonly majority?: Readonly<
    Record<string, { readonly numerator: number; readonly denominator: number }>
  >;
}

export interface Dropped {
  readonly candidate: string;
  readonly because: 'quorum' | 'majority';
  /** Papers that rank the option above the default option, and below it. */
  readonly votes: number;
  readonly against: number;
  /** The fewest votes with which it would have stayed. */
  readonly needed: number;
}

/** The smallest whole number of papers that meets the quorum. */
export function quorumPapers(quorum: Quorum): number {
  if (quorum.kind === 'papers') return quorum.papers;
  // v ≥ times·√entitled / 2, where 4v² ≥ times²·entitled. The float is never one too many, being cut.
  const square = BigInt(quorum.times) ** 2n * BigInt(quorum.entitled);
  let v = BigInt(Math.floor((quorum.times * Math.sqrt(quorum.entitled)) / 2));
  while (4n * v ** 2n < square) v++;
  return Number(v);
}

/** Which of `among` (places in `ids`, without the default option) are dropped, and why. */
export function droppedBy(
  option: DefaultOption,
  pairs: Pairs,
  ids: readonly string[],
  among: readonly number[],
): readonly Dropped[] {
  const d = ids.indexOf(option.id);
  const quorum = option.quorum === undefined ? 0 : quorumPapers(option.quorum);
  return among.flatMap((a): Dropped[] => {
    const candidate = ids[a] as string;
    const votes = at(pairs, a, d);
    const against = at(pairs, d, a);
    if (votes < quorum) return [{ candidate, because: 'quorum', votes, against, needed: quorum }];
    const { numerator, denominator } =
      option.majority !== undefined && Object.hasOwn(option.majority, candidate)
        ? (option.majority[candidate] as { numerator: number; denominator: number })
        : { numerator: 1, denominator: 1 };
    assert(denominator > 0 && numerator >= denominator, 'a majority is no less than one to one');
    // A.6.3 (2): at least numerator/denominator times the papers against, and more than those.
    const [over, under] = [BigInt(against) * BigInt(numerator), BigInt(denominator)];
    const needed = Math.max(Number((over + under - 1n) / under), against + 1);
    return votes >= needed ? [] : [{ candidate, because: 'majority', votes, against, needed }];
  });
}
