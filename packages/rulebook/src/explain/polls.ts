/** When a poll is held, how, and how its result is told. */
import type { PollRules, Procedure, ResultPolicy, RuleBook, Timetable } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { formatSpan } from '../times.ts';
import { capital, count, list, named, number } from '../words.ts';
import { type Sentence, said } from './said.ts';

export function explainPoll(book: RuleBook, procedure: Procedure): readonly Sentence[] {
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
      `From “${stage(timetable, s.from)}” to “${stage(timetable, s.to)}”: ${list(bounds)}.`,
      s.clause,
    );
  });
  return [
    said(`${capital(bodyInText(book, timetable.setBy))} sets the timetable.`, timetable.clause),
    ...spans,
    said(
      poll.revote === 'last-counts'
        ? 'Who votes again replaces the vote: the last counts.'
        : 'A vote that is cast stands: the first counts.',
      poll.clause,
    ),
    said(closing, poll.closing.clause),
    ...pollExtras(book, poll, results),
    ...(poll.extension === undefined
      ? []
      : [
          said(
            `${capital(bodyInText(book, poll.extension.body))} may put the close off.`,
            poll.extension.clause,
          ),
        ]),
    said(
      `Turnout is ${results.turnout.counts === 'cast' ? 'valid and spoilt papers' : 'valid papers'} as a share of the roll, ${results.turnout.decimals === 0 ? 'in whole per cent' : `to ${count(results.turnout.decimals, 'decimal')}`}.`,
      results.turnout.clause,
    ),
    said(
      `Votes by section are ${results.sections}, turnout by section is ${results.sectionTurnout}; ${results.leastPool < 2 ? 'even a single paper may be opened alone' : `fewer than ${number(results.leastPool)} papers are never opened alone`}.`,
      results.clause,
    ),
  ];
}

export function stage(timetable: Timetable, id: string): string {
  return named(timetable.stages, id);
}

function pollExtras(book: RuleBook, poll: PollRules, results: ResultPolicy): readonly Sentence[] {
  const { reported, channels, secondDevice } = poll;
  const { spoilt, declaration, provisional, tolerance } = results;
  const found: Sentence[] = [];
  const add = (text: string, clause: string): void => {
    found.push(said(text, clause));
  };
  if (reported !== undefined)
    add(
      `${capital(bodyInText(book, reported.by))} may hold it elsewhere and report the figures.`,
      reported.clause,
    );
  if (secondDevice !== undefined)
    add(
      'After voting, an elector may read on a second device what the ballot says.',
      secondDevice.clause,
    );
  if (channels !== undefined) {
    const twice = {
      'last-counts': 'the last vote counts',
      'first-stands': 'the first vote stands',
      'first-listed': 'the way named first goes before the others',
      'all-void': 'all the votes are void',
    }[channels.twice];
    add(
      `One votes ${list(
        channels.of.map((c) => c.name),
        'or',
      )}; of who uses two, ${twice}.`,
      channels.clause,
    );
  }
  if (spoilt !== undefined)
    add(
      `A paper is rejected for one of these: ${list(spoilt.reasons.map((r) => r.name))}.`,
      spoilt.clause,
    );
  if (declaration !== undefined)
    add(`The declaration states: ${list(declaration.states)}.`, declaration.clause);
  if (provisional !== undefined)
    add('A provisional result may be declared and its figures revised.', provisional.clause);
  if (tolerance !== undefined)
    add('A mistake that could not change the result is disregarded.', tolerance.clause);
  if (results.percent.rounding === 'largest-remainder')
    add(
      'Percentages are rounded by largest remainders, so that they add up.',
      results.percent.clause,
    );
  return found;
}
