import type { VNode } from 'preact';
import { Bars } from '../charts/bars.tsx';
import { result as t } from '../messages/words.ts';
import { count } from '../text/figures.ts';
import type { ElectedView, SectionView } from '../views.ts';

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

type Column = readonly [string, (section: SectionView) => string, string];

function SectionTable({ view }: { readonly view: ElectedView }): VNode {
  const { sections } = view;
  const sum = (pick: (section: SectionView) => number | undefined): string =>
    count(sections.reduce((total, section) => total + (pick(section) ?? 0), 0));
  const isTold = sections.every((section) => section.turnout !== undefined);
  const told: readonly Column[] = [
    [t.spoilt, (section) => count(section.spoilt ?? 0), sum((section) => section.spoilt)],
    [
      t.electorate,
      (section) => count(section.electorate ?? 0),
      sum((section) => section.electorate),
    ],
    [t.turnout, (section) => t.shareOf(section.turnout ?? ''), t.shareOf(view.turnout.percent)],
  ];
  const columns: readonly Column[] = [
    ...view.candidates.map(
      ({ id, name }): Column => [
        name,
        (section) => count(section.votes[id] ?? 0),
        sum((section) => section.votes[id]),
      ],
    ),
    [t.valid, (section) => count(section.valid), sum((section) => section.valid)],
    ...(isTold ? told : []),
  ];
  return (
    <table>
      <caption class="visually-hidden">{t.sections}</caption>
      <thead>
        <tr>
          <th scope="col">{t.section}</th>
          {columns.map(([name]) => (
            <th scope="col" class="number" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sections.map((section) => (
          <tr key={section.id}>
            <th scope="row">{section.name}</th>
            {columns.map(([name, text]) => (
              <td class="number" key={name}>
                {text(section)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.all}</th>
          {columns.map(([name, , total]) => (
            <td class="number" key={name}>
              {total}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
