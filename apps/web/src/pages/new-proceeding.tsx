import { renderDocument } from '../components/document.tsx';
import { Csrf, ErrorSummary, Field } from '../components/form.tsx';
import { officer as t } from '../messages/words.ts';
import type { NewProceedingView } from '../views.ts';

/** Picks the rule book: each with what it makes happen, so that the choice is an informed one. */
export function renderNewProceeding(view: NewProceedingView): string {
  return renderDocument({
    title: t.newTitle,
    frame: view.frame,
    children: (
      <>
        <ErrorSummary error={view.error} fields={view.fields} />
        <h1>{t.newTitle}</h1>
        <form class="form" method="post" action={view.action} data-once="">
          <Csrf value={view.frame.csrf} />
          <fieldset class="books">
            <legend>{t.newLead}</legend>
            {view.books.map((book) => (
              <div key={book.id} class="book">
                <label class="tick">
                  <input
                    type="radio"
                    name="book"
                    value={book.id}
                    checked={book.id === view.chosen}
                    required
                    aria-describedby={`book-${book.id}`}
                  />
                  <span class="book-title">{book.title}</span>
                </label>
                <div id={`book-${book.id}`} class="book-text">
                  <p class="hint">{t.newVersion(book.version)}</p>
                  <p>{book.explanation}</p>
                </div>
                <details class="book-text">
                  <summary>
                    {t.newSteps}
                    <span class="visually-hidden">: {book.title}</span>
                  </summary>
                  <ol class="steps plain">
                    {book.steps.map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                  <p>
                    <a href={book.href}>
                      {t.newWhole}
                      <span class="visually-hidden">: {book.title}</span>
                    </a>
                  </p>
                  {book.source ? (
                    <p class="small">
                      {t.newSource}: {book.source}
                    </p>
                  ) : null}
                </details>
              </div>
            ))}
          </fieldset>
          <p>
            {t.newOthers} <a href={view.rulesHref}>{t.newAllBooks}</a>
          </p>
          <h2>{t.newAbout}</h2>
          {view.fields.map((field) => (
            <Field key={field.name} field={field} id={`f-${field.name}`} />
          ))}
          <button type="submit" class="main">
            {t.newButton}
          </button>
        </form>
      </>
    ),
  });
}
