import { resolve } from 'node:path';
import { fromUtf8 } from '@hustings/base';
import type { Args } from '../args.ts';
import { readBytes } from '../files/read-bytes.ts';
import type { Io } from '../io.ts';
import { Trouble } from '../trouble.ts';

/** The passphrase that was given; undefined where none was. */
export async function readPassphrase(args: Args, io: Io): Promise<string | undefined> {
  const file = args.text('passphrase-file');
  if (file === undefined) return io.env.HUSTINGS_PASSPHRASE || undefined;
  const text = fromUtf8(await readBytes(resolve(io.cwd, file)));
  const [line = ''] = (text ?? '').split(/\r?\n/);
  if (line === '') throw new Trouble(`${JSON.stringify(file)} holds no passphrase`);
  return line;
}
