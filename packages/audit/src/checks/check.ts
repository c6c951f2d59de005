/**
 * A check is one relation between printed figures, held or not. Where it does not hold it says, for
 * each figure that it could be the fault of, what that figure would have to be.
 */
import { exact, type Ratio } from '@hustings/count';
import type { Figure } from '../read/tree.ts';

export interface Check {
  readonly code: CheckCode;
  readonly holds: boolean;
  /** `wrong`: the figures contradict each other. `unusual`: they agree, but not with what was to be expected. */
  readonly severity: 'wrong' | 'unusual';
  /** What was compared; where it does not hold, what is wrong. */
  readonly sentence: string;
  readonly figures: readonly Figure[];
  /** By place: the text with which the check would hold. */
  readonly fits: ReadonlyMap<string, string>;
}

export type CheckCode =
  | 'audit/sections-add-up'
  | 'audit/votes-add-up'
  | 'audit/papers-add-up'
  | 'audit/points-add-up'
  | 'audit/percentages-add-up'
  | 'audit/share'
  | 'audit/base'
  | 'audit/bases-mixed'
  | 'audit/turnout'
  | 'audit/more-than-possible'
  | 'audit/weighted-share'
  | 'audit/lowest-goes'
  | 'audit/winner'
  | 'audit/votes-appear'
  | 'audit/threshold'
  | 'audit/nominations'
  | 'audit/outcome'
  | 'audit/declaration'
  | 'audit/dates'
  | 'audit/pairs'
  | 'audit/seats';

const NOTHING: ReadonlyMap<string, string> = new Map();

export function held(code: CheckCode, sentence: string, figures: readonly Figure[]): Check {
  return { code, holds: true, severity: 'wrong', sentence, figures, fits: NOTHING };
}

export function failed(
  code: CheckCode,
  sentence: string,
  figures: readonly Figure[],
  fits: ReadonlyMap<string, string> = NOTHING,
  severity: Check['severity'] = 'wrong',
): Check {
  return { code, holds: false, severity, sentence, figures, fits };
}

/** Addends and their total; rounded addends may miss it by half a unit of their last place each. */
export function addsUp(
  code: CheckCode,
  what: string,
  addends: readonly Figure[],
  total: Figure,
): Check {
  const sum = exact.sum(addends.map((a) => a.value));
  const all = [...addends, total];
  const rounded = addends.filter((a) => a.decimals > 0);
  const slack = exact.sum(rounded.map((a) => exact.ratio(1n, 2n * 10n ** BigInt(a.decimals))));
  const off = distance(sum, total.value);
  const sumText = decimalText(sum, Math.max(...all.map((f) => f.decimals)));
  if (exact.compare(off, slack) <= 0) return held(code, `${what}: ${shown(sumText)}.`, all);
  const fits = new Map<string, string>([[total.path, sumText]]);
  for (const addend of addends) {
    const value = exact.add(exact.subtract(total.value, sum), addend.value);
    if (value.n >= 0n) fits.set(addend.path, decimalText(value, addend.decimals));
  }
  return failed(
    code,
    `${what}: the figures add up to ${shown(sumText)}, and ${shown(total.text)} is printed.`,
    all,
    fits,
  );
}

export function noMoreThan(what: string, part: Figure, limit: Figure): Check {
  const isHeld = exact.compare(part.value, limit.value) <= 0;
  const sentence = `${what}: ${shown(part.text)} of ${shown(limit.text)}`;
  return isHeld
    ? held('audit/more-than-possible', `${sentence}.`, [part, limit])
    : failed('audit/more-than-possible', `${sentence}, which is more than there are.`, [
        part,
        limit,
      ]);
}

export function distance(a: Ratio, b: Ratio): Ratio {
  const difference = exact.subtract(a, b);
  return difference.n < 0n ? exact.negate(difference) : difference;
}

/** Rounded to so many places, a half away from zero. */
export function decimalText(value: Ratio, decimals: number): string {
  const isNegative = value.n < 0n;
  const n = isNegative ? -value.n : value.n;
  const units = (2n * n * 10n ** BigInt(decimals) + value.d) / (2n * value.d);
  const digits = `${units}`.padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return isNegative && units > 0n ? `-${text}` : text;
}

/** With commas between thousands, as the field prints its figures. */
export function shown(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

export function inRound(
  ballot: { readonly name: string },
  round: { readonly name: string },
): string {
  return ballot.name === '' ? round.name : `${ballot.name}, ${round.name}`;
}
