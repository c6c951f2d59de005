/**
 * Deals a whole number of places in proportion to whole-number totals, by largest remainders
 * (Hamilton): everyone gets the whole part of the exact share, and the places still missing go one
 * each to the largest remainders, of equal remainders to the larger total. Equal totals can never
 * be told apart, so a last place between them is an error and not a guess.
 */
import { err, ok, type Result } from '@hustings/base';

export interface ApportionError {
  readonly code: 'count/apportion-tie' | 'count/apportion-nothing';
  readonly message: string;
  readonly tied: readonly string[];
}

/** `places` in proportion to `totals`; the values returned add up to `places` exactly. */
export function apportion(
  totals: Readonly<Record<string, number>>,
  places: number,
): Result<Readonly<Record<string, number>>, ApportionError> {
  const parts = Object.entries(totals).map(([id, total]) => ({ id, total: BigInt(total) }));
  const sum = parts.reduce((a, b) => a + b.total, 0n);
  if (sum === 0n)
    return err({
      code: 'count/apportion-nothing',
      message: 'All totals are zero, so nothing says how to share the places.',
      tied: parts.map((p) => p.id).toSorted(),
    });
  const shares = parts
    .map((part) => {
      const exact = part.total * BigInt(places);
      return { ...part, whole: exact / sum, remainder: exact % sum };
    })
    .sort(compare);
  const dealt = shares.reduce((a, b) => a + Number(b.whole), 0);
  const missing = places - dealt;
  const lastIn = shares[missing - 1];
  const firstOut = shares[missing];
  if (lastIn !== undefined && firstOut !== undefined && compare(lastIn, firstOut) === 0)
    return err({
      code: 'count/apportion-tie',
      message: 'Equal totals compete for the last place, and nothing tells them apart.',
      tied: shares
        .filter((s) => compare(s, lastIn) === 0)
        .map((s) => s.id)
        .toSorted(),
    });
  const out = new Map(shares.map((s, i) => [s.id, Number(s.whole) + (i < missing ? 1 : 0)]));
  return ok(Object.fromEntries(parts.map(({ id }) => [id, out.get(id) as number])));
}

interface Share {
  readonly total: bigint;
  readonly remainder: bigint;
}

function compare(a: Share, b: Share): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return a.total === b.total ? 0 : a.total > b.total ? -1 : 1;
}
