import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { Moment } from '../components/moment.tsx';
import { outbox as t } from '../messages/words.ts';
import type { MailView } from '../views.ts';

/** One mail as its reader gets it. */
export function renderMail(view: MailView): string {
  return renderDocument({
    title: view.subject,
    frame: view.frame,
    children: (
      <>
        <p class="back">
          <a href={view.back}>{t.back}</a>
        </p>
        <h1>{view.subject}</h1>
        <dl class="facts">
          <div>
            <dt>{t.from}</dt>
            <dd>{view.from}</dd>
          </div>
          <div>
            <dt>{t.to}</dt>
            <dd>{view.to}</dd>
          </div>
          <div>
            <dt>{t.at}</dt>
            <dd>
              <Moment at={view.at} zone={view.frame.zone} />
            </dd>
          </div>
          <div>
            <dt>{t.state}</dt>
            <dd>
              {t.states[view.state]}
              {view.problem ? `: ${view.problem}` : ''}
            </dd>
          </div>
        </dl>
        <div class="mail">
          {view.text.split(/\n{2,}/).map((paragraph, i) => (
            <p key={`${i} ${paragraph}`}>{linked(paragraph)}</p>
          ))}
        </div>
      </>
    ),
  });
}

/** Addresses in the text become links; nothing else does. */
function linked(text: string): (string | VNode)[] {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((piece, i) => (i % 2 === 1 ? <a href={piece}>{piece}</a> : piece));
}
