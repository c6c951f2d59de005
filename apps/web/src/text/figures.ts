/** Counts and sizes as British readers write them. */
const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const SIZE = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

export function count(n: number): string {
  return COUNT.format(n);
}

/** `+39` or `−72` with a real minus, `0` as a dash: nothing moved. */
export function change(n: number): string {
  if (n === 0) return '–';
  return n > 0 ? `+${count(n)}` : `−${count(-n)}`;
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`;
  if (bytes < 1_000_000) return `${SIZE.format(bytes / 1000)} kB`;
  return `${SIZE.format(bytes / 1_000_000)} MB`;
}
