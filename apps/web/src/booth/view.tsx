/** Draws the booth's state: one page per step, one announcement line for all. */
import type { VNode } from 'preact';
import { secondDevice as second, booth as t, machineTest as test } from '../messages/words.ts';
import type { BoothData } from '../pages/booth.tsx';
import { moment, time } from '../text/moments.ts';
import type { CodeProblem } from './code-problem.ts';
import { paperOf } from './marking.ts';
import { type BoothProps, PaperPage } from './paper-view.tsx';
import type { QrPath } from './qr.ts';
import { Said } from './said-view.tsx';
import { DeviceCodeBlock } from './second-device-view.tsx';
import type { BoothState, OpenPaper, Receipt } from './state.ts';
import { isSameReading } from './test-conduct.ts';

export interface BoothViewProps extends BoothProps {
  readonly data: BoothData;
  /** The device says that it has no connection. */
  readonly offline: boolean;
  /** Missing where the browser does not let pages copy. */
  readonly copy?: ((text: string) => void) | undefined;
  /** For a second device, with its code, and the same drawn. */
  readonly link?: string | undefined;
  readonly qr?: QrPath | undefined;
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
          note={data.isTest ? test.lead : data.secondDevice ? second.before : undefined}
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
      return <CastingPage {...props} />;
    case 'unsent':
      return <UnsentPage {...props} />;
    case 'receipt':
      return receipt ? <ReceiptPage {...props} receipt={receipt} /> : <CodePage {...props} />;
    case 'tested':
      return paper && state.tested ? (
        <TestedPage {...props} paper={paper} tested={state.tested} />
      ) : (
        <CodePage {...props} />
      );
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
      <p>
        <a href={data.testHref}>{test.link}</a> <span class="hint">{test.linkLead}</span>
      </p>
    </>
  );
}

function CheckPage(props: BoothViewProps & { readonly paper: OpenPaper }): VNode {
  const { state, send, paper, data } = props;
  return (
    <>
      <p class="eyebrow">{t.step(2, t.stepCheck)}</p>
      <h1 tabIndex={-1}>{t.checkTitle}</h1>
      <p class="lead">{data.isTest ? test.flag : t.checkLead}</p>
      {state.stale ? <p class="warning">{t.staleNote}</p> : null}
      {state.trouble ? (
        <p class="field-error" role="alert">
          {t.trouble[state.trouble]}
        </p>
      ) : null}
      {state.blank ? (
        <p class="warning">{t.checkBlank}</p>
      ) : (
        <Said paper={paper} says={paperOf(state)} />
      )}
      {!state.stale && paper.again ? <p class="warning">{t.again}</p> : null}
      <p class="ballot-on">
        <button type="button" class="main cast" onClick={() => send({ kind: 'cast' })}>
          {data.isTest ? test.seal : t.cast}
        </button>
        <button type="button" class="second" onClick={() => send({ kind: 'went-back' })}>
          {t.change}
        </button>
      </p>
    </>
  );
}

function CastingPage({ state, data }: BoothViewProps): VNode {
  if (data.isTest)
    return (
      <div role="status">
        <h1 tabIndex={-1}>{test.sealing}</h1>
        {state.sealed ? <p class="lead">{test.reading}</p> : null}
      </div>
    );
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
  const { receipt, data, copy, link } = props;
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
      {data.secondDevice ? (
        link === undefined ? (
          <p class="hint">{second.gone}</p>
        ) : (
          <DeviceCodeBlock link={link} qr={props.qr} isTest={false} />
        )
      ) : null}
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

function TestedPage(
  props: BoothViewProps & {
    readonly paper: OpenPaper;
    readonly tested: NonNullable<BoothState['tested']>;
  },
): VNode {
  const { data, paper, tested, link, qr } = props;
  const { reading } = tested;
  const isSame = isSameReading(tested.marked, reading);
  return (
    <>
      <p class="eyebrow">{test.flag}</p>
      <h1 tabIndex={-1}>{isSame ? test.same : test.differs}</h1>
      <p class={isSame ? 'lead' : 'warning'}>
        {isSame ? (reading.kind === 'blank' ? test.sameBlank : test.sameText) : test.differsText}
      </p>
      {reading.kind === 'paper' ? (
        <>
          {isSame ? null : <p>{test.readInstead}</p>}
          <Said paper={paper} says={reading.paper} />
        </>
      ) : null}
      {reading.kind === 'failed' ? <p class="small">{t.stoppedCode(reading.code)}</p> : null}
      <p>{test.limits}</p>
      <ul class="actions">
        <li>
          <a class="button main" href={data.poll.href}>
            {test.toVote}
          </a>
        </li>
        <li>
          <a class="button second" href="?">
            {test.again}
          </a>
        </li>
      </ul>
      {link ? <DeviceCodeBlock link={link} qr={qr} isTest={true} /> : null}
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
