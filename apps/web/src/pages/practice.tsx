import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { practice as t } from '../messages/words.ts';
import type { PracticeView } from '../views.ts';

/** What the practice poll is, before it is made. */
export function renderPractice(view: PracticeView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    children: (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead(view.society)}</p>
        <ol class="steps plain">
          {t.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{t.crowd(view.rollSize, view.cast)}</p>
        <Form form={view.start} csrf={view.frame.csrf} />
        <p class="small">{t.yours}</p>
      </>
    ),
  });
}
