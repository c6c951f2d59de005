/**
 * Times in words, always with the zone: a deadline without one is misread by somebody (USERS.md §2,
 * ask 17). `Friday 20 November 2026 at 17:00 GMT`.
 */
export function momentInWords(at: string, zone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    })
      .formatToParts(new Date(at))
      .map((part): [string, string] => [part.type, part.value]),
  );
  const of = (type: string): string => parts.get(type) ?? '';
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('year')} at ${of('hour')}:${of('minute')} ${of('timeZoneName')}`;
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;

/**
 * A date and time as a form sends it, read in `zone`; undefined when it is none. A time that the
 * clocks skip in spring is the one an hour later; of a time that comes twice in autumn, the first.
 */
export function momentFromLocal(text: string, zone: string): string | undefined {
  const found = LOCAL.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map((n) => Number(n ?? 0));
  const wall = Date.UTC(
    year ?? 0,
    (month ?? 0) - 1,
    day,
    hour,
    minute,
    Number.isNaN(second) ? 0 : second,
  );
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== text.slice(0, 16))
    return undefined;
  // The zone's offset a day before and a day after: between them lies at most one change.
  const offsets = [offsetAt(wall - 86_400_000, zone), offsetAt(wall + 86_400_000, zone)];
  const fits = offsets.map((o) => wall - o).filter((t) => t + offsetAt(t, zone) === wall);
  return new Date(fits.length > 0 ? Math.min(...fits) : wall - (offsets[0] ?? 0)).toISOString();
}

/** `2026-11-20T17:00` in `zone`, as a form field wants it. */
export function localFromMoment(at: string, zone: string): string {
  const ms = Date.parse(at);
  return new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, 16);
}

/** Milliseconds by which the zone's clocks are ahead of UTC at that instant. */
function offsetAt(ms: number, zone: string): number {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(ms))
      .map((part): [string, number] => [part.type, Number(part.value)]),
  );
  const of = (type: string): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    of('year'),
    of('month') - 1,
    of('day'),
    of('hour'),
    of('minute'),
    of('second'),
  );
  return wall - Math.floor(ms / 1000) * 1000;
}
