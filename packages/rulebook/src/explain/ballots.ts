/** Papers, ballots one after the other, what winning takes, who may be elected together. */
import type {
  BallotRules,
  ContestPaper,
  ContestProcedure,
  LevelRule,
  RuleBook,
  Winning,
} from '../rule-book.ts';
import { bodyInText } from '../state.ts';
import { list, named, number, officeInText, ratio } from '../words.ts';
import { boundInWords } from './nomination.ts';
import { type Sentence, said } from './said.ts';

export function paperInWords(paper: ContestPaper): readonly Sentence[] {
  const { kind, most, least } = paper;
  const votes =
    most !== undefined && most === least
      ? `exactly ${number(most)}`
      : `${least === undefined ? '' : `at least ${number(least)} and `}${most === undefined ? 'any number' : `at most ${number(most)}`}`;
  const text = {
    ranked: `They rank the candidates${most === undefined ? ', as many as they like' : `, ${number(most)} at most`}.`,
    choice: 'They choose one candidate.',
    block: `They vote for ${votes} of the candidates.`,
    approval: `They approve of ${votes} of the candidates.`,
    score: `They give each candidate 0 to ${number(paper.highest ?? 1)}.`,
  }[kind];
  return [
    said(text, paper.clause),
    ...(paper.composition ?? []).map((bound) =>
      said(`A paper is void unless its votes are for ${boundInWords(bound)}.`, bound.clause),
    ),
    ...(paper.abstention === undefined
      ? []
      : [
          said(
            `They may abstain; abstentions ${paper.abstention.counted ? 'count' : 'do not count'} in the base.`,
            paper.abstention.clause,
          ),
        ]),
    ...(paper.reopen === undefined
      ? []
      : [
          said(
            `“${paper.reopen.name}” stands on the paper; if it wins, nominations open again.`,
            paper.reopen.clause,
          ),
        ]),
  ];
}

export function explainWinning(winning: Winning | undefined): readonly Sentence[] {
  if (winning === undefined) return [];
  const { majority, lead, quorum, optionQuorum } = winning;
  const found: Sentence[] = [];
  if (majority !== undefined) {
    const base = {
      votes: 'the votes still in the count',
      'first-votes': 'the valid votes',
      'votes-and-abstentions': 'the valid votes, abstentions among them',
      'all-papers': 'all papers, spoilt ones among them',
      entitled: 'everyone who may vote',
      weighted: 'all that the sections carry',
    }[majority.of];
    const reach = majority.reach === 'more-than' ? 'more than' : 'at least';
    found.push(
      said(`Winning takes ${reach} ${ratio(majority.share)} of ${base}.`, majority.clause),
    );
  }
  if (lead !== undefined)
    found.push(
      said(
        `The winner must be ahead of the next by ${ratio(lead.share)} of ${lead.of === 'entitled' ? 'everyone who may vote' : 'the votes'}.`,
        lead.clause,
      ),
    );
  if (quorum !== undefined)
    found.push(said(`At least ${ratio(quorum.share)} of the roll must have voted.`, quorum.clause));
  if (optionQuorum !== undefined)
    found.push(
      said(
        `Whoever is elected must be preferred to the default by at least ${optionQuorum.times} times half the square root of the number of electors.`,
        optionQuorum.clause,
      ),
    );
  return found;
}

export function explainBallots(book: RuleBook, contest: ContestProcedure): readonly Sentence[] {
  return (contest.ballots ?? []).flatMap((ballot, i) => [
    said(`Ballot ${i + 1}, ${ballot.name}: ${whoVotes(book, ballot, i === 0)}`, ballot.clause),
    ...(ballot.paper === undefined ? [] : paperInWords(ballot.paper)),
    ...decidesInWords(book, ballot),
  ]);
}

function whoVotes(book: RuleBook, ballot: BallotRules, isFirst: boolean): string {
  const who =
    ballot.franchise === undefined
      ? `${isFirst ? 'the electors' : 'the same electors'} vote`
      : `${named(book.electorates, ballot.franchise.electorate)} vote`;
  const when = ballot.when === 'undecided' ? ', only if the ballot before decided nothing' : '';
  const field = {
    standing: isFirst ? 'on all candidates' : 'on who is left',
    all: 'on everyone validly nominated',
    anew: 'after nominations have been opened again',
  }[ballot.field];
  return `${who} ${field}${when}.`;
}

function decidesInWords(book: RuleBook, { decides }: BallotRules): readonly Sentence[] {
  switch (decides.kind) {
    case 'chooses': {
      const effect = {
        elected: 'Who wins is elected.',
        proposed: 'Who wins is proposed, and must be confirmed.',
        advised: 'The result binds nobody.',
      }[decides.effect];
      const otherwise = {
        again: 'If nobody wins it is held again',
        next: 'If nobody wins the next ballot decides',
        reopen: 'If nobody wins nominations open again',
        nobody: 'If nobody wins nobody is elected',
      }[decides.otherwise];
      const stay =
        decides.otherwise === 'again' || decides.otherwise === 'next'
          ? ({
              all: ', among the same',
              'all-but-last': ', without the last',
            }[String(decides.stay)] ?? `, among the first ${decides.stay}`)
          : '';
      return [
        said(`${effect} ${otherwise}${stay}.`, decides.clause),
        ...explainWinning(decides.winning),
        ...decides.level.map((l) => levelInWords(book, l)),
      ];
    }
    case 'narrows':
      return [
        said(
          `Ballot follows ballot, the last going out each time, until ${number(decides.to)} ${decides.to === 1 ? 'is' : 'are'} left.`,
          decides.clause,
        ),
        ...decides.survival.map((s) =>
          said(
            `In round ${s.round} one needs ${s.threshold.kind === 'count' ? `${number(s.threshold.count)} votes` : `${s.threshold.percent}% of the electors`} to stay in.`,
            s.clause,
          ),
        ),
        ...decides.level.map((l) => levelInWords(book, l)),
      ];
    case 'confirms':
      return [
        said(
          `It confirms the one proposed by ${decides.majority.reach === 'more-than' ? 'more than' : 'at least'} ${ratio(decides.majority.share)}; otherwise ${decides.otherwise === 'reopen' ? 'nominations open again' : 'nobody is elected'}.`,
          decides.clause,
        ),
      ];
  }
}

function levelInWords(book: RuleBook, { step, body, clause }: LevelRule): Sentence {
  const text = {
    'poll-again': 'Those level for last: the ballot is held again.',
    'all-go': 'Those level for last all go out.',
    'previous-round': 'Those level for last: the round before decides.',
    lot: 'Those level for last: a lot decides.',
    body: `Those level for last: ${bodyInText(book, body ?? '')} decides.`,
  }[step];
  return said(text, clause);
}

export function explainComposition(book: RuleBook, contest: ContestProcedure): readonly Sentence[] {
  const { composition, seatsWhen } = contest;
  return [
    ...(seatsWhen ?? []).map((rule) =>
      said(
        `If ${named(book.procedures, rule.procedure)} elects ${number(rule.elected)} persons, there ${rule.seats === 1 ? 'is 1 place' : `are ${number(rule.seats)} places`} here.`,
        rule.clause,
      ),
    ),
    ...(composition?.seats ?? []).map((bound) =>
      said(`Of those elected: ${boundInWords(bound)}.`, bound.clause),
    ),
    ...(composition?.caps ?? []).map((cap) =>
      said(`At most ${number(cap.most)} elected may have the same ${cap.name}.`, cap.clause),
    ),
    ...(composition?.exOfficio === undefined
      ? []
      : [
          said(
            `Members by office, without a vote: ${list(composition.exOfficio.map((e) => officeInText(book, e.office)))}.`,
            composition.exOfficio[0]?.clause ?? '',
          ),
        ]),
  ];
}
