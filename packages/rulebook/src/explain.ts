/** A rule book in plain sentences, for those who live under it. */
import { unreachable } from '@hustings/base';
import { findCountingRule } from '@hustings/count';
import {
  explainBallots,
  explainComposition,
  explainWinning,
  paperInWords,
} from './explain/ballots.ts';
import { conditionInWords, members } from './explain/conditions.ts';
import { explainElectorate } from './explain/electorates.ts';
import { explainMoney, lateInWords } from './explain/nomination.ts';
import { pollExtras } from './explain/polls.ts';
import { said } from './explain/said.ts';
import { explainDemands, explainDisputes, explainTerms, triggerInWords } from './explain/terms.ts';
import type {
  ContestProcedure,
  MotionProcedure,
  Procedure,
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
    ...explainTerms(book),
    ...explainDemands(book),
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
    ...explainDisputes(book),
    ...book.gaps.map((gap) => `Not known or not said: ${gap}`),
  ];
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
    ...(tabling.demand === undefined
      ? []
      : [
          said(
            book,
            `Before that this must be met: ${named(book.demands ?? [], tabling.demand)}.`,
            tabling.clause,
          ),
        ]),
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
            `After one that was not carried${immunity.afterElection === true ? ', and after an election to the office' : ''}, no other may be tabled for ${formatSpan(immunity.span)}${immunity.lifting === undefined ? '' : ', unless a ruling allows it'}.`,
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
  const rule = findCountingRule(contest.count.rule);
  const steps = contest.count.ties.map(
    ({ step }) =>
      ({
        backwards: 'by the latest earlier round',
        'backwards-all': 'by the latest earlier round',
        forwards: 'by the first round',
        'forwards-all': 'by the first round',
        lot: 'by lot',
        'published-order': 'by an order published before',
        'public-coin': 'by the public coin',
      })[step],
  );
  return [
    said(
      book,
      `${contest.name}: elects ${offices}, ${count(contest.seats, 'place')}.`,
      contest.clause,
    ),
    ...contest.triggers.flatMap((t) => triggerInWords(book, t)),
    ...nomination.gates.map((gate) =>
      said(
        book,
        `${gate.name}: a candidate needs ${conditionInWords(book, contest.triggers, gate.condition)}.`,
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
    ...lateInWords(book, nomination),
    ...explainMoney(book, nomination),
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
    ...paperInWords(book, paper),
    said(
      book,
      rule === undefined
        ? `The papers are counted by the rule “${contest.count.rule.replaceAll('-', ' ')}”.`
        : `${rule.title}: ${rule.describe}`,
      contest.count.clause,
    ),
    ...explainWinning(book, contest.winning),
    ...explainBallots(book, contest),
    ...explainComposition(book, contest),
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
    ...pollExtras(book, poll, results),
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
