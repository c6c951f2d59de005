import type { VNode } from 'preact';
import { common, result as t } from '../messages/words.ts';
import { votes } from '../text/figures.ts';
import type { ElectedView } from '../views.ts';
import { layFlow } from './flow.ts';

/** Votes passing from round to round. Scrolls sideways on a phone; the table beneath says the same. */
export function Transfers({ view }: { readonly view: ElectedView }): VNode {
  const order = view.candidates.map((candidate) => candidate.id);
  const name = (id: string | null): string =>
    id === null
      ? t.exhausted
      : (view.candidates.find((candidate) => candidate.id === id)?.name ?? id);
  const lead = view.rounds[0]?.label === undefined ? t.transfersLead : t.stagesLead;
  const flow = layFlow(view.rounds, order);
  const tone = (id: string | null): string =>
    id === null ? 'tone-none' : `tone-${order.indexOf(id) % 4}`;
  return (
    <figure class="chart">
      <figcaption>
        {lead} <span class="hint">{common.scrolls}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever scrolls by keyboard must be able to reach it */}
      <section class="scroll" aria-label={t.transfers} tabIndex={0}>
        <svg
          class="flow"
          width={flow.width}
          height={flow.height}
          viewBox={`0 0 ${flow.width} ${flow.height}`}
          role="img"
          aria-label={lead}
        >
          {view.rounds.map((round, column) => (
            <text key={round.number} class="flow-round" x={8 + column * 230} y="14">
              {round.label ?? t.round(round.number)}
            </text>
          ))}
          {flow.bands.map((band) => (
            <path
              key={band.key}
              class={`band ${band.moved ? 'band-moved' : ''} ${tone(band.moved ? band.to : band.from)}`}
              d={band.path}
            />
          ))}
          {flow.nodes.map((node) => (
            <g key={node.key}>
              <rect
                class={`tone ${tone(node.candidate)}`}
                x={node.x}
                y={node.y}
                width={flow.nodeWidth}
                height={node.height}
              />
              <text
                class="flow-name"
                x={node.x + flow.nodeWidth + 6}
                y={node.y + Math.min(node.height / 2, 14) - 1}
              >
                {name(node.candidate)}
              </text>
              <text
                class="flow-votes"
                x={node.x + flow.nodeWidth + 6}
                y={node.y + Math.min(node.height / 2, 14) + 15}
              >
                {votes(node.votes, view.decimals)}
              </text>
            </g>
          ))}
        </svg>
      </section>
    </figure>
  );
}
