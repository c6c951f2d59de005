import { renderDocument } from '../components/document.tsx';
import { Moment } from '../components/moment.tsx';
import { Pager } from '../components/pager.tsx';
import { box as t } from '../messages/words.ts';
import { count } from '../text/figures.ts';
import type { BoxView } from '../views.ts';

/** All receipts in the order of the record. */
export function renderBox(view: BoxView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    proceeding: view.proceeding,
    here: 'box',
    children: (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {view.polls.length > 1 ? (
          <nav aria-label={t.whichPoll}>
            <ul class="choices">
              {view.polls.map((poll) => (
                <li key={poll.id}>
                  <a
                    href={`?poll=${encodeURIComponent(poll.id)}`}
                    aria-current={poll.id === view.poll.id ? 'page' : undefined}
                  >
                    {poll.question}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : (
          <p>{view.poll.question}</p>
        )}
        <form class="search" method="get" action={view.checkHref}>
          <label for="tracker">{t.find}</label>
          <p class="hint" id="tracker-hint">
            {t.findHint}
          </p>
          <div class="search-row">
            <input
              id="tracker"
              name="tracker"
              type="text"
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              required
              aria-describedby="tracker-hint"
            />
            <button class="second" type="submit">
              {t.findButton}
            </button>
          </div>
        </form>
        <p>{view.total === 0 ? t.empty : t.total(view.total)}</p>
        {view.rows.length > 0 ? (
          <table class="stacks box-rows">
            <caption class={view.pages > 1 ? undefined : 'visually-hidden'}>
              {t.page(view.page, view.pages)}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="number">
                  {t.position}
                </th>
                <th scope="col">{t.receipt}</th>
                <th scope="col">{t.taken}</th>
              </tr>
            </thead>
            <tbody>
              {view.rows.map((row) => (
                <tr key={row.tracker}>
                  <td class="number">{count(row.position)}</td>
                  <th scope="row" class="receipt-code">
                    <a href={`${view.checkHref}?tracker=${row.tracker}`}>{row.code}</a>
                  </th>
                  <td data-label={t.taken}>
                    <Moment at={row.at} zone={view.frame.zone} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <Pager
          label={t.page(view.page, view.pages)}
          earlier={view.earlierHref ? { text: t.earlier, href: view.earlierHref } : undefined}
          later={view.laterHref ? { text: t.later, href: view.laterHref } : undefined}
        />
      </>
    ),
  });
}
