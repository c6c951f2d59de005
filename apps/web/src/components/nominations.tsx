import type { VNode } from 'preact';
import { Bars } from '../charts/bars.tsx';
import { nominations as t } from '../messages/words.ts';
import { count } from '../text/figures.ts';
import type { NominationsView } from '../views.ts';
import { SideNote } from './clause.tsx';
import { Fold } from './fold.tsx';

export interface NominationsProps {
  readonly nominations: NominationsView;
  readonly level?: 2 | 3;
  /** Under a result they are history, and fold away. */
  readonly folded?: boolean;
}

/** Nominations against what the book asks for: bars with the threshold across, then the table. */
export function Nominations({ nominations, level = 2, folded = false }: NominationsProps): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  if (folded)
    return (
      <Fold title={t.title} level={level}>
        <Figures nominations={nominations} />
      </Fold>
    );
  return (
    <section class="nominations">
      <Heading>{t.title}</Heading>
      <Figures nominations={nominations} />
    </section>
  );
}

function Figures({ nominations }: { readonly nominations: NominationsView }): VNode {
  const { rows, threshold } = nominations;
  const most = Math.max(threshold, ...rows.map((row) => row.nominations));
  return (
    <div class="noted">
      <div>
        <p>{t.lead(threshold, nominations.basis)}</p>
        {nominations.open ? <p class="hint">{t.open}</p> : null}
        {rows.length > 0 ? (
          <figure class="chart">
            <figcaption class="visually-hidden">{t.chart}</figcaption>
            <Bars
              max={most * 1.05}
              line={threshold}
              bars={rows.map((row) => ({
                id: row.candidate,
                label: row.name,
                value: row.nominations,
                text: row.exempt && row.nominations === 0 ? t.exempt : count(row.nominations),
                tone: row.validated ? 0 : 1,
              }))}
            />
            <p class="bar-key">
              <svg width="12" height="20" aria-hidden="true" focusable="false">
                <line class="bar-line" x1="6" x2="6" y1="0" y2="20" />
              </svg>{' '}
              {t.threshold(threshold)}
            </p>
          </figure>
        ) : null}
        {rows.length > 0 ? (
          <details>
            <summary>{t.reasons}</summary>
            <NominationsTable nominations={nominations} />
          </details>
        ) : null}
      </div>
      <SideNote clause={nominations.clause} />
    </div>
  );
}

function NominationsTable({ nominations }: { readonly nominations: NominationsView }): VNode {
  return (
    <table class="stacks">
      <caption class="visually-hidden">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.candidate}</th>
          <th scope="col" class="number">
            {t.number}
          </th>
          <th scope="col">{t.onBallot}</th>
          <th scope="col">{t.why}</th>
        </tr>
      </thead>
      <tbody>
        {nominations.rows.map((row) => (
          <tr key={row.candidate}>
            <th scope="row">{row.name}</th>
            <td class="number" data-label={t.number}>
              {count(row.nominations)}
            </td>
            <td data-label={t.onBallot}>
              {row.validated ? t.yes : nominations.open ? t.notYet : t.no}
            </td>
            <td data-label={t.why}>{row.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
