import type { VNode } from 'preact';
import { frame as t } from '../messages/words.ts';
import type { Notice } from '../views.ts';

/** What the last request did. A problem is an alert, so that it is read out at once. */
export function NoticeBlock({ notice }: { readonly notice: Notice }): VNode {
  const heading = { done: t.done, problem: t.problem, hint: t.hint }[notice.tone];
  return (
    <div
      class={`notice notice-${notice.tone}`}
      role={notice.tone === 'problem' ? 'alert' : 'status'}
    >
      <p class="notice-heading">{heading}</p>
      <p>{notice.text}</p>
    </div>
  );
}
