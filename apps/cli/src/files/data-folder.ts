import { resolve } from 'node:path';
import type { Args } from '../args.ts';
import type { Io } from '../io.ts';

/** Where a server keeps everything: `--data`, else HUSTINGS_DATA, else ./data. */
export function dataFolder(args: Args, io: Io): string {
  return resolve(io.cwd, args.text('data') || io.env.HUSTINGS_DATA || 'data');
}
