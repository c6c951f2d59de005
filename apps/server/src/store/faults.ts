/**
 * What can go wrong underneath a write, as failures with a sentence. Whatever the cause, the
 * transaction was rolled back: nothing of it is on the disk and nothing of it was acknowledged.
 */
import type { Failure } from '@hustings/base';

/** A write that the machine could not make; the HTTP edge turns it into an answer. */
export class StoreFault extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    super(failure.message, { cause });
    this.name = 'StoreFault';
    this.failure = failure;
  }
}

// Primary result codes, https://www.sqlite.org/rescode.html
const FULL = 13;
const FAILURES: ReadonlyMap<number, Failure> = new Map([
  [
    FULL,
    {
      code: 'store/disk-full',
      message:
        'The disk of this server is full, so nothing was saved. What was saved before is safe. Please try again later; the returning officer has to make room.',
    },
  ],
  [
    5,
    {
      code: 'store/busy',
      message: 'The store is busy, so nothing was saved. Please try again in a moment.',
    },
  ],
  [
    8,
    {
      code: 'store/read-only',
      message:
        'The disk of this server cannot be written to, so nothing was saved. What was saved before is safe. The returning officer has to look at the server.',
    },
  ],
  [
    10,
    {
      code: 'store/disk-error',
      message:
        'The disk of this server reported an error, so nothing was saved. What was saved before is safe. The returning officer has to look at the server.',
    },
  ],
]);

/** The primary result code of an error that `node:sqlite` threw, or `undefined`. */
export function sqliteCode(fault: unknown): number | undefined {
  if (!(fault instanceof Error) || !('errcode' in fault)) return undefined;
  const { errcode } = fault;
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Turns an error of the store into a `StoreFault` where it has a sentence; else gives it back as it is. */
export function asStoreFault(fault: unknown): unknown {
  if (fault instanceof StoreFault) return fault;
  const code = sqliteCode(fault);
  const failure = code === undefined ? undefined : FAILURES.get(code);
  return failure === undefined ? fault : new StoreFault(failure, fault);
}
