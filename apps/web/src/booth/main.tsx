/**
 * Starts the booth in the page: the thin shell around `update`. It reads the code from the address and
 * takes it out of the address bar at once, draws, carries out what a new state asks for, and keeps the
 * browser's history in step. The only file here with side effects on the page.
 */
import { render } from 'preact';
import { frame } from '../messages/words.ts';
import type { BoothData } from '../pages/booth.tsx';
import { boxApi } from './box-api.ts';
import { conduct } from './conduct.ts';
import { keptBallots } from './kept-ballot.ts';
import { keptCard } from './kept-card.ts';
import { paperOf } from './marking.ts';
import type { QrPath } from './qr.ts';
import { readInThread } from './reader-thread.ts';
import { startSealer } from './sealer-thread.ts';
import type { Sealer } from './sealing.ts';
import {
  type BoothEvent,
  type BoothState,
  type Receipt,
  resumeBooth,
  type Step,
  startBooth,
  update,
} from './state.ts';
import { testConduct } from './test-conduct.ts';
import { Booth } from './view.tsx';

const root = document.getElementById('booth');
const text = root?.getAttribute('data-booth');
if (root && text) start(root, JSON.parse(text) as BoothData);

function start(root: HTMLElement, data: BoothData): void {
  const kept = keptBallots(shelf(), data.proceeding.id, data.poll.id);
  const cards = keptCard(shelf(), data.proceeding.id, data.poll.id);
  const address = takeFromAddress();
  if (!data.isTest && address.card !== '') cards.save(address.card);
  const api = boxApi(data, fetch.bind(globalThis), cards.load);
  // Loaded and compiled while the voter looks for the code and marks the paper.
  const thread = startSealer();
  const sealer = (): Sealer => thread;
  const work = data.isTest
    ? testConduct({ api, sealer, read: readInThread })
    : conduct({
        api,
        sealer,
        kept,
        hasCard: () => cards.load() !== undefined,
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      });
  const code = data.isTest ? '' : address.code;
  const isKept = !data.isTest && kept.load() !== undefined;
  let state: BoothState = isKept ? resumeBooth() : startBooth();
  let qr: QrPath | undefined;
  if (code !== '' && state.step === 'code')
    state = update(state, { kind: 'code-typed', text: code });

  const send = (event: BoothEvent): void => {
    const before = state;
    state = update(state, event);
    if (state === before) return;
    draw();
    follow(before, state);
  };
  const draw = (): void =>
    render(
      <Booth
        state={state}
        send={send}
        data={data}
        offline={!navigator.onLine}
        copy={copy}
        link={linkOf(state)}
        qr={qr}
      />,
      root,
    );
  const copy = navigator.clipboard
    ? (words: string): void => {
        navigator.clipboard.writeText(words).then(
          () => send({ kind: 'copied' }),
          // Refused: the words stay on the screen to be copied by hand.
          () => undefined,
        );
      }
    : undefined;

  /** What a change of state asks for, besides drawing it. */
  function follow(before: BoothState, after: BoothState): void {
    if (after.opening && !before.opening) carry(work.open(after.code));
    if (after.codeProblem && !before.codeProblem) document.getElementById('code')?.focus();
    if (after.secondDevice !== before.secondDevice) drawCode();
    if (after.step === before.step) return;
    remember(before.step, after);
    const heading = root.querySelector('h1');
    heading?.focus();
    document.title = frame.title(heading?.textContent ?? '');
    scrollTo({ top: 0 });
    if (after.step === 'casting')
      carry(before.step === 'unsent' ? work.resend() : work.cast(paperOf(before), send));
  }

  function carry(outcome: Promise<BoothEvent>): void {
    outcome.then(send, (error: unknown) => {
      send({ kind: 'stopped', reason: 'refused', code: 'booth/broken' });
      throw error;
    });
  }

  /** The drawing of the code is fetched only where it is needed, and forgotten with the code. */
  function drawCode(): void {
    qr = undefined;
    const link = linkOf(state);
    if (link === undefined) return;
    import('./qr.ts').then(
      ({ qrPath }) => {
        if (linkOf(state) !== link) return;
        qr = qrPath(link);
        draw();
      },
      // The link itself stays on the page.
      () => undefined,
    );
  }

  function linkOf({ secondDevice }: BoothState): string | undefined {
    return secondDevice === undefined
      ? undefined
      : `${location.origin}${data.secondDeviceHref}#${secondDevice}`;
  }

  const receipt = data.isTest ? undefined : shownBefore();
  root.replaceChildren();
  if (receipt === undefined) history.replaceState({ step: state.step }, '');
  draw();
  addEventListener('popstate', (event: PopStateEvent) => {
    const step = (event.state as { readonly step?: Step } | null)?.step;
    if (step !== undefined) send({ kind: 'history', step });
  });
  addEventListener('online', draw);
  addEventListener('offline', draw);
  // A second link opened in the same tab only changes the fragment: it must open a fresh booth.
  addEventListener('hashchange', () => location.reload());
  addEventListener('beforeunload', (event) => {
    if (state.step === 'casting') event.preventDefault();
  });
  // Browsers may keep a page that was left, and show it again.
  addEventListener('pagehide', () => send({ kind: 'left' }));
  if (state.step === 'unsent') return;
  if (data.isTest || code !== '') send({ kind: 'code-given', fromLink: true });
  else if (receipt !== undefined) send({ kind: 'confirmed', receipt });
}

/**
 * The code, or in separated mode the poll card, comes in the fragment, which browsers do not send; it must
 * not stay where others can read it.
 */
function takeFromAddress(): { readonly code: string; readonly card: string } {
  const hash = location.hash.slice(1);
  if (hash === '') return { code: '', card: '' };
  history.replaceState(null, '', location.pathname + location.search);
  if (hash.startsWith('card=')) return { code: '', card: hash.slice('card='.length) };
  try {
    return { code: decodeURIComponent(hash), card: '' };
  } catch {
    return { code: hash, card: '' };
  }
}

interface Remembered {
  readonly step?: Step;
  /** Kept with the page, so that a reload shows it again. */
  readonly receipt?: Receipt;
}

/** Going on from paper to check is a step that the back button undoes; nothing else is. */
function remember(from: Step, { step, receipt }: BoothState): void {
  const known = (history.state as Remembered | null)?.step;
  if (known === step) return;
  const place: Remembered = { step, ...(receipt === undefined ? {} : { receipt }) };
  if (from === 'paper' && step === 'check') history.pushState(place, '');
  else if (from === 'check' && step === 'paper') history.back();
  else history.replaceState(place, '');
}

function shownBefore(): Receipt | undefined {
  return (history.state as Remembered | null)?.receipt;
}

function shelf(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
