/** Whether a person qualifies for a section, as far as a program can tell. No person is in the log: the roll's maker asks. */
import { unreachable } from '@hustings/base';
import type { Requirement, Section, Span } from './rule-book.ts';

export interface PersonFacts {
  /** Day from which the person has been a member without a break. */
  readonly joined?: string;
  readonly born?: string;
  readonly amounts?: Readonly<Record<string, number>>;
  readonly statuses?: readonly string[];
}

/** What of the section's requirements the person does not meet on a day; empty: qualifies. */
export function unmetRequirements(
  section: Section,
  person: PersonFacts,
  day: string,
): readonly Requirement[] {
  return (section.requires ?? []).filter((r) => !meets(r, person, day));
}

function meets(requirement: Requirement, person: PersonFacts, day: string): boolean {
  switch (requirement.kind) {
    case 'standing':
      return person.joined !== undefined && person.joined <= before(day, requirement.least);
    case 'age':
      return (
        person.born !== undefined &&
        person.born <= before(day, { count: requirement.years * 12, unit: 'months' })
      );
    case 'amount': {
      const { amounts = {} } = person;
      const has = Object.hasOwn(amounts, requirement.of) ? amounts[requirement.of] : undefined;
      return (has ?? 0) >= requirement.least;
    }
    case 'status':
      return person.statuses?.includes(requirement.status) === true;
    case 'without':
      return person.statuses?.includes(requirement.status) !== true;
    case 'any':
      return requirement.of.some((inner) => meets(inner, person, day));
    default:
      return unreachable(requirement);
  }
}

/** The day so long before a day; a day that the month does not have is its last. Hours count as nothing. */
export function before(day: string, span: Span): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (span.unit === 'hours' || span.count === 0) return day;
  if (span.unit === 'days')
    return new Date(Date.UTC(year, month - 1, date - span.count)).toISOString().slice(0, 10);
  const months = year * 12 + month - 1 - span.count;
  const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
  const at = Date.UTC(Math.floor(months / 12), months % 12, Math.min(date, last));
  return new Date(at).toISOString().slice(0, 10);
}
