/** Figures, dates and lists as they stand in a sentence. */

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

/** A day, or a day and a time where one is given: `20 July 2016`, `21 September 2016 at 12:00`. */
export function moment(at: string, zone: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const date = new Date(isDay ? `${at}T00:00:00Z` : at);
  if (Number.isNaN(date.getTime())) return at;
  const day = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeZone: isDay ? 'UTC' : zone,
  }).format(date);
  if (isDay) return day;
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(
    date,
  );
  return `${day} at ${time}${zone === 'UTC' ? ' UTC' : ''}`;
}
