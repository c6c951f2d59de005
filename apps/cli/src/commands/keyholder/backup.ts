import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromBase64, fromUtf8, toBase64, utf8 } from '@hustings/base';
import { bestGroup } from '@hustings/ristretto';
import { type Command, command } from '../../command.ts';
import { EXIT, fail, type Io, note } from '../../io.ts';
import { HolderFolder } from '../../keyholder/holder-folder.ts';
import { readPassphrase } from '../../keyholder/passphrase.ts';
import { keyFromPassphrase, SALT_BYTES, seal, unseal } from '../../keyholder/seal.ts';
import { holdsShare } from '../../keyholder/trustee-work.ts';
import { Trouble } from '../../trouble.ts';
import { FOLDER_OPTIONS, folderHelp, folderPath, withFolder } from './options.ts';

const FORMAT = 'hustings/trustee-backup/1';

const BACKUP_HELP = `
Writes a copy of everything that a trustee keeps into one file, sealed under a passphrase: its key, its
shares of the keys of polls, what it has decrypted. Keep it apart from the machine.

Usage: hustings trustee backup FILE [OPTION…]

  FILE                   a new file
  --backup-passphrase FILE2  the passphrase of the copy: the first line of FILE2
${folderHelp('trustee')}

A copy knows nothing of what was decrypted after it was made: make it when the key is made, and again
when you have to use it elsewhere. Do not run two trustees with one key.

Example:
  hustings trustee backup /media/stick/trustee.backup --backup-passphrase phrase.txt
`;

const RESTORE_HELP = `
Makes a trustee's folder from a copy, and checks it: every share of a key must be the one whose public
half the record has (x·G = Y).

Usage: hustings trustee restore FILE [OPTION…]

  FILE                   what hustings trustee backup wrote
  --backup-passphrase FILE2  the passphrase of the copy
${folderHelp('trustee')}

Example:
  hustings trustee restore /media/stick/trustee.backup --backup-passphrase phrase.txt
`;

interface Copy {
  readonly format: string;
  readonly salt: string;
  readonly sealed: string;
}

interface Contents {
  readonly id: string;
  readonly name: string;
  /** Base64 by name, the key's seed with them. */
  readonly items: Readonly<Record<string, string>>;
}

export const backupCommand: Command = command({
  name: 'trustee backup',
  help: BACKUP_HELP,
  shape: { options: ['backup-passphrase', ...FOLDER_OPTIONS], positionals: ['FILE'] },
  run: async (args, io) => {
    const phrase = phraseIn(io, args.text('backup-passphrase'));
    if (phrase === undefined)
      return fail(io, EXIT.usage, 'a copy needs a passphrase of its own', [
        '--backup-passphrase FILE: its first line',
      ]);
    return withFolder(args, io, 'trustee', async (folder) => {
      const { id, name } = folder.holder;
      const items: Record<string, string> = {};
      for (const item of folder.names())
        items[item] = toBase64(folder.get(item) ?? new Uint8Array());
      const contents: Contents = { id, name, items };
      const salt = io.random(SALT_BYTES);
      const key = keyFromPassphrase(phrase, salt);
      const sealed = seal(key, FORMAT, utf8(JSON.stringify(contents)), io.random);
      const copy: Copy = { format: FORMAT, salt: toBase64(salt), sealed: toBase64(sealed) };
      const file = openSync(resolve(io.cwd, args.positionals[0] as string), 'wx', 0o600);
      try {
        writeSync(file, `${JSON.stringify(copy)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      note(io, `a copy of ${folder.names('poll/').length} things kept for polls was written`);
      return EXIT.ok;
    });
  },
});

export const restoreCommand: Command = command({
  name: 'trustee restore',
  help: RESTORE_HELP,
  shape: { options: ['backup-passphrase', ...FOLDER_OPTIONS], positionals: ['FILE'] },
  run: async (args, io) => {
    const file = args.positionals[0] as string;
    const phrase = phraseIn(io, args.text('backup-passphrase')) ?? '';
    const contents = readCopy(readFileSync(resolve(io.cwd, file), 'utf8'), phrase);
    if (contents === undefined)
      return fail(
        io,
        EXIT.failed,
        `${file} is no copy of a trustee, or this is not its passphrase`,
      );
    const path = folderPath(args, io, 'trustee');
    if (HolderFolder.isIn(path))
      return fail(io, EXIT.failed, `there is a trustee in ${JSON.stringify(path)} already`);
    const items = new Map(
      Object.entries(contents.items).map(([name, text]) => [name, fromBase64(text)] as const),
    );
    const wrong = await wrongShares(items);
    if (wrong.length > 0)
      return fail(io, EXIT.failed, `the share of ${wrong[0]} does not fit its public half`);
    const seed = items.get('seed');
    if (seed === undefined) return fail(io, EXIT.failed, `${file} holds no key`);
    const passphrase = await readPassphrase(args, io);
    const { id, name } = contents;
    const holder = { role: 'trustee', id, name } as const;
    const folder = HolderFolder.create(path, holder, passphrase, io.random, seed);
    for (const [item, bytes] of items)
      if (bytes !== undefined && item !== 'seed') folder.put(item, bytes);
    io.stdout.write(`${folder.line}\n`);
    const shares = [...items.keys()].filter((item) => item.endsWith('/secret')).length;
    note(
      io,
      `${shares === 1 ? 'its share of a key is' : `its ${shares} shares of keys are`} right`,
    );
    folder.close();
    return EXIT.ok;
  },
});

/** Polls whose secret share is not that of the public one kept beside it. */
async function wrongShares(
  items: ReadonlyMap<string, Uint8Array | undefined>,
): Promise<readonly string[]> {
  const group = await bestGroup();
  const wrong: string[] = [];
  for (const [name, secret] of items) {
    if (!name.endsWith('/secret') || secret === undefined) continue;
    const share = items.get(name.replace(/\/secret$/, '/public'));
    if (share !== undefined && !(await holdsShare(group, secret, share))) wrong.push(name);
  }
  return wrong;
}

function readCopy(text: string, phrase: string): Contents | undefined {
  try {
    const copy = JSON.parse(text) as Partial<Copy>;
    const salt = fromBase64(copy.salt ?? '');
    const sealed = fromBase64(copy.sealed ?? '');
    if (copy.format !== FORMAT || salt === undefined || sealed === undefined) return undefined;
    const bytes = unseal(keyFromPassphrase(phrase, salt), FORMAT, sealed);
    // Sealed by us: what opens has the form that it had.
    return bytes && (JSON.parse(fromUtf8(bytes) ?? '') as Contents);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function phraseIn(io: Io, file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const [line = ''] = readFileSync(resolve(io.cwd, file), 'utf8').split(/\r?\n/);
  if (line === '') throw new Trouble(`${JSON.stringify(file)} holds no passphrase`);
  return line;
}
