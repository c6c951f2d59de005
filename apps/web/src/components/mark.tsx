import type { VNode } from 'preact';

/** The house's mark: a ballot box to tick, crossed by hand. Says nothing, so it is hidden from readers. */
export function Mark(): VNode {
  return (
    <svg
      class="mark"
      viewBox="0 0 32 32"
      width="28"
      height="28"
      aria-hidden="true"
      focusable="false"
    >
      <rect x="5" y="7" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" />
      <path
        d="M10 12.5 C13 15.5 17 20 20.5 22.5 M28 3 C21 9 14 15.5 9.5 22.5"
        fill="none"
        class="mark-cross"
        stroke-width="3"
        stroke-linecap="round"
      />
    </svg>
  );
}
