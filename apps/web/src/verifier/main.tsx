/** Starts the verifier in the page: downloads, hands the bytes to a thread, draws what it says. */
import { render } from 'preact';
import { update, type VerifierEvent, type VerifierState } from './state.ts';
import type { VerifierMessage } from './verify.worker.ts';
import { Verifier } from './view.tsx';

const root = document.getElementById('verifier');
const path = root?.getAttribute('data-record');
if (root && path) start(root, path, Number(root.getAttribute('data-size')) || undefined);

function start(root: HTMLElement, path: string, expected: number | undefined): void {
  let state: VerifierState = { kind: 'idle' };
  let stop: (() => void) | undefined;

  const send = (event: VerifierEvent): void => {
    state = update(state, event);
    draw();
  };

  const draw = (): void =>
    render(
      <Verifier
        state={state}
        onStart={() => void fromServer()}
        onFile={fromFile}
        onCancel={() => {
          stop?.();
          send({ kind: 'cancelled' });
        }}
      />,
      root,
    );

  async function fromServer(): Promise<void> {
    const abort = new AbortController();
    stop = () => abort.abort();
    send({ kind: 'download-started', of: expected });
    try {
      verify(await download(path, abort.signal, expected, send));
    } catch {
      if (!abort.signal.aborted) send({ kind: 'failed', why: 'offline' });
    }
  }

  function fromFile(file: File): void {
    send({ kind: 'download-started', of: file.size });
    verify(file);
  }

  function verify(zip: Blob): void {
    const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { type: 'module' });
    const began = performance.now();
    stop = () => worker.terminate();
    send({ kind: 'bytes-there' });
    worker.addEventListener('message', (event: MessageEvent<VerifierMessage>) => {
      const message = event.data;
      if (message.kind === 'progress') send({ kind: 'progressed', progress: message.progress });
      else {
        worker.terminate();
        send(lastWord(message, Math.round((performance.now() - began) / 1000)));
      }
    });
    worker.addEventListener('error', () => send({ kind: 'failed', why: 'crashed' }));
    worker.postMessage(zip);
  }

  root.replaceChildren();
  draw();
}

function lastWord(
  message: Exclude<VerifierMessage, { kind: 'progress' }>,
  seconds: number,
): VerifierEvent {
  if (message.kind === 'report') return { kind: 'reported', report: message.report, seconds };
  if (message.kind === 'unreadable') return message;
  return { kind: 'failed', why: 'crashed' };
}

/** Reads the whole answer, telling how far it is. Rejects on any network trouble. */
async function download(
  path: string,
  signal: AbortSignal,
  expected: number | undefined,
  send: (event: VerifierEvent) => void,
): Promise<Blob> {
  const response = await fetch(path, { signal, cache: 'no-store' });
  if (!response.ok || response.body === null) throw new Error(`answer ${response.status}`);
  const of = Number(response.headers.get('content-length')) || expected;
  const parts: BlobPart[] = [];
  let got = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    got += value.length;
    send({ kind: 'downloaded', got, of });
  }
  // Where it is kept is the browser's choice: a large one lies on the disk.
  return new Blob(parts);
}
