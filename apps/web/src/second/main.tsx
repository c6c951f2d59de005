/**
 * The second device: reads the code from the address and takes it out of the address bar, fetches the
 * ballot from the public record, opens it on a thread of its own, and shows what it says. Nothing is kept.
 */
import { trackerOf } from '@hustings/ballot';
import { equal, fromBase64, toHex } from '@hustings/base';
import type { Manifest } from '@hustings/rulebook';
import { render } from 'preact';
import { type DeviceCode, readDeviceCode } from '../booth/device-code.ts';
import { readInThread } from '../booth/reader-thread.ts';
import type { SecondDeviceData } from '../pages/second-device.tsx';
import { SecondDevice, type Seen } from './view.tsx';

const PATIENCE_MS = 15_000;

const root = document.getElementById('second');
const text = root?.getAttribute('data-second');
if (root && text) start(root, JSON.parse(text) as SecondDeviceData);

function start(root: HTMLElement, data: SecondDeviceData): void {
  const code = readDeviceCode(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  root.replaceChildren();
  const show = (seen: Seen): void => {
    render(<SecondDevice seen={seen} />, root);
    root.querySelector('h1')?.focus();
  };
  addEventListener('hashchange', () => location.reload());
  addEventListener('pagehide', () => show({ kind: 'no-code' }));
  show({ kind: code === undefined ? 'no-code' : 'reading' });
  if (code !== undefined) look(data, code).then(show, () => show({ kind: 'trouble' }));
}

async function look(data: SecondDeviceData, code: DeviceCode): Promise<Seen> {
  const poll = await ask<{ readonly manifest: Manifest }>(data.pollApi);
  if (poll === undefined) return { kind: 'trouble' };
  const ballot = code.kind === 'test' ? code.ballot : await fetched(data, code.tracker);
  if (ballot === undefined) return { kind: 'not-there' };
  const { manifest } = poll;
  const { secretRandomness } = code;
  const reading = await readInThread({ manifest, ballot, secretRandomness });
  return {
    kind: 'read',
    reading,
    isTest: code.kind === 'test',
    paper: { form: manifest.form, options: manifest.options.map((o) => o.name) },
    question: manifest.question,
    tracker: trackerOf(ballot),
  };
}

/** The ballot whose SHA-256 is the tracker: the server cannot give another one. */
async function fetched(
  data: SecondDeviceData,
  tracker: Uint8Array,
): Promise<Uint8Array | undefined> {
  const answer = await ask<{ readonly ballot: string }>(
    `${data.trackerApi}/${toHex(tracker)}/bytes`,
  );
  const bytes = answer && fromBase64(answer.ballot);
  return bytes !== undefined && equal(trackerOf(bytes), tracker) ? bytes : undefined;
}

/** Undefined where there is no such thing; throws where it cannot be known. */
async function ask<T>(path: string): Promise<T | undefined> {
  const response = await fetch(path, {
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as T;
}
