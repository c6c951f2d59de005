/** The page's end of the reading thread, which lives for one ballot and then forgets it. */
import type { Reading, ReadJob } from './reading.ts';

export function readInThread(job: ReadJob): Promise<Reading> {
  const worker = new Worker(new URL('./reading.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Reading>((resolve) => {
    worker.addEventListener('message', (event: MessageEvent<Reading>) => resolve(event.data));
    worker.addEventListener('error', () => resolve({ kind: 'failed', code: 'booth/not-read' }));
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}
