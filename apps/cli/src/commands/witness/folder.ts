import { resolve } from 'node:path';
import type { Args } from '../../args.ts';
import type { Io } from '../../io.ts';

/** Where a witness keeps its key and what it saw. */
export function witnessFolder(args: Args, io: Io): string {
  return resolve(io.cwd, args.text('data') ?? 'witness');
}
