import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { Moment } from '../components/moment.tsx';
import { contacts as t } from '../messages/words.ts';
import type { ContactsView } from '../views.ts';

/** What waits for a second pair of eyes. */
export function renderContacts(view: ContactsView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <>
        <p class="back">
          <a href={view.back.href}>{view.back.text}</a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <p>{t.changed(view.changed)}</p>
        {view.needsColleague ? (
          <div class="notice notice-hint">
            <p>
              {t.alone} <a href={view.staffHref}>{t.invite}</a>
            </p>
          </div>
        ) : null}
        <h2>{t.waiting}</h2>
        {view.waiting.length === 0 ? <p>{t.none}</p> : null}
        {view.waiting.map((change) => (
          <article key={change.id} class="panel">
            <h3>{change.name}</h3>
            <dl class="facts">
              <div>
                <dt>{t.from}</dt>
                <dd class="row-text">{change.from ?? t.nothing}</dd>
              </div>
              <div>
                <dt>{t.to}</dt>
                <dd class="row-text">{change.to}</dd>
              </div>
              <div>
                <dt>{t.reason}</dt>
                <dd>{change.reason}</dd>
              </div>
              <div>
                <dt>{t.by}</dt>
                <dd>
                  {change.by}, <Moment at={change.at} zone={view.frame.zone} />
                </dd>
              </div>
            </dl>
            {change.isOwn ? <p class="hint">{t.own}</p> : null}
            <div class="decision">
              {change.approve ? (
                <Form form={change.approve} csrf={view.frame.csrf} id={`a-${change.id}`} />
              ) : null}
              {change.refuse ? (
                <Form
                  form={change.refuse}
                  csrf={view.frame.csrf}
                  id={`r-${change.id}`}
                  look="second"
                />
              ) : null}
            </div>
          </article>
        ))}
      </>
    ),
  });
}
