/** What runs in each thread of `node-group.ts`: one message in, one answer out. */
import { randomFillSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { serveWork, type WorkMessage } from '@hustings/ballot';
import { bestGroup } from '@hustings/ristretto';
import type { ThreadAnswer } from './node-group.ts';

const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length));

/** Messages that come before the kernel is ready wait for it. */
const serve = bestGroup().then((group) => serveWork(group, random));

parentPort?.on('message', async ({ id, message }: { id: number; message: WorkMessage }) => {
  let answer: ThreadAnswer;
  try {
    answer = { id, bytes: await (await serve)(message) };
  } catch (error) {
    // A refused argument is a bug of the caller, and must be thrown there, not here.
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
