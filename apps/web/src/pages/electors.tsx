import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { Moment } from '../components/moment.tsx';
import { Pager } from '../components/pager.tsx';
import { electors as t } from '../messages/words.ts';
import type { ElectorsView } from '../views.ts';

type Elector = ElectorsView['electors'][number];

/** The roll person by person, for whoever answers “I did not get my link”. */
export function renderElectors(view: ElectorsView): string {
  return renderDocument({
    title: t.title(view.name),
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <>
        <p class="back">
          <a href={view.back.href}>{view.back.text}</a>
        </p>
        <h1>{t.title(view.name)}</h1>
        <p class="lead">{t.lead}</p>
        {view.votes === 'live' ? <p class="hint">{t.delay}</p> : null}
        <search>
          <form class="search" method="get" action={view.action}>
            <input type="hidden" name="show" value={view.filter} />
            <label for="q">{t.search}</label>
            <div class="search-row">
              <input id="q" type="search" name="q" value={view.search} maxLength={100} />
              <button type="submit" class="second">
                {t.find}
              </button>
            </div>
          </form>
        </search>
        <nav class="places" aria-label={t.show}>
          <ul>
            {view.filters.map(({ kind, href }) => (
              <li key={kind}>
                <a href={href} aria-current={kind === view.filter ? 'true' : undefined}>
                  {t.filters[kind]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p role="status" class="elector-count">
          {view.total === 0 ? t.none : t.found(view.total, view.search)}
        </p>
        {view.total > 0 ? <Electors view={view} /> : null}
        <Pager
          label={t.title(view.name)}
          earlier={view.earlierHref ? { text: t.earlier, href: view.earlierHref } : undefined}
          later={view.laterHref ? { text: t.later, href: view.laterHref } : undefined}
        />
      </>
    ),
  });
}

function Electors({ view }: { readonly view: ElectorsView }): VNode {
  return (
    <table class="stacks elector-rows">
      <caption class="visually-hidden">{t.title(view.name)}</caption>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.section}</th>
          <th scope="col">{t.mail}</th>
          {view.votes === 'none' ? null : <th scope="col">{t.vote}</th>}
          <th scope="col">
            <span class="visually-hidden">{t.again}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {view.electors.map((elector) => (
          <tr key={elector.id}>
            <th scope="row">
              {elector.name}
              <span class="elector-contact">
                {[elector.number, elector.email].filter(Boolean).join(' · ')}
              </span>
            </th>
            <td data-label={t.section}>{elector.section}</td>
            <td data-label={t.mail} class={elector.mail ? `mail-${elector.mail.state}` : undefined}>
              <Delivery elector={elector} zone={view.frame.zone} />
            </td>
            {view.votes === 'none' ? null : (
              <td data-label={t.vote}>
                {elector.voted ? t.voted : view.votes === 'closed' ? t.didNot : t.notVoted}
              </td>
            )}
            <td class="elector-again">
              {elector.again ? (
                <Form
                  form={elector.again}
                  csrf={view.frame.csrf}
                  id={`again-${elector.id}`}
                  look="quiet"
                />
              ) : null}
              {elector.contactHref ? (
                <p>
                  <a href={elector.contactHref}>
                    {t.contact}
                    <span class="visually-hidden">: {elector.name}</span>
                  </a>
                </p>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Delivery({ elector, zone }: { readonly elector: Elector; readonly zone: string }): VNode {
  const { mail, email } = elector;
  if (mail === undefined) return <>{email === undefined ? t.noAddress : t.noMail}</>;
  const state = email === undefined ? t.noAddress : t.states[mail.state];
  return (
    <>
      {mail.href ? <a href={mail.href}>{state}</a> : state} <Moment at={mail.at} zone={zone} />
    </>
  );
}
