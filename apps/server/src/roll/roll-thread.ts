/** What runs in the thread of `read-in-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { readRollFile, type SectionName } from './read-roll.ts';

const { bytes, sections, bodies } = workerData as {
  readonly bytes: Uint8Array;
  readonly sections: readonly SectionName[];
  readonly bodies: readonly SectionName[];
};
parentPort?.postMessage(readRollFile(bytes, sections, bodies));
