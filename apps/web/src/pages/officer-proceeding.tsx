import type { VNode } from 'preact';
import { renderDocument } from '../components/document.tsx';
import { Fold } from '../components/fold.tsx';
import { Keyholders } from '../components/keyholders.tsx';
import { Moment } from '../components/moment.tsx';
import { Nominations } from '../components/nominations.tsx';
import { Task } from '../components/task.tsx';
import { officer as t } from '../messages/words.ts';
import type { Frame, OfficerProceedingView, TaskView } from '../views.ts';

/** The task list: the one next step on top, then what else may be done, what waits, what is done. */
export function renderOfficerProceeding(view: OfficerProceedingView): string {
  const { frame } = view;
  const usual = view.may.filter((task) => !task.seldom);
  const seldom = view.may.filter((task) => task.seldom);
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
        {usual.length > 0 ? (
          <section>
            <h2>{t.may}</h2>
            <TaskList tasks={usual} frame={frame} look="may" />
          </section>
        ) : null}
        {view.nominations ? <Nominations nominations={view.nominations} /> : null}
        {view.keyholders ? <Keyholders view={view.keyholders} /> : null}
        {view.later.length > 0 ? (
          <section>
            <h2>{t.later}</h2>
            <TaskList tasks={view.later} frame={frame} look="later" />
          </section>
        ) : null}
        {seldom.length > 0 ? (
          <Fold title={t.seldom}>
            <TaskList tasks={seldom} frame={frame} look="may" />
          </Fold>
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

interface TaskListProps {
  readonly tasks: readonly TaskView[];
  readonly frame: Frame;
  readonly look: 'may' | 'later';
}

function TaskList({ tasks, frame, look }: TaskListProps): VNode {
  return (
    <>
      {tasks.map((task) => (
        <Task key={task.id} task={task} frame={frame} look={look} />
      ))}
    </>
  );
}
