/**
 * The paper: one row per name, pressed in the order of preference. A row never moves by itself; the
 * number in its box is the only thing that changes. Buttons only, so that arrow keys and focus do nothing.
 */
import type { VNode } from 'preact';
import { booth as t } from '../messages/words.ts';
import { type BoothEvent, type BoothState, mayBeBlank, mostOf, type OpenPaper } from './state.ts';

export interface BoothProps {
  readonly state: BoothState;
  readonly send: (event: BoothEvent) => void;
}

export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function PaperPage(
  props: BoothProps & {
    readonly paper: OpenPaper;
    readonly question: string;
    readonly statements: readonly Statement[];
  },
): VNode {
  const { state, send, paper } = props;
  const ranked = paper.form.kind === 'ranked';
  const chosen = state.ranked[0];
  return (
    <>
      <p class="eyebrow">{t.step(1, t.stepMark)}</p>
      <h1 tabIndex={-1}>{props.question}</h1>
      <p>{howTo(paper)}</p>
      {state.stale ? (
        <p class="warning">{t.staleNote}</p>
      ) : paper.again ? (
        <p class="warning">{t.again}</p>
      ) : null}
      <ul class={`ballot ${ranked ? 'ballot-ranked' : 'ballot-choice'}`} aria-label={t.list}>
        {state.display.map((option) => (
          <Row key={option} state={state} send={send} paper={paper} option={option} />
        ))}
      </ul>
      <p class="ballot-state" id="ballot-state">
        {ranked
          ? t.state(state.ranked.length, paper.options.length)
          : t.stateChoice(chosen === undefined ? undefined : paper.options[chosen])}
      </p>
      {ranked ? (
        <p class="ballot-tools">
          <button type="button" class="second" onClick={() => send({ kind: 'put-in-order' })}>
            {t.putInOrder}
          </button>
          <button type="button" class="quiet" onClick={() => send({ kind: 'cleared' })}>
            {t.startAgain}
          </button>
        </p>
      ) : null}
      {state.emptyWarned ? (
        <p class="field-error" role="alert">
          {t.nothingMarked}
        </p>
      ) : null}
      <p class="ballot-on">
        <button
          type="button"
          class="main"
          aria-describedby="ballot-state"
          onClick={() => send({ kind: 'went-on' })}
        >
          {t.toCheck}
        </button>
      </p>
      {mayBeBlank(paper.form) && state.ranked.length === 0 ? (
        <p>
          <button type="button" class="quiet" onClick={() => send({ kind: 'left-blank' })}>
            {t.blank}
          </button>
        </p>
      ) : null}
      {props.statements.length > 0 ? (
        <section>
          <h2>{t.statements}</h2>
          {props.statements.map((one) => (
            <details key={one.name}>
              <summary>{one.name}</summary>
              <p class="statement">{one.text}</p>
            </details>
          ))}
        </section>
      ) : null}
    </>
  );
}

function howTo(paper: OpenPaper): string {
  if (paper.form.kind === 'ranked') return t.markRanked(paper.options.length, paper.form.most);
  return paper.form.kind === 'choice' ? t.markChoice : t.markMotion;
}

function Row(props: BoothProps & { readonly paper: OpenPaper; readonly option: number }): VNode {
  const { state, send, paper, option } = props;
  const name = paper.options[option] ?? '';
  const place = state.ranked.indexOf(option) + 1;
  const isRanked = paper.form.kind === 'ranked';
  return (
    <li class={place > 0 ? 'row row-marked' : 'row'}>
      <button
        type="button"
        class="row-main"
        aria-pressed={isRanked ? undefined : place > 0}
        onClick={() => send({ kind: 'pressed', option })}
      >
        <span class="row-box" aria-hidden="true">
          {isRanked ? place > 0 ? place : '' : place > 0 ? <Cross /> : ''}
        </span>
        <span class="row-name">{name}</span>
        {isRanked ? <span class="visually-hidden">{rankWords(state, paper, place)}</span> : null}
      </button>
      {isRanked && place > 0 ? (
        <span class="row-tools">
          <button
            type="button"
            class="tool"
            aria-label={t.upLabel(name, Math.max(1, place - 1))}
            aria-disabled={place === 1}
            onClick={() => send({ kind: 'moved', option, by: -1 })}
          >
            {t.up}
          </button>
          <button
            type="button"
            class="tool"
            aria-label={t.downLabel(name, Math.min(state.ranked.length, place + 1))}
            aria-disabled={place === state.ranked.length}
            onClick={() => send({ kind: 'moved', option, by: 1 })}
          >
            {t.down}
          </button>
          <button
            type="button"
            class="tool"
            aria-label={t.removeLabel(name)}
            onClick={() => send({ kind: 'removed', option })}
          >
            {t.remove}
          </button>
        </span>
      ) : null}
    </li>
  );
}

/** What the number in the box, or its absence, means to a reader who does not see it. */
function rankWords(state: BoothState, paper: OpenPaper, place: number): string {
  if (place > 0) return t.marked(place);
  if (state.ranked.length >= mostOf(paper.form)) return t.markFull;
  return t.mark(state.ranked.length + 1);
}

export function Cross(): VNode {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path class="cross" d="M4 5 C9 9 15 15 20 20 M20.5 4 C15 9 9 15 4 19.5" />
    </svg>
  );
}
