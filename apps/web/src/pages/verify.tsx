import { Command } from '../components/command.tsx';
import { renderDocument } from '../components/document.tsx';
import { verifier as t } from '../messages/words.ts';
import { size } from '../text/figures.ts';
import type { VerifyView } from '../views.ts';

/** The verifier's page: the program takes over `#verifier`; without script it says what to do instead. */
export function renderVerify(view: VerifyView): string {
  return renderDocument({
    title: t.title,
    frame: view.frame,
    proceeding: view.proceeding,
    here: 'verify',
    program: 'verifier',
    children: (
      <>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <p>
          {t.holds(
            view.entries,
            view.ballots,
            view.size === undefined ? undefined : size(view.size),
          )}
        </p>
        <noscript>
          <p class="warning">{t.needsScript}</p>
        </noscript>
        <div
          id="verifier"
          data-record={view.recordHref}
          data-size={view.size === undefined ? undefined : String(view.size)}
        >
          <p class="late">{t.needsScript}</p>
        </div>
        <p>{t.command}</p>
        <Command text={view.command} />
        <p class="small">{t.tool}</p>
      </>
    ),
  });
}
