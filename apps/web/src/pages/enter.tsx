import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { enter as t } from '../messages/words.ts';
import type { EnterView } from '../views.ts';

/** Opened by a link; only the button uses the link up, so that scanners of mail cannot burn it. */
export function renderEnter(view: EnterView): string {
  const title = view.as === 'officer' ? t.officerTitle : t.memberTitle(view.name);
  return renderDocument({
    title,
    frame: view.frame,
    children: (
      <>
        <h1>{title}</h1>
        {view.organisation ? <p class="lead">{view.organisation}</p> : null}
        <p>{t.text}</p>
        <Form form={view.form} csrf={view.frame.csrf} />
        <p class="small">{t.notYou}</p>
      </>
    ),
  });
}
