/** Margins of victory that others computed. */
import { cell, type Expect, electedCell } from './cells.ts';

export const knownMargins: Expect = ({ text, counted, key }) => {
  const all = JSON.parse(text) as readonly {
    readonly district: string;
    readonly ballots: number;
    readonly last_round_margin: number;
    readonly exact_margin: number;
  }[];
  const known = all.find((k) => k.district.replaceAll(' ', '_') === key);
  if (known === undefined) return [];
  const { margin } = counted;
  return [
    cell('papers', known.ballots, counted.papers + counted.void),
    cell('last-round margin', known.last_round_margin, margin?.lastRound),
    cell('exact margin, at least', known.exact_margin, margin?.atLeast),
    cell('exact margin, at most', known.exact_margin, margin?.atMost),
  ];
};

export const raire: Expect = ({ text, counted }) => {
  const { metadata, solution } = JSON.parse(text) as {
    readonly metadata: { readonly candidates: readonly string[] };
    readonly solution: { readonly Ok: { readonly margin: number; readonly winner: number } };
  };
  const least = Math.ceil(solution.Ok.margin / 2);
  return [
    electedCell([metadata.candidates[solution.Ok.winner] ?? ''], counted),
    cell('margin, at least', least, counted.margin?.atLeast),
    cell('margin, at most', least, counted.margin?.atMost),
  ];
};

export const raireHeader: Expect = ({ text, counted }) => [
  electedCell([text.trim().split(',').at(-1) ?? ''], counted),
];
