import type { VNode } from 'preact';
import { common } from '../messages/words.ts';
import type { Clause } from '../views.ts';

/** The rule behind a step, as a side-note in the margin, the way statutes have them. */
export function SideNote({ clause }: { readonly clause: Clause | undefined }): VNode | null {
  if (clause === undefined) return null;
  return (
    <small class="side-note">
      <span class="visually-hidden">{common.under}: </span>
      <cite>{clause.cite}</cite>
      {clause.text ? <q>{clause.text}</q> : null}
    </small>
  );
}
