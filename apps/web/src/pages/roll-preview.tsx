import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { Form } from '../components/form.tsx';
import { roll as t } from '../messages/words.ts';
import { count } from '../text/figures.ts';
import type { RollPreviewView } from '../views.ts';

/** What would be taken and what not, with the reason for every refused row, before anything is stored. */
export function renderRollPreview(view: RollPreviewView): string {
  return renderDocument({
    title: t.previewTitle,
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <>
        <p class="back">
          <a href={view.back.href}>{view.back.text}</a>
        </p>
        <h1>{t.previewTitle}</h1>
        <p class="lead">
          {t.read(view.file, view.rows)} {t.nothingStored}
        </p>
        <dl class="facts">
          <div>
            <dt>{t.accepted(view.accepted)}</dt>
            <dd>
              {view.sections.map((section) => (
                <span class="fact-line" key={section.id}>
                  {section.name}: {count(section.count)}
                </span>
              ))}
            </dd>
          </div>
          <div>
            <dt>{view.refusedTotal === 0 ? t.noneRefused : t.refused(view.refusedTotal)}</dt>
            <dd>
              {view.reasons.map((reason) => (
                <span class="fact-line" key={reason.reason}>
                  {t.counted(reason.count, reason.reason)}
                </span>
              ))}
            </dd>
          </div>
          <div>
            <dt>{t.reading}</dt>
            <dd>{view.reading}</dd>
          </div>
        </dl>
        {view.accept ? (
          <Form form={view.accept} csrf={view.frame.csrf} id="accept" />
        ) : (
          <p class="warning">{t.noneAccepted}</p>
        )}
        {view.refused.length > 0 ? (
          <section>
            <h2>
              {view.refused.length < view.refusedTotal
                ? t.firstRefused(view.refused.length, view.refusedTotal)
                : t.everyRefused}
            </h2>
            {view.refusedHref ? (
              <p>
                <a href={view.refusedHref} download="">
                  {t.allRefused}
                </a>
              </p>
            ) : null}
            <Rows caption={t.everyRefused} rows={view.refused} />
          </section>
        ) : null}
        {view.warnings.length > 0 ? (
          <section>
            <h2>{t.warnings}</h2>
            <Rows caption={t.warnings} rows={view.warnings} />
          </section>
        ) : null}
        {view.sample.length > 0 ? <Sample view={view} /> : null}
      </>
    ),
  });
}

interface RowsProps {
  readonly caption: string;
  readonly rows: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
}

function Rows({ caption, rows }: RowsProps): VNode {
  return (
    <table class="stacks">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">
            {t.line}
          </th>
          <th scope="col">{t.reason}</th>
          <th scope="col">{t.row}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <th scope="row" class="number">
              <span class="stack-only">{t.line} </span>
              {count(row.line)}
            </th>
            <td data-label={t.reason}>{row.reason}</td>
            <td data-label={t.row}>
              <code class="row-text">{row.text}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sample({ view }: { readonly view: RollPreviewView }): VNode {
  return (
    <section>
      <h2>{t.sampleRows}</h2>
      <table class="stacks">
        <caption class="visually-hidden">{t.sampleRows}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {t.line}
            </th>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.email}</th>
            <th scope="col">{t.section}</th>
          </tr>
        </thead>
        <tbody>
          {view.sample.map((row) => (
            <tr key={row.line}>
              <td class="number" data-label={t.line}>
                {count(row.line)}
              </td>
              <th scope="row">{row.name}</th>
              <td data-label={t.email}>{row.email}</td>
              <td data-label={t.section}>{row.section}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
