/** Margins of victory that others computed. */
import type { Counted } from '../count-case.ts';
import type { Cell } from '../golden-case.ts';
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
  return raireCells(metadata.candidates[solution.Ok.winner] ?? '', solution.Ok.margin, counted);
};

/** The least margin that RAIRE found is in votes: half of it, upwards, is papers. */
const raireCells = (winner: string, margin: number, counted: Counted): readonly Cell[] => {
  const least = Math.ceil(margin / 2);
  return [
    electedCell([winner], counted),
    cell('margin, at least', least, counted.margin?.atLeast),
    cell('margin, at most', least, counted.margin?.atMost),
  ];
};

export const raireMargins: Expect = ({ text, counted, key }) => {
  const all = JSON.parse(text) as Readonly<Record<string, { winner: string; margin: number }>>;
  const known = all[key];
  return known === undefined ? [] : raireCells(known.winner, known.margin, counted);
};

export const raireHeader: Expect = ({ text, counted }) => [
  electedCell([text.trim().split(',').at(-1) ?? ''], counted),
];
