import type { ComponentChildren, VNode } from 'preact';

export interface FoldProps {
  readonly title: string;
  readonly level?: 2 | 3;
  readonly children: ComponentChildren;
}

/** A part that not everybody needs, folded away under its heading. Works without script. */
export function Fold({ title, level = 2, children }: FoldProps): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <details class="fold">
      <summary>
        <Heading>{title}</Heading>
      </summary>
      {children}
    </details>
  );
}
