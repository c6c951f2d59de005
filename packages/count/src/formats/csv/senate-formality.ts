/**
 * Which preferences of an Australian Senate paper count: Commonwealth Electoral Act 1918 (as amended in
 * 2016), s 268A (below the line), s 269 (above the line), s 272 (what a group's square stands for).
 *
 * Definitions: numbers that are repeated, and all higher ones, are disregarded, and so are numbers above
 * one that is missed (ss 268A(2)(b), 269(1A)(b)); what is left is 1, 2, … k. Below the line k must reach
 * 6, or the number of squares where there are fewer (ss 268A(1), 239(1)(b)); above the line 1 is enough
 * (s 269(1)(b)). A paper that is formal both ways counts as marked below the line (s 269(2)).
 */

/** Consecutive numbers that a paper must have below the line. */
const LEAST_BELOW = 6;

export interface SenatePaper {
  /** Candidates of each group with a square above the line, in the order of the paper. */
  readonly groups: readonly (readonly number[])[];
  readonly candidates: number;
}

/**
 * Candidates in the order of preference, or undefined where the paper is formal neither above nor below
 * the line. `above[i]` and `below[i]` are the number in a square, 0 where there is none.
 */
export function senatePreferences(
  paper: SenatePaper,
  above: readonly number[],
  below: readonly number[],
): readonly number[] | undefined {
  const candidates = countedSquares(below);
  if (candidates.length >= Math.min(LEAST_BELOW, paper.candidates)) return candidates;
  const groups = countedSquares(above);
  if (groups.length === 0) return undefined;
  return groups.flatMap((group) => paper.groups[group] as readonly number[]);
}

/** Squares numbered 1, 2, … as far as each number is there exactly once. */
export function countedSquares(numbers: readonly number[]): readonly number[] {
  const square = new Array<number>(numbers.length + 1).fill(-1);
  const repeated = -2;
  for (const [i, number] of numbers.entries())
    if (number >= 1 && number <= numbers.length)
      square[number] = square[number] === -1 ? i : repeated;
  const counted: number[] = [];
  for (let number = 1; (square[number] ?? -1) >= 0; number++)
    counted.push(square[number] as number);
  return counted;
}
