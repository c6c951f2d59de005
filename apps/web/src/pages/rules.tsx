import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { rules as t } from '../messages/words.ts';
import type { RuleBookLine, RulesView } from '../rule-views.ts';

/** Every rule book that the server has: models first, then by organisation. */
export function renderRules(view: RulesView): string {
  const first = view.shelves.filter(({ kind }) => kind !== 'organisation');
  const organisations = view.shelves.filter(({ kind }) => kind === 'organisation');
  return renderDocument({
    title: t.title,
    frame: view.frame,
    children: (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {first.map((shelf) => (
          <section key={shelf.name}>
            <h2>{shelf.name}</h2>
            <p>{shelf.kind === 'own' ? t.ownLead : t.modelsLead}</p>
            <BookList books={shelf.books} />
          </section>
        ))}
        <section>
          <h2>{t.realHeading}</h2>
          <p>{t.realLead}</p>
          {organisations.map(({ name, books }) => (
            <section key={name} class="shelf">
              <h3>{name}</h3>
              <BookList books={books} />
            </section>
          ))}
        </section>
        <section>
          <h2>{t.own}</h2>
          <p>{t.ownText}</p>
          <p>
            <a href={view.schemaHref} download="rulebook-1.schema.json">
              {t.schema}
            </a>
          </p>
        </section>
      </>
    ),
  });
}

function BookList({ books }: { readonly books: readonly RuleBookLine[] }): VNode {
  return (
    <ul class="index">
      {books.map(({ id, href, title, summary, inForce }) => (
        <li key={id}>
          <a href={href}>{title}</a>
          <p>{summary}</p>
          {inForce === undefined ? null : <p class="small">{inForce}.</p>}
        </li>
      ))}
    </ul>
  );
}
