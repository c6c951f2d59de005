/** Cells: one figure or name that the source has, beside what the count gives. */
import { fromText, subtract } from '../../../src/stv/ratio.ts';
import type { Counted } from '../count-case.ts';
import type { Cell, Expectation } from '../golden-case.ts';

/** What an expectation is given. */
export interface ExpectInput {
  readonly expect: Expectation;
  readonly counted: Counted;
  /** Text of the file of expected figures; of the ballots where there is none. */
  readonly text: string;
  /** The first group of the ballots' path. */
  readonly key: string;
}

export type Expect = (input: ExpectInput) => readonly Cell[];

export function cell(at: string, theirs: unknown, ours: unknown): Cell {
  const [a, b] = [theirs, ours].map((v) => (typeof v === 'string' ? v : JSON.stringify(v)));
  return { at, theirs: a ?? 'nothing', ours: b ?? 'nothing', isEqual: a === b };
}

/** Numbers as text, equal or nearer than 10^-`within`. */
export function figure(
  at: string,
  theirs: string,
  ours: string | undefined,
  within?: number,
): Cell {
  if (ours === undefined) return { at, theirs, ours: 'nothing', isEqual: false };
  const { n, d } = subtract(fromText(theirs), fromText(ours));
  const isEqual = within === undefined ? n === 0n : (n < 0n ? -n : n) * 10n ** BigInt(within) < d;
  return { at, theirs, ours, isEqual };
}

/** Who is elected, whatever the order. */
export function electedCell(theirs: readonly string[], counted: Counted): Cell {
  return cell('elected', theirs.toSorted(), counted.elected.toSorted());
}
