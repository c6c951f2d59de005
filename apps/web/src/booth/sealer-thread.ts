/** The page's end of the sealing thread. */

import type { Paper } from '@hustings/count';
import type { Manifest } from '@hustings/rulebook';
import type { FreshlySealed, Sealer, SealJob, TestSealed } from './sealing.ts';

export type SealerQuestion =
  | {
      readonly id: number;
      readonly kind: 'open';
      readonly code: string;
      readonly manifest: Manifest;
    }
  | { readonly id: number; readonly kind: 'seal'; readonly job: SealJob }
  | {
      readonly id: number;
      readonly kind: 'test';
      readonly manifest: Manifest;
      readonly paper: Paper;
    };

export type SealerAnswer =
  | { readonly id: number; readonly value: string | FreshlySealed | TestSealed }
  | { readonly id: number; readonly failed: string };

type Ask =
  | { readonly kind: 'open'; readonly code: string; readonly manifest: Manifest }
  | { readonly kind: 'seal'; readonly job: SealJob }
  | { readonly kind: 'test'; readonly manifest: Manifest; readonly paper: Paper };

const STOPPED = 'the sealing thread stopped';

/** Starts the thread. Every promise rejects when the browser cannot run it. */
export function startSealer(): Sealer {
  const worker = new Worker(new URL('./sealing.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let stopped = false;
  worker.addEventListener('message', (event: MessageEvent<SealerAnswer>) => {
    const message = event.data;
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if ('failed' in message) asker?.reject(new Error(message.failed));
    else asker?.resolve(message.value);
  });
  worker.addEventListener('error', () => {
    stopped = true;
    for (const asker of waiting.values()) asker.reject(new Error(STOPPED));
    waiting.clear();
  });
  const ask = (question: Ask): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (stopped) return reject(new Error(STOPPED));
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...question });
    });
  return {
    open: async (code, manifest) => (await ask({ kind: 'open', code, manifest })) as string,
    seal: async (job) => (await ask({ kind: 'seal', job })) as FreshlySealed,
    test: async (manifest, paper) => (await ask({ kind: 'test', manifest, paper })) as TestSealed,
  };
}
