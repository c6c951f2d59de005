import type { Result } from '@hustings/base';
import { type NodeGroup, openNodeGroup } from '@hustings/server/workers';
import { type Args, type UsageError, wholeNumber } from './args.ts';

/** The help that `--workers` has wherever it is taken. */
export const WORKERS_HELP = '  --workers N   how many threads compute; left out, one per core';

export function readWorkers(args: Args): Result<number | undefined, UsageError> {
  return wholeNumber(args, 'workers', 1, 256);
}

/** Runs `work` with the group on threads of its own, which end with it. */
export async function withThreads<T>(
  workers: number | undefined,
  work: (threads: NodeGroup) => Promise<T>,
): Promise<T> {
  const threads = openNodeGroup(workers === undefined ? {} : { workers });
  try {
    return await work(threads);
  } finally {
    await threads.close();
  }
}
