/** Forms about polls and results. What makes keys, mixes and counts has no form: it is done by jobs. */
import { ok } from '@hustings/base';
import { declarationText } from '@hustings/record';
import { candidatesOnPaper } from '@hustings/rulebook';
import { localFromMoment, momentFromLocal } from '../words/moments.ts';
import { type ActForm, fault, text } from './act-form.ts';

export const pollOpened: ActForm = {
  title: 'Open the poll',
  done: 'The poll is open.',
  lead: ['From now on ballots are taken, until the poll closes.'],
  submit: 'Open the poll',
  fields: () => [],
  read: (doing) => ok({ act: { kind: 'poll-opened', poll: doing.place.poll ?? '' } }),
};

export const pollExtended: ActForm = {
  title: 'Put off the close of the poll',
  done: 'The close of the poll has been put off.',
  lead: ['The poll stays open longer. It can never be closed earlier in this way.'],
  submit: 'Put it off',
  fields: (doing, sent) => {
    const poll = doing.state.polls[doing.place.poll ?? ''];
    const { zone } = doing.book;
    return [
      {
        kind: 'moment',
        name: 'until',
        label: 'Until when?',
        hint: zone,
        value:
          text(sent, 'until') ||
          (poll?.closes === undefined ? '' : localFromMoment(poll.closes, zone)),
      },
      {
        kind: 'long',
        name: 'reason',
        label: 'Why?',
        value: text(sent, 'reason'),
        rows: 3,
        max: 2000,
      },
    ];
  },
  read: (doing, sent) => {
    const until = momentFromLocal(text(sent, 'until'), doing.book.zone);
    if (until === undefined) return fault('until', 'Give a date with a time of day.');
    if (text(sent, 'reason') === '') return fault('reason', 'Say why the close is put off.');
    return ok({
      act: {
        kind: 'poll-extended',
        poll: doing.place.poll ?? '',
        until,
        reason: text(sent, 'reason'),
      },
    });
  },
};

/** Only where there was no contest: a poll's result is declared by the job that counts it. */
export const declaredUncontested: ActForm = {
  title: 'Declare the result',
  done: 'The result is declared.',
  lead: ['No more candidates stand than there are places, so they are elected without a poll.'],
  submit: 'Declare them elected',
  fields: () => [],
  read: (doing) => {
    const contest = doing.state.matters[doing.place.matter ?? ''];
    if (contest?.kind !== 'contest')
      throw new Error('broken invariant: only a contest has no poll');
    const { book, docket, state } = doing;
    const outcome = { kind: 'uncontested', elected: candidatesOnPaper(state, contest) } as const;
    const words = declarationText({
      book,
      organisation: docket.opened?.organisation ?? '',
      title: docket.titleOf(contest.id, book),
      outcome,
    });
    return ok({ act: { kind: 'result-declared', matter: contest.id, outcome, text: words } });
  },
};

export const officeAssumed: ActForm = {
  title: 'Record that the office is assumed',
  done: 'It is on the record.',
  lead: ['Whoever was elected takes the office up.'],
  submit: 'Record it',
  fields: (doing, sent) => {
    const outcome = doing.state.matters[doing.place.matter ?? '']?.declared?.outcome;
    const elected = outcome === undefined || outcome.kind === 'motion' ? [] : outcome.elected;
    return [
      {
        kind: 'choice',
        name: 'holder',
        label: 'Who?',
        options: elected.map((c, i) => ({
          value: c.id,
          text: c.name,
          checked: text(sent, 'holder') === '' ? i === 0 : text(sent, 'holder') === c.id,
        })),
      },
    ];
  },
  read: (doing, sent) => {
    const contest = doing.state.matters[doing.place.matter ?? ''];
    const outcome = contest?.declared?.outcome;
    const elected = outcome === undefined || outcome.kind === 'motion' ? [] : outcome.elected;
    const holder = elected.find((c) => c.id === text(sent, 'holder'));
    if (contest?.kind !== 'contest' || holder === undefined)
      return fault('holder', 'Choose one of those elected.');
    return ok({
      act: { kind: 'office-assumed', office: contest.office, holder, matter: contest.id },
    });
  },
};
