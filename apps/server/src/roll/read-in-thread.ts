/** Reads a roll on a thread of its own: a hundred thousand rows must not keep voters waiting. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Failure, Result } from '@hustings/base';
import type { RollReading, SectionName } from './read-roll.ts';

export async function readRollInThread(
  bytes: Uint8Array,
  sections: readonly SectionName[],
  bodies: readonly SectionName[],
): Promise<Result<RollReading, Failure>> {
  const thread = new Worker(new URL('./roll-thread.ts', import.meta.url), {
    workerData: { bytes, sections, bodies },
  });
  try {
    const [reading] = (await once(thread, 'message')) as [Result<RollReading, Failure>];
    return reading;
  } finally {
    await thread.terminate();
  }
}
