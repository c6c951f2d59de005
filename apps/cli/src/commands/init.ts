import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, command } from '../command.ts';
import { dataFolder } from '../files/data-folder.ts';
import { EXIT, fail, note } from '../io.ts';
import { loadServer } from '../server-program.ts';

const HELP = `
Makes a data folder ready for a server: the store with its tables, and the key that seals the
secrets in it. hustings serve does this on its own; init is for those who want the folder,
its owner and its backup in place first.

Usage: hustings init [--data DIR]

  --data DIR   where everything will be kept; ./data, or HUSTINGS_DATA

The folder is made readable by its owner only. Back up all of it, or the secrets in the store
cannot be opened again.

Examples:
  hustings init
  hustings init --data /srv/hustings
`;

export const initCommand: Command = command({
  name: 'init',
  help: HELP,
  shape: { options: ['data'] },
  run: async (args, io) => {
    const dataDir = dataFolder(args, io);
    if (existsSync(join(dataDir, 'hustings.sqlite')))
      return fail(io, EXIT.failed, `there is Hustings data in ${JSON.stringify(dataDir)} already`, [
        'hustings serve goes on with it; name another folder with --data for a new one',
      ]);
    const { prepareData } = await loadServer();
    const made = await prepareData(dataDir);
    if (!made.ok) return fail(io, EXIT.io, made.error.message);
    io.stdout.write(`${dataDir}\n`);
    note(
      io,
      `next: hustings serve${args.text('data') === undefined ? '' : ` --data ${args.text('data')}`}`,
    );
    return EXIT.ok;
  },
});
