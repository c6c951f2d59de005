/**
 * Of what, and rounded how? A printed table of shares rarely says so. All policies that are in use are
 * tried on the whole table: what the shares are of, and how they were rounded.
 */
import { exact, type Ratio } from '@hustings/count';
import type { Ballot, Round } from '../published.ts';
import type { Figure, Figures } from '../read/tree.ts';

export interface Base {
  readonly name: string;
  readonly value: Ratio;
  /** What a reader expects where nothing is said. */
  readonly isUsual: boolean;
}

export type Rounding = 'half-up' | 'largest-remainder' | 'down';

export const ROUNDINGS: readonly Rounding[] = ['half-up', 'largest-remainder', 'down'];

/** What the shares of a round may be of, the usual ones first; equal ones once. */
export function basesOf(ballot: Ballot, round: Round, votes: Figures): readonly Base[] {
  const { papers, rounds } = ballot;
  const sum = exact.sum([...votes.values()].map((f) => f.value));
  const with_ = (more: readonly (Figure | undefined)[]): Ratio =>
    exact.sum([sum, ...more.flatMap((f) => f?.value ?? [])]);
  const all: (Base | undefined)[] = [
    { name: 'the votes of the round', value: sum, isUsual: true },
    named('the valid papers', round.valid, true),
    {
      name: 'the votes and those for nobody listed',
      value: with_(round.others),
      isUsual: round.unit === 'votes',
    },
    {
      name: 'the votes and the spoilt papers of the round',
      value: with_([round.spoilt]),
      isUsual: false,
    },
    ...(rounds[0] === round || ballot.kind === 'transfers'
      ? [
          named('all valid papers', papers.valid, rounds[0] === round),
          {
            name: 'the valid papers and abstentions',
            value: with_([papers.abstentions]),
            isUsual: false,
          },
          { name: 'the valid and spoilt papers', value: with_([papers.spoilt]), isUsual: false },
          {
            name: 'the valid and spoilt papers and abstentions',
            value: with_([papers.spoilt, papers.abstentions]),
            isUsual: false,
          },
          named('all papers returned', papers.returned, false),
          named('all papers admitted', papers.admitted, false),
        ]
      : []),
    named('those entitled to vote', papers.electorate, false),
    round.unit === 'points' ? named('all points there are', ballot.points.total, true) : undefined,
  ];
  const first = rounds[0];
  if (
    ballot.kind === 'transfers' &&
    first !== undefined &&
    first !== round &&
    first.unit === round.unit
  )
    all.push({
      name: 'the votes of the first round',
      value: exact.sum([...first.totals.values()].map((f) => f.value)),
      isUsual: false,
    });
  const out: Base[] = [];
  for (const base of all)
    if (
      base !== undefined &&
      base.value.n > 0n &&
      !out.some((b) => exact.equal(b.value, base.value))
    )
      out.push(base);
  return out;
}

function named(name: string, figure: Figure | undefined, isUsual: boolean): Base | undefined {
  return figure === undefined ? undefined : { name, value: figure.value, isUsual };
}

/** The share of each in units of the last place, rounded. */
export function roundedShares(
  parts: readonly Ratio[],
  base: Ratio,
  decimals: number,
  rounding: Rounding,
): readonly bigint[] {
  const scale = exact.whole(100 * 10 ** decimals);
  const shares = parts.map((part) => exact.divide(exact.multiply(part, scale), base));
  const down = shares.map((share) => share.n / share.d);
  if (rounding === 'down') return down;
  if (rounding === 'half-up') return shares.map((s) => (2n * s.n + s.d) / (2n * s.d));
  // Who is not listed takes part as one more share.
  const listed = exact.sum(parts);
  const rest = exact.subtract(base, listed);
  const all = rest.n > 0n ? [...shares, exact.divide(exact.multiply(rest, scale), base)] : shares;
  const units = all.map((share) => share.n / share.d);
  const missing = 100n * 10n ** BigInt(decimals) - units.reduce((a, b) => a + b, 0n);
  const order = all
    .map((share, i) => ({ i, remainder: exact.subtract(share, { n: units[i] as bigint, d: 1n }) }))
    .sort((a, b) => exact.compare(b.remainder, a.remainder));
  for (const { i } of order.slice(0, Number(missing))) units[i] = (units[i] as bigint) + 1n;
  return units.slice(0, shares.length);
}

/** Whole numbers that a base may be so that every share is right when rounded half up; undefined where there are none. */
export function impliedBase(
  rows: readonly { readonly part: Ratio; readonly printed: Figure }[],
): { readonly least: bigint; readonly most: bigint } | undefined {
  let least = 0n;
  let most: bigint | undefined;
  for (const { part, printed } of rows) {
    const half = exact.ratio(1n, 2n * 10n ** BigInt(printed.decimals));
    const hundred = exact.multiply(part, exact.whole(100));
    const over = exact.divide(hundred, exact.add(printed.value, half));
    const from = over.n / over.d + 1n;
    if (from > least) least = from;
    const below = exact.subtract(printed.value, half);
    if (below.n <= 0n) continue;
    const upTo = exact.divide(hundred, below);
    const to = upTo.n / upTo.d;
    if (most === undefined || to < most) most = to;
  }
  return most === undefined || least > most ? undefined : { least, most };
}
