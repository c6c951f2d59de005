import type { VNode } from 'preact';
import { Command } from '../components/command.tsx';
import { renderDocument } from '../components/document.tsx';
import { Passages } from '../components/passages.tsx';
import { Powers } from '../components/powers.tsx';
import { ruleBook as t } from '../messages/words.ts';
import type { RuleBookView, RuleChapterView, RuleClauseView } from '../rule-views.ts';

/** A rule book in sentences: what it says, what it leaves open, who has power, how to start from it. */
export function renderRuleBook(view: RuleBookView): string {
  return renderDocument({
    title: view.title,
    frame: view.frame,
    children: (
      <>
        <p class="eyebrow">
          <a href={view.rulesHref}>{t.all}</a>
        </p>
        <h1>{view.title}</h1>
        <p class="lead">{view.summary}</p>
        <p class="small">
          {view.standing === 'model'
            ? t.model
            : `${view.organisation}. ${view.inForce === undefined ? '' : `${view.inForce}. `}`}{' '}
          {t.version(view.version)}
        </p>
        <Versions view={view} />
        <Contents view={view} />
        <section>
          <h2 id="said">{t.said}</h2>
          {view.chapters.map((chapter, i) => (
            <Chapter key={chapter.heading} chapter={chapter} id={`chapter-${i + 1}`} />
          ))}
        </section>
        <section>
          <h2 id="open">{t.open}</h2>
          <p>{view.open.length === 0 ? t.openNone : t.openLead}</p>
          <Sentences of={view.open} />
          {view.gaps.length === 0 ? null : (
            <>
              <h3>{t.gaps}</h3>
              <Sentences of={view.gaps} />
            </>
          )}
        </section>
        <Powers powers={view.powers} />
        <Start view={view} />
        <Clauses view={view} />
      </>
    ),
  });
}

function Versions({ view }: { readonly view: RuleBookView }): VNode | null {
  if (view.versions.length < 2) return null;
  return (
    <details>
      <summary>{t.versions}</summary>
      <ol class="index versions">
        {view.versions.map(({ title, href, inForce, isThis }) => (
          <li key={href}>
            {isThis ? (
              <strong>
                {t.thisVersion}: {title}
              </strong>
            ) : (
              <a href={href}>{title}</a>
            )}
            {inForce === undefined ? null : <p class="small">{inForce}.</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Contents({ view }: { readonly view: RuleBookView }): VNode {
  const places: readonly (readonly [string, string])[] = [
    ['said', t.said],
    ['open', t.open],
    ['powers', t.powers],
    ['start', t.start],
    ['clauses', t.clauses],
  ];
  return (
    <nav class="contents" aria-label={t.contents}>
      <p class="label">{t.contents}</p>
      <ul>
        {places.map(([id, text]) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
            {id === 'said' ? (
              <ul>
                {view.chapters.map(({ heading }, i) => (
                  <li key={heading}>
                    <a href={`#chapter-${i + 1}`}>{heading}</a>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Chapter({
  chapter,
  id,
}: {
  readonly chapter: RuleChapterView;
  readonly id: string;
}): VNode {
  return (
    <section class="chapter">
      <h3 id={id}>{chapter.heading}</h3>
      {chapter.parts.map(({ heading, passages }) => (
        <section key={heading ?? ''}>
          {heading === undefined ? null : <h4>{heading}</h4>}
          <Passages passages={passages} />
        </section>
      ))}
    </section>
  );
}

function Sentences({ of }: { readonly of: readonly string[] }): VNode | null {
  if (of.length === 0) return null;
  return (
    <ul>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Start({ view }: { readonly view: RuleBookView }): VNode {
  return (
    <section>
      <h2 id="start">{t.start}</h2>
      {view.newHref === undefined ? null : (
        <p>
          {t.offered} <a href={view.newHref}>{t.newContest}</a>
        </p>
      )}
      <ol class="steps start">
        <li>
          {t.startSteps.copy}
          <p class="start-downloads">
            <a class="button main" href={view.copyHref} download={view.copyName}>
              {t.copy}
            </a>
          </p>
        </li>
        <li>{t.startSteps.change}</li>
        <li>
          {t.startSteps.check}
          <Command text={`npx hustings rulebook check ${view.copyName}`} />
        </li>
        <li>
          {t.startSteps.read}
          <Command text={`npx hustings rulebook explain ${view.copyName}`} />
          <Command text={`npx hustings rulebook powers ${view.copyName}`} />
        </li>
        <li>{t.startSteps.use}</li>
      </ol>
      <p class="hint">{t.guide}</p>
      <ul class="downloads">
        <li>
          <a href={view.bookHref} download={`${view.id}.json`}>
            {t.exact}
          </a>
        </li>
        <li>
          <a href={view.schemaHref} download="rulebook-1.schema.json">
            {t.schema}
          </a>
        </li>
      </ul>
    </section>
  );
}

function Clauses({ view }: { readonly view: RuleBookView }): VNode {
  return (
    <section>
      <h2 id="clauses">{t.clauses}</h2>
      <p>{t.clausesLead}</p>
      <dl class="clauses">
        {view.clauses.map((clause) => (
          <Clause key={clause.id} clause={clause} />
        ))}
      </dl>
      <h3>{t.sources}</h3>
      <ul>
        {view.sources.map(({ title, url, basis }) => (
          <li key={title}>
            {url === undefined ? title : <a href={url}>{title}</a>} ({t.bases[basis]})
          </li>
        ))}
      </ul>
      <p class="label">{t.hash}</p>
      <p>
        <code class="hash">{view.hash}</code>
      </p>
    </section>
  );
}

function Clause({ clause }: { readonly clause: RuleClauseView }): VNode {
  return (
    <div id={`clause-${clause.id}`}>
      <dt>{clause.cite}</dt>
      <dd>
        {clause.text}
        <span class="what clause-sources">{clause.sources.join('; ')}</span>
      </dd>
    </div>
  );
}
