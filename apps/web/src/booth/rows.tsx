/** Rows of a paper: a preference, a mark or a score for one name. A row never moves by itself. */
import type { VNode } from 'preact';
import { papers, booth as t } from '../messages/words.ts';
import { mostOf } from './marking.ts';
import type { BoothEvent, BoothState, OpenPaper } from './state.ts';

export interface RowProps {
  readonly state: BoothState;
  readonly send: (event: BoothEvent) => void;
  readonly paper: OpenPaper;
  readonly option: number;
}

/** More scores than this are chosen from a list, not from a row of buttons. */
const MOST_BUTTONS = 10;

export function Row(props: RowProps): VNode {
  const { form } = props.paper;
  if (form.kind === 'scores') return <ScoreRow {...props} highest={form.highest} />;
  return form.kind === 'ranked' ? <RankedRow {...props} /> : <MarkRow {...props} />;
}

function RankedRow({ state, send, paper, option }: RowProps): VNode {
  const name = paper.options[option] ?? '';
  const place = state.ranked.indexOf(option) + 1;
  return (
    <li class={place > 0 ? 'row row-marked' : 'row'}>
      <button type="button" class="row-main" onClick={() => send({ kind: 'pressed', option })}>
        <span class="row-box" aria-hidden="true">
          {place > 0 ? place : ''}
        </span>
        <span class="row-name">{name}</span>
        <span class="visually-hidden">{rankWords(state, paper, place)}</span>
      </button>
      {place > 0 ? (
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

/** One of several, or several of many: a cross in the box. */
function MarkRow({ state, send, paper, option }: RowProps): VNode {
  const isMarked = state.ranked.includes(option);
  const isMany = paper.form.kind === 'marks';
  return (
    <li class={isMarked ? 'row row-marked' : 'row'}>
      <button
        type="button"
        class="row-main"
        {...(isMany
          ? { role: 'checkbox', 'aria-checked': isMarked }
          : { 'aria-pressed': isMarked })}
        onClick={() => send({ kind: 'pressed', option })}
      >
        <span class="row-box" aria-hidden="true">
          {isMarked ? <Cross /> : ''}
        </span>
        <span class="row-name">{paper.options[option]}</span>
      </button>
    </li>
  );
}

function ScoreRow(props: RowProps & { readonly highest: number }): VNode {
  const { state, send, paper, option, highest } = props;
  const name = paper.options[option] ?? '';
  const score = state.scores[option] ?? 0;
  const scores = Array.from({ length: highest + 1 }, (_, n) => n);
  const give = (n: number): void => send({ kind: 'scored', option, score: n });
  return (
    <li class={score > 0 ? 'row row-score row-marked' : 'row row-score'}>
      {highest > MOST_BUTTONS ? (
        <>
          <label class="row-name" for={`score-${option}`}>
            {name}
          </label>
          <select
            id={`score-${option}`}
            value={score}
            onChange={(event) => give(Number(event.currentTarget.value))}
          >
            {scores.map((n) => (
              <option key={n} value={n} selected={n === score}>
                {n}
              </option>
            ))}
          </select>
        </>
      ) : (
        <fieldset class="scale">
          <legend class="row-name">{name}</legend>
          {scores.map((n) => (
            <label key={n} class="scale-step">
              <input
                type="radio"
                name={`score-${option}`}
                value={n}
                checked={n === score}
                onChange={() => give(n)}
              />
              <span>{n}</span>
            </label>
          ))}
        </fieldset>
      )}
    </li>
  );
}

export function Cross(): VNode {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path class="cross" d="M4 5 C9 9 15 15 20 20 M20.5 4 C15 9 9 15 4 19.5" />
    </svg>
  );
}

/** A field to look for a name in a long list. */
export function Finder({
  state,
  send,
  paper,
  shown,
}: Omit<RowProps, 'option'> & {
  readonly shown: number;
}): VNode {
  return (
    <div class="field finder">
      <label for="find">{papers.find}</label>
      <input
        id="find"
        type="search"
        autoComplete="off"
        spellcheck={false}
        value={state.find}
        aria-describedby="found"
        onInput={(event) => send({ kind: 'searched', text: event.currentTarget.value })}
      />
      <p class="hint" id="found" role="status">
        {papers.found(shown, paper.options.length)}
      </p>
    </div>
  );
}
