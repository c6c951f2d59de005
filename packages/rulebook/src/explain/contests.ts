/** Contests in words. */
import { findCountingRule } from '@hustings/count';
import type { ContestProcedure, RuleBook } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { count, list, named, officeInText } from '../words.ts';
import { explainBallots, explainComposition, explainWinning, paperInWords } from './ballots.ts';
import type { Chapter } from './chapters.ts';
import { conditionInWords } from './conditions.ts';
import { explainMoney, lateInWords } from './nomination.ts';
import { explainPoll, stage } from './polls.ts';
import { type Sentence, said } from './said.ts';
import { triggerInWords } from './terms.ts';

export function explainContest(book: RuleBook, contest: ContestProcedure): Chapter {
  return {
    heading: contest.name,
    parts: [
      { heading: 'When it is held', sentences: whenHeld(book, contest) },
      { heading: 'Who may stand', sentences: whoStands(book, contest) },
      { heading: 'How it is decided', sentences: howDecided(book, contest) },
      { heading: 'The poll and its result', sentences: explainPoll(book, contest) },
    ],
  };
}

function whenHeld(book: RuleBook, contest: ContestProcedure): readonly Sentence[] {
  const offices = list(
    contest.offices.map((o) => `the ${officeInText(book, o)}`),
    'or',
  );
  return [
    said(`${contest.name}: elects ${offices}, ${count(contest.seats, 'place')}.`, contest.clause),
    ...contest.triggers.flatMap((t) => triggerInWords(book, t)),
  ];
}

function whoStands(book: RuleBook, contest: ContestProcedure): readonly Sentence[] {
  const { nomination, uncontested } = contest;
  return [
    ...nomination.gates.map((gate) =>
      said(
        `${gate.name}: a candidate needs ${conditionInWords(book, contest.triggers, gate.condition)}.`,
        gate.clause,
      ),
    ),
    ...(nomination.perNominator === undefined
      ? [{ text: 'A nominator may nominate any number of candidates.' }]
      : [
          said(
            `A nominator may nominate ${count(nomination.perNominator.most, 'candidate')} at a time${nomination.perNominator.switching ? ', and may change' : ', and may not change'}.`,
            nomination.perNominator.clause,
          ),
        ]),
    said(
      nomination.selfNomination.allowed
        ? 'Candidates’ own nominations count.'
        : 'Nobody may nominate themselves.',
      nomination.selfNomination.clause,
    ),
    ...(nomination.consent === undefined
      ? []
      : [
          said(
            `A candidate must consent, at the latest: ${stage(contest.timetable, nomination.consent.until)}.`,
            nomination.consent.clause,
          ),
        ]),
    said(
      `A candidate may withdraw, at the latest: ${stage(contest.timetable, nomination.withdrawal.until)}.`,
      nomination.withdrawal.clause,
    ),
    ...lateInWords(nomination),
    ...explainMoney(book, nomination),
    explainIncumbent(contest),
    said(
      uncontested.kind === 'elected-unopposed'
        ? 'If no more stand than there are places, they are elected without a poll.'
        : 'A poll is held even if no more stand than there are places.',
      uncontested.clause,
    ),
  ];
}

function howDecided(book: RuleBook, contest: ContestProcedure): readonly Sentence[] {
  return [
    said(
      `${named(book.electorates, contest.franchise.electorate)} vote.`,
      contest.franchise.clause,
    ),
    ...paperInWords(contest.paper),
    countInWords(contest),
    ...explainWinning(contest.winning),
    ...explainBallots(book, contest),
    ...explainComposition(book, contest),
    ...tiesInWords(book, contest),
  ];
}

function countInWords({ count: rules }: ContestProcedure): Sentence {
  const rule = findCountingRule(rules.rule);
  return said(
    rule === undefined
      ? `The papers are counted by the rule “${rules.rule.replaceAll('-', ' ')}”.`
      : `${rule.title}: ${rule.describe}`,
    rules.clause,
  );
}

function tiesInWords(book: RuleBook, { count: rules }: ContestProcedure): readonly Sentence[] {
  const steps = rules.ties.map(
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
  const [first] = rules.ties;
  const { casting } = rules;
  const found = [
    ...(first === undefined
      ? []
      : [said(`A tie is broken ${list(steps).replace(' and ', ', then ')}.`, first.clause)]),
    ...(casting === undefined
      ? []
      : [
          said(
            `${first === undefined ? 'A tie' : 'A tie that is left'} is decided by ${bodyInText(book, casting.body)}, who has a casting vote.`,
            casting.clause,
          ),
        ]),
  ];
  return found.length === 0 ? [{ text: 'How a tie is broken is not said.' }] : found;
}

function explainIncumbent(contest: ContestProcedure): Sentence {
  const { incumbent } = contest.nomination;
  const text = {
    automatic: 'Whoever holds the office stands without nominations.',
    'by-papers': 'Whoever holds the office needs nominations like anyone else.',
    barred: 'Whoever holds the office may not stand.',
    'by-ruling':
      'Whether the holder of the office needs nominations is not said; it takes a ruling.',
  }[incumbent.kind];
  return said(text, incumbent.clause);
}
