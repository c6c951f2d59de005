/** Figures and lists as they stand in a sentence. */

const NUMBER = new Intl.NumberFormat('en-GB');

export function number(n: number): string {
  return NUMBER.format(n);
}

/** `1 ballot`, `507,480 ballots`. */
export function count(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}

export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
