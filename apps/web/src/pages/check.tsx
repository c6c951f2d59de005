import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { check as t } from '../messages/words.ts';
import { count } from '../text/figures.ts';
import { moment } from '../text/moments.ts';
import type { CheckView, InTheBoxView } from '../views.ts';

/** Is my vote in the box? A plain answer first, the proof behind it for those who want it. */
export function renderCheck(view: CheckView): string {
  const { answer } = view;
  return renderDocument({
    title: answer.kind === 'in-the-box' ? t.inBox : t.title,
    frame: view.frame,
    proceeding: view.proceeding,
    here: 'check',
    children: (
      <>
        {answer.kind === 'in-the-box' ? (
          <>
            <Found found={answer} zone={view.frame.zone} />
            <h2>{t.another}</h2>
          </>
        ) : (
          <>
            <h1>{answer.kind === 'not-there' ? t.notThere : t.title}</h1>
            <p class="lead">{answer.kind === 'not-there' ? t.notThereText : t.lead}</p>
          </>
        )}
        <form class="search" method="get" action={view.checkHref}>
          <label for="tracker">{t.label}</label>
          <p class="hint" id="tracker-hint">
            {t.hint}
          </p>
          {answer.kind === 'not-a-code' ? (
            <p class="field-error" id="tracker-error" role="alert">
              {t.notACode}: {answer.message}
            </p>
          ) : null}
          <div class="search-row">
            <input
              id="tracker"
              name="tracker"
              type="text"
              value={answer.kind === 'in-the-box' ? '' : view.asked}
              autoComplete="off"
              autoCapitalize="none"
              spellcheck={false}
              required
              aria-describedby={
                answer.kind === 'not-a-code' ? 'tracker-hint tracker-error' : 'tracker-hint'
              }
              aria-invalid={answer.kind === 'not-a-code' ? 'true' : undefined}
            />
            <button class="main" type="submit">
              {t.button}
            </button>
          </div>
        </form>
        <p>
          <a href={view.boxHref}>{t.box}</a>
        </p>
      </>
    ),
  });
}

function Found({ found, zone }: { readonly found: InTheBoxView; readonly zone: string }): VNode {
  const over = found.poll.status === 'closed' || found.poll.status === 'declared';
  const { proof } = found;
  return (
    <>
      <h1>{t.inBox}</h1>
      <div class="receipt">
        <p class="receipt-code">{found.code}</p>
        <p>
          <time dateTime={found.at}>{t.since(moment(found.at, zone))}</time>{' '}
          {t.place(found.position, found.total)}
        </p>
        {found.standing === 'counts' ? (
          <p>{over ? t.counts.done : t.counts.open}</p>
        ) : (
          <p>
            <strong>{t.replaced}</strong> {t.replacedNotYou}
          </p>
        )}
        <p>{t.notShown}</p>
      </div>
      <details>
        <summary>{t.experts}</summary>
        <p>{t.expertsLead}</p>
        <dl class="proof">
          <dt>{t.tracker}</dt>
          <dd>
            <code class="hash">{found.tracker}</code>
          </dd>
          <dt>{t.index}</dt>
          <dd>{count(proof.index)}</dd>
          <dt>{t.leaf}</dt>
          <dd>
            <code class="hash">{proof.leafHash}</code>
          </dd>
          <dt>{t.path}</dt>
          <dd>
            <ol class="hashes">
              {proof.path.map((hash) => (
                <li key={hash}>
                  <code class="hash">{hash}</code>
                </li>
              ))}
            </ol>
          </dd>
          <dt>{t.size}</dt>
          <dd>{count(proof.treeSize)}</dd>
          <dt>{t.root}</dt>
          <dd>
            <code class="hash">{proof.rootHash}</code>
          </dd>
          <dt>{t.checkpoint}</dt>
          <dd>
            <pre class="note">{proof.checkpoint}</pre>
          </dd>
        </dl>
        <p>
          <a href={proof.apiHref}>{t.json}</a>
        </p>
      </details>
    </>
  );
}
