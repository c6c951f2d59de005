import { renderDocument } from '../components/document.tsx';
import { ErrorSummary, Form } from '../components/form.tsx';
import { roll as t } from '../messages/words.ts';
import type { RollImportView } from '../views.ts';

export function renderRollImport(view: RollImportView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <>
        <p class="back">
          <a href={view.back.href}>{view.back.text}</a>
        </p>
        <ErrorSummary
          error={view.error === undefined ? undefined : `${t.refusedFile}: ${view.error}`}
          fields={view.form.fields}
        />
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <Form form={view.form} csrf={view.frame.csrf} />
        <section>
          <h2>{t.columns}</h2>
          <p>{t.tolerant}</p>
          <table class="stacks">
            <thead>
              <tr>
                <th scope="col">{t.column}</th>
                <th scope="col">{t.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {view.columns.map((column) => (
                <tr key={column.name}>
                  <th scope="row">
                    <code>{column.name}</code>
                    <span class="hint"> {column.needed ? t.needed : t.notNeeded}</span>
                  </th>
                  <td data-label={t.meaning}>{column.what}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {view.sections.length > 1 ? (
            <p>
              {t.sections}:{' '}
              {view.sections.map((section, i) => (
                <span key={section.id}>
                  {i > 0 ? ', ' : ''}
                  <code>{section.id}</code> ({section.name})
                </span>
              ))}
            </p>
          ) : null}
          {view.sampleHref ? (
            <p>
              <a href={view.sampleHref} download="">
                {t.sample}
              </a>
            </p>
          ) : null}
        </section>
      </>
    ),
  });
}
