/**
 * What is wrong with a voting code, as narrowly as can be said: people copy codes group by group, so
 * the group is named. Whether a code is right is decided by `parseCode` of the ballot package alone.
 */
import { parseCode } from '@hustings/ballot';

export type CodeProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'short'; readonly have: number }
  /** A group of the wrong length; `nth` counts from 1. */
  | { readonly kind: 'group'; readonly nth: number; readonly group: string }
  | { readonly kind: 'symbol'; readonly symbol: string; readonly nth: number }
  | { readonly kind: 'mistyped' }
  /** Well formed, but not on this roll. */
  | { readonly kind: 'unknown' };

const GROUPS = 5;
const GROUP = 4;
const BETWEEN = /[\s\p{Dash}]+/u;

/** Returns the problem, or the code in its printed form. */
export function readCode(
  text: string,
): { readonly code: string } | { readonly problem: CodeProblem } {
  const groups = text.trim().split(BETWEEN).filter(Boolean);
  if (groups.length === 0) return { problem: { kind: 'empty' } };
  const parsed = parseCode(text);
  if (parsed.ok) return { code: parsed.value };
  if (parsed.error.code === 'credential/wrong-symbol') return { problem: wrongSymbol(groups) };
  if (parsed.error.code === 'credential/mistyped') return { problem: { kind: 'mistyped' } };
  const odd = groups.findIndex((group) => group.length !== GROUP);
  if (groups.length === GROUPS && odd >= 0)
    return { problem: { kind: 'group', nth: odd + 1, group: groups[odd] as string } };
  return { problem: { kind: 'short', have: [...groups.join('')].length } };
}

function wrongSymbol(groups: readonly string[]): CodeProblem {
  let before = 0;
  for (const [i, group] of groups.entries()) {
    for (const symbol of group) {
      if (!/[0-9A-Z]/i.test(symbol) || /u/i.test(symbol)) {
        // Typed without gaps, the place counts; typed in groups, the group does.
        const nth = groups.length === 1 ? Math.floor(before / GROUP) + 1 : i + 1;
        return { kind: 'symbol', symbol, nth };
      }
      before++;
    }
  }
  return { kind: 'mistyped' };
}
