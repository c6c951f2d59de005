/** Forms about who holds an office, and about a contest that was called by mistake. */
import { ok } from '@hustings/base';
import type { VacancyCause } from '@hustings/rulebook';
import type { FieldView } from '@hustings/web';
import { localFromMoment } from '../words/moments.ts';
import { type ActForm, type Doing, fault, type Sent, slug, text } from './act-form.ts';

export const contestAbandoned: ActForm = {
  title: 'Abandon a contest called by mistake',
  done: 'The contest is abandoned.',
  lead: [
    'Ends a contest of which nothing has come yet. Once nominations have opened only a ruling can end it.',
  ],
  submit: 'Abandon the contest',
  warning: 'The entry that called it stays on the record, with this one after it.',
  fields: (_doing, sent) => [
    {
      kind: 'long',
      name: 'because',
      label: 'What was the mistake?',
      hint: 'One sentence for the record.',
      value: text(sent, 'because'),
      rows: 2,
      max: 2000,
    },
  ],
  read: (doing, sent) => {
    const because = text(sent, 'because');
    if (because === '') return fault('because', 'Say what the mistake was.');
    return ok({ act: { kind: 'contest-abandoned', matter: doing.place.matter ?? '', because } });
  },
};

function officeField(doing: Doing, sent: Sent): FieldView {
  const chosen = text(sent, 'office');
  return {
    kind: 'choice',
    name: 'office',
    label: 'Which office?',
    options: doing.book.offices.map(({ id, name }, i) => ({
      value: id,
      text: name,
      checked: chosen === '' ? i === 0 : chosen === id,
    })),
  };
}

export const holderRecorded: ActForm = {
  title: 'Record who holds an office',
  done: 'The holder is on the record.',
  lead: ['For rules that ask who holds an office before anything else has said so.'],
  submit: 'Record it',
  fields: (doing, sent) => [
    officeField(doing, sent),
    {
      kind: 'text',
      name: 'holder',
      label: 'Who holds it?',
      hint: 'Full name.',
      value: text(sent, 'holder'),
      max: 200,
    },
    {
      kind: 'text',
      name: 'source',
      label: 'Where is that written?',
      hint: 'The declaration of the last election, minutes, a public register.',
      value: text(sent, 'source'),
      max: 400,
    },
  ],
  read: (doing, sent) => {
    const name = text(sent, 'holder');
    if (name === '') return fault('holder', 'Say who holds the office.');
    const source = text(sent, 'source');
    if (source === '') return fault('source', 'Say where that is written.');
    const office = text(sent, 'office') || (doing.book.offices[0]?.id ?? '');
    const known = doing.state.holders[office];
    const holder = known?.name === name ? known : { id: slug(name), name };
    return ok({ act: { kind: 'holder-recorded', office, holder, as: 'holder', source } });
  },
};

const CAUSES: readonly (readonly [VacancyCause, string])[] = [
  ['resigned', 'Resigned'],
  ['died', 'Died'],
  ['incapacitated', 'Can no longer act'],
  ['left-body', 'No longer has the seat or membership that the office asks for'],
  ['election-lost', 'Lost an election'],
  ['removed', 'Was removed'],
  ['term-ended', 'The term has ended'],
];

export const officeVacated: ActForm = {
  title: 'Record that an office is vacant',
  done: 'The vacancy is on the record.',
  lead: ['For rules that ask how an office fell vacant before a contest may be called.'],
  submit: 'Record it',
  fields: (doing, sent) => [
    officeField(doing, sent),
    {
      kind: 'choice',
      name: 'cause',
      label: 'How?',
      options: CAUSES.map(([value, words], i) => ({
        value,
        text: words,
        checked: text(sent, 'cause') === '' ? i === 0 : text(sent, 'cause') === value,
      })),
    },
    {
      kind: 'long',
      name: 'because',
      label: 'What happened?',
      hint: 'One sentence for the record.',
      value: text(sent, 'because'),
      rows: 2,
      max: 2000,
    },
  ],
  read: (doing, sent) => {
    const because = text(sent, 'because');
    if (because === '') return fault('because', 'Say what happened.');
    const cause = CAUSES.find(([value]) => value === text(sent, 'cause'))?.[0];
    if (cause === undefined) return fault('cause', 'Say how the office fell vacant.');
    const office = text(sent, 'office') || (doing.book.offices[0]?.id ?? '');
    // Today, where the book's clocks are.
    const on = localFromMoment(doing.now.toISOString(), doing.book.zone).slice(0, 10);
    return ok({ act: { kind: 'office-vacated', office, cause, on, because } });
  },
};
