/** Days and clock times of a print as instants, in the zone of a rule book. */
import { instantOf } from '@hustings/rulebook';

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
  return new Date(instantOf(zone, wall)).toISOString();
}

export function later(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}
