import { SideNote } from '../components/clause.tsx';
import { renderDocument } from '../components/document.tsx';
import { errors as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { ErrorView } from '../views.ts';

/** What went wrong, whether anything was lost, and where to go from here. */
export function renderError(view: ErrorView): string {
  const { title, text } = t[view.kind];
  const at = view.at === undefined ? undefined : moment(view.at, view.frame.zone);
  return renderDocument({
    title,
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <>
        <h1>{title}</h1>
        {view.detail ? (
          <div class="noted">
            <p class="lead">{view.detail}</p>
            <SideNote clause={view.clause} />
          </div>
        ) : null}
        <p>{text}</p>
        {at === undefined ? null : <p>{whenSentence(view.kind, at)}</p>}
        <ul class="actions">
          {view.next ? (
            <li>
              <a class="button main" href={view.next.href}>
                {view.next.text}
              </a>
            </li>
          ) : null}
          {view.proceeding ? (
            <li>
              <a class="button second" href={view.proceeding.href}>
                {t.toContest}
              </a>
            </li>
          ) : null}
          <li>
            <a class="button second" href="/">
              {t.home}
            </a>
          </li>
        </ul>
        {view.code ? <p class="small">{t.code(view.code)}</p> : null}
      </>
    ),
  });
}

function whenSentence(kind: ErrorView['kind'], at: string): string {
  if (kind === 'poll-closed') return t.closedAt(at);
  if (kind === 'poll-not-open') return t.opensAt(at);
  if (kind === 'link-expired') return t.expiredAt(at);
  return `${t.when}: ${at}`;
}
