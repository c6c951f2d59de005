/**
 * Times as people read them. Entries carry instants in UTC; a rule book names the zone in which its
 * dates are read. No locale is asked: the words are ours.
 */
import type { Span } from './rule-book.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Making a formatter takes far longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function wallOf(zone: string, ms: number): Wall {
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
  const parts = new Map(formatter.formatToParts(ms).map((part) => [part.type, Number(part.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) as number;
  return {
    year: get('year'),
    month: get('month'),
    day: get('day'),
    hour: get('hour'),
    minute: get('minute'),
    second: get('second'),
  };
}

/** "20 July 2016, 17:00 (Europe/London)"; seconds and milliseconds only where there are some. */
export function formatTime(zone: string, time: string): string {
  const ms = Date.parse(time);
  const wall = wallOf(zone, ms);
  const rest = millisecond(ms);
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  const seconds = wall.second === 0 && rest === 0 ? '' : `:${two(wall.second)}${fraction}`;
  return `${wall.day} ${MONTHS[wall.month - 1]} ${wall.year}, ${two(wall.hour)}:${two(wall.minute)}${seconds} (${zone})`;
}

/** "12 January 2016" for "2016-01-12". */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month as number) - 1]} ${year}`;
}

/** The calendar day of an instant in the zone, "2016-07-20". */
export function dateIn(zone: string, time: string): string {
  const { year, month, day } = wallOf(zone, Date.parse(time));
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/**
 * The instant a span later. Hours are hours; days and months go by the calendar of the zone and keep
 * the time of day, so that seven days over a change of the clocks end at the same time of day. A day
 * that the month does not have is its last.
 */
export function addSpan(zone: string, time: string, span: Span): string {
  const ms = Date.parse(time);
  if (span.unit === 'hours') return iso(ms + span.count * 3_600_000);
  const wall = wallOf(zone, ms);
  const months = wall.year * 12 + wall.month - 1 + (span.unit === 'months' ? span.count : 0);
  const year = Math.floor(months / 12);
  const month = months % 12;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = span.unit === 'months' ? Math.min(wall.day, lastDay) : wall.day + span.count;
  const local = Date.UTC(year, month, day, wall.hour, wall.minute, wall.second) + millisecond(ms);
  return iso(instantOf(zone, local));
}

/** The instant at which the clocks of the zone show `local` (given as though it were UTC). */
export function instantOf(zone: string, local: number): number {
  // Twice: the first guess may fall on the other side of a change of the clocks.
  const guess = local - offsetAt(zone, local);
  return local - offsetAt(zone, guess);
}

function offsetAt(zone: string, ms: number): number {
  const wall = wallOf(zone, ms);
  const shown = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return shown - (ms - millisecond(ms));
}

/** Times of entries have four digits of year; what lies beyond is never reached. */
function iso(ms: number): string {
  return ms > 253_402_300_799_999 ? '9999-12-31T23:59:59.999Z' : new Date(ms).toISOString();
}

/** Also of an instant before 1970, where `%` would give a negative. */
function millisecond(ms: number): number {
  return ((ms % 1000) + 1000) % 1000;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

export function formatSpan(span: Span): string {
  const unit = span.count === 1 ? span.unit.slice(0, -1) : span.unit;
  return `${span.count} ${unit}`;
}
