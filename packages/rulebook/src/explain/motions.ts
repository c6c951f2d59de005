/** Motions in words. */
import type { MotionProcedure, RuleBook } from '../rule-book.ts';
import { formatSpan } from '../times.ts';
import { named, ratio } from '../words.ts';
import type { Chapter } from './chapters.ts';
import { members } from './conditions.ts';
import { explainPoll } from './polls.ts';
import { type Sentence, said } from './said.ts';

export function explainMotion(book: RuleBook, motion: MotionProcedure): Chapter {
  const { tabling, decision, quorum, effect, immunity, options } = motion;
  const base = {
    'for-and-against': 'the votes for and against',
    'valid-papers': 'the valid papers, abstentions among them',
    'all-papers': 'all papers, spoilt ones among them',
    electorate: 'everyone on the roll',
  }[decision.of];
  const reach = decision.reach === 'more-than' ? 'more than' : 'at least';
  const put: readonly Sentence[] = [
    said(
      `${motion.name}: ${members(book, tabling.body, tabling.movers)} can table it.`,
      tabling.clause,
    ),
    ...(tabling.demand === undefined
      ? []
      : [
          said(
            `Before that this must be met: ${named(book.demands ?? [], tabling.demand)}.`,
            tabling.clause,
          ),
        ]),
    said(
      `${named(book.electorates, motion.franchise.electorate)} vote ${options.abstain === undefined ? 'for or against' : 'for, against or to abstain'}.`,
      motion.franchise.clause,
    ),
    said(`It is carried by ${reach} ${ratio(decision.share)} of ${base}.`, decision.clause),
    ...(quorum === undefined
      ? []
      : [
          said(
            `At least ${ratio(quorum.share)} of the roll must have voted${quorum.counts === 'cast' ? ', spoilt papers counted' : ', spoilt papers not counted'}.`,
            quorum.clause,
          ),
        ]),
  ];
  const follows: readonly Sentence[] = [
    said(
      effect.kind === 'advisory'
        ? `It binds nobody: ${effect.text}`
        : `If it is carried: ${effect.text}`,
      effect.clause,
    ),
    ...(immunity === undefined
      ? []
      : [
          said(
            `After one that was not carried${immunity.afterElection === true ? ', and after an election to the office' : ''}, no other may be tabled for ${formatSpan(immunity.span)}${immunity.lifting === undefined ? '' : ', unless a ruling allows it'}.`,
            immunity.clause,
          ),
        ]),
  ];
  return {
    heading: motion.name,
    parts: [
      { heading: 'How it is put and carried', sentences: put },
      { heading: 'What follows', sentences: follows },
      { heading: 'The poll and its result', sentences: explainPoll(book, motion) },
    ],
  };
}
