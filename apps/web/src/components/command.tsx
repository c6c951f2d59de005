import type { VNode } from 'preact';
import { common } from '../messages/words.ts';

/** Something to be typed elsewhere. The button appears only where script can make it work. */
export function Command({ text }: { readonly text: string }): VNode {
  return (
    <div class="command">
      <code data-copy-text="">{text}</code>
      <button type="button" class="quiet" hidden data-copy="" data-copied={common.copied}>
        {common.copy}
      </button>
    </div>
  );
}
