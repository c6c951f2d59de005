import { renderDocument } from '../components/document.tsx';
import { booth as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { BoothView } from '../views.ts';

/** What the booth's program is told: the view without the frame. */
export type BoothData = Omit<BoothView, 'frame'> & { readonly zone: string };

/** The booth's page: the program takes over `#booth`; without script nothing can be cast, and it says so. */
export function renderBooth(view: BoothView): string {
  const { frame, ...rest } = view;
  const data: BoothData = { ...rest, zone: frame.zone };
  return renderDocument({
    title: view.poll.question,
    frame,
    proceeding: view.proceeding,
    program: 'booth',
    bare: true,
    children: (
      <div id="booth" data-booth={JSON.stringify(data)}>
        <h1>{view.poll.question}</h1>
        <p>
          <time dateTime={view.poll.closes}>{t.until(moment(view.poll.closes, frame.zone))}</time>
        </p>
        <noscript>
          <p class="warning">{t.needsScript}</p>
        </noscript>
        <p class="hint">{t.getting}</p>
        <p class="late">{t.needsScript}</p>
      </div>
    ),
  });
}
