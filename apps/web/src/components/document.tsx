/**
 * The frame of every page: masthead, the contest's own navigation, one main part, foot.
 * No inline script or style, so that the content security policy can forbid both.
 */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { assets, imports } from '../assets.ts';
import { LANGUAGES } from '../languages.ts';
import { language, locale } from '../messages/locale.ts';
import { frame as t } from '../messages/words.ts';
import type { Frame, ProceedingRef } from '../views.ts';
import { Csrf } from './form.tsx';
import { Mark } from './mark.tsx';
import { NoticeBlock } from './notice.tsx';

export type Here = 'contest' | 'result' | 'box' | 'check' | 'verify';

export interface DocumentProps {
  readonly title: string;
  readonly frame: Frame;
  readonly proceeding?: ProceedingRef | undefined;
  readonly here?: Here;
  /** The page's own program, besides the small enhancements. */
  readonly program?: 'booth' | 'second' | 'verifier';
  /** The booth leaves out all that could distract or lead away. */
  readonly bare?: boolean;
  /** For a wall: nothing but the page itself. */
  readonly screen?: boolean;
  readonly children: ComponentChildren;
}

export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>${renderToString(<Document {...props} />)}`;
}

function Document(props: DocumentProps): VNode {
  const { frame, proceeding, bare = false, screen = false } = props;
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{t.title(props.title)}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        <script type="module" src={assets.enhance} />
        {props.program ? <script type="module" src={assets[props.program]} /> : null}
        {props.program
          ? imports[props.program]?.map((href) => (
              <link key={href} rel="modulepreload" href={href} />
            ))
          : null}
      </head>
      <body class={screen ? 'screen' : undefined}>
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {screen ? null : <Masthead frame={frame} />}
        {proceeding && !screen ? (
          <Contest proceeding={proceeding} here={props.here} bare={bare} />
        ) : null}
        <main id="main" tabIndex={-1}>
          {frame.notice ? <NoticeBlock notice={frame.notice} /> : null}
          {props.children}
        </main>
        {screen ? null : (
          <footer class="foot">
            <p>{t.footer}</p>
            {frame.elsewhere ? <Languages elsewhere={frame.elsewhere} /> : null}
          </footer>
        )}
      </body>
    </html>
  );
}

/** This page in the other languages, each named in its own. */
function Languages({ elsewhere }: { readonly elsewhere: NonNullable<Frame['elsewhere']> }): VNode {
  return (
    <ul class="languages">
      {elsewhere
        .filter((one) => one.language !== language)
        .map((one) => (
          <li key={one.language}>
            <a href={one.href} lang={one.language} hreflang={one.language}>
              {LANGUAGES[one.language]}
            </a>
          </li>
        ))}
    </ul>
  );
}

function Masthead({ frame }: { readonly frame: Frame }): VNode {
  const { who } = frame;
  return (
    <header class="masthead">
      <a class="brand" href="/" aria-label={t.home}>
        <Mark />
        <span>{t.name}</span>
      </a>
      {who ? (
        <div class="who">
          <a href={who.role === 'officer' ? '/officer' : '/my'}>
            {who.role === 'officer' ? t.officerHome : t.memberHome}
          </a>
          <span class="who-name">{t.signedIn(who.name)}</span>
          <form method="post" action={who.out}>
            <Csrf value={frame.csrf} />
            <button class="quiet" type="submit">
              {t.signOut}
            </button>
          </form>
        </div>
      ) : null}
    </header>
  );
}

interface ContestProps {
  readonly proceeding: ProceedingRef;
  readonly here: Here | undefined;
  readonly bare: boolean;
}

function Contest({ proceeding, here, bare }: ContestProps): VNode {
  const base = proceeding.href;
  const places: readonly (readonly [Here, string, string])[] = [
    ['contest', t.contest, base],
    ...(proceeding.resultHref ? [['result', t.result, proceeding.resultHref] as const] : []),
    ['box', t.box, `${base}/box`],
    ['check', t.check, `${base}/check`],
    ['verify', t.verify, `${base}/verify`],
  ];
  return (
    <div class="contest">
      <p class="contest-title">
        <span class="contest-organisation">{proceeding.organisation}</span>{' '}
        <span>{proceeding.title}</span>
      </p>
      {proceeding.practice ? <p class="practice-flag">{t.practice}</p> : null}
      {bare ? null : (
        <nav class="places" aria-label={t.nav}>
          <ul>
            {places.map(([key, text, href]) => (
              <li key={key}>
                <a href={href} aria-current={key === here ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
