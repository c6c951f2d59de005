/**
 * The dates of a proceeding as a calendar that people subscribe to (RFC 5545): every stage of every
 * timetable, as it stands now. A date that is moved keeps its UID, so that calendars move it too.
 */
import { next } from '@hustings/rulebook';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { Desk } from '../desk/desk.ts';

export interface CalendarSetup {
  readonly desk: Desk;
  readonly organisation: string;
  readonly title: string;
  /** Address of the proceeding's page. */
  readonly href: string;
  readonly now: Date;
}

/** Before every date there is. */
const EVER = '';
const REFRESH_SECONDS = 3600;

export function calendarOf(setup: CalendarSetup): string {
  const { desk, organisation, title, href, now } = setup;
  const { host } = new URL(href);
  const calendar = ical({
    name: `${organisation}: ${title}`,
    description: `Every date of this contest, as its public record has it: ${href}`,
    prodId: { company: 'Hustings', product: 'Contest', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    url: href,
    ttl: REFRESH_SECONDS,
  });
  for (const { at, what, stage, matter, citation } of next(desk.recorder.state, EVER))
    calendar.createEvent({
      id: `${desk.proceeding}/${matter}/${stage}@${host}`,
      // A moment, not a stretch of the day: nobody is busy because of it.
      start: new Date(at),
      end: new Date(at),
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: now,
      summary: `${organisation}: ${what}`,
      description: `${title}\n${citation}`,
      url: href,
    });
  return calendar.toString();
}
