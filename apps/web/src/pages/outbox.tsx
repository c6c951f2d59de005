import { renderDocument } from '../components/document.tsx';
import { Moment } from '../components/moment.tsx';
import { Pager } from '../components/pager.tsx';
import { officer, outbox as t } from '../messages/words.ts';
import type { OutboxView } from '../views.ts';

export function renderOutbox(view: OutboxView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    children: (
      <>
        <p class="back">
          <a href="/officer">{officer.title}</a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{view.caught ? t.caught : t.sent}</p>
        <p>{view.total === 0 ? t.empty : t.total(view.total)}</p>
        {view.mails.length > 0 ? (
          <table class="stacks mail-rows">
            <caption class="visually-hidden">{t.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t.to}</th>
                <th scope="col">{t.subject}</th>
                <th scope="col">{t.at}</th>
                <th scope="col">{t.state}</th>
              </tr>
            </thead>
            <tbody>
              {view.mails.map((mail) => (
                <tr key={mail.id}>
                  <th scope="row">
                    <a href={mail.href}>
                      {mail.to}
                      <span class="visually-hidden">, {mail.subject}</span>
                    </a>
                  </th>
                  <td>{mail.subject}</td>
                  <td>
                    <Moment at={mail.at} zone={view.frame.zone} />
                  </td>
                  <td class={`mail-${mail.state}`}>
                    {t.states[mail.state]}
                    {mail.problem ? `: ${mail.problem}` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <Pager
          label={t.title}
          earlier={view.earlierHref ? { text: t.earlier, href: view.earlierHref } : undefined}
          later={view.laterHref ? { text: t.later, href: view.laterHref } : undefined}
        />
      </>
    ),
  });
}
