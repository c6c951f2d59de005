import { renderDocument } from '../components/document.tsx';
import { booth as b, secondDevice as t } from '../messages/words.ts';
import type { SecondDeviceView } from '../views.ts';

/** What the page's program is told. */
export type SecondDeviceData = Pick<SecondDeviceView, 'pollApi' | 'trackerApi'>;

/** Where a second device reads a ballot: the code is in the fragment, so only its own program sees it. */
export function renderSecondDevice(view: SecondDeviceView): string {
  const data: SecondDeviceData = { pollApi: view.pollApi, trackerApi: view.trackerApi };
  return renderDocument({
    title: t.pageTitle,
    frame: view.frame,
    proceeding: view.proceeding,
    program: 'second',
    bare: true,
    children: (
      <div id="second" data-second={JSON.stringify(data)}>
        <h1>{t.pageTitle}</h1>
        <p class="lead">{view.poll.question}</p>
        <p>{t.pageLead}</p>
        <noscript>
          <p class="warning">{b.needsScript}</p>
        </noscript>
      </div>
    ),
  });
}
