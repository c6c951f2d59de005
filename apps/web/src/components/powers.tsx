/** Who can do what under a rule book: ways to bring something about, bodies, and what weights are worth. */
import type { VNode } from 'preact';
import { ruleBook as t } from '../messages/words.ts';
import type { PowerBlock, PowerLine, PowerStep, PowersView } from '../rule-views.ts';
import { ClauseNote } from './passages.tsx';

export function Powers({ powers }: { readonly powers: PowersView }): VNode {
  return (
    <section>
      <h2 id="powers">{t.powers}</h2>
      <p>{t.powersLead}</p>
      {powers.goals.map((goal) => (
        <Goal key={goal.id} goal={goal} />
      ))}
      {powers.parties.length === 0 ? null : <h3>{t.parties}</h3>}
      {powers.parties.map((party) => (
        <section key={party.id} class="party">
          <h4>{party.name}</h4>
          <PartyLines can={party.can} />
        </section>
      ))}
      {powers.weighted.map((electorate) => (
        <Indices key={electorate.id} electorate={electorate} />
      ))}
    </section>
  );
}

function Goal({ goal }: { readonly goal: PowersView['goals'][number] }): VNode | null {
  const [first, ...others] = goal.ways;
  if (first === undefined) return null;
  return (
    <section class="goal">
      <h3>{goal.name}</h3>
      <p class="label">{others.length === 0 ? t.how : t.shortest}</p>
      <Way steps={first} />
      {others.length === 0 ? null : (
        <details>
          <summary>
            {t.otherWays(others.length)}
            <span class="visually-hidden">: {goal.name}</span>
          </summary>
          {others.map((way, i) => (
            <div key={way.map((s) => `${s.who} ${s.does}`).join()}>
              {others.length === 1 ? null : <p class="label">{t.way(i + 2)}</p>}
              <Way steps={way} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function Way({ steps }: { readonly steps: readonly PowerStep[] }): VNode {
  return (
    <ol class="steps way">
      {steps.map(({ who, does, clause }) => (
        <li key={`${who} ${does}`} class="noted">
          <span>
            <strong>{who}</strong>: {does}
          </span>
          <ClauseNote clause={clause} />
        </li>
      ))}
    </ol>
  );
}

const KINDS = ['alone', 'together', 'not-without', 'decides', 'cannot'] as const;

function PartyLines({ can }: { readonly can: readonly PowerLine[] }): VNode {
  return (
    <dl class="powers">
      {KINDS.map((kind) => {
        const lines = can.filter((line) => line.kind === kind);
        return lines.length === 0 ? null : (
          <div key={kind} class={`power power-${kind}`}>
            <dt>{t.kinds[kind]}</dt>
            <dd>
              <ul>
                {lines.map(({ text, needs, clause }) => (
                  <li key={text}>
                    <span>
                      {needs === undefined ? null : <strong>{t.needs(needs)}: </strong>}
                      {text}
                    </span>
                    <ClauseNote clause={clause} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Indices({ electorate }: { readonly electorate: PowersView['weighted'][number] }): VNode {
  return (
    <section>
      <h3>{t.indices}</h3>
      <table class="indices">
        <caption>{t.indicesLead(electorate.name)}</caption>
        <thead>
          <tr>
            <th scope="col">{t.section}</th>
            <th scope="col">{t.weight}</th>
            <th scope="col">{t.banzhaf}</th>
            <th scope="col">{t.shapleyShubik}</th>
          </tr>
        </thead>
        <tbody>
          {electorate.blocks.map((block) => (
            <Block key={block.id} block={block} />
          ))}
        </tbody>
      </table>
      <p class="hint">{t.indicesSplit}</p>
    </section>
  );
}

function Block({ block }: { readonly block: PowerBlock }): VNode {
  return (
    <tr>
      <th scope="row">
        {block.name}
        {block.note === undefined ? null : (
          <span class="what block-note">{t.notes[block.note]}</span>
        )}
      </th>
      <Share value={block.weight} tone={1} />
      <Share value={block.banzhaf} tone={0} />
      <Share value={block.shapleyShubik} tone={0} />
    </tr>
  );
}

function Share({ value, tone }: { readonly value: string; readonly tone: number }): VNode {
  return (
    <td>
      {t.percent(value)}
      <svg class="share" width="100%" height="8" aria-hidden="true" focusable="false">
        <rect class={`tone tone-${tone}`} x="0" y="0" height="8" width={`${value}%`} />
      </svg>
    </td>
  );
}
