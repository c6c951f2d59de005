/** What runs in each thread of `node-group.ts`: one message in, one answer out. */
import { parentPort } from 'node:worker_threads';
import { type GroupMessage, nobleGroup, serveGroup } from '@hustings/ristretto';
import type { ThreadAnswer } from './node-group.ts';

const serve = serveGroup(nobleGroup());

parentPort?.on('message', async ({ id, message }: { id: number; message: GroupMessage }) => {
  let answer: ThreadAnswer;
  try {
    answer = { id, bytes: await serve(message) };
  } catch (error) {
    // A refused argument is a bug of the caller, and must be thrown there, not here.
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
