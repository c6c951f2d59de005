/** One part of a contest file, played from the opening of the proceeding to the declaration. */
import {
  type BallotReport,
  bookHash,
  type ContestProcedure,
  type Electorate,
  type MotionProcedure,
  type RuleBook,
} from '@hustings/rulebook';
import { namesIn, type PrintedSeries } from '../print/parts.ts';
import { balloting, type Held } from './balloting.ts';
import { calling } from './calling.ts';
import { type Course, carryOut, doing, note, type Player, type Scene } from './course.ts';
import { timetableFor } from './dates.ts';
import { declaring } from './declaring.ts';
import { type Counted, counted } from './figures.ts';
import { MATTER } from './matter.ts';
import { motion } from './motions.ts';
import { idOf } from './names.ts';
import { nominating } from './nominating.ts';
import { rulings } from './rulings.ts';
import { contestProcedure, motionProcedure, officeOf, type Setting } from './setting.ts';
import { DAY, instant, later } from './times.ts';

/** A motion that was put to the vote, with its print. */
export interface HeldMotion {
  readonly procedure: MotionProcedure;
  readonly series: PrintedSeries;
  readonly place: number;
  readonly counted: Counted;
  readonly report: BallotReport;
  readonly electorate: Electorate;
  readonly carried: boolean;
}

export interface PlayedPart {
  readonly book: RuleBook;
  readonly course: Course;
  readonly held: readonly Held[];
  readonly motions: readonly HeldMotion[];
}

export function playPart(setting: Setting): PlayedPart {
  const held: Held[] = [];
  const motions: HeldMotion[] = [];
  const player =
    setting.part.kind === 'motions'
      ? motionsPlayer(setting, motions)
      : contestPlayer(setting, held);
  const course = carryOut(setting.book, opensAt(setting), player);
  return { book: setting.book, course, held, motions };
}

/** Early enough for everything that comes before the first date. */
function opensAt(setting: Setting): string {
  const { script, book, part, ends } = setting;
  const { zone } = book;
  const said = [
    ...Object.values(script.dates ?? {}),
    ...(script.rulings ?? []).map((r) => r.on),
    ...(script.vacancy === undefined ? [] : [script.vacancy.on]),
    ...part.series.flatMap((s) => s.days.flatMap((day) => day ?? [])),
  ].flatMap((text) => instant(zone, text, 0) ?? []);
  const procedure = part.kind === 'contest' ? contestProcedure(setting) : undefined;
  const stages =
    procedure === undefined ? [ends] : Object.values(timetableFor(setting, procedure, []));
  const first = [...said, ...stages].toSorted()[0] ?? ends;
  const asked = script.motion === undefined ? undefined : instant(zone, script.motion.on, 0);
  const from = asked !== undefined && asked < first ? asked : first;
  const earliest = later(from, -3 * DAY);
  // A version of the rules is in force from its first day on.
  const inForce = instant(zone, book.inForce.from, 0) ?? earliest;
  return book.family !== undefined && earliest < inForce && inForce <= first ? inForce : earliest;
}

function* opening(setting: Setting): Player<Scene> {
  const { book, contest, part } = setting;
  return yield* doing({
    kind: 'proceeding-opened',
    proceeding: idOf(`${contest.id}${part.isWhole ? '' : `-${part.date ?? ''}`}`),
    organisation: contest.organisation,
    title: part.name,
    book: { id: book.id, version: book.version, hash: bookHash(book) },
    mode: 'simple',
    logKey: 'replay+00000000+AAAA',
    officerKey: '00'.repeat(32),
    notes: ['A replay of published figures: keys and rolls are stand-ins.'],
  });
}

function* contestPlayer(setting: Setting, all: Held[]): Player {
  yield* opening(setting);
  const procedure = contestProcedure(setting);
  if (procedure === undefined) {
    yield { kind: 'missing', text: 'The rule book has no contest for an office.' };
    return;
  }
  const office = officeOf(setting, procedure.offices) ?? procedure.offices[0] ?? '';
  let now = yield* calling(setting, procedure, office);
  const first = procedure.ballots?.[0];
  const needed = first === undefined ? [] : [first.opens, first.closes];
  now = yield* doing({
    kind: 'timetable-set',
    matter: MATTER,
    by: procedure.timetable.setBy,
    dates: timetableFor(setting, procedure, needed),
    reason: 'The dates that are known; the others lie between them.',
  });
  now = yield* rulings(setting, 'called', now);
  now = yield* nominating(setting, procedure, now, firstField(setting, procedure));
  now = yield* rulings(setting, 'nominated', now);
  const balloted = yield* balloting(setting, procedure, now);
  all.push(...balloted.held);
  yield* declaring(setting, balloted.held, balloted.scene);
}

/** Where nominations open again for a later ballot, those of the first are those in its figures. */
function firstField(setting: Setting, procedure: ContestProcedure): readonly string[] | undefined {
  const isAnew = procedure.ballots?.some((b) => b.field === 'anew') === true;
  const first = setting.part.series[0]?.ballot.rounds[0];
  return isAnew && first !== undefined ? namesIn(first) : undefined;
}

function* motionsPlayer(setting: Setting, all: HeldMotion[]): Player {
  let now = yield* opening(setting);
  const procedure = motionProcedure(setting);
  const electorate = setting.book.electorates.find((e) => e.id === procedure?.franchise.electorate);
  const { part, script, book } = setting;
  for (const text of [
    `Played under “${book.title}”, version ${book.version}.`,
    ...setting.notes,
    ...(script.notes ?? []),
  ])
    now = yield* note(text);
  const [series] = part.series;
  if (procedure === undefined || electorate === undefined || series === undefined) {
    yield {
      kind: 'missing',
      text: procedure === undefined ? 'The rule book has no motion.' : 'The file has no figures.',
    };
    return;
  }
  if (procedure.office !== undefined && script.holder !== undefined)
    now = yield* doing({
      kind: 'holder-recorded',
      office: procedure.office,
      holder: { id: idOf(script.holder), name: script.holder },
      as: 'holder',
      ...(script.status === undefined ? {} : { status: script.status }),
      source: 'The file and its script.',
    });
  for (const [place, round] of series.ballot.rounds.entries()) {
    const figures = counted({
      setting,
      electorate,
      results: procedure.results,
      isChoice: true,
      series,
      rounds: [round],
      place,
      isFirst: place === 0,
      idOf: (name) => sideOf(name, [...round.totals.keys()]),
      size: undefined,
    });
    for (const text of figures.notes) now = yield* note(text);
    const done = yield* motion(setting, procedure, {
      matter: `motion-${place + 1}`,
      counted: atLeastVotes(figures),
      on: series.days[place] ?? part.date,
      text: script.text ?? part.node.down('motion', 'text')?.text() ?? round.name,
      scene: now,
    });
    now = done.scene;
    all.push({ procedure, series, place, counted: figures, ...done });
  }
}

/** For or against, by the name of the option; the first is for where the names do not tell. */
export function sideOf(name: string, all: readonly string[]): string {
  if (/\bagainst\b/i.test(name)) return 'against';
  if (/\bfor\b/i.test(name)) return 'for';
  if (/abst/i.test(name)) return 'abstain';
  return all.indexOf(name) === 0 ? 'for' : 'against';
}

/** Where the members represented are not printed, there are as many as were cast. */
function atLeastVotes(figures: Counted): Counted {
  const lines = figures.lines.map((line) => {
    const votes = Object.values(line.votes).reduce((a, b) => a + b, 0);
    return line.entitled >= votes ? line : { ...line, entitled: votes };
  });
  return { ...figures, lines };
}
