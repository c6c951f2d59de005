/**
 * Times in words: always with the zone, because a deadline without one is read wrongly by somebody.
 * Noon is written as such, since nobody agrees on 12 pm.
 */
import { locale } from '../messages/locale.ts';
import { common } from '../messages/words.ts';

function parts(at: string, zone: string): ReadonlyMap<string, string> {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  return new Map(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
}

function clock(p: ReadonlyMap<string, string>, seconds: boolean): string {
  const hour = p.get('hour') ?? '';
  const minute = p.get('minute') ?? '';
  if (!seconds && hour === '12' && minute === '00') return common.noon;
  return seconds ? `${hour}:${minute}:${p.get('second')}` : `${hour}:${minute}`;
}

/** `20 July 2016`. */
export function day(at: string, zone: string): string {
  const p = parts(at, zone);
  return `${p.get('day')} ${p.get('month')} ${p.get('year')}`;
}

/** `Wednesday 20 July 2016`. */
export function longDay(at: string, zone: string): string {
  return `${parts(at, zone).get('weekday')} ${day(at, zone)}`;
}

/** `17:00 BST`. */
export function time(at: string, zone: string, seconds: boolean = false): string {
  const p = parts(at, zone);
  return `${clock(p, seconds)} ${p.get('timeZoneName')}`;
}

/** `20 July 2016, 17:00 BST`. */
export function moment(at: string, zone: string): string {
  return `${day(at, zone)}, ${time(at, zone)}`;
}
