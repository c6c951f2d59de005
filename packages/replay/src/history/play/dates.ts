/** A timetable from what was printed: known moments stay, the others fall in between as the book asks. */
import { DECLARATION, POLL_CLOSES, POLL_OPENS, type Procedure } from '@hustings/rulebook';
import type { Setting } from './setting.ts';
import { DAY, instant, later } from './times.ts';

/** What files call moments that books call otherwise. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^ballots?-?(opens|sent).*|^voting-opens$/, POLL_OPENS],
  [/^ballots?-?closes$|^voting-closes$/, POLL_CLOSES],
  [/^declared$|^result$/, DECLARATION],
  [/^(plp-)?nominations-open$/, 'nominations-open'],
  [/^(plp-)?nominations-close$/, 'nominations-close'],
  [/^registered-supporter-window-opens$/, 'registration-opens'],
  [/^registered-supporter-window-closes$/, 'registration-closes'],
  [/^freeze-date$/, 'freeze'],
  [/^clp-affiliate-nominations-open$/, 'second-opens'],
  [/^clp-affiliate-nominations-close$/, 'second-closes'],
  [/^affiliated-supporter-deadline$/, 'affiliates-close'],
];

/** Moments of the file's timetable by stage of the book. */
function printedDates(setting: Setting): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (!setting.part.isWhole) return found;
  for (const { name, text } of setting.contest.published.timetable) {
    const kebab = name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    const stage = SAME.find(([pattern]) => pattern.test(kebab))?.[1] ?? kebab;
    found[stage] ??= text;
  }
  return found;
}

/** The day printed beside the first round, where each round is a ballot of its own. */
function firstBallotDay(setting: Setting, procedure: Procedure): Readonly<Record<string, string>> {
  const day = setting.part.series[0]?.days[0] ?? setting.script.days?.[0];
  const first = procedure.kind === 'contest' ? procedure.ballots?.[0] : undefined;
  return day === undefined || first === undefined
    ? {}
    : { [first.opens]: day, [first.closes]: day };
}

/** What the hour of a stage is where only its day is known. */
function hourOf(stage: string): number {
  if (stage === DECLARATION) return 18;
  return /close/.test(stage) ? 17 : 9;
}

/**
 * Instants for all stages that must have one, and those optional ones that `with` names. Known
 * moments come from the script and the file; from the end backwards each other stage falls a day
 * before the next, or as long before as the book asks.
 */
export function timetableFor(
  setting: Setting,
  procedure: Procedure,
  needed: readonly string[],
): Readonly<Record<string, string>> {
  const { zone, family, inForce } = setting.book;
  const from = instant(zone, inForce.from, 6) ?? '';
  // Rules that had just come into force leave less time between the dates that nobody knows.
  for (let part = 1; part <= 64; part *= 2) {
    const dates = spaced(setting, procedure, needed, part);
    const first = Object.values(dates).toSorted()[0] ?? '';
    if (family === undefined || first >= from || setting.ends < from) return dates;
  }
  return spaced(setting, procedure, needed, 1);
}

/** Unknown stages fall one `part` of their usual distance before the next. */
function spaced(
  setting: Setting,
  procedure: Procedure,
  needed: readonly string[],
  part: number,
): Readonly<Record<string, string>> {
  const { zone } = setting.book;
  const { stages, spans } = procedure.timetable;
  const said = {
    ...firstBallotDay(setting, procedure),
    ...printedDates(setting),
    ...setting.script.dates,
  };
  const dates: Record<string, string> = {};
  let next = later(setting.ends, DAY);
  const wanted = stages.filter(
    (s) => !s.optional || needed.includes(s.id) || said[s.id] !== undefined,
  );
  for (const { id } of wanted.toReversed()) {
    const text = said[id];
    const known = text === undefined ? undefined : instant(zone, text, hourOf(id));
    const least = spans.flatMap((span) => {
      const to = dates[span.to];
      if (span.from !== id || span.least === undefined || to === undefined) return [];
      return [later(to, -lengthOf(span.least) - DAY / 8)];
    });
    const isLast = Object.keys(dates).length === 0;
    const free = isLast ? setting.ends : later(next, -gapOf(id) / part);
    const at = known ?? [free, ...least].toSorted()[0] ?? free;
    dates[id] = at;
    next = at < next ? at : next;
  }
  // What is not known never falls before what is known to come first.
  let least = '';
  return Object.fromEntries(
    wanted.map(({ id }) => {
      const at = dates[id] ?? setting.ends;
      const moved = said[id] === undefined && at < least ? least : at;
      least = moved > least ? moved : least;
      return [id, moved];
    }),
  );
}

/** How long before the stage after it an unknown stage falls: a poll is open for a while. */
function gapOf(stage: string): number {
  return /opens?$/.test(stage) ? 2 * DAY : DAY;
}

function lengthOf(span: {
  readonly count: number;
  readonly unit: 'hours' | 'days' | 'months';
}): number {
  const { count, unit } = span;
  return unit === 'hours' ? count * (DAY / 24) : unit === 'days' ? count * DAY : count * 31 * DAY;
}
