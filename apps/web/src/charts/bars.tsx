/**
 * Bars as rows of text, each with a strip of SVG beside it. Widths are percentages, so that the words
 * keep their size on a phone and a reader meets plain text; the strips themselves say nothing more.
 */
import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';

export interface Bar {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** The figure in words, at the end of the bar. */
  readonly text: string;
  /** `first` is filled, the others paler or hatched by place, so that colour is never the only mark. */
  readonly tone: number;
  readonly note?: string | undefined;
}

export interface BarsProps {
  readonly bars: readonly Bar[];
  /** Value at the right end. */
  readonly max: number;
  /** A line across all bars, such as a threshold or a half. */
  readonly line?: number;
}

export function Bars({ bars, max, line }: BarsProps): VNode {
  const x = scaleLinear()
    .domain([0, Math.max(max, 1)])
    .range([0, 100]);
  return (
    <ul class="bars">
      {bars.map((bar) => (
        <li key={bar.id}>
          <span class="bar-label">{bar.label}</span>
          <svg class="bar" width="100%" height="20" aria-hidden="true" focusable="false">
            <line class="bar-axis" x1="0" x2="0" y1="0" y2="20" />
            <rect
              class={`tone tone-${bar.tone % 4}`}
              x="0"
              y="2"
              height="16"
              width={`${x(bar.value).toFixed(2)}%`}
            />
            {line === undefined ? null : (
              <line
                class="bar-line"
                x1={`${x(line).toFixed(2)}%`}
                x2={`${x(line).toFixed(2)}%`}
                y1="0"
                y2="20"
              />
            )}
          </svg>
          <span class="bar-value">{bar.text}</span>
          {bar.note ? <span class="bar-note">{bar.note}</span> : null}
        </li>
      ))}
    </ul>
  );
}
