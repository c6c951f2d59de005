/** Forms of candidates: agreeing to stand, withdrawing, a statement. */
import { ok } from '@hustings/base';
import type { ContestState } from '@hustings/rulebook';
import type { FieldView } from '@hustings/web';
import { type ActForm, type Doing, fault, type Sent, text } from './act-form.ts';
import { contestOf } from './contest-of.ts';

/** A form about one candidate: a member acts for itself, the officer says for whom. */
function ofCandidate(form: {
  readonly title: string;
  readonly done: string;
  readonly lead: readonly string[];
  readonly submit: string;
  readonly warning?: string;
  readonly fits: (candidate: ContestState['candidates'][string]) => boolean;
  readonly more?: (doing: Doing, sent: Sent) => readonly FieldView[];
  readonly act: 'candidate-consented' | 'candidate-withdrew' | 'statement-filed';
}): ActForm {
  return {
    title: form.title,
    done: form.done,
    lead: form.lead,
    submit: form.submit,
    ...(form.warning === undefined ? {} : { warning: form.warning }),
    fields: (doing, sent) => {
      const { contest } = contestOf(doing);
      const own = doing.actor.role === 'candidate' ? doing.actor.id : undefined;
      const who: FieldView =
        own !== undefined
          ? { kind: 'hidden', name: 'candidate', value: own }
          : {
              kind: 'choice',
              name: 'candidate',
              label: 'Which candidate?',
              options: Object.values(contest.candidates)
                .filter(form.fits)
                .map((c) => ({
                  value: c.id,
                  text: c.name,
                  checked: text(sent, 'candidate') === c.id,
                })),
            };
      return [who, ...(form.more?.(doing, sent) ?? [])];
    },
    read: (doing, sent) => {
      const { contest } = contestOf(doing);
      const id = doing.actor.role === 'candidate' ? doing.actor.id : text(sent, 'candidate');
      const candidate = Object.hasOwn(contest.candidates, id) ? contest.candidates[id] : undefined;
      if (candidate === undefined) return fault('candidate', 'Choose a candidate.');
      const about = { matter: contest.id, candidate: id };
      if (form.act !== 'statement-filed') return ok({ act: { kind: form.act, ...about } });
      const words = text(sent, 'text');
      if (words === '') return fault('text', 'The statement is empty.');
      return ok({ act: { kind: 'statement-filed', ...about, text: words } });
    },
  };
}

export const candidateConsented: ActForm = ofCandidate({
  title: 'Agree to stand',
  done: 'The consent is on the record.',
  lead: [
    'Says on the record that the candidate agrees to stand. Nobody comes on the paper against their will.',
  ],
  submit: 'Agree to stand',
  fits: (c) => !c.consented && !c.withdrew,
  act: 'candidate-consented',
});

export const candidateWithdrew: ActForm = ofCandidate({
  title: 'Withdraw',
  done: 'The withdrawal is on the record.',
  lead: ['Takes the candidate out of the contest.'],
  submit: 'Withdraw from the contest',
  warning: 'This cannot be undone.',
  fits: (c) => !c.withdrew,
  act: 'candidate-withdrew',
});

export const statementFiled: ActForm = ofCandidate({
  title: 'File a statement',
  done: 'The statement is on the record.',
  lead: ['The statement is shown to voters. A later one takes the place of an earlier one.'],
  submit: 'File the statement',
  fits: (c) => !c.withdrew,
  more: (doing, sent) => {
    const { contest, procedure } = contestOf(doing);
    const words = procedure.nomination.statement?.words;
    const before =
      doing.actor.role === 'candidate' ? contest.candidates[doing.actor.id]?.statement : undefined;
    return [
      {
        kind: 'long',
        name: 'text',
        label: 'The statement',
        ...(words === undefined ? {} : { hint: `At most ${words} words.` }),
        value: text(sent, 'text') || (before ?? ''),
        rows: 10,
        max: 20_000,
      },
    ];
  },
  act: 'statement-filed',
});
