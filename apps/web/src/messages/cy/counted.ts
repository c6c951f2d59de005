/**
 * Numbers and lists as Welsh says them. After `o` a noun is plural and softly mutated, which spares the
 * mutations that each numeral has of its own: `3 o bapurau`.
 */
import { count } from '../../text/figures.ts';

/** `many` in the plural as it stands after `o`: bapurau, bleidleisiau. */
export const plural = (n: number, one: string, many: string): string =>
  n === 1 ? `1 ${one}` : `${count(n)} o ${many}`;

export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} a ${items.at(-1)}`;

const PREFERENCES: readonly string[] = [
  'dewis cyntaf',
  'ail ddewis',
  'trydydd dewis',
  'pedwerydd dewis',
  'pumed dewis',
  'chweched dewis',
  'seithfed dewis',
  'wythfed dewis',
  'nawfed dewis',
  'degfed dewis',
];

/** `ail ddewis`; beyond the tenth as people say it, `dewis rhif 11`. */
export const preference = (n: number): string => PREFERENCES[n - 1] ?? `dewis rhif ${n}`;

/** Soft mutation of `preference`, as after `yn`. */
export const asPreference = (n: number): string =>
  preference(n)
    .replace(/^d(?!d)/, 'dd')
    .replace(/^p/, 'b')
    .replace(/^t/, 'd');
