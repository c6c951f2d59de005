/** A rule book in plain sentences, for those who live under it. */
import { unreachable } from '@hustings/base';
import { findRule } from '@hustings/count';
import { cite } from './breach.ts';
import type {
  Condition,
  ContestProcedure,
  Electorate,
  MotionProcedure,
  Procedure,
  Rounding,
  RuleBook,
  Timetable,
} from './rule-book.ts';
import { bodyInText } from './state.ts';
import { formatDate, formatSpan } from './times.ts';
import { capital, count, list, named, number, officeInText, ratio } from './words.ts';

/** What the book says, sentence by sentence, each with the clause in brackets where there is one. */
export function explainRuleBook(book: RuleBook): readonly string[] {
  const until = book.inForce.until === undefined ? '' : ` to ${formatDate(book.inForce.until)}`;
  return [
    `${book.title} (${book.organisation}), version ${book.version}, in force from ${formatDate(book.inForce.from)}${until}. Times are those of ${book.zone}.`,
    book.standing === 'model'
      ? 'This is a model, for an organisation to start from.'
      : 'These are rules that the organisation had.',
    ...book.offices.flatMap((office) =>
      office.interim === undefined
        ? []
        : [said(book, `${office.name}: ${office.interim.text}`, office.interim.clause)],
    ),
    ...book.procedures.flatMap((procedure) => explainProcedure(book, procedure)),
    ...book.electorates.flatMap((electorate) => explainElectorate(book, electorate)),
    ...book.questions.map((q) => {
      const review =
        q.review.length === 0
          ? 'Nobody is said to review the answer.'
          : `${capital(list(q.review.map((b) => bodyInText(book, b))))} may set the answer aside.`;
      return said(
        book,
        `“${q.asks}” ${capital(bodyInText(book, q.body))} answers. ${review}`,
        q.clause,
      );
    }),
    ...book.gaps.map((gap) => `Not known or not said: ${gap}`),
  ];
}

function said(book: RuleBook, sentence: string, clause: string): string {
  return `${sentence} [${cite(book, clause).citation}]`;
}

function explainProcedure(book: RuleBook, procedure: Procedure): readonly string[] {
  switch (procedure.kind) {
    case 'motion':
      return explainMotion(book, procedure);
    case 'contest':
      return explainContest(book, procedure);
    default:
      return unreachable(procedure);
  }
}

function explainMotion(book: RuleBook, motion: MotionProcedure): readonly string[] {
  const { tabling, decision, quorum, effect, immunity, options } = motion;
  const base = {
    'for-and-against': 'the votes for and against',
    'valid-papers': 'the valid papers, abstentions among them',
    'all-papers': 'all papers, spoilt ones among them',
    electorate: 'everyone on the roll',
  }[decision.of];
  const reach = decision.reach === 'more-than' ? 'more than' : 'at least';
  return [
    said(
      book,
      `${motion.name}: ${members(book, tabling.body, tabling.movers)} can table it.`,
      tabling.clause,
    ),
    said(
      book,
      `${electorateName(book, motion.franchise.electorate)} vote ${options.abstain === undefined ? 'for or against' : 'for, against or to abstain'}.`,
      motion.franchise.clause,
    ),
    said(book, `It is carried by ${reach} ${ratio(decision.share)} of ${base}.`, decision.clause),
    ...(quorum === undefined
      ? []
      : [
          said(
            book,
            `At least ${ratio(quorum.share)} of the roll must have voted${quorum.counts === 'cast' ? ', spoilt papers counted' : ', spoilt papers not counted'}.`,
            quorum.clause,
          ),
        ]),
    said(
      book,
      effect.kind === 'advisory'
        ? `It binds nobody: ${effect.text}`
        : `If it is carried: ${effect.text}`,
      effect.clause,
    ),
    ...(immunity === undefined
      ? []
      : [
          said(
            book,
            `After one that was not carried, no other may be tabled for ${formatSpan(immunity.span)}.`,
            immunity.clause,
          ),
        ]),
    ...explainPoll(book, motion),
  ];
}

function explainContest(book: RuleBook, contest: ContestProcedure): readonly string[] {
  const { nomination, paper, uncontested } = contest;
  const offices = list(
    contest.offices.map((o) => `the ${officeInText(book, o)}`),
    'or',
  );
  const rule = findRule(contest.count.rule);
  const steps = contest.count.ties.map(({ step }) =>
    step === 'lot'
      ? 'by lot'
      : step.startsWith('backwards')
        ? 'by the latest earlier round'
        : 'by the first round',
  );
  return [
    said(
      book,
      `${contest.name}: elects ${offices}, ${count(contest.seats, 'place')}.`,
      contest.clause,
    ),
    ...contest.triggers.map((t) => said(book, `It is held when ${t.name}.`, t.clause)),
    ...nomination.gates.map((gate) =>
      said(
        book,
        `${gate.name}: a candidate needs ${condition(book, contest, gate.condition)}.`,
        gate.clause,
      ),
    ),
    ...(nomination.perNominator === undefined
      ? ['A nominator may nominate any number of candidates.']
      : [
          said(
            book,
            `A nominator may nominate ${count(nomination.perNominator.most, 'candidate')} at a time${nomination.perNominator.switching ? ', and may change' : ', and may not change'}.`,
            nomination.perNominator.clause,
          ),
        ]),
    said(
      book,
      nomination.selfNomination.allowed
        ? 'Candidates’ own nominations count.'
        : 'Nobody may nominate themselves.',
      nomination.selfNomination.clause,
    ),
    ...(nomination.consent === undefined
      ? []
      : [
          said(
            book,
            `A candidate must consent, at the latest: ${stage(contest.timetable, nomination.consent.until)}.`,
            nomination.consent.clause,
          ),
        ]),
    said(
      book,
      `A candidate may withdraw, at the latest: ${stage(contest.timetable, nomination.withdrawal.until)}.`,
      nomination.withdrawal.clause,
    ),
    explainIncumbent(book, contest),
    said(
      book,
      uncontested.kind === 'elected-unopposed'
        ? 'If no more stand than there are places, they are elected without a poll.'
        : 'A poll is held even if no more stand than there are places.',
      uncontested.clause,
    ),
    said(
      book,
      `${electorateName(book, contest.franchise.electorate)} vote.`,
      contest.franchise.clause,
    ),
    said(
      book,
      paper.kind === 'ranked'
        ? `They rank the candidates${paper.most === undefined ? ', as many as they like' : `, ${number(paper.most)} at most`}.`
        : 'They choose one candidate.',
      paper.clause,
    ),
    said(
      book,
      `${rule?.title ?? contest.count.rule}: ${rule?.describe ?? ''}`,
      contest.count.clause,
    ),
    steps.length === 0
      ? 'How a tie is broken is not said.'
      : said(
          book,
          `A tie is broken ${list(steps).replace(' and ', ', then ')}.`,
          contest.count.ties[0]?.clause ?? '',
        ),
    ...explainPoll(book, contest),
  ];
}

function explainIncumbent(book: RuleBook, contest: ContestProcedure): string {
  const { incumbent } = contest.nomination;
  const text = {
    automatic: 'Whoever holds the office stands without nominations.',
    'by-papers': 'Whoever holds the office needs nominations like anyone else.',
    barred: 'Whoever holds the office may not stand.',
    'by-ruling':
      'Whether the holder of the office needs nominations is not said; it takes a ruling.',
  }[incumbent.kind];
  return said(book, text, incumbent.clause);
}

function condition(book: RuleBook, contest: ContestProcedure, tree: Condition): string {
  const all = (of: readonly Condition[]): string[] => of.map((c) => condition(book, contest, c));
  switch (tree.kind) {
    case 'nominations': {
      const { threshold, body } = tree;
      if (threshold.kind === 'count')
        return `nominations from ${members(book, body, threshold.count)}`;
      return `nominations from ${threshold.percent}% of ${membersOf(book, body)}${rounded(threshold.rounding)}`;
    }
    case 'all':
      return list(all(tree.of));
    case 'any':
      return `either ${list(all(tree.of), 'or')}`;
    case 'at-least':
      return `at least ${tree.least} of these: ${list(all(tree.of))}`;
    case 'by-trigger':
      return tree.cases
        .map((c) => {
          const when = list(
            c.triggers.map((t) => named(contest.triggers, t)),
            'or',
          );
          return `${condition(book, contest, c.condition)} when ${when}`;
        })
        .join('; ');
    default:
      return unreachable(tree);
  }
}

function rounded(rounding: Rounding | undefined): string {
  switch (rounding) {
    case undefined:
      return '';
    case 'up':
      return ', rounded up';
    case 'down':
      return ', rounded down';
    case 'half-up':
      return ', rounded to the nearest';
    case 'more-than':
      return ', and more than that';
    default:
      return unreachable(rounding);
  }
}

/** "3 Labour MPs"; "3 members of the club" where the members have no name of their own. */
function members(book: RuleBook, body: string, n: number): string {
  const found = book.bodies.find((b) => b.id === body);
  return found?.member === undefined
    ? `${count(n, 'member')} of ${bodyInText(book, body)}`
    : count(n, found.member.one, found.member.many);
}

function membersOf(book: RuleBook, body: string): string {
  const found = book.bodies.find((b) => b.id === body);
  return found?.member?.many ?? bodyInText(book, body);
}

function explainPoll(book: RuleBook, procedure: Procedure): readonly string[] {
  const { poll, results, timetable } = procedure;
  const closing = {
    'at-time': 'It closes at its time and never before.',
    'all-voted': 'It closes at its time, or once everyone on the roll has voted.',
    officer: 'It closes at its time, or when the returning officer says.',
  }[poll.closing.kind];
  const spans = timetable.spans.map((s) => {
    const bounds = [
      ...(s.least === undefined ? [] : [`at least ${formatSpan(s.least)}`]),
      ...(s.most === undefined ? [] : [`at most ${formatSpan(s.most)}`]),
    ];
    return said(
      book,
      `From “${stage(timetable, s.from)}” to “${stage(timetable, s.to)}”: ${list(bounds)}.`,
      s.clause,
    );
  });
  return [
    said(
      book,
      `${capital(bodyInText(book, timetable.setBy))} sets the timetable.`,
      timetable.clause,
    ),
    ...spans,
    said(
      book,
      poll.revote === 'last-counts'
        ? 'Who votes again replaces the vote: the last counts.'
        : 'A vote that is cast stands: the first counts.',
      poll.clause,
    ),
    said(book, closing, poll.closing.clause),
    ...(poll.extension === undefined
      ? []
      : [
          said(
            book,
            `${capital(bodyInText(book, poll.extension.body))} may put the close off.`,
            poll.extension.clause,
          ),
        ]),
    said(
      book,
      `Turnout is ${results.turnout.counts === 'cast' ? 'valid and spoilt papers' : 'valid papers'} as a share of the roll, ${results.turnout.decimals === 0 ? 'in whole per cent' : `to ${count(results.turnout.decimals, 'decimal')}`}.`,
      results.turnout.clause,
    ),
    said(
      book,
      `Votes by section are ${results.sections}, turnout by section is ${results.sectionTurnout}; fewer than ${number(results.leastPool)} papers are never opened alone.`,
      results.clause,
    ),
  ];
}

function stage(timetable: Timetable, id: string): string {
  return named(timetable.stages, id);
}

function electorateName(book: RuleBook, id: string): string {
  return named(book.electorates, id);
}

function explainElectorate(book: RuleBook, electorate: Electorate): readonly string[] {
  return electorate.sections.map((section) => {
    const freeze = {
      'at-roll': 'Whoever qualifies when the roll is frozen votes.',
      date: section.freeze.kind === 'date' ? `By ${formatDate(section.freeze.date)}.` : '',
      'by-ruling': 'The day by which one must have qualified is set by a ruling.',
    }[section.freeze.kind];
    return said(
      book,
      `${section.name} (${electorate.name}): ${section.qualifications.join(' ')} ${freeze}`,
      section.clause,
    );
  });
}
