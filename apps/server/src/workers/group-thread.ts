/** What runs in each thread of `node-group.ts`: one message in, one answer out. */
import { randomFillSync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { type BallotMessage, serveBallotWork } from '@hustings/ballot';
import { bestGroup, type GroupMessage, serveGroup } from '@hustings/ristretto';
import type { ThreadAnswer } from './node-group.ts';

const random = (length: number): Uint8Array => randomFillSync(new Uint8Array(length));

/** Messages that come before the kernel is ready wait for it. */
const ready = bestGroup().then((group) => ({
  onGroup: serveGroup(group),
  onBallots: serveBallotWork(group, random),
}));

async function serve(message: GroupMessage | BallotMessage): Promise<Uint8Array> {
  const { onGroup, onBallots } = await ready;
  switch (message.op) {
    case 'credentials':
    case 'seal':
    case 'check':
      return onBallots(message);
    default:
      return onGroup(message);
  }
}

parentPort?.on(
  'message',
  async ({ id, message }: { id: number; message: GroupMessage | BallotMessage }) => {
    let answer: ThreadAnswer;
    try {
      answer = { id, bytes: await serve(message) };
    } catch (error) {
      // A refused argument is a bug of the caller, and must be thrown there, not here.
      answer = { id, error: error instanceof Error ? error.message : String(error) };
    }
    parentPort?.postMessage(answer);
  },
);
