/**
 * What a rule book leaves open, that someone may one day quarrel about. The book is sound (it was
 * read) and can be enforced; these are warnings, with the place in the book.
 */
import { unreachable } from '@hustings/base';
import { checkBallotsInTurn } from './checks/ballots.ts';
import { checkBodies } from './checks/bodies.ts';
import { checkReach } from './checks/reach.ts';
import { type BookWarning, warning } from './checks/warning.ts';
import type { ContestProcedure, MotionProcedure, Procedure, RuleBook } from './rule-book.ts';
import { bodyInText } from './state.ts';
import { leavesOf } from './thresholds.ts';
import { officeInText } from './words.ts';

export type { BookWarning } from './checks/warning.ts';

export function checkRuleBook(book: RuleBook): readonly BookWarning[] {
  return [
    ...book.procedures.flatMap((procedure, i) =>
      checkProcedure(book, procedure, `/procedures/${i}`),
    ),
    ...checkReach(book),
    ...checkBodies(book),
    ...unreviewed(book),
    ...unfilled(book),
    ...unused(book),
    ...fromMemory(book),
  ];
}

function checkProcedure(book: RuleBook, procedure: Procedure, at: string): readonly BookWarning[] {
  const own =
    procedure.kind === 'contest'
      ? checkContest(book, procedure, at)
      : checkMotion(book, procedure, at);
  const { poll, results, timetable } = procedure;
  return [
    ...own,
    ...(poll.closing.kind === 'officer'
      ? [
          warning(
            'book/closing-at-will',
            `${at}/poll/closing`,
            `“${procedure.name}”: the returning officer may close the poll when they like, so electors cannot rely on its closing time.`,
          ),
        ]
      : []),
    ...(timetable.spans.length === 0
      ? [
          warning(
            'book/no-least-length',
            `${at}/timetable/spans`,
            `“${procedure.name}”: nothing says how long anything must last at least, so ${bodyInText(book, timetable.setBy)} can make it very short.`,
          ),
        ]
      : []),
    ...(results.leastPool < 2
      ? [
          warning(
            'book/pool-of-one',
            `${at}/results/leastPool`,
            `“${procedure.name}”: a single paper may be opened alone, which tells how that elector voted.`,
          ),
        ]
      : []),
  ];
}

function checkContest(
  book: RuleBook,
  contest: ContestProcedure,
  at: string,
): readonly BookWarning[] {
  const found: BookWarning[] = [];
  const add = (code: string, pointer: string, message: string): void => {
    found.push(warning(code, `${at}${pointer}`, `“${contest.name}”: ${message}`));
  };
  if (contest.count.ties.length === 0 && contest.count.casting === undefined)
    add('book/no-tie-rule', '/count/ties', 'nothing says how a tie is broken.');
  else if (!endsTies(contest.count))
    add(
      'book/tie-may-remain',
      '/count/ties',
      'the ways in which a tie is broken may all fail; a lot at the end never does.',
    );
  contest.nomination.gates.forEach((gate, i) => {
    const leaves = contest.triggers.flatMap((t) => leavesOf(gate.condition, t.id));
    if (
      leaves.some(
        ({ threshold }) => threshold.kind === 'percent' && threshold.rounding === undefined,
      )
    )
      add(
        'book/rounding-unstated',
        `/nomination/gates/${i}/condition`,
        'a threshold in per cent does not say how it is rounded; the referee rounds up, since fewer would be less than the share.',
      );
    if (
      leaves.some(
        ({ threshold }) =>
          threshold.kind === 'percent' &&
          (threshold.asOf === 'nominations-close' || threshold.asOf === 'moving'),
      )
    )
      add(
        'book/moving-threshold',
        `/nomination/gates/${i}/condition`,
        'the size of a body is taken when nominations close, so nobody knows before how many nominations are needed.',
      );
  });
  if (contest.nomination.incumbent.kind === 'by-ruling')
    add(
      'book/incumbent-unstated',
      '/nomination/incumbent',
      'whether the holder of the office needs nominations is not said; whoever rules on it decides who can win.',
    );
  if (contest.nomination.perNominator === undefined)
    add(
      'book/nominations-unlimited',
      '/nomination/perNominator',
      'a nominator may nominate everyone, so a threshold keeps nobody out.',
    );
  if (contest.nomination.consent === undefined)
    add(
      'book/no-consent',
      '/nomination/consent',
      'candidates can be put on the paper against their will.',
    );
  if (contest.uncontested.kind === 'poll-anyway' && contest.paper.reopen === undefined)
    add(
      'book/poll-of-one',
      '/uncontested',
      'a poll with one candidate is held, and the paper has no way to refuse that candidate.',
    );
  if (contest.results.percent.of === 'cast' && contest.results.turnout.counts === 'valid')
    add(
      'book/spoilt-in-and-out',
      '/results',
      'spoilt papers are in the shares and not in the turnout; the figures will not fit together.',
    );
  return found.concat(checkBallotsInTurn(book, contest, at), untimelyRoll(book, contest, at));
}

/** The last step of the ladder never fails: an order, or someone's casting vote. */
function endsTies(count: ContestProcedure['count']): boolean {
  const last = count.ties.at(-1)?.step;
  return (
    count.casting !== undefined ||
    last === 'lot' ||
    last === 'published-order' ||
    last === 'public-coin'
  );
}

/** Sections whose roll can be made before anyone knows who may register. */
function untimelyRoll(book: RuleBook, procedure: Procedure, at: string): readonly BookWarning[] {
  const electorate = book.electorates.find((e) => e.id === procedure.franchise.electorate);
  const isOpenEnded =
    procedure.kind === 'contest' &&
    procedure.franchise.frozenAfter === undefined &&
    // A body that has a size is no matter of joining.
    electorate?.body === undefined &&
    electorate?.sections.every((s) => s.freeze.kind === 'at-roll') === true;
  return isOpenEnded
    ? [
        warning(
          'book/freeze-at-will',
          `${at}/franchise`,
          `“${procedure.name}”: nothing says when the roll is frozen, so whoever freezes it decides how late one may join and vote.`,
        ),
      ]
    : [];
}

function checkMotion(book: RuleBook, motion: MotionProcedure, at: string): readonly BookWarning[] {
  const found: BookWarning[] = [];
  const add = (code: string, pointer: string, message: string): void => {
    found.push(warning(code, `${at}${pointer}`, `“${motion.name}”: ${message}`));
  };
  switch (motion.effect.kind) {
    case 'advisory':
      if (motion.office !== undefined)
        add(
          'book/motion-without-effect',
          '/effect',
          'it can be carried and nothing follows, whatever those who vote expect.',
        );
      break;
    case 'decides':
      break;
    case 'vacates':
      if (motion.effect.procedure === undefined)
        add(
          'book/no-successor',
          '/effect',
          'if it is carried the office is vacant, and no election follows.',
        );
      if (motion.quorum === undefined)
        add('book/no-quorum', '/quorum', 'it can be carried by very few.');
      if (motion.immunity === undefined)
        add('book/no-immunity', '/immunity', 'a motion that fails can be put again at once.');
      break;
    default:
      return unreachable(motion.effect);
  }
  const electorate = book.electorates.find((e) => e.id === motion.franchise.electorate);
  if (motion.tabling.movers === 1 && electorate?.sections.length === 1)
    add('book/one-mover', '/tabling', 'a single member can put it to the vote.');
  return found;
}

function unreviewed(book: RuleBook): readonly BookWarning[] {
  return book.questions.flatMap((q, i) =>
    q.review.length === 0
      ? [
          warning(
            'book/no-appeal',
            `/questions/${i}/review`,
            `“${q.asks}” is for ${bodyInText(book, q.body)} alone to answer; nobody may set the answer aside.`,
          ),
        ]
      : [],
  );
}

/** Offices that nothing fills. */
function unfilled(book: RuleBook): readonly BookWarning[] {
  return book.offices.flatMap((office, i) =>
    office.appointment !== undefined ||
    book.procedures.some(
      (p) =>
        p.kind === 'contest' &&
        (p.offices.includes(office.id) ||
          p.composition?.exOfficio?.some((e) => e.office === office.id) === true),
    )
      ? []
      : [
          warning(
            'book/office-not-filled',
            `/offices/${i}`,
            `No procedure elects the ${officeInText(book, office.id)}.`,
          ),
        ],
  );
}

/** Clauses that no rule rests on: they are read and never enforced. */
function unused(book: RuleBook): readonly BookWarning[] {
  const { clauses, ...rest } = book;
  const text = JSON.stringify(rest);
  return clauses.flatMap((clause, i) =>
    text.includes(`"clause":"${clause.id}"`) || text.includes(`"roundingClause":"${clause.id}"`)
      ? []
      : [
          warning(
            'book/clause-not-enforced',
            `/clauses/${i}`,
            `Nothing in the book rests on “${clause.citation}”, so it is not enforced.`,
          ),
        ],
  );
}

function fromMemory(book: RuleBook): readonly BookWarning[] {
  const memory = new Set(book.sources.filter((s) => s.basis === 'memory').map((s) => s.id));
  return book.clauses.flatMap((clause, i) =>
    clause.sources.every((id) => memory.has(id))
      ? [
          warning(
            'book/clause-from-memory',
            `/clauses/${i}/sources`,
            `“${clause.citation}” was written from memory and has not been checked against its text.`,
          ),
        ]
      : [],
  );
}
