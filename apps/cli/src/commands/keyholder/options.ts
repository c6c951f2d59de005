import { resolve } from 'node:path';
import type { HolderRole } from '@hustings/record';
import type { Args } from '../../args.ts';
import type { Io } from '../../io.ts';
import { HolderFolder } from '../../keyholder/holder-folder.ts';
import { readPassphrase } from '../../keyholder/passphrase.ts';

/** The options that every command of a keyholder takes. */
export const FOLDER_OPTIONS: readonly string[] = ['data', 'passphrase-file'];

export function folderHelp(role: HolderRole): string {
  return `  --data DIR             where the key and everything secret is kept; ./${role}
  --passphrase-file FILE a passphrase under which all of it is sealed: the first line of FILE; or give
                         it in HUSTINGS_PASSPHRASE, or be asked. Without one, whoever reads the folder has it all`;
}

export function folderPath(args: Args, io: Io, role: HolderRole): string {
  return resolve(io.cwd, args.text('data') ?? role);
}

export async function openFolder(args: Args, io: Io, role: HolderRole): Promise<HolderFolder> {
  const path = folderPath(args, io, role);
  const given = await readPassphrase(args, io);
  const isAsked = given === undefined && io.ask !== undefined;
  const passphrase =
    isAsked && HolderFolder.isUnderPassphrase(path) ? await io.ask('Passphrase: ') : given;
  return HolderFolder.open(path, role, passphrase, io.random);
}

/** Runs `work` with the folder, which is closed after it. */
export async function withFolder<T>(
  args: Args,
  io: Io,
  role: HolderRole,
  work: (folder: HolderFolder) => Promise<T>,
): Promise<T> {
  const folder = await openFolder(args, io, role);
  try {
    return await work(folder);
  } finally {
    folder.close();
  }
}
