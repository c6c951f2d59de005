/**
 * The ballots of a contest, one after the other, as the referee asks for them: dates, a roll, the
 * ballot opened, its figures reported. Who left between two ballots is who is missing from the next.
 */

import type { PrintedRound } from '@hustings/audit';
import {
  type Ballot,
  type BallotReport,
  type ContestProcedure,
  candidatesOnPaper,
  currentBallot,
  type Electorate,
  type RollSection,
  type State,
  seatsOf,
} from '@hustings/rulebook';
import { namesIn, type PrintedSeries } from '../print/parts.ts';
import { anew, dates } from './ballot-dates.ts';
import { EMPTY, Queue } from './ballot-queue.ts';
import { doing, note, type Player, type Scene } from './course.ts';
import { breakTie, chosenBy } from './deciding.ts';
import { type Counted, counted } from './figures.ts';
import { contestOf, dateOf, MATTER } from './matter.ts';
import { idOf } from './names.ts';
import { nominating } from './nominating.ts';
import { byPairs, bySeats } from './papers.ts';
import { freezeDates } from './rulings.ts';
import type { Setting } from './setting.ts';
import { sizeOf } from './supporting.ts';

/** A ballot that was reported, with the print that it came from. */
export interface Held {
  readonly poll: string;
  readonly ballot: Ballot;
  readonly electorate: Electorate;
  readonly series: PrintedSeries;
  readonly counted: Counted;
  readonly report: BallotReport;
  readonly field: readonly { readonly id: string; readonly name: string }[];
  /** Printed rounds that it is made of. */
  readonly rounds: readonly PrintedRound[];
  /** Place of its first round among all printed rounds. */
  readonly place: number;
  /** The first of its series, of which the papers were printed. */
  readonly isFirst: boolean;
}

export function* balloting(
  setting: Setting,
  procedure: ContestProcedure,
  scene: Scene,
): Player<{ readonly scene: Scene; readonly held: readonly Held[] }> {
  const queue = new Queue(setting.part.series);
  const held: Held[] = [];
  let now = scene;
  for (let turn = 0; turn < 100; turn++) {
    const contest = contestOf(now.state);
    if (contest === undefined || contest.progress.finished !== undefined) break;
    if (contest.progress.level !== undefined) {
      now = yield* breakTie(setting, queue.peek()?.round, now);
      continue;
    }
    const next = queue.peek();
    if (contest.phase !== 'done' && next !== undefined) {
      now = yield* anew(setting, procedure, next.day ?? setting.script.days?.[queue.place], now);
      now = yield* nominating(setting, procedure, now, namesIn(next.round));
      continue;
    }
    now = yield* leavers(setting, next?.round, now);
    const { ballot, round } = currentBallot(now.state, contestOf(now.state) ?? contest);
    const isPairs = setting.contest.published.pairs !== undefined;
    if (isOver(setting, now, procedure)) break;
    if (next === undefined && !isPairs) {
      yield { kind: 'missing', text: `The figures of “${ballot.name}” are not in the file.` };
      break;
    }
    const done = yield* oneBallot({ setting, procedure, ballot, round, queue, now, turn });
    if (done === undefined) break;
    now = done.scene;
    held.push(done.held);
  }
  return { scene: now, held };
}

/** There is nothing to vote on: one candidate is left, or none. */
function isOver(setting: Setting, { state }: Scene, procedure: ContestProcedure): boolean {
  const contest = contestOf(state);
  if (contest === undefined) return true;
  if (currentBallot(state, contest).ballot.decides.kind === 'confirms') return false;
  const standing = candidatesOnPaper(state, contest).length;
  const isUnopposed =
    procedure.uncontested.kind === 'elected-unopposed' && standing <= seatsOf(state, contest);
  return standing === 0 || (isUnopposed && setting.contest.published.pairs === undefined);
}

/** Who stands and is not in the next printed round has left; so has all but the elected where no vote was held. */
function* leavers(setting: Setting, next: PrintedRound | undefined, scene: Scene): Player<Scene> {
  const contest = contestOf(scene.state);
  if (contest === undefined) return scene;
  const { part } = setting;
  const stay =
    next !== undefined
      ? namesIn(next)
      : part.elected !== undefined && part.series.length < 2
        ? [part.elected]
        : undefined;
  if (stay === undefined) return scene;
  const ids = new Set(stay.map(idOf));
  const isPart =
    part.node.at('result') !== undefined || setting.contest.published.pairs !== undefined;
  let now = scene;
  const { ballot } = currentBallot(now.state, contest);
  if (ballot.decides.kind === 'confirms' || isPart) return now;
  for (const { id, name } of candidatesOnPaper(now.state, contest)) {
    if (ids.has(id)) continue;
    yield* note(`${name} is not in the next round that is printed: taken as withdrawn.`);
    now = yield* doing({ kind: 'candidate-withdrew', matter: MATTER, candidate: id });
  }
  return now;
}

interface Turn {
  readonly setting: Setting;
  readonly procedure: ContestProcedure;
  readonly ballot: Ballot;
  readonly round: number;
  readonly queue: Queue;
  readonly now: Scene;
  readonly turn: number;
}

function* oneBallot(of: Turn): Player<{ readonly scene: Scene; readonly held: Held } | undefined> {
  const { setting, ballot, queue, turn } = of;
  const electorate = setting.book.electorates.find((e) => e.id === ballot.franchise.electorate);
  const next = queue.peek();
  if (electorate === undefined) return undefined;
  const place = queue.place;
  const { decides } = ballot;
  const isApart =
    decides.kind === 'narrows' ||
    (decides.kind === 'chooses' && decides.otherwise !== 'nobody') ||
    (ballot.paper.kind === 'choice' && decides.kind !== 'chooses');
  const rounds = queue.take(!isApart);
  let now = yield* dates(of, next?.day ?? setting.script.days?.[place]);
  now = yield* freezeDates(setting, electorate, now);
  const contest = contestOf(now.state);
  if (contest === undefined) return undefined;
  const names = [
    ...candidatesOnPaper(now.state, contest),
    ...(ballot.paper.reopen === undefined ? [] : [ballot.paper.reopen]),
  ];
  const known = (name: string): string | undefined =>
    optionOf(names, name, ballot.paper.reopen?.id, setting);
  const size =
    electorate.body === undefined
      ? undefined
      : (printedBody(setting) ?? sizeOf(now.state, electorate.body));
  const series = next?.series ?? EMPTY;
  const pairs = setting.contest.published.pairs;
  const figures = {
    setting,
    electorate,
    results: ballot.results,
    series,
    rounds,
    place,
    idOf: known,
    size,
    isFirst: next?.isFirst ?? true,
    isChoice: ballot.paper.kind === 'choice',
  };
  const seats = setting.contest.published.seats;
  const found =
    pairs !== undefined && rounds.length === 0
      ? byPairs(pairs, names, electorate, ballot, setting.script.papers?.[place]?.electorate)
      : seats !== undefined
        ? bySeats(figures, seats, names, ballot, now.state)
        : { counted: counted(figures), preferred: undefined, chosen: undefined };
  for (const text of found.counted.notes) yield* note(text);
  now = yield* rollFor(electorate, found.counted, turn, now);
  const roll = rollNamed(now.state, electorate, found.counted) ?? '';
  const poll = `ballot-${turn + 1}`;
  now = yield* doing(
    { kind: 'ballot-opened', matter: MATTER, poll, roll },
    dateOf(now.state, ballot.opens),
  );
  const closes = dateOf(now.state, ballot.closes);
  const bare = {
    lines: found.counted.lines,
    rounds: found.counted.rounds,
    ...(found.counted.points === undefined ? {} : { points: found.counted.points }),
    ...(found.preferred === undefined ? {} : { preferred: found.preferred }),
    source: 'The published result.',
  };
  const by = ballot.poll.reported?.by ?? '';
  const reporting = (chosen: readonly string[]) => ({
    kind: 'ballot-reported' as const,
    matter: MATTER,
    poll,
    by,
    report: { ...bare, chosen },
  });
  const at = { ...now, now: closes !== undefined && closes > now.now ? closes : now.now };
  const chosen = found.chosen ?? chosenBy(at, ballot, electorate, bare, reporting, rounds.at(-1));
  now = yield* doing(reporting(chosen), closes);
  return {
    scene: now,
    held: {
      poll,
      ballot,
      electorate,
      series,
      counted: found.counted,
      report: { ...bare, chosen },
      field: names,
      rounds,
      place,
      isFirst: next?.isFirst ?? true,
    },
  };
}

function printedBody(setting: Setting): number | undefined {
  const text = setting.contest.root.at('mpElectorate')?.figure()?.text;
  return text === undefined ? undefined : Number(text);
}

/** The option of the paper that a printed name is; a name that is not on it stays, and is refused. */
export function optionOf(
  names: readonly { readonly id: string; readonly name: string }[],
  name: string,
  reopen: string | undefined,
  setting: Setting,
): string {
  const id = idOf(name);
  const found = names.find((n) => n.id === id || n.name === name)?.id;
  if (found !== undefined) return found;
  const byRule = setting.contest.root.down('method', 'defaultOption')?.text();
  const isReopening = name === byRule || /re-?open nominations|^ron$|none of the above/i.test(name);
  return isReopening && reopen !== undefined ? reopen : id;
}

const ROOT = '00'.repeat(32);

/** The roll of an electorate with these sizes, once. */
function* rollFor(
  electorate: Electorate,
  figures: Counted,
  turn: number,
  scene: Scene,
): Player<Scene> {
  if (rollNamed(scene.state, electorate, figures) !== undefined) return scene;
  const sections: readonly RollSection[] = figures.roll.map((s) => ({ ...s, root: ROOT }));
  const contest = contestOf(scene.state);
  const opens =
    contest === undefined
      ? undefined
      : contest.dates[currentBallot(scene.state, contest).ballot.opens];
  return yield* doing(
    {
      kind: 'roll-frozen',
      roll: `roll-${turn + 1}`,
      electorate: electorate.id,
      sections,
      excluded: [],
      credentials: { sha256: ROOT, size: 0 },
    },
    opens,
  );
}

function rollNamed(state: State, electorate: Electorate, figures: Counted): string | undefined {
  return Object.values(state.rolls).find(
    (roll) =>
      roll.electorate === electorate.id &&
      roll.sections.length === figures.roll.length &&
      roll.sections.every(
        (s, i) => s.id === figures.roll[i]?.id && s.size === figures.roll[i]?.size,
      ),
  )?.id;
}
