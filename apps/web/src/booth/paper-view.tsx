/**
 * The paper: one row per name, marked in its own way. Nothing is marked by arrow keys or focus, and
 * whatever is too much or too little is said beside the button that it stops.
 */
import type { VNode } from 'preact';
import { papers, booth as t } from '../messages/words.ts';
import { foundIn, isEmpty, mayBeBlank, shortage } from './marking.ts';
import { Finder, Row } from './rows.tsx';
import type { BoothEvent, BoothState, OpenPaper } from './state.ts';

export interface BoothProps {
  readonly state: BoothState;
  readonly send: (event: BoothEvent) => void;
}

export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** From so many names on they can be searched. */
export const LONG_LIST = 21;

export function PaperPage(
  props: BoothProps & {
    readonly paper: OpenPaper;
    readonly question: string;
    readonly statements: readonly Statement[];
    /** What else is to be known before marking: what a second device means. */
    readonly note?: string | undefined;
  },
): VNode {
  const { state, send, paper } = props;
  const { form } = paper;
  const isOrder = form.kind === 'ranked';
  const shown = foundIn(state, paper);
  return (
    <>
      <p class="eyebrow">{t.step(1, t.stepMark)}</p>
      <h1 tabIndex={-1}>{props.question}</h1>
      <p>{howTo(paper)}</p>
      {form.kind === 'marks'
        ? form.groups?.map((g) => <p key={g.name}>{papers.group(g.name, g.least, g.most)}</p>)
        : null}
      {state.stale ? (
        <p class="warning">{t.staleNote}</p>
      ) : paper.again ? (
        <p class="warning">{t.again}</p>
      ) : null}
      {props.note ? <p class="hint">{props.note}</p> : null}
      {paper.options.length >= LONG_LIST ? (
        <Finder state={state} send={send} paper={paper} shown={shown.length} />
      ) : null}
      <ul class={`ballot ${isOrder ? 'ballot-ranked' : 'ballot-choice'}`} aria-label={t.list}>
        {shown.map((option) => (
          <Row key={option} state={state} send={send} paper={paper} option={option} />
        ))}
      </ul>
      <div
        class={paper.options.length >= LONG_LIST ? 'ballot-foot ballot-foot-stays' : 'ballot-foot'}
      >
        <p class="ballot-state" id="ballot-state">
          {stateWords(state, paper)}
        </p>
        {state.warning ? (
          <p class="field-error" role="alert">
            {state.warning}
          </p>
        ) : null}
      </div>
      {form.kind === 'choice' || form.kind === 'motion' ? null : (
        <p class="ballot-tools">
          {isOrder ? (
            <button type="button" class="second" onClick={() => send({ kind: 'put-in-order' })}>
              {t.putInOrder}
            </button>
          ) : null}
          <button type="button" class="quiet" onClick={() => send({ kind: 'cleared' })}>
            {t.startAgain}
          </button>
        </p>
      )}
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
      {mayBeBlank(form) && (isEmpty(state) || (state.warning && shortage(state, paper))) ? (
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

function howTo({ form, options }: OpenPaper): string {
  const total = options.length;
  switch (form.kind) {
    case 'ranked':
      return t.markRanked(total, form.most);
    case 'marks':
      return papers.marks(total, form.most, form.least ?? 1);
    case 'scores':
      return papers.scores(total, form.highest);
    case 'choice':
      return t.markChoice;
    case 'motion':
      return t.markMotion;
  }
}

function stateWords({ ranked, scores }: BoothState, { form, options }: OpenPaper): string {
  switch (form.kind) {
    case 'ranked':
      return t.state(ranked.length, options.length);
    case 'marks':
      return papers.markedOf(
        ranked.length,
        form.most,
        ranked.toSorted((a, b) => a - b).map((option) => options[option] ?? ''),
      );
    case 'scores':
      return papers.scored(scores.filter((n) => n > 0).length, options.length);
    case 'choice':
    case 'motion':
      return t.stateChoice(ranked[0] === undefined ? undefined : options[ranked[0]]);
  }
}
