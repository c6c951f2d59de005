/** What runs in each thread of `node-group.ts`: one message in, one answer out. */
import { parentPort } from 'node:worker_threads';
import { bestGroup, type GroupMessage, serveGroup } from '@hustings/ristretto';
import type { ThreadAnswer } from './node-group.ts';

/** Messages that come before the kernel is ready wait for it. */
const serve = bestGroup().then(serveGroup);

parentPort?.on('message', async ({ id, message }: { id: number; message: GroupMessage }) => {
  let answer: ThreadAnswer;
  try {
    answer = { id, bytes: await (await serve)(message) };
  } catch (error) {
    // A refused argument is a bug of the caller, and must be thrown there, not here.
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
