import type { VNode } from 'preact';
import { Bars } from '../charts/bars.tsx';
import { result as t } from '../messages/en.ts';
import { count } from '../text/figures.ts';
import type { ElectedView } from '../views.ts';

/** Sections side by side, each with the same candidates in the same order, then all figures as a table. */
export function Sections({ view }: { readonly view: ElectedView }): VNode {
  return (
    <section class="sections">
      <h2>{t.sections}</h2>
      <figure class="chart">
        <figcaption>{t.sectionsLead}</figcaption>
        <div class="side-by-side">
          {view.sections.map((section) => (
            <div key={section.id}>
              <h3>{section.name}</h3>
              <Bars
                max={100}
                line={50}
                bars={view.candidates.map((candidate, i) => ({
                  id: candidate.id,
                  label: candidate.name,
                  value: Number(section.percent[candidate.id] ?? '0'),
                  text: t.shareOf(section.percent[candidate.id] ?? '0'),
                  tone: i,
                }))}
              />
            </div>
          ))}
        </div>
      </figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever scrolls by keyboard must be able to reach it */}
      <section class="scroll" aria-label={t.sections} tabIndex={0}>
        <SectionTable view={view} />
      </section>
    </section>
  );
}

function SectionTable({ view }: { readonly view: ElectedView }): VNode {
  const sum = (pick: (section: ElectedView['sections'][number]) => number): string =>
    count(view.sections.reduce((total, section) => total + pick(section), 0));
  return (
    <table>
      <caption class="visually-hidden">{t.sections}</caption>
      <thead>
        <tr>
          <th scope="col">{t.section}</th>
          {view.candidates.map((candidate) => (
            <th scope="col" class="number" key={candidate.id}>
              {candidate.name}
            </th>
          ))}
          <th scope="col" class="number">
            {t.valid}
          </th>
          <th scope="col" class="number">
            {t.spoilt}
          </th>
          <th scope="col" class="number">
            {t.electorate}
          </th>
          <th scope="col" class="number">
            {t.turnout}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.sections.map((section) => (
          <tr key={section.id}>
            <th scope="row">{section.name}</th>
            {view.candidates.map((candidate) => (
              <td class="number" key={candidate.id}>
                {count(section.votes[candidate.id] ?? 0)}
              </td>
            ))}
            <td class="number">{count(section.valid)}</td>
            <td class="number">{count(section.spoilt)}</td>
            <td class="number">{count(section.electorate)}</td>
            <td class="number">{t.shareOf(section.turnout)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.all}</th>
          {view.candidates.map((candidate) => (
            <td class="number" key={candidate.id}>
              {sum((section) => section.votes[candidate.id] ?? 0)}
            </td>
          ))}
          <td class="number">{sum((section) => section.valid)}</td>
          <td class="number">{sum((section) => section.spoilt)}</td>
          <td class="number">{sum((section) => section.electorate)}</td>
          <td class="number">{t.shareOf(view.turnout.percent)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
