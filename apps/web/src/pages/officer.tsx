import { renderDocument } from '../components/document.tsx';
import { staff, officer as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { OfficerView } from '../views.ts';

/** All contests of a returning officer, each with its one next step. */
export function renderOfficer(view: OfficerView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    children: (
      <>
        <h1>{t.title}</h1>
        {view.caught && view.outboxHref ? (
          <div class="notice notice-hint">
            <p>
              {t.caught(view.caught)} <a href={view.outboxHref}>{t.outbox}</a>
            </p>
          </div>
        ) : null}
        <section>
          <h2>{t.yours}</h2>
          {view.proceedings.length === 0 ? <p>{t.none}</p> : null}
          <ul class="index">
            {view.proceedings.map((one) => (
              <li key={one.id}>
                <a href={one.href}>
                  {one.organisation}: {one.title}
                </a>
                <p>{one.standing}</p>
                {one.next ? (
                  <p class="index-next">
                    <span class="label">{t.nextStep}</span>{' '}
                    <a href={one.next.href}>{one.next.text}</a>
                    {one.next.by ? (
                      <>
                        {', '}
                        <time dateTime={one.next.by}>
                          {t.byWhen(moment(one.next.by, view.frame.zone))}
                        </time>
                      </>
                    ) : null}
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
        <ul class="actions">
          {view.newHref ? (
            <li>
              <a class="button main" href={view.newHref}>
                {t.start}
              </a>
            </li>
          ) : null}
          {view.outboxHref ? (
            <li>
              <a class="button second" href={view.outboxHref}>
                {t.outbox}
              </a>
            </li>
          ) : null}
          {view.staffHref ? (
            <li>
              <a class="button second" href={view.staffHref}>
                {staff.link}
              </a>
            </li>
          ) : null}
        </ul>
      </>
    ),
  });
}
