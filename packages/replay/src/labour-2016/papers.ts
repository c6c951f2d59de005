/**
 * The papers of the members' ballot at a scale, and the roll that goes with them. One rule for all:
 * the whole is divided by the scale and rounded (a half upwards), and dealt to the cells in
 * proportion by largest remainders. At scale 1 the figures are history's own.
 */
import { assert, unwrap } from '@hustings/base';
import { apportion } from '@hustings/count';
import type { PaperPile } from '../plan.ts';
import { ballot } from './figures.ts';

export interface ScaledBallot {
  readonly piles: readonly PaperPile[];
  readonly sections: readonly { readonly id: string; readonly size: number }[];
  readonly papers: number;
}

/** Corbyn stands first on the paper: the order is by the whole name. */
const FOR_CORBYN = Uint8Array.of(1, 0);
const FOR_SMITH = Uint8Array.of(2, 0);
/** Why papers were spoilt was not published; here they are blank. */
const BLANK = Uint8Array.of(0, 0);

export function scaledBallot(scale: number): ScaledBallot {
  const cells: Record<string, number> = { spoilt: ballot.spoilt };
  for (const s of ballot.sections) {
    cells[`${s.id}/corbyn`] = s.corbyn;
    cells[`${s.id}/smith`] = s.smith;
  }
  const returned = Object.values(cells).reduce((a, b) => a + b, 0);
  const papers = Math.floor((2 * returned + scale) / (2 * scale));
  const electorate = Math.floor((2 * ballot.electorate + scale) / (2 * scale));
  const dealt = unwrap(apportion(cells, papers));
  const valid = Object.fromEntries(
    ballot.sections.map(({ id }) => [id, at(dealt, `${id}/corbyn`) + at(dealt, `${id}/smith`)]),
  );
  // Spoilt papers, and electors who did not vote, were published in total only.
  const spoilt = unwrap(apportion(valid, at(dealt, 'spoilt')));
  const voted = Object.fromEntries(
    Object.entries(valid).map(([id, n]) => [id, n + at(spoilt, id)]),
  );
  const absent = unwrap(apportion(voted, electorate - papers));
  return {
    papers,
    sections: ballot.sections.map(({ id }) => ({ id, size: at(voted, id) + at(absent, id) })),
    piles: ballot.sections.flatMap(({ id: section }) => [
      { section, plaintext: FOR_CORBYN, count: at(dealt, `${section}/corbyn`) },
      { section, plaintext: FOR_SMITH, count: at(dealt, `${section}/smith`) },
      { section, plaintext: BLANK, count: at(spoilt, section) },
    ]),
  };
}

function at(numbers: Readonly<Record<string, number>>, key: string): number {
  const n = numbers[key];
  assert(n !== undefined, `there is a number for ${key}`);
  return n;
}
