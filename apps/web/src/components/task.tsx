import type { VNode } from 'preact';
import { officer as t } from '../messages/words.ts';
import { moment } from '../text/moments.ts';
import type { Frame, TaskView } from '../views.ts';
import { SideNote } from './clause.tsx';
import { Form } from './form.tsx';

export interface TaskProps {
  readonly task: TaskView;
  readonly frame: Frame;
  readonly look: 'next' | 'may' | 'later';
}

/** One thing to do: what, by when, under which rule, and what is still missing before it can be done. */
export function Task({ task, frame, look }: TaskProps): VNode {
  const button = look === 'next' ? 'main' : 'second';
  return (
    <div class={`task task-${look}`}>
      <div class="task-text">
        <p class="task-title">
          {task.href && look !== 'next' ? <a href={task.href}>{task.text}</a> : task.text}
        </p>
        {task.hint ? <p class="hint">{task.hint}</p> : null}
        {task.by ? (
          <p class="task-by">
            <time dateTime={task.by}>{t.byWhen(moment(task.by, frame.zone))}</time>
          </p>
        ) : null}
        {task.missing.length > 0 ? (
          <div class="missing">
            <p class="label">{t.missing}</p>
            <ul>
              {task.missing.map((what) => (
                <li key={what}>{what}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {task.form ? (
          <Form form={task.form} csrf={frame.csrf} id={`t-${task.id}`} look={button} />
        ) : null}
        {task.href && look === 'next' ? (
          <a class="button main" href={task.href}>
            {t.go}
            <span class="visually-hidden">: {task.text}</span>
          </a>
        ) : null}
      </div>
      <SideNote clause={task.clause} />
    </div>
  );
}
