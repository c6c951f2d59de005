import { renderDocument } from '../components/document.tsx';
import { Moment } from '../components/moment.tsx';
import { Nominations } from '../components/nominations.tsx';
import { Task } from '../components/task.tsx';
import { officer as t } from '../messages/en.ts';
import type { OfficerProceedingView } from '../views.ts';

/** The task list: the one next step on top, then what else may be done, what waits, what is done. */
export function renderOfficerProceeding(view: OfficerProceedingView): string {
  const { frame } = view;
  return renderDocument({
    title: view.proceeding.title,
    frame,
    proceeding: view.proceeding,
    children: (
      <>
        <h1>{view.proceeding.title}</h1>
        <p class="lead">{view.standing}</p>
        <section class="next-step" aria-labelledby="next-title">
          <h2 id="next-title">{t.next}</h2>
          {view.next ? <Task task={view.next} frame={frame} look="next" /> : <p>{t.nothing}</p>}
        </section>
        {view.turnout ? (
          <section>
            <h2>{t.turnoutTitle}</h2>
            <p>{t.turnout(view.turnout.cast, view.turnout.electorate)}</p>
          </section>
        ) : null}
        {view.may.length > 0 ? (
          <section>
            <h2>{t.may}</h2>
            {view.may.map((task) => (
              <Task key={task.id} task={task} frame={frame} look="may" />
            ))}
          </section>
        ) : null}
        {view.nominations ? <Nominations nominations={view.nominations} /> : null}
        {view.later.length > 0 ? (
          <section>
            <h2>{t.later}</h2>
            {view.later.map((task) => (
              <Task key={task.id} task={task} frame={frame} look="later" />
            ))}
          </section>
        ) : null}
        {view.done.length > 0 ? (
          <section>
            <h2>{t.done}</h2>
            <ul class="done-list">
              {view.done.map((one) => (
                <li key={`${one.at} ${one.text}`}>
                  {one.text}{' '}
                  <span class="hint">
                    <Moment at={one.at} zone={frame.zone} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {view.links.length > 0 ? (
          <section>
            <h2>{t.links}</h2>
            <ul class="index">
              {view.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.text}</a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </>
    ),
  });
}
