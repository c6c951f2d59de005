import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { home as t } from '../messages/words.ts';
import type { HomeView } from '../views.ts';

/** Three sentences, three doors. The doors are drawn as a ballot paper: you mark one. */
export function renderHome(view: HomeView): string {
  const { replay } = view;
  return renderDocument({
    title: t.title,
    frame: view.frame,
    children: (
      <>
        <div class="opening-and-doors">
          <div class="opening">
            <h1>{t.title}</h1>
            <div class="lead">
              {t.sentences.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
          </div>
          <nav aria-label={t.doors}>
            <ol class="doors">
              <Door
                href={replay.href}
                title={t.replay}
                text={t.replayText}
                note={replay.kind === 'building' ? t.replayBuilding(replay.percent) : undefined}
              />
              <Door href={view.practice.href} title={t.practice} text={t.practiceText} />
              <Door href={view.own.href} title={t.own} text={t.ownText} />
            </ol>
          </nav>
        </div>
        {view.proceedings.length > 0 ? (
          <section>
            <h2>{t.here}</h2>
            <ul class="index">
              {view.proceedings.map((one) => (
                <li key={one.id}>
                  <a href={one.href}>
                    {one.organisation}: {one.title}
                  </a>
                  <p>{one.standing}</p>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section>
          <h2>{t.rules}</h2>
          <p>
            {t.rulesText(view.rules.books)} <a href={view.rules.href}>{t.rulesLink}</a>
          </p>
        </section>
      </>
    ),
  });
}

interface DoorProps {
  readonly href: string;
  readonly title: string;
  readonly text: string;
  readonly note?: string | undefined;
}

function Door({ href, title, text, note }: DoorProps): VNode {
  return (
    <li class="door">
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <p>{text}</p>
      {note ? <p class="hint">{note}</p> : null}
      <svg
        class="door-box"
        viewBox="0 0 48 48"
        width="48"
        height="48"
        aria-hidden="true"
        focusable="false"
      >
        <rect x="4" y="4" width="40" height="40" />
        <path d="M12 12 C20 20 29 29 36 37 M37 11 C28 20 20 28 11 37" />
      </svg>
    </li>
  );
}
