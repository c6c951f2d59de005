import { renderDocument } from '../components/document.tsx';
import { progress as t } from '../messages/words.ts';
import type { ProgressView } from '../views.ts';

/** Something long under way. `data-live` is fetched again and swapped in by the small script. */
export function renderProgress(view: ProgressView): string {
  const live = view.failure === undefined && view.percent < 100;
  return renderDocument({
    title: view.title,
    frame: view.frame,
    proceeding: view.proceeding,
    children: (
      <div id="live" data-live={live ? '1500' : undefined}>
        <h1>{view.title}</h1>
        <p class="lead">{view.sentence}</p>
        {view.failure === undefined ? (
          <p class="progress">
            <label for="progress">{t.overall}</label>
            <progress id="progress" max="100" value={view.percent}>
              {t.percent(view.percent)}
            </progress>
            <span>{t.percent(view.percent)}</span>
          </p>
        ) : (
          <div class="notice notice-problem" role="alert">
            <p class="notice-heading">{t.failed}</p>
            <p>{view.failure}</p>
          </div>
        )}
        <ol class="steps">
          {view.steps.map((step) => (
            <li key={step.text} class={`step step-${step.state}`}>
              <span class="step-text">{step.text}</span>{' '}
              <span class="step-state">
                {t[step.state]}
                {step.detail ? `, ${step.detail}` : ''}
              </span>
            </li>
          ))}
        </ol>
        {view.next ? (
          <p>
            <a class="button main" href={view.next.href}>
              {view.next.text}
            </a>
          </p>
        ) : null}
        {live ? (
          <p class="small">
            <a href="?">{t.again}</a>
          </p>
        ) : null}
      </div>
    ),
  });
}
