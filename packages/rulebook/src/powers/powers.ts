/**
 * Who has power under a rule book, from the book alone: what each body can do by itself, what cannot
 * be done without it, whom it needs for what, what it cannot do, and the shortest way to the two
 * things that people ask for: that a contest is held, and that the holder is gone.
 */
import { exact } from '@hustings/count';
import type { ContestProcedure, Electorate, MotionProcedure, RuleBook } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { list, officeInText } from '../words.ts';
import {
  contestHeld,
  contestsFor,
  electoratesOf,
  holderGone,
  motionCarried,
  motionPut,
  partyOf,
} from './goals.ts';
import { votingPower } from './voting-power.ts';
import {
  CIRCUMSTANCE,
  canAlone,
  canBlock,
  HOLDER,
  type Party,
  type Path,
  partiesOf,
  pathsOf,
  type Way,
} from './ways.ts';

export interface Powers {
  readonly format: 'hustings/powers/1';
  readonly book: string;
  readonly version: string;
  readonly parties: readonly PartyPowers[];
  readonly goals: readonly Goal[];
  readonly weighted: readonly WeightedElectorate[];
}

/** A sentence without the party's name, with the clause it rests on. */
export interface Said {
  readonly text: string;
  readonly clause: string;
}

export interface PartyPowers {
  readonly id: Party;
  readonly name: string;
  readonly alone: readonly Said[];
  readonly blocks: readonly Said[];
  /** Can bring it about only together with `with`. */
  readonly together: readonly (Said & { readonly with: readonly string[] })[];
  readonly decides: readonly Said[];
  readonly cannot: readonly Said[];
}

export interface Goal {
  readonly id: string;
  readonly name: string;
  /** The shortest way first; ways that only add to another are left out. */
  readonly ways: readonly Path[];
  readonly clause: string;
}

export interface WeightedElectorate {
  readonly electorate: string;
  readonly name: string;
  /** What a winner needs more than, of the whole. */
  readonly quota: string;
  readonly blocks: readonly BlockPower[];
}

/** A section that votes as one; figures are reduced fractions, "1/3". */
export interface BlockPower {
  readonly id: string;
  readonly name: string;
  readonly weight: string;
  readonly banzhaf: string;
  readonly shapleyShubik: string;
  readonly isDictator: boolean;
  readonly hasVeto: boolean;
}

export function powersOf(book: RuleBook): Powers {
  const goals = goalsOf(book);
  return {
    format: 'hustings/powers/1',
    book: book.id,
    version: book.version,
    parties: partiesIn(book).map(({ id, name }) => ({
      id,
      name,
      alone: goals.filter((g) => canAlone(g.ways, id)).map(saidOf),
      blocks: goals.filter((g) => canBlock(g.ways, id) && !canAlone(g.ways, id)).map(saidOf),
      together: goals.flatMap((goal) => together(book, goal, id)),
      decides: decides(book, id),
      cannot: cannot(book, id),
    })),
    goals,
    weighted: weighted(book),
  };
}

function saidOf({ name, clause }: Goal): Said {
  return { text: name, clause };
}

/** Bodies and electorates that are no body, in the order of the book. */
export function partiesIn(
  book: RuleBook,
): readonly { readonly id: Party; readonly name: string }[] {
  const bodies = book.bodies.map((b) => ({ id: b.id, name: b.inText }));
  const electorates = book.electorates
    .filter((e) => e.body === undefined)
    .map((e) => ({ id: e.id, name: `the electors (${e.name})` }));
  return [...bodies, ...electorates];
}

export function partyName(book: RuleBook, id: Party): string {
  if (id === HOLDER) return 'whoever holds the office';
  if (id === CIRCUMSTANCE) return 'circumstance';
  return partiesIn(book).find((p) => p.id === id)?.name ?? 'a candidate';
}

function goalsOf(book: RuleBook): readonly Goal[] {
  // Offices that are filled and emptied in the same ways are spoken of together.
  const groups = Map.groupBy(book.offices, (office) =>
    JSON.stringify([
      contestsFor(book, office.id).map((c) => c.id),
      book.procedures.flatMap((p) =>
        p.kind === 'motion' && p.effect.kind === 'vacates' && p.effect.office === office.id
          ? [p.id]
          : [],
      ),
      office.term?.length,
    ]),
  );
  const offices = [...groups.values()].flatMap(([office, ...others]): readonly Goal[] => {
    if (office === undefined || contestsFor(book, office.id).length === 0) return [];
    const name = list(
      [office, ...others].map((o) => o.inText),
      'or',
    );
    const goal = (id: string, text: string, way: Way): Goal => ({
      id: `${id}:${office.id}`,
      name: text,
      ways: minimal(pathsOf(way)),
      clause: office.clause,
    });
    return [
      goal(
        'contest-held',
        `A contest for ${name} is held while the office is held`,
        contestHeld(book, office.id, 'held'),
      ),
      goal(
        'contest-on-vacancy',
        `A contest for ${name} is held once the office is vacant`,
        contestHeld(book, office.id, 'vacant'),
      ),
      goal('holder-gone', `The ${name} is gone, without resigning`, holderGone(book, office.id)),
    ];
  });
  const motions = book.procedures
    .filter((p): p is MotionProcedure => p.kind === 'motion')
    .flatMap((motion): readonly Goal[] => [
      {
        id: `motion-put:${motion.id}`,
        name: `“${motion.name}” is put to a vote`,
        ways: minimal(pathsOf(motionPut(book, motion))),
        clause: motion.tabling.clause,
      },
      {
        id: `motion-carried:${motion.id}`,
        name: `“${motion.name}” is carried${motion.effect.kind === 'advisory' ? ', which changes nothing' : ''}`,
        ways: minimal(pathsOf(motionCarried(book, motion))),
        clause: motion.decision.clause,
      },
    ]);
  return [...offices, ...motions].filter((goal) => goal.ways.length > 0);
}

/** Ways whose parties contain those of another way say nothing new. */
function minimal(paths: readonly Path[]): readonly Path[] {
  const out: Path[] = [];
  for (const path of paths) {
    const parties = new Set(partiesOf(path));
    if (!out.some((other) => partiesOf(other).every((p) => parties.has(p)))) out.push(path);
  }
  return out;
}

function together(
  book: RuleBook,
  goal: Goal,
  id: Party,
): readonly (Said & { readonly with: readonly string[] })[] {
  if (canAlone(goal.ways, id)) return [];
  const shared = goal.ways
    .map(partiesOf)
    .filter((parties) => parties.includes(id) && !parties.includes(HOLDER));
  const [least] = shared.sort((a, b) => a.length - b.length);
  if (least === undefined) return [];
  const others = least.filter((p) => p !== id).map((p) => partyName(book, p));
  return others.length === 0 ? [] : [{ ...saidOf(goal), with: others }];
}

/** What it decides on the way: dates, questions, ties. */
function decides(book: RuleBook, id: Party): readonly Said[] {
  return [
    ...book.procedures
      .filter((p) => p.timetable.setBy === id)
      .map((p) => ({ text: `the dates of “${p.name}”`, clause: p.timetable.clause })),
    ...book.questions
      .filter((q) => q.body === id)
      .map((q) => ({
        text:
          q.review.length === 0
            ? `“${q.asks}”, with the last word`
            : `“${q.asks}”, unless ${list(
                q.review.map((b) => bodyInText(book, b)),
                'or',
              )} sets it aside`,
        clause: q.clause,
      })),
    ...book.questions
      .filter((q) => q.review.includes(id))
      .map((q) => ({
        text: `whether the answer to “${q.asks}” stands${q.review.at(-1) === id ? ', with the last word' : ''}`,
        clause: q.clause,
      })),
    ...(book.demands ?? [])
      .filter((d) => d.keeper === id)
      .map((d) => ({
        text: `when there are enough: ${d.name} (it alone knows the number)`,
        clause: d.clause,
      })),
  ];
}

/** What people may think that it can, and it cannot. */
function cannot(book: RuleBook, id: Party): readonly Said[] {
  const motions = book.procedures.filter(
    (p): p is MotionProcedure =>
      p.kind === 'motion' && p.effect.kind === 'advisory' && isConcerned(book, p, id),
  );
  const contests = book.procedures.filter(
    (p): p is ContestProcedure => p.kind === 'contest' && nominates(p, id),
  );
  return [
    ...motions.map((m) => ({
      text: `change anything by “${m.name}”: ${m.effect.text}`,
      clause: m.effect.clause,
    })),
    ...contests.flatMap((contest) => incumbents(book, contest, id)),
    ...contests
      .filter((contest) => !electoratesOf(book, contest).some((e) => partyOf(e) === id))
      .map((contest) => ({
        text: `choose who is elected, which is for ${list(electoratesOf(book, contest).map((e) => `“${e.name}”`))}`,
        clause: contest.franchise.clause,
      })),
  ];
}

function isConcerned(book: RuleBook, motion: MotionProcedure, id: Party): boolean {
  const electorate = book.electorates.find(
    (e) => e.id === motion.franchise.electorate,
  ) as Electorate;
  return motion.tabling.body === id || partyOf(electorate) === id;
}

function nominates(contest: ContestProcedure, id: Party): boolean {
  return JSON.stringify(contest.nomination.gates.map((g) => g.condition)).includes(
    `"body":"${id}"`,
  );
}

/** Whether refusing nominations keeps the holder of the office off the paper. */
function incumbents(book: RuleBook, contest: ContestProcedure, id: Party): readonly Said[] {
  if (contest.triggers.every((t) => t.office === 'vacant')) return [];
  const { incumbent } = contest.nomination;
  const office = list(
    contest.offices.map((o) => officeInText(book, o)),
    'or',
  );
  switch (incumbent.kind) {
    case 'automatic':
      return [
        {
          text: `keep the ${office} off the paper by refusing nominations: who holds the office stands without any`,
          clause: incumbent.clause,
        },
      ];
    case 'by-ruling': {
      const question = book.questions.find((q) => q.id === incumbent.question);
      if (question === undefined || question.body === id) return [];
      return [
        {
          text: `keep the ${office} off the paper by refusing nominations, if ${bodyInText(book, question.body)} rules that none are needed`,
          clause: incumbent.clause,
        },
      ];
    }
    case 'by-papers':
    case 'barred':
      return [];
  }
}

function weighted(book: RuleBook): readonly WeightedElectorate[] {
  return book.electorates.flatMap((electorate) => {
    const blocks = electorate.sections.flatMap(({ id, name, weight }) =>
      weight === undefined
        ? []
        : [{ id, name, weight: exact.ratio(BigInt(weight.numerator), BigInt(weight.denominator)) }],
    );
    if (blocks.length < 2 || blocks.length !== electorate.sections.length) return [];
    const whole = exact.sum(blocks.map((b) => b.weight));
    const quota = exact.divide(whole, exact.whole(2));
    const power = votingPower(blocks, quota);
    return [
      {
        electorate: electorate.id,
        name: electorate.name,
        quota: exact.toText(quota, 'exact'),
        blocks: power.map(({ id, weight, banzhaf, shapleyShubik, isDictator, hasVeto }, i) => ({
          id,
          name: (blocks[i] as { readonly name: string }).name,
          weight: exact.toText(weight, 'exact'),
          banzhaf: exact.toText(banzhaf, 'exact'),
          shapleyShubik: exact.toText(shapleyShubik, 'exact'),
          isDictator,
          hasVeto,
        })),
      },
    ];
  });
}
