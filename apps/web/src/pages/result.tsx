import type { ComponentChildren, VNode } from 'preact';
import { SideNote } from '../components/clause.tsx';
import { renderDocument } from '../components/document.tsx';
import { Elected } from '../components/elected.tsx';
import { Moment } from '../components/moment.tsx';
import { Motion } from '../components/motion.tsx';
import { Nominations } from '../components/nominations.tsx';
import { RecordLinks } from '../components/record-links.tsx';
import { Trust } from '../components/trust.tsx';
import { screen, result as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { DeclaredView, Frame, ResultView, UncontestedView } from '../views.ts';
import { Notes } from './proceeding.tsx';

/** The declaration: who won, in one sentence, then everything that sentence rests on. */
export function renderResult(view: ResultView): string {
  const [main, ...others] = view.results;
  return renderDocument({
    title: main?.sentence ?? t.title,
    frame: view.frame,
    proceeding: view.proceeding,
    here: 'result',
    children: (
      <>
        {main ? (
          <Declared declared={main} frame={view.frame} first>
            <Notes notes={view.notes} />
          </Declared>
        ) : (
          <h1>{t.title}</h1>
        )}
        {main ? (
          <p>
            <a href={`${view.proceeding.href}/result/screen`}>{screen.link}</a>
          </p>
        ) : null}
        {view.verified ? (
          <section class="panel">
            <h2>{t.verified(view.verified.findings)}</h2>
            <p>
              {view.verified.checked} {t.verifiedOn(moment(view.verified.at, view.frame.zone))}
            </p>
          </section>
        ) : null}
        <RecordLinks record={view.record} />
        {others.map((declared) => (
          <Declared key={declared.matter} declared={declared} frame={view.frame} />
        ))}
        <Trust trust={view.trust} />
      </>
    ),
  });
}

interface DeclaredProps {
  readonly declared: DeclaredView;
  readonly frame: Frame;
  readonly first?: boolean;
  readonly children?: ComponentChildren;
}

function Declared({ declared, frame, first = false, children }: DeclaredProps): VNode {
  const Heading = first ? 'h1' : 'h2';
  return (
    <article class={first ? 'declared declared-first' : 'declared'}>
      <p class="eyebrow">
        {declared.title}. {t.declared} <Moment at={declared.declaredAt} zone={frame.zone} />
      </p>
      <div class="noted">
        <Heading class="sentence">{declared.sentence}</Heading>
        <SideNote clause={declared.clause} />
      </div>
      {children}
      {first ? (
        <Body declared={declared} />
      ) : (
        <details>
          <summary>{t.figures}</summary>
          <Body declared={declared} />
        </details>
      )}
      {declared.text ? (
        <details>
          <summary>{t.declaration}</summary>
          <p class="statement">{declared.text}</p>
        </details>
      ) : null}
    </article>
  );
}

function Body({ declared }: { readonly declared: DeclaredView }): VNode {
  switch (declared.kind) {
    case 'elected':
      return <Elected view={declared} />;
    case 'motion':
      return <Motion view={declared} />;
    case 'uncontested':
      return <Uncontested view={declared} />;
  }
}

function Uncontested({ view }: { readonly view: UncontestedView }): VNode {
  return (
    <>
      <p class="lead">{t.uncontested}</p>
      {view.nominations ? <Nominations nominations={view.nominations} level={3} /> : null}
    </>
  );
}
