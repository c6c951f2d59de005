import type { Finding, Report } from '@hustings/record';
import type { VNode } from 'preact';
import { verifier as t } from '../messages/words.ts';
import { count, size } from '../text/figures.ts';
import { isBusy, type VerifierState } from './state.ts';

export interface VerifierProps {
  readonly state: VerifierState;
  readonly onStart: () => void;
  readonly onFile: (file: File) => void;
  readonly onCancel: () => void;
}

/** Findings shown at most; a broken record can have very many. */
const MOST_SHOWN = 200;

export function Verifier(props: VerifierProps): VNode {
  const { state } = props;
  return (
    <div class="verifier">
      {isBusy(state) ? <Busy {...props} /> : null}
      <div role="status" aria-live="polite">
        {state.kind === 'stopped' ? (
          <p class="warning">
            {{ cancelled: t.cancelled, offline: t.offline, crashed: t.crashed }[state.why]}
          </p>
        ) : null}
        {state.kind === 'unreadable' ? (
          <div class="notice notice-problem">
            <p class="notice-heading">{t.unreadable}</p>
            <p>{state.message}</p>
          </div>
        ) : null}
        {state.kind === 'reported' ? (
          <ReportView report={state.report} seconds={state.seconds} />
        ) : null}
      </div>
      {isBusy(state) ? null : <Choose {...props} />}
    </div>
  );
}

function Choose({ state, onStart, onFile }: VerifierProps): VNode {
  return (
    <div class="panel">
      <p>
        <button type="button" class="main" onClick={onStart}>
          {state.kind === 'idle' ? t.start : t.again}
        </button>
      </p>
      <p>{t.orFile}</p>
      <div class="field">
        <label for="record-file">{t.file}</label>
        <input
          id="record-file"
          type="file"
          accept=".zip,application/zip"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) onFile(file);
          }}
        />
      </div>
    </div>
  );
}

function Busy({ state, onCancel }: VerifierProps): VNode {
  const bar = barOf(state);
  return (
    <div class="panel">
      <p class="progress">
        <label for="verify-progress">{bar.label}</label>
        <progress id="verify-progress" max={bar.of} value={bar.done} />
        <span>{bar.text}</span>
      </p>
      <p>
        <button type="button" class="second" onClick={onCancel}>
          {t.cancel}
        </button>
      </p>
    </div>
  );
}

interface BarFigures {
  readonly label: string;
  readonly text: string;
  /** Missing where nobody knows how far it is. */
  readonly done: number | undefined;
  readonly of: number;
}

function barOf(state: VerifierState): BarFigures {
  if (state.kind === 'downloading') {
    const { got, of } = state;
    const text = t.downloaded(size(got), of === undefined ? undefined : size(of));
    return { label: t.download, text, done: of === undefined ? undefined : got, of: of ?? 1 };
  }
  const progress = state.kind === 'verifying' ? state.progress : undefined;
  if (progress === undefined) return { label: t.verifying, text: '', done: undefined, of: 1 };
  const { step, done, of } = progress;
  const text = of > 1 ? `${count(done)} / ${count(of)}` : '';
  return {
    label: `${t.verifying}: ${step}`,
    text,
    done: of > 1 ? done : undefined,
    of: Math.max(of, 1),
  };
}

function ReportView({
  report,
  seconds,
}: {
  readonly report: Report;
  readonly seconds: number;
}): VNode {
  const { findings, about } = report;
  const clean = findings.length === 0;
  const checked = Object.entries(t.checkedOf).flatMap(([key, text]) => {
    const n = report.checked[key as keyof Report['checked']];
    return n > 0 ? [text(n)] : [];
  });
  return (
    <section class={clean ? 'report report-clean' : 'report report-found'}>
      <h2>{clean ? t.clean : t.found(findings.length)}</h2>
      <p class="lead">
        {clean ? (about.declared.length > 0 ? t.cleanText : t.cleanOpen) : t.foundText}
      </p>
      {about.title ? (
        <p>
          {about.organisation}: {about.title}
        </p>
      ) : null}
      {clean ? null : <Findings findings={findings} />}
      {about.declared.length > 0 ? (
        <>
          <h3>{t.declared}</h3>
          <ul>
            {about.declared.map((text) => (
              <li key={text} class="statement">
                {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t.checked}</h3>
      <ul class="checked">
        {checked.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>{t.took(t.elapsed(seconds))}</p>
      {about.root ? (
        <p>
          {t.root}: <code class="hash">{about.root}</code>
        </p>
      ) : null}
    </section>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }): VNode {
  return (
    <>
      <h3>{t.findings}</h3>
      <ol class="findings">
        {findings.slice(0, MOST_SHOWN).map((finding, i) => (
          <li key={`${i} ${finding.code}`}>
            <p>{finding.message}</p>
            <p class="hint">
              {t.place}: <code>{finding.place}</code> <code>{finding.code}</code>
            </p>
          </li>
        ))}
      </ol>
      {findings.length > MOST_SHOWN ? <p>{t.moreFindings(findings.length - MOST_SHOWN)}</p> : null}
    </>
  );
}
