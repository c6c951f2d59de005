/** What the ballots of a contest leave open: ties for last, ballots never reached, ballots without end. */
import type { BallotRules, ContestProcedure, RuleBook } from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { type BookWarning, warning } from './warning.ts';

export function checkBallotsInTurn(
  book: RuleBook,
  contest: ContestProcedure,
  at: string,
): readonly BookWarning[] {
  const ballots = contest.ballots ?? [];
  return ballots.flatMap((ballot, i) => {
    const pointer = `${at}/ballots/${i}`;
    return [
      ...levelUnsaid(book, contest, ballot, pointer),
      ...neverReached(contest, ballots[i - 1], ballot, pointer),
      ...withoutEnd(contest, ballot, pointer),
    ];
  });
}

/** Candidates can be level for last, and nothing says who goes. */
function levelUnsaid(
  book: RuleBook,
  contest: ContestProcedure,
  { name, decides }: BallotRules,
  at: string,
): readonly BookWarning[] {
  const drops =
    decides.kind === 'narrows' ||
    (decides.kind === 'chooses' &&
      (decides.otherwise === 'again' || decides.otherwise === 'next') &&
      decides.stay !== 'all');
  if (!drops) return [];
  if (decides.level.length === 0) {
    const silent = book.questions.find((q) => q.id === book.silence?.question);
    return [
      warning(
        'book/no-tie-rule',
        `${at}/decides/level`,
        `“${contest.name}”, ${name}: nothing says who goes out when candidates are level for last; ${
          silent?.effects.includes('ballot-again') === true
            ? `${bodyInText(book, silent.body)} would have to rule`
            : 'and nobody could rule on it, so the contest would stand still'
        }.`,
      ),
    ];
  }
  const last = decides.level.at(-1)?.step;
  return last === 'poll-again' || last === 'previous-round'
    ? [
        warning(
          'book/tie-may-remain',
          `${at}/decides/level`,
          `“${contest.name}”, ${name}: the ways in which a tie for last is broken may all fail.`,
        ),
      ]
    : [];
}

/** A ballot for the undecided after one that always decides. */
function neverReached(
  contest: ContestProcedure,
  before: BallotRules | undefined,
  { name, when }: BallotRules,
  at: string,
): readonly BookWarning[] {
  if (when === 'always' || before === undefined) return [];
  const leavesOpen = before.decides.kind === 'chooses' && before.decides.otherwise === 'next';
  return leavesOpen
    ? []
    : [
        warning(
          'book/ballot-never-held',
          `${at}/when`,
          `“${contest.name}”, ${name}: it is held only when the ballot before left things undecided, and that one never does.`,
        ),
      ];
}

/** The same candidates again and again. */
function withoutEnd(
  contest: ContestProcedure,
  { name, decides }: BallotRules,
  at: string,
): readonly BookWarning[] {
  return decides.kind === 'chooses' && decides.otherwise === 'again' && decides.stay === 'all'
    ? [
        warning(
          'book/ballots-without-end',
          `${at}/decides`,
          `“${contest.name}”, ${name}: while nobody wins it is held again among the same, and nothing ends it.`,
        ),
      ]
    : [];
}
