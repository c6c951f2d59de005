/** Days and clock times of a print as instants, in the zone of a rule book. */

const HOUR = 3_600_000;
export const DAY: number = 24 * HOUR;

/** Of "2016-07-20T17:00", or of a day, at `hour` o'clock there; undefined where the text begins with no day. */
export function instant(zone: string, text: string, hour = 12): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hours, minutes] = found;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    hours === undefined ? hour : Number(hours),
    Number(minutes ?? 0),
  );
  // Twice: the first guess may fall on the other side of a change of the clocks.
  const guess = wall - offset(zone, wall);
  return new Date(wall - offset(zone, guess)).toISOString();
}

export function later(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

/** The calendar day of an instant in the zone. */
export function dayIn(zone: string, at: string): string {
  const wall = Date.parse(at) + offset(zone, Date.parse(at));
  return new Date(wall).toISOString().slice(0, 10);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function offset(zone: string, ms: number): number {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(ms).map((p) => [p.type, Number(p.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(
    get('year'),
    get('month') - 1,
    get('day'),
    get('hour'),
    get('minute'),
    get('second'),
  );
  return shown - Math.floor(ms / 1000) * 1000;
}
