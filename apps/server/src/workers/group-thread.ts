/** What runs in each thread of `node-group.ts`: one message in, one answer out. */
import { randomFillSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { serveWork, type WorkMessage } from '@hustings/ballot';
import { bestGroup } from '@hustings/ristretto';
import type { Secrets, ThreadAnswer, ThreadTask } from './node-group.ts';

const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length));

type Serve = (message: WorkMessage) => Promise<Uint8Array>;

/** A kernel for each way with secrets, started when it is first asked for; what comes before it is ready waits. */
const serving = new Map<Secrets, Promise<Serve>>();

function serverFor(secrets: Secrets): Promise<Serve> {
  const known =
    serving.get(secrets) ?? bestGroup({ secrets }).then((group) => serveWork(group, random));
  serving.set(secrets, known);
  return known;
}

parentPort?.on('message', async ({ id, message, secrets }: ThreadTask) => {
  let answer: ThreadAnswer;
  try {
    answer = { id, bytes: await (await serverFor(secrets))(message) };
  } catch (error) {
    // A refused argument is a bug of the caller, and must be thrown there, not here.
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
