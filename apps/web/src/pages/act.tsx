import { SideNote } from '../components/clause.tsx';
import { renderDocument } from '../components/document.tsx';
import { ErrorSummary, Form } from '../components/form.tsx';
import { act as t } from '../messages/words.ts';
import type { ActView } from '../views.ts';

/** One act: what it does, under which rule, its form. */
export function renderAct(view: ActView): string {
  return renderDocument({
    title: view.title,
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <>
        <p class="back">
          <a href={view.back.href}>{view.back.text}</a>
        </p>
        <ErrorSummary error={view.error} fields={view.form.fields} />
        <h1>{view.title}</h1>
        <div class="noted">
          <div>
            {view.lead.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <SideNote clause={view.clause} />
        </div>
        {view.facts && view.facts.length > 0 ? (
          <dl class="facts" aria-label={t.facts}>
            {view.facts.map((fact) => (
              <div key={fact.term}>
                <dt>{fact.term}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        <Form form={view.form} csrf={view.frame.csrf} />
      </>
    ),
  });
}
