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
  scoresOf,
  seatsOf,
} from '@hustings/rulebook';
import { namesIn, type PrintedSeries } from '../print/parts.ts';
import { breachOf, doing, note, type Player, type Scene } from './course.ts';
import { type Counted, counted } from './figures.ts';
import { contestOf, dateOf, MATTER } from './matter.ts';
import { idOf } from './names.ts';
import { nominating } from './nominating.ts';
import { byPairs, bySeats } from './papers.ts';
import { freezeDates } from './rulings.ts';
import type { Setting } from './setting.ts';
import { sizeOf } from './supporting.ts';
import { instant, later } from './times.ts';

const MINUTE = 60_000;

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

/** Printed rounds that are still to be played. */
class Queue {
  readonly #series: readonly PrintedSeries[];
  #at = 0;
  #round = 0;
  place = 0;

  constructor(series: readonly PrintedSeries[]) {
    this.#series = series;
  }

  peek():
    | {
        readonly series: PrintedSeries;
        readonly round: PrintedRound;
        readonly day: string | undefined;
        readonly isFirst: boolean;
      }
    | undefined {
    const series = this.#series[this.#at];
    const round = series?.ballot.rounds[this.#round];
    if (series === undefined || round === undefined) return undefined;
    return { series, round, day: series.days[this.#round], isFirst: this.#round === 0 };
  }

  /** The next round, or with it all that are left of its count. */
  take(all: boolean): readonly PrintedRound[] {
    const series = this.#series[this.#at];
    const rounds = series?.ballot.rounds ?? [];
    const taken = all ? rounds.slice(this.#round) : rounds.slice(this.#round, this.#round + 1);
    this.#round += taken.length;
    this.place += taken.length;
    if (this.#round >= rounds.length) {
      this.#at++;
      this.#round = 0;
    }
    return taken;
  }
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

/** Nominations are open again: all dates from theirs on are new ones. */
function* anew(
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

const EMPTY: PrintedSeries = {
  ballot: {
    name: 'the ballot',
    path: '',
    kind: 'polls',
    rounds: [],
    sections: [],
    papers: {
      valid: undefined,
      spoilt: undefined,
      abstentions: undefined,
      returned: undefined,
      admitted: undefined,
      notAdmitted: undefined,
      electorate: undefined,
      channels: [],
    },
    points: { total: undefined, perUnit: undefined, units: undefined, toWin: undefined },
    majority: false,
    turnout: [],
    declaration: undefined,
    sectionShares: [],
  },
  days: [],
};

/** Who is chosen by these figures: the referee's own judgement of the leader, or of nobody. */
function chosenBy(
  at: Scene,
  ballot: Ballot,
  electorate: Electorate,
  bare: Omit<BallotReport, 'chosen'>,
  reporting: (chosen: readonly string[]) => Parameters<typeof breachOf>[1],
  last: PrintedRound | undefined,
): readonly string[] {
  const { decides } = ballot;
  if (decides.kind === 'narrows') return [];
  const [scores = new Map()] = scoresOf(electorate, { ...bare, chosen: [] }).toReversed();
  const contest = contestOf(at.state);
  const seats = contest === undefined ? 1 : seatsOf(at.state, contest);
  const ids = [...scores.keys()].toSorted((a, b) => {
    const [x, y] = [scores.get(a), scores.get(b)];
    if (x === undefined || y === undefined) return 0;
    const difference = y.n * x.d - x.n * y.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : a < b ? -1 : 1;
  });
  if (decides.kind === 'confirms')
    return breachOf(at, reporting(['for'])) === undefined ? ['for'] : [];
  // Several places are filled by transfer or by score: no first figures tell by whom.
  const printed = (last?.elected ?? []).map(idOf);
  if (seats > 1) return printed.length > 0 ? printed : ids.slice(0, seats);
  const [leader] = ids;
  if (leader === undefined) return printed.slice(0, 1);
  return breachOf(at, reporting([leader])) === undefined ? [leader] : [];
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

/** The timetable again, where the ballot that is next has no dates of its own. */
function* dates(of: Turn, day: string | undefined): Player<Scene> {
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

/** Level candidates: the ballot again where the print has the same names again, else whoever is gone from it goes. */
function* breakTie(setting: Setting, next: PrintedRound | undefined, scene: Scene): Player<Scene> {
  const contest = contestOf(scene.state);
  const level = contest?.progress.level;
  if (contest === undefined || level === undefined) return scene;
  const stays = new Set((next === undefined ? [] : namesIn(next)).map(idOf));
  const gone = level.among.filter((id) => !stays.has(id));
  const poll = contest.poll ?? '';
  const ballot = currentBallot(scene.state, contest).ballot;
  if (next !== undefined && gone.length === 0) {
    const question = setting.book.questions.find((q) => q.effects.includes('ballot-again'));
    return yield* doing({
      kind: 'ruling-made',
      ruling: `again-${scene.state.seq}`,
      matter: MATTER,
      body: question?.body ?? '',
      question: question?.id ?? 'other',
      decision: 'The ballot is held again.',
      reason: 'Candidates are level, and the rules do not say what is to be done.',
      basis: question?.clause ?? '',
      effect: { kind: 'ballot-again' },
    });
  }
  const out =
    next === undefined
      ? level.among.filter((id) => id !== idOf(setting.part.elected ?? '')).slice(0, level.go)
      : gone.slice(0, level.go);
  const body =
    ballot.decides.kind === 'confirms'
      ? undefined
      : ballot.decides.level.find((l) => l.step === 'body')?.body;
  const casting = level.for === 'win' ? ballot.count.casting?.body : body;
  yield* note('A tie was broken; how is not in the file.');
  return yield* doing({
    kind: 'tie-broken',
    matter: MATTER,
    poll,
    how: casting === undefined ? 'lot' : 'body',
    ...(casting === undefined ? {} : { by: casting }),
    out,
    reason: 'Who went on is in the file.',
  });
}
