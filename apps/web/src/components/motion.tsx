import type { VNode } from 'preact';
import { Bars } from '../charts/bars.tsx';
import { result as t } from '../messages/words.ts';
import { count } from '../text/figures.ts';
import type { MotionView } from '../views.ts';
import { KeyFigures, Reconciliation, Spoilt } from './accounts.tsx';

/** A motion's result below its sentence. */
export function Motion({ view }: { readonly view: MotionView }): VNode {
  const most = Math.max(view.for, view.against, 1);
  return (
    <>
      <blockquote class="motion">{view.motion}</blockquote>
      <KeyFigures
        turnout={view.turnout}
        electorate={view.reconciliation.electorate}
        valid={view.reconciliation.valid}
      />
      <figure class="chart">
        <figcaption class="visually-hidden">{t.motionChart}</figcaption>
        <Bars
          max={most}
          bars={[
            { id: 'for', label: t.for, value: view.for, text: count(view.for), tone: 0 },
            {
              id: 'against',
              label: t.against,
              value: view.against,
              text: count(view.against),
              tone: 1,
            },
          ]}
        />
      </figure>
      <table>
        <caption class="visually-hidden">{t.motionChart}</caption>
        <thead>
          <tr>
            <th scope="col">{t.motion}</th>
            <th scope="col" class="number">
              {t.votes}
            </th>
            <th scope="col" class="number">
              {t.share}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.for}</th>
            <td class="number">{count(view.for)}</td>
            <td class="number">{t.shareOf(view.forPercent)}</td>
          </tr>
          <tr>
            <th scope="row">{t.against}</th>
            <td class="number">{count(view.against)}</td>
            <td class="number">{t.shareOf(view.againstPercent)}</td>
          </tr>
          {view.abstained > 0 ? (
            <tr>
              <th scope="row">{t.abstained}</th>
              <td class="number">{count(view.abstained)}</td>
              <td class="number" />
            </tr>
          ) : null}
        </tbody>
      </table>
      <p class="small">
        {t.motionNeeded(view.needed)} {t.motionBase(view.percentBase)}
      </p>
      <h3>{t.effect}</h3>
      <p>{view.effect}</p>
      <Reconciliation figures={view.reconciliation} />
      <Spoilt spoilt={view.spoilt} />
    </>
  );
}
