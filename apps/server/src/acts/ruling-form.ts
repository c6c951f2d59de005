/** The form of a ruling: what the book leaves open, who answered, and what follows from it. */
import { ok } from '@hustings/base';
import type { RulingEffect } from '@hustings/rulebook';
import type { FieldView } from '@hustings/web';
import { type ActForm, type Doing, fault, freshId, text } from './act-form.ts';

const OTHER = 'other';

export const rulingMade: ActForm = {
  title: 'Record a ruling',
  done: 'The ruling is on the record.',
  lead: [
    'Where the rule book leaves a question to a body or a court, its answer goes on the record with its reasons.',
  ],
  submit: 'Record the ruling',
  fields: (doing, sent) => {
    const about = doing.book.questions.find((q) => q.id === doing.place.about);
    const preset: Readonly<Record<string, string | undefined>> = {
      question: about?.id,
      body: about?.body,
    };
    const chosen = (name: string, value: string, first: boolean): boolean => {
      const sentValue = text(sent, name) || preset[name];
      return sentValue === undefined || sentValue === '' ? first : sentValue === value;
    };
    const standing = doing.state.rulings;
    const fields: FieldView[] = [
      {
        kind: 'choice',
        name: 'question',
        label: 'Which question?',
        options: [
          ...doing.book.questions.map((q, i) => ({
            value: q.id,
            text: q.asks,
            checked: chosen('question', q.id, i === 0),
          })),
          {
            value: OTHER,
            text: 'Another question',
            hint: 'Has no effect on the procedure.',
            checked: chosen('question', OTHER, doing.book.questions.length === 0),
          },
        ],
      },
      {
        kind: 'choice',
        name: 'body',
        label: 'Who ruled?',
        options: doing.book.bodies.map((b, i) => ({
          value: b.id,
          text: b.name,
          checked: chosen('body', b.id, i === 0),
        })),
      },
      {
        kind: 'choice',
        name: 'effect',
        label: 'What follows from it?',
        options: effects(doing).map((e, i) => ({
          value: e.value,
          text: e.text,
          checked: chosen('effect', e.value, i === 0),
        })),
      },
      {
        kind: 'date',
        name: 'date',
        label: 'Where it sets a day: which?',
        optional: true,
        value: text(sent, 'date'),
      },
      {
        kind: 'long',
        name: 'decision',
        label: 'The decision',
        value: text(sent, 'decision'),
        rows: 3,
        max: 4000,
      },
      {
        kind: 'long',
        name: 'reason',
        label: 'The reason',
        value: text(sent, 'reason'),
        rows: 3,
        max: 4000,
      },
      {
        kind: 'text',
        name: 'basis',
        label: 'What it rests on',
        hint: 'A rule, an advice, a judgment.',
        value: text(sent, 'basis'),
        max: 1000,
      },
      {
        kind: 'text',
        name: 'vote',
        label: 'Votes for, against and abstaining, where it was put to a vote',
        hint: 'Three numbers, like 18 14 0.',
        optional: true,
        value: text(sent, 'vote'),
        max: 40,
      },
    ];
    if (standing.length > 0)
      fields.push({
        kind: 'choice',
        name: 'overturns',
        label: 'Does it set an earlier ruling aside?',
        options: [
          { value: '', text: 'No', checked: text(sent, 'overturns') === '' },
          ...standing.map((r) => ({
            value: r.ruling,
            text: `${r.ruling}: ${doing.book.questions.find((q) => q.id === r.question)?.asks ?? 'another question'}`,
            checked: text(sent, 'overturns') === r.ruling,
          })),
        ],
      });
    return fields;
  },
  read: (doing, sent) => {
    for (const name of ['decision', 'reason', 'basis'] as const)
      if (text(sent, name) === '') return fault(name, 'This must not be empty.');
    const effect = effects(doing).find((e) => e.value === text(sent, 'effect'))?.effect;
    if (effect === undefined) return fault('effect', 'Choose what follows from the ruling.');
    const date = text(sent, 'date');
    if (effect.kind === 'freeze-date' && !/^\d{4}-\d\d-\d\d$/.test(date))
      return fault('date', 'Give the day that the ruling sets.');
    const vote = text(sent, 'vote');
    const votes = /^(\d{1,6})\D+(\d{1,6})(?:\D+(\d{1,6}))?$/.exec(vote);
    if (vote !== '' && votes === null)
      return fault('vote', 'Give three numbers: for, against, abstaining.');
    const matter = effects(doing).find((e) => e.value === text(sent, 'effect'))?.matter;
    const overturns = text(sent, 'overturns');
    return ok({
      act: {
        kind: 'ruling-made',
        ruling: freshId('ruling', new Set(doing.state.rulings.map((r) => r.ruling))),
        ...(matter === undefined ? {} : { matter }),
        body: text(sent, 'body'),
        question: text(sent, 'question'),
        decision: text(sent, 'decision'),
        ...(votes === null
          ? {}
          : {
              vote: {
                for: Number(votes[1]),
                against: Number(votes[2]),
                abstained: Number(votes[3] ?? 0),
              },
            }),
        reason: text(sent, 'reason'),
        basis: text(sent, 'basis'),
        effect: effect.kind === 'freeze-date' ? { ...effect, date } : effect,
        ...(overturns === '' ? {} : { overturns }),
      },
    });
  },
};

interface EffectChoice {
  readonly value: string;
  readonly text: string;
  readonly effect: RulingEffect;
  readonly matter?: string;
}

/** Every effect that some question of the book allows, with those whom it could be about. */
function effects(doing: Doing): readonly EffectChoice[] {
  const { book, state } = doing;
  const allowed = new Set(book.questions.flatMap((q) => q.effects));
  const out: EffectChoice[] = [
    { value: 'none', text: 'Nothing in the procedure', effect: { kind: 'none' } },
  ];
  for (const matter of Object.values(state.matters)) {
    if (matter.kind !== 'contest' || matter.declared !== undefined) continue;
    const { id, holder } = matter;
    if (allowed.has('candidate-automatic') && holder !== undefined)
      out.push({
        value: `automatic/${id}`,
        text: `${holder.name} stands without nominations`,
        effect: { kind: 'candidate-automatic', candidate: holder.id, name: holder.name },
        matter: id,
      });
    if (allowed.has('candidate-excluded'))
      for (const candidate of Object.values(matter.candidates))
        out.push({
          value: `excluded/${id}/${candidate.id}`,
          text: `${candidate.name} is excluded`,
          effect: { kind: 'candidate-excluded', candidate: candidate.id },
          matter: id,
        });
  }
  if (allowed.has('freeze-date'))
    for (const section of book.electorates.flatMap((e) => e.sections))
      if (section.freeze.kind === 'by-ruling')
        out.push({
          value: `freeze/${section.id}`,
          text: `A day by which an elector must have qualified: ${section.name}`,
          effect: { kind: 'freeze-date', section: section.id, date: '' },
        });
  return out;
}
