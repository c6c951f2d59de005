import { renderDocument } from '../components/document.tsx';
import { ErrorSummary, Form } from '../components/form.tsx';
import { lost as t } from '../messages/words.ts';
import type { FieldView, LostView } from '../views.ts';

/** Says the same to whoever asks: it must not tell who is on the roll. */
export function renderLost(view: LostView): string {
  const isSent = view.state === 'sent';
  const title = isSent ? t.sentTitle : t.title;
  const fields: readonly FieldView[] = [
    {
      kind: 'text',
      name: 'asked',
      label: t.label,
      hint: t.hint,
      autocomplete: 'email',
      max: 254,
      ...(view.state === 'missing' ? { error: t.missing } : {}),
    },
  ];
  return renderDocument({
    title,
    frame: view.frame,
    proceeding: view.proceeding,
    children: isSent ? (
      <>
        <h1>{title}</h1>
        <p class="lead">{t.sent}</p>
        <p>{t.still}</p>
        <p>
          <a href={view.action}>{t.again}</a>
        </p>
      </>
    ) : (
      <>
        <ErrorSummary error={undefined} fields={fields} />
        <h1>{title}</h1>
        <p class="lead">{t.lead}</p>
        <Form form={{ action: view.action, fields, submit: t.submit }} csrf={view.frame.csrf} />
      </>
    ),
  });
}
