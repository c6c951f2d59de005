/** Dates of ballots that the first timetable did not know: the next round, nominations that open again. */
import { type Ballot, type ContestProcedure, currentBallot } from '@hustings/rulebook';
import { doing, type Player, type Scene } from './course.ts';
import { contestOf, MATTER } from './matter.ts';
import type { Setting } from './setting.ts';
import { instant, later } from './times.ts';

const MINUTE = 60_000;

/** What the dates of a ballot hang on. */
export interface Dated {
  readonly setting: Setting;
  readonly procedure: ContestProcedure;
  readonly ballot: Ballot;
  readonly now: Scene;
}

/** Nominations are open again: all dates from theirs on are new ones. */
export function* anew(
  setting: Setting,
  procedure: ContestProcedure,
  day: string | undefined,
  scene: Scene,
): Player<Scene> {
  const contest = contestOf(scene.state);
  if (contest === undefined) return scene;
  const { ballot } = currentBallot(scene.state, contest);
  const known = day === undefined ? undefined : instant(setting.book.zone, day, 9);
  const dates: Record<string, string> = {};
  let least = scene.now;
  for (const { id } of procedure.timetable.stages) {
    const was = contest.dates[id];
    const isOfBallot = id === ballot.opens || id === ballot.closes;
    const isGate = procedure.nomination.gates.some((g) => g.opens === id || g.closes === id);
    if (was === undefined && !isOfBallot) continue;
    const soon = later(least, 60 * MINUTE);
    const want = id === ballot.opens && known !== undefined && known > soon ? known : soon;
    dates[id] = was === undefined || isGate || isOfBallot || was < want ? want : was;
    least = dates[id] ?? least;
  }
  return yield* doing({
    kind: 'timetable-set',
    matter: MATTER,
    by: procedure.timetable.setBy,
    dates,
    reason: 'Nominations are open again.',
  });
}

/** The timetable again, where the ballot that is next has no dates of its own. */
export function* dates(of: Dated, day: string | undefined): Player<Scene> {
  const { setting, procedure, ballot, now } = of;
  const contest = contestOf(now.state);
  if (contest === undefined) return now;
  const { zone } = setting.book;
  const known = day === undefined ? undefined : instant(zone, day, 9);
  const opens = contest.dates[ballot.opens];
  const last = contest.progress.held.at(-1);
  const isAgain =
    last?.ballot === ballot.id || opens === undefined || (last !== undefined && opens < now.now);
  const isOther =
    procedure.ballots !== undefined &&
    known !== undefined &&
    opens !== undefined &&
    known.slice(0, 10) !== opens.slice(0, 10);
  if (!isAgain && !isOther) return now;
  const from = [known ?? now.now, later(now.now, 30 * MINUTE)].toSorted().at(-1) as string;
  const { stages, setBy } = procedure.timetable;
  const at = stages.findIndex((s) => s.id === ballot.opens);
  const dates: Record<string, string> = {};
  let least = from;
  for (const [i, { id }] of stages.entries()) {
    const was = contest.dates[id];
    if (i < at || was === undefined) {
      // What was only reckoned to come later comes before what is known.
      if (was !== undefined) dates[id] = i < at && was > from ? from : was;
      if (i < at || (id !== ballot.opens && id !== ballot.closes)) continue;
    }
    const want =
      id === ballot.opens ? from : id === ballot.closes ? later(from, 60 * MINUTE) : (was ?? least);
    dates[id] = want < least ? least : want;
    least = dates[id] ?? least;
  }
  return yield* doing({
    kind: 'timetable-set',
    matter: MATTER,
    by: setBy,
    dates,
    reason: day === undefined ? 'The next ballot.' : `The ballot of ${day}.`,
  });
}
