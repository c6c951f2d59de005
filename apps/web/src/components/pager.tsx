import type { VNode } from 'preact';

export interface PagerProps {
  readonly label: string;
  readonly earlier: { readonly text: string; readonly href: string } | undefined;
  readonly later: { readonly text: string; readonly href: string } | undefined;
}

export function Pager({ label, earlier, later }: PagerProps): VNode | null {
  if (!earlier && !later) return null;
  return (
    <nav class="pager" aria-label={label}>
      {earlier ? (
        <a rel="prev" href={earlier.href}>
          ← {earlier.text}
        </a>
      ) : (
        <span />
      )}
      {later ? (
        <a rel="next" href={later.href}>
          {later.text} →
        </a>
      ) : null}
    </nav>
  );
}
