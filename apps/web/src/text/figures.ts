/** Counts and sizes as readers of the language write them. */
import { locale } from '../messages/locale.ts';

const COUNT = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const SIZE = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });

export function count(n: number): string {
  return COUNT.format(n);
}

/** Votes, which some rules pass on in parts: so many decimal places, all of them shown. */
export function votes(n: number, decimals = 0): string {
  if (decimals === 0) return count(n);
  return n.toLocaleString(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** `+39` or `−72` with a real minus, `0` as a dash: nothing moved. */
export function change(n: number, decimals = 0): string {
  // Differences of parts are not exact in a float: what would show as nothing is nothing.
  if (Math.abs(n) < 0.5 / 10 ** decimals) return '–';
  return n > 0 ? `+${votes(n, decimals)}` : `−${votes(-n, decimals)}`;
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`;
  if (bytes < 1_000_000) return `${SIZE.format(bytes / 1000)} kB`;
  return `${SIZE.format(bytes / 1_000_000)} MB`;
}
