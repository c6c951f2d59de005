/** Draws the booth's state: one page per step, one announcement line for all. */
import type { VNode } from 'preact';
import { booth as t } from '../messages/words.ts';
import type { BoothData } from '../pages/booth.tsx';
import { moment, time } from '../text/moments.ts';
import type { CodeProblem } from './code-problem.ts';
import { type BoothProps, PaperPage } from './paper-view.tsx';
import type { BoothState, OpenPaper, Receipt } from './state.ts';

export interface BoothViewProps extends BoothProps {
  readonly data: BoothData;
  /** The device says that it has no connection. */
  readonly offline: boolean;
  /** Missing where the browser does not let pages copy. */
  readonly copy?: ((text: string) => void) | undefined;
}

export function Booth(props: BoothViewProps): VNode {
  const { state } = props;
  return (
    <>
      <div class="visually-hidden" role="status" aria-live="polite">
        {/* A new key makes a new node, so that the same words are read out again. */}
        <span key={state.said.times}>{state.said.text}</span>
      </div>
      <StepPage {...props} />
    </>
  );
}

function StepPage(props: BoothViewProps): VNode {
  const { state, data, send } = props;
  const { paper, receipt, stop } = state;
  switch (state.step) {
    case 'code':
      return <CodePage {...props} />;
    case 'paper':
      return paper ? (
        <PaperPage
          state={state}
          send={send}
          paper={paper}
          question={data.poll.question}
          statements={data.options.flatMap(({ name, statement }) =>
            statement === undefined ? [] : [{ name, text: statement }],
          )}
        />
      ) : (
        <CodePage {...props} />
      );
    case 'check':
      return paper ? <CheckPage {...props} paper={paper} /> : <CodePage {...props} />;
    case 'casting':
      return <CastingPage state={state} />;
    case 'unsent':
      return <UnsentPage {...props} />;
    case 'receipt':
      return receipt ? <ReceiptPage {...props} receipt={receipt} /> : <CodePage {...props} />;
    case 'stopped':
      return <StoppedPage {...props} stop={stop ?? { reason: 'refused' }} />;
  }
}

function codeProblemText(problem: CodeProblem): string {
  const words = t.codeProblem;
  switch (problem.kind) {
    case 'short':
      return words.short(problem.have);
    case 'group':
      return words.group(problem.nth, problem.group);
    case 'symbol':
      return words.symbol(problem.symbol, problem.nth);
    default:
      return words[problem.kind];
  }
}

function CodePage({ state, send, data }: BoothViewProps): VNode {
  const problem = state.codeProblem;
  const trouble = state.trouble;
  if (state.opening && state.fromLink)
    return (
      <div role="status">
        <h1 tabIndex={-1}>{data.poll.question}</h1>
        <p class="lead">{t.codeOpening}</p>
      </div>
    );
  return (
    <>
      <p class="eyebrow">{data.poll.question}</p>
      <h1 tabIndex={-1}>{t.codeTitle}</h1>
      <p>{t.codeLead}</p>
      <form
        class="form"
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          send({ kind: 'code-given' });
        }}
      >
        <div class={problem ? 'field field-wrong' : 'field'}>
          <label for="code">{t.codeLabel}</label>
          <p class="hint" id="code-hint">
            {t.codeHint}
          </p>
          {problem ? (
            <p class="field-error" id="code-error" role="alert">
              {codeProblemText(problem)}
            </p>
          ) : null}
          <input
            id="code"
            class="code"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            value={state.code}
            aria-describedby={problem ? 'code-hint code-error' : 'code-hint'}
            aria-invalid={problem ? 'true' : undefined}
            onInput={(event) => send({ kind: 'code-typed', text: event.currentTarget.value })}
          />
        </div>
        {trouble ? (
          <p class="field-error" role="alert">
            {t.trouble[trouble]}
          </p>
        ) : null}
        <button type="submit" class="main" aria-disabled={state.opening}>
          {state.opening ? t.codeOpening : t.codeButton}
        </button>
        <p class="small">{t.codeSafe}</p>
      </form>
    </>
  );
}

function CheckPage(props: BoothViewProps & { readonly paper: OpenPaper }): VNode {
  const { state, send, paper } = props;
  const ranked = paper.form.kind === 'ranked';
  const unranked = paper.options.map((_, i) => i).filter((i) => !state.ranked.includes(i));
  return (
    <>
      <p class="eyebrow">{t.step(2, t.stepCheck)}</p>
      <h1 tabIndex={-1}>{t.checkTitle}</h1>
      <p class="lead">{t.checkLead}</p>
      {state.stale ? <p class="warning">{t.staleNote}</p> : null}
      {state.trouble ? (
        <p class="field-error" role="alert">
          {t.trouble[state.trouble]}
        </p>
      ) : null}
      {state.blank ? (
        <p class="warning">{t.checkBlank}</p>
      ) : (
        <>
          <p>{ranked ? t.checkOrder : t.checkChoice}</p>
          <ol class={ranked ? 'choice-list' : 'choice-list choice-single'}>
            {state.ranked.map((option, i) => (
              <li key={option}>
                {ranked ? <span class="choice-place">{t.place(i + 1)}</span> : null}{' '}
                <span class="choice-name">{paper.options[option]}</span>
              </li>
            ))}
          </ol>
          {ranked && unranked.length > 0 ? (
            <>
              <p>{t.checkUnranked(unranked.length)}</p>
              <ul class="unranked">
                {unranked.map((option) => (
                  <li key={option}>{paper.options[option]}</li>
                ))}
              </ul>
            </>
          ) : null}
        </>
      )}
      {!state.stale && paper.again ? <p class="warning">{t.again}</p> : null}
      <p class="ballot-on">
        <button type="button" class="main cast" onClick={() => send({ kind: 'cast' })}>
          {t.cast}
        </button>
        <button type="button" class="second" onClick={() => send({ kind: 'went-back' })}>
          {t.change}
        </button>
      </p>
    </>
  );
}

function CastingPage({ state }: { readonly state: BoothState }): VNode {
  return (
    <div role="status">
      <p class="eyebrow">{t.step(3, t.stepCast)}</p>
      <h1 tabIndex={-1}>{t.castingTitle}</h1>
      <p class="lead">{state.sealed ? t.sending : t.sealing}</p>
      <p>{t.stay}</p>
    </div>
  );
}

function UnsentPage({ state, send, offline }: BoothViewProps): VNode {
  return (
    <>
      <p class="eyebrow">{t.step(3, t.stepCast)}</p>
      <h1 tabIndex={-1}>{t.unsentTitle}</h1>
      <p class="lead">{state.resumed ? t.unsentResumed : t.unsentText}</p>
      {state.trouble ? (
        <p class="field-error" role="alert">
          {t.trouble[state.trouble]}
        </p>
      ) : offline ? (
        <p class="warning">{t.unsentOffline}</p>
      ) : null}
      <p class="ballot-on">
        <button type="button" class="main cast" onClick={() => send({ kind: 'cast' })}>
          {t.sendAgain}
        </button>
      </p>
    </>
  );
}

function ReceiptPage(props: BoothViewProps & { readonly receipt: Receipt }): VNode {
  const { receipt, data, copy } = props;
  const day = moment(receipt.at, data.zone).split(', ')[0];
  return (
    <>
      <div class="receipt receipt-fresh">
        <h1 tabIndex={-1}>{t.receiptTitle}</h1>
        <p class="label">{t.receiptLabel}</p>
        <p class="receipt-code" data-receipt="">
          {receipt.code}
        </p>
        <p>
          <time dateTime={receipt.at}>
            {t.receiptTaken(`${day}, ${time(receipt.at, data.zone, true)}`)}
          </time>
        </p>
      </div>
      <p>
        {t.receiptShows} <strong>{t.receiptHides}</strong>
      </p>
      <p>{t.receiptKeep}</p>
      <ul class="actions">
        <li>
          <a class="button main" href={`${data.checkHref}?tracker=${receipt.full}`}>
            {t.receiptCheck}
          </a>
        </li>
        {copy ? (
          <li>
            <button type="button" class="second" onClick={() => copy(receipt.code)}>
              {t.receiptCopy}
            </button>
          </li>
        ) : null}
        <li>
          <a class="button second" href={data.proceeding.href}>
            {t.toContest}
          </a>
        </li>
      </ul>
      <h2>{t.receiptNext}</h2>
      <p>{t.receiptCloses(moment(data.poll.closes, data.zone))}</p>
      <p>
        {data.revote === 'last-counts' ? t.receiptAgain : t.receiptFirst} {t.receiptDone}
      </p>
      <details>
        <summary>{t.receiptFull}</summary>
        <p>
          <code class="hash">{receipt.full}</code>
        </p>
      </details>
    </>
  );
}

function StoppedPage(
  props: BoothViewProps & { readonly stop: NonNullable<BoothState['stop']> },
): VNode {
  const { data, stop } = props;
  const words = t.stopped[stop.reason];
  const again =
    stop.reason === 'refused' || stop.reason === 'wrong-poll' || stop.reason === 'not-open';
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p class="lead">{words.text}</p>
      {stop.message ? <p>{stop.message}</p> : null}
      <ul class="actions">
        {again ? (
          <li>
            <a class="button main" href="?">
              {t.stoppedAgain}
            </a>
          </li>
        ) : null}
        <li>
          <a class="button second" href={data.checkHref}>
            {t.stoppedCheck}
          </a>
        </li>
        <li>
          <a class="button second" href={data.proceeding.href}>
            {t.toContest}
          </a>
        </li>
      </ul>
      {data.help ? <p>{data.help}</p> : null}
      {stop.code ? <p class="small">{t.stoppedCode(stop.code)}</p> : null}
    </>
  );
}
